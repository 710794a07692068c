"""Plans as text, Markdown and JSON."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import pytest
from rich.cells import cell_len

from planner.city import ClimateMonth
from planner.facts import Mode
from planner.itinerary import Alternative, Conflict, Itinerary, Note, Spare, Visit, Wish
from planner.request import Budget, Party, Terminal
from tests.eval.edits import with_request
from tests.tools.plan_edits import NOW, edited, refusal, with_day
from tests.worlds import (
    DayDraft,
    TinyWorld,
    good_itinerary,
    good_request,
    night,
    trip,
    two_city_itinerary,
)
from tools.exporters import FORMATS, Format, export, outline, wording
from tools.exporters.markdown import to_markdown
from tools.exporters.refusal import NOTHING
from tools.exporters.text import to_text

ESCAPE = "\x1b"


def test_limits_of_sights_are_told_at_the_head() -> None:
    """Of every day, and of a date of the trip; another date's is no longer the trip's."""
    own = {dt.date(2026, 6, 5): 1, dt.date(2026, 7, 1): 1}
    plan = with_request(good_itinerary(), max_sights_day=3, max_sights_on=own)
    head = "2 days · 2 adults · balanced pace · at most 3 sights a day"
    assert outline.subtitle(plan) == f"{head} · at most 1 sight on Friday 5 June"


def test_text_of_the_good_plan() -> None:
    """The first day of the good plan reads as one would write it down for a friend."""
    page = to_text(good_itinerary())
    head, first, *_ = page.split("\n\n")
    assert head == "Lumen: 4 to 5 June 2026\n2 days · 2 adults · balanced pace"
    assert first.splitlines() == [
        "Day 1: Thursday 4 June",
        "  09:00        arrive at Lumen Central by train",
        "  09:30-09:40  Lumen Central to Hotel Aurora: walk 10 min, 800 m",
        "  09:52        leave Hotel Aurora",
        "               ↓ walk 8 min, 600 m",
        "  10:00-11:40  City Museum · museum · 1 h 40 min · 20 EUR",
        "               ↓ walk 5 min, 400 m",
        "  12:00-13:00  Lunch: Bistro Uno · restaurant · 1 h · 50 EUR",
        "               ↓ walk 8 min, 600 m",
        "  13:10-14:10  Gallery of Light · gallery · 1 h · 16 EUR",
        "               ↓ walk 13 min, 1.0 km",
        "  14:30-15:30  River Park · park · 1 h",
        "  15:30-18:52  free time, 3 h 22 min",
        "               ↓ walk 8 min, 600 m",
        "  19:00-20:20  Dinner: Trattoria Nonna · restaurant · 1 h 20 min · 60 EUR",
        "               ↓ walk 15 min, 1.2 km",
        "  20:35        back at Hotel Aurora",
        "  night        Hotel Aurora · 1 room · 100 EUR",
    ]


def test_text_says_when_the_trip_ends() -> None:
    """The last day shows the way to the terminal and the departure, and has no night."""
    last = to_text(good_itinerary()).split("\n\n")[2]
    assert last.splitlines()[-2:] == [
        "  17:00-17:10  Hotel Aurora to Lumen Central: walk 10 min, 800 m",
        "  18:00        leave from Lumen Central by train",
    ]
    assert "night" not in last


def test_terminals_are_named_not_numbered() -> None:
    """A request that holds its station by id is told by the station's name."""
    stop = Terminal(time=dt.time(9), at="lumen:station", mode="flight")
    leave = Terminal(time=dt.time(18), at="lumen:station")
    page = to_text(good_itinerary(request=good_request(arrival=stop, departure=leave)))
    assert "  09:00        arrive at Lumen Central by flight\n" in page
    assert "  18:00        leave from Lumen Central by train\n" in page
    assert "lumen:" not in page


def test_costs_against_the_budget() -> None:
    """The cost table sets each category and the total against its limit, to the cent."""
    budget = Budget(currency="EUR", total=300, food=150.5)
    page = to_text(good_itinerary(request=good_request(budget=budget)))
    table = page[page.index("Costs for the whole party, in EUR") :]
    cells = [line.split() for line in table.splitlines()[2:7]]
    assert cells == [
        ["Lodging", "100"],
        ["Food", "134", "150.50", "16.50"],
        ["Activities", "36"],
        ["Transport", "0"],
        ["Total", "270", "300", "30"],
    ]


def test_costs_without_a_budget() -> None:
    """Where nothing limits the cost, no budget is spoken of."""
    page = to_text(good_itinerary(request=good_request(budget=None)))
    assert "budget" not in page
    assert re.search(r"^  Total +270$", page, re.MULTILINE)


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_a_day_of_transfer_names_its_cities(render: object) -> None:
    """With several cities the days say where they are, and the train between them is shown."""
    assert callable(render)
    page = render(two_city_itinerary())
    assert "Lumen, Porta: 4 to 6 June 2026" in page
    assert "Day 2: Friday 5 June, Porta" in page
    assert "Hotel Aurora to Porta Inn: train 1 h 15 min, 80.0 km" in page


@pytest.mark.parametrize(("minutes", "shown"), [(19, False), (20, True)])
def test_free_time_from_twenty_minutes(minutes: int, shown: bool) -> None:
    """A gap of 20 minutes is free time, one of 19 is not spoken of."""
    world = TinyWorld()
    day = DayDraft(world, "2026-06-04", "lumen:hotel").visit("lumen:museum", "10:00", 60)
    start = dt.datetime(2026, 6, 4, 11) + dt.timedelta(minutes=minutes + 5)
    done = day.meal("lunch", "lumen:bistro", f"{start:%H:%M}", 60, 50).done()
    page = to_text(trip(good_request(arrival=None, departure=None), [done]))
    assert done.legs[1].minutes == 5
    assert ("free time, 20 min" in page) is shown
    assert ("free time" in page) is shown


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_where_to_go_on_to_stands_after_the_day(format: Format) -> None:
    """Below the way back and above the bed, told by how far it is, and on its own day alone."""
    plan, world = good_itinerary(), TinyWorld()
    first = plan.days[0]
    park = first.stops[3]
    assert isinstance(park, Visit)
    pier = park.model_copy(update={"name": "Old Pier", "cost": 12.0})
    way = first.legs[-1].model_copy(update={"minutes": 7, "metres": 500})
    spare = Spare(date=first.date, visit=pier, way=way, back=first.legs[-1])
    page = export(plan.model_copy(update={"spare": (spare,)}), format, now=NOW, world=world)
    lines = [line for line in page.splitlines() if "Old Pier" in line]
    assert len(lines) == 1
    back, bed = page.index("back at Hotel Aurora"), page.rindex("Hotel Aurora")
    assert back < page.index("Old Pier") < bed
    if format == "text":
        assert lines[0] == ("  to spare     Old Pier · park · 1 h · walk 7 min, 500 m · 12 EUR")
    assert "Old Pier" not in export(plan, format, now=NOW, world=world)


def test_why_and_notes_stand_under_the_stop() -> None:
    """A stop is followed by its two strongest reasons on a line, then by what to check and book."""
    notes = (
        Note(kind="unverified", text="Opening hours are not on file."),
        Note(kind="book", text="Book about 3 days ahead."),
    )
    reasons = ("you asked for it", "a great collection", "indoors on a rainy day")
    page = to_text(edited(good_itinerary(), 0, 0, reasons=reasons, notes=notes))
    under = page.split("City Museum", 1)[1].splitlines()[1:4]
    assert [line.strip() for line in under] == [
        "you asked for it; a great collection",
        "! Opening hours are not on file.",
        "! Book about 3 days ahead.",
    ]


def noted(text: str, kind: Literal["unverified", "estimate", "book"]) -> dict[str, object]:
    """Fields of a stop that has one note."""
    return {"notes": (Note(kind=kind, text=text),)}


USUAL = noted("The price is what is usual for its kind.", "estimate")
UNKNOWN = noted("The price is not on file and counted as 0.", "unverified")


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_usual_prices_are_told_in_the_line(render: object) -> None:
    """A price that is only usual reads "about"; one sentence at the end says what that means."""
    assert callable(render)
    plan = edited(edited(good_itinerary(), 0, 0, **USUAL), 0, 1, **USUAL)
    page = render(plan)
    line = next(line for line in page.splitlines() if "City Museum" in line)
    assert "about 20 EUR" in line
    assert page.count("usual for their kind") == 1
    assert "usual for its kind" not in page
    assert "about" not in render(good_itinerary())


@pytest.mark.parametrize("width", range(40, 60))
def test_a_short_fact_is_never_torn_apart(width: int) -> None:
    """However narrow the page, an amount stands with its currency, minutes with their hours."""
    page = to_text(edited(good_itinerary(), 0, 0, **USUAL), width=width)
    assert "about 20 EUR" in page
    assert "1 h 40 min" in page
    assert max(map(cell_len, page.splitlines())) <= width


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_unknown_prices_are_told_in_the_line(render: object) -> None:
    """A price that is not on file reads "price unknown", and the end says how many there are."""
    assert callable(render)
    one = edited(good_itinerary(), 0, 0, cost=0, **UNKNOWN)
    line = next(line for line in render(one).splitlines() if "City Museum" in line)
    assert "price unknown" in line
    assert "- 1 price is unknown and counted as 0.\n" in render(one)
    two = render(edited(one, 0, 2, cost=0, **UNKNOWN))
    assert "- 2 prices are unknown and counted as 0.\n" in two
    assert "not on file" not in two


def test_a_bed_of_several_nights_is_one_unknown_price() -> None:
    """The same bed on each night is counted once, and its usual price is marked like a stop's."""
    plan = good_itinerary()
    stay = plan.days[0].stay
    assert stay is not None
    unknown = stay.model_copy(update={"cost": 0.0, **UNKNOWN})
    page = to_text(with_day(with_day(plan, 0, stay=unknown), 1, stay=unknown))
    assert page.count("Hotel Aurora · 1 room · price unknown") == 2
    assert "- 1 price is unknown" in page
    usual = to_text(with_day(plan, 0, stay=stay.model_copy(update=USUAL)))
    assert "Hotel Aurora · 1 room · about 100 EUR" in usual


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_what_to_book_is_listed_by_date(render: object) -> None:
    """What has to be booked stands at the end, by the last date on which to do so."""
    assert callable(render)
    plan = edited(good_itinerary(), 0, 0, **noted("Book about 3 days ahead.", "book"))
    plan = edited(plan, 0, 1, **noted("Book about 1 day ahead.", "book"))
    plan = edited(plan, 0, 2, **noted("Book about 200 days ahead.", "book"))
    page = render(plan)
    assert page[page.index("Book ahead") :].splitlines()[1:] == [
        *([""] if render is to_markdown else []),
        *(
            f"{'' if render is to_markdown else '  '}- by {line}"
            for line in (
                "Sunday 16 November 2025: Gallery of Light (200 days ahead)",
                "Monday 1 June: City Museum (3 days ahead)",
                "Wednesday 3 June: Bistro Uno (1 day ahead)",
            )
        ),
    ]
    assert "Book ahead" not in render(good_itinerary())


def test_a_full_day_stays_on_a_page() -> None:
    """Seven stops, each of doubtful hours and a usual price and two to be booked: 35 lines."""
    world = TinyWorld()
    day = DayDraft(world, "2026-06-04", "lumen:hotel")
    for index in range(7):
        day.visit("lumen:museum", f"{9 + index}:30", 30, cost=20)
    hours = Note(kind="unverified", text="No opening hours on file; check before you go.")
    usual = Note(kind="estimate", text="The price is what is usual for its kind.")
    book = Note(kind="book", text="Book about 3 days ahead.")
    plan = trip(good_request(), [day.done(stay=night(world, "lumen:hotel", 100))])
    for index in range(7):
        notes = (usual, *((hours,) if index < 4 else ()), *((book,) if index > 4 else ()))
        plan = edited(plan, 0, index, notes=notes)
    assert len(to_text(plan).split("\n\n")[1].splitlines()) <= 35


@pytest.mark.parametrize(
    ("stop", "notes", "shown"),
    [
        ("City Museum", (), True),
        ("City Museum", (Note(kind="unverified", text="The price is not on file."),), False),
        ("City Museum", (Note(kind="book", text="Book ahead."),), True),
        ("City Museum", (Note(kind="unverified", text="No opening hours on file."),), True),
        ("River Park", (), False),
    ],
)
def test_free_entry(stop: str, notes: tuple[Note, ...], shown: bool) -> None:
    """Entry is called free where it is known to be, and where one would ask."""
    plan = good_itinerary()
    index = [entry.name for entry in plan.days[0].stops].index(stop)
    page = to_text(edited(plan, 0, index, cost=0, notes=notes))
    line = next(line for line in page.splitlines() if stop in line)
    assert ("free entry" in line) is shown


def test_paid_ride_with_its_walk() -> None:
    """A ride says how far, how much of it on foot, and what it costs."""
    world = TinyWorld()
    day = DayDraft(world, "2026-06-04", "lumen:hotel")
    done = day.visit("lumen:museum", "10:00", 60, by=Mode.TAXI, fare=12.5).done()
    ride = done.legs[0].model_copy(update={"metres": 3_140, "walk_metres": 420, "minutes": 18})
    done = done.model_copy(update={"legs": (ride, done.legs[1])})
    page = to_text(trip(good_request(), [done]))
    assert "↓ taxi 18 min, 3.1 km (420 m on foot) · 12.50 EUR" in page


def test_day_tells_theme_holiday_and_weather() -> None:
    """What a day is about stands below its date."""
    normal = ClimateMonth(high_c=19.4, low_c=10.6, rain_days=9.2)
    told = {"theme": "museums and greenery", "holiday": "Tiny Day", "climate": normal}
    plan = with_day(good_itinerary(), 0, **told)
    lines = to_text(plan).split("\n\n")[1].splitlines()[1:4]
    assert lines == [
        "Museums and greenery",
        "Public holiday: Tiny Day",
        "Weather: usually 11 to 19 °C, rain on 9 days of the month",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_keeps_its_width(width: int) -> None:
    """No line is wider than the terminal, be its letters wide or not, and none trails blanks."""
    name = (
        "Rosenborg Slot og Kongens Have med Livgardens Museum og Eksercerplads 京都国立博物館 " * 2
    )
    plan = edited(good_itinerary(), 0, 0, name=name, reasons=("because " * 30,))
    lines = to_text(plan, width=width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_colour_changes_looks_only() -> None:
    """Without colour there is no escape sequence; with it, the words are the same."""
    plain, bright = to_text(good_itinerary()), to_text(good_itinerary(), colour=True)
    assert ESCAPE not in plain
    assert ESCAPE in bright
    assert re.sub(r"\x1b\[[\d;]*m", "", bright) == plain


@pytest.mark.parametrize("colour", [False, True])
def test_names_are_data(colour: bool) -> None:
    """Markup in a name is shown as it is; an escape sequence in it does not reach the terminal."""
    hostile = f"[bold red]Bar [x][/] {ESCAPE}[2J\r\n\u202eevil"
    page = to_text(edited(good_itinerary(), 0, 0, name=hostile), colour=colour)
    assert "[bold red]Bar [x][/] [2J evil" in page
    assert f"{ESCAPE}[2J" not in page
    assert "\u202e" not in page


def test_markdown_of_the_good_plan() -> None:
    """Each day is a table, every row of it as wide as its head."""
    page = to_markdown(good_itinerary())
    assert page.startswith("# Lumen: 4 to 5 June 2026\n\n2 days · 2 adults · balanced pace\n")
    assert "| 10:00-11:40 | **City Museum** · museum · 1 h 40 min | 20 EUR |  |" in page
    assert "| Total | 270 | 300 | 30 |" in page
    assert page.count("| Time | What | Cost | Why, and what to know |") == 2
    assert {line.count("|") for line in page.splitlines() if line.startswith("|")} == {5}


def test_markdown_escapes_names() -> None:
    """A name with a bar, stars, a link or a tag changes neither the table nor the looks."""
    plan = edited(good_itinerary(), 0, 0, name="A|B *x* [y](z) <b>")
    row = next(line for line in to_markdown(plan).splitlines() if "10:00" in line)
    assert r"**A\|B \*x\* \[y\](z) \<b\>**" in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_notes_of_the_trip_come_last(render: object) -> None:
    """Assumptions and warnings end the page, each with the word that says how to take it."""
    assert callable(render)
    notes = (
        Note(kind="assumption", text="Two adults travel."),
        Note(kind="warning", text="It is far."),
    )
    page = render(good_itinerary().model_copy(update={"notes": notes}))
    last = page[page.index("Good to know") :]
    assert "- Assumed: Two adults travel.\n" in last
    assert last.endswith("- Warning: It is far.\n")


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_refusal_says_what_conflicts_and_what_is_nearest(render: object) -> None:
    """A refusal names the wishes, the reason, what is given up, then shows the nearest plan."""
    assert callable(render)
    page = render(refusal(good_itinerary()))
    parts = [
        "No plan can grant every wish.",
        "This cannot be granted",
        "- at most 5 EUR\n",
        "The cheapest bed costs 100 EUR.",
        "Without it, everything else can be had.",
        "The nearest plan gives up",
        "Day 1: Thursday 4 June",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "not proved" not in page


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_refusal_without_a_plan(render: object) -> None:
    """What was only not found is not called impossible, and no plan is made up."""
    assert callable(render)
    page = render(refusal(proved=False))
    assert "No plan was found that grants every wish." in page
    assert "That there is no such plan is not proved; none was found." in page
    assert NOTHING in page
    assert "Day 1" not in page


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_conflicts_side_by_side_are_told_one_after_the_other(render: object) -> None:
    """The second conflict has its own wishes and reason; one that is proved rules the trip out."""
    assert callable(render)
    museum = (Wish(field="must.0", text="the museum"), Wish(field="must_not", text="no museum"))
    second = Conflict(wishes=museum, reason="You asked not to go there.", proved=True)
    told = refusal(proved=False).model_copy(update={"lone": False, "other_conflicts": (second,)})
    page = render(told)
    parts = [
        "No plan can grant every wish.",
        "This cannot be granted",
        "- at most 5 EUR\n",
        "none was found.",
        "Nor can these, together",
        "- the museum\n",
        "- no museum\n",
        "You asked not to go there.",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "Without" not in page


def test_an_empty_day_says_so() -> None:
    """A day without stops is not a blank."""
    day = DayDraft(TinyWorld(), "2026-06-04", "lumen:hotel").done()
    page = to_text(trip(good_request(arrival=None, departure=None), [day]))
    assert "Nothing planned." in page


def test_a_kept_stop_and_an_appointment() -> None:
    """A locked visit is marked as kept; an appointment has its own name and is not called free."""
    world = TinyWorld()
    day = DayDraft(world, "2026-06-04", "lumen:hotel")
    day.visit("lumen:museum", "10:00", 60, locked=True).appointment(
        "Dentist", "lumen:gallery", "14:00", 30
    )
    page = to_text(trip(good_request(), [day.done(stay=night(world, "lumen:hotel", 100))]))
    assert "City Museum · museum · 1 h · free entry · kept as you asked" in page
    assert "Dentist · appointment · gallery · 30 min\n" in page


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_in_one_line_break(format: str) -> None:
    """What is exported can be appended to."""
    page = export(good_itinerary(), next(f for f in FORMATS if f == format), now=NOW)
    assert page.endswith("\n")
    assert not page.endswith(("\n\n", "\n\r\n"))


def test_json_reads_back() -> None:
    """JSON loses nothing."""
    plan = two_city_itinerary()
    assert Itinerary.model_validate_json(export(plan, "json", now=NOW)) == plan


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (12.5, "12.50"), (1234, "1,234"), (1e6, "1,000,000"), (-0.001, "0")],
)
def test_figures(amount: float, text: str) -> None:
    """Amounts have separators, and cents only where there are any."""
    assert wording.figure(amount, "EUR") == text


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (80, "1 h 20 min")]
)
def test_durations(minutes: int, text: str) -> None:
    """Minutes become hours from sixty on."""
    assert wording.duration(minutes) == text


@pytest.mark.parametrize(
    ("metres", "text"), [(0, "0 m"), (999, "999 m"), (1_000, "1.0 km"), (99_960, "100 km")]
)
def test_distances(metres: int, text: str) -> None:
    """Metres become kilometres from a thousand on, with a decimal while it matters."""
    assert wording.distance(metres) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-06-09", "2026-06-09", "Tuesday 9 June 2026"),
        ("2026-06-09", "2026-06-11", "9 to 11 June 2026"),
        ("2026-06-29", "2026-07-02", "29 June to 2 July 2026"),
        ("2026-12-30", "2027-01-02", "30 December 2026 to 2 January 2027"),
    ],
)
def test_periods(first: str, last: str, text: str) -> None:
    """What two dates share is said once."""
    assert wording.period(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == text


def test_parties() -> None:
    """Everyone who travels is named, with the ages of children and what comes along."""
    everyone = Party(adults=1, seniors=2, children=(6, 9), wheelchair=True, stroller=True)
    told = "1 adult, 2 seniors, 2 children (6, 9 years), wheelchair, stroller"
    assert wording.party(everyone) == told
    assert wording.party(Party(adults=0, seniors=1)) == "1 senior"


@pytest.mark.parametrize(
    ("name", "text"), [("new-york", "New York"), ("Saint-Denis", "Saint-Denis"), ("京都", "京都")]
)
def test_city_names(name: str, text: str) -> None:
    """An id becomes a name, and a name stays."""
    assert wording.city_name(name) == text


def test_a_rest_is_told_with_where_it_is() -> None:
    """One goes back for it; who rests first of all, or last, goes nowhere for it."""
    between = DayDraft(TinyWorld(), "2026-06-04", "lumen:hotel").visit("lumen:museum", "10:00", 60)
    between.rest("14:00", 60).visit("lumen:park", "15:30", 60)
    only = DayDraft(TinyWorld(), "2026-06-05", "lumen:hotel").rest("14:00", 60)
    plan = trip(good_request(arrival=None, departure=None), [between.done(), only.done()])
    first, last = (list(outline.rows(plan, index)) for index in (0, 1))
    (rest,) = [row for row in first if row.title.startswith("Rest")]
    assert (rest.time, rest.title) == ("14:00-15:00", "Rest: Hotel Aurora")
    assert rest.facts.startswith("hotel")
    assert [row.kind for row in first].count("leg") == 4
    assert [row.title for row in last] == ["Rest: Hotel Aurora"]
    assert "Rest: Hotel Aurora" in to_text(plan)
    assert "**Rest: Hotel Aurora**" in to_markdown(plan)


def test_alternatives_follow_the_plan_in_a_few_lines() -> None:
    """How one differs, its days by name, and its total, as text and as Markdown."""
    other = Alternative(differs="Fewer churches.", plan=good_itinerary())
    plan = good_itinerary().model_copy(update={"alternatives": (other,)})
    days = (
        "Day 1: City Museum, lunch at Bistro Uno, Gallery of Light, River Park, "
        "dinner at Trattoria Nonna",
        "Day 2: Corn Market, St Ada's Church, lunch at Cafe Alba",
    )
    lines = ["Fewer churches.", *days, "Total: 270 EUR"]
    text = to_text(plan, 200)
    assert text.endswith("\n".join(["Alternative 1", *(f"  - {line}" for line in lines), ""]))
    assert to_markdown(plan).endswith(
        "\n".join(["## Alternative 1", "", *(f"- {line}" for line in lines), ""])
    )
    assert "Alternative" not in to_text(good_itinerary())


def test_an_alternative_tells_a_rest_from_a_visit() -> None:
    """What one does at the hotel is said beside its name."""
    day = DayDraft(TinyWorld(), "2026-06-04", "lumen:hotel").rest("14:00", 60).done()
    rested = trip(good_request(arrival=None, departure=None), [day])
    other = Alternative(differs="Nothing.", plan=rested)
    plan = good_itinerary().model_copy(update={"alternatives": (other,)})
    assert "Day 1: rest at Hotel Aurora" in to_text(plan)


def test_a_day_of_an_alternative_may_be_empty() -> None:
    """Then that is what is said of it."""
    empty = trip(good_request(), [DayDraft(TinyWorld(), "2026-06-04", "lumen:hotel").done()])
    other = Alternative(differs="Nothing.", plan=empty)
    plan = good_itinerary().model_copy(update={"alternatives": (other,)})
    assert "  - Day 1: nothing planned\n" in to_text(plan)
