"""A plan as one web page: whole, safe, and right without a script."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from planner.facts import Span
from planner.model import Point
from planner.request import MAX_DAYS
from tests.tools.plan_edits import edited, refusal, with_day
from tests.worlds import LUMEN, DayDraft, TinyWorld, good_itinerary, trip, two_city_itinerary
from tools.exporters.frame import frame_around, round_length
from tools.exporters.html.apart import apart
from tools.exporters.html.areas import names_of
from tools.exporters.html.page import to_html
from tools.exporters.openness import told_hours
from tools.exporters.route import COLOURS

#: Elements that have no end.
VOID = {"meta", "input"}


class Page(HTMLParser):
    """A page taken apart.

    Attributes:
        tags: (name, attributes) of every element, in order.
        texts: visible text of each innermost element, in order.
        sources: text of style and script, by the element's name.
        open: elements not yet ended.
    """

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.sources: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold that it ends what is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.open and self.open[-1] in ("style", "script"):
            self.sources[self.open[-1]] = data
        elif data.strip():
            self.texts.append(data)

    def all(self, attribute: str) -> list[str]:
        """Values of an attribute, wherever it is."""
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]


def test_the_page_tells_the_whole_plan() -> None:
    """Days, times, hours, legs, costs and reasons all stand in the page."""
    plan = edited(good_itinerary(), 0, 0, reasons=("you asked for it",))
    page = Page(to_html(plan, TinyWorld()))
    told = "".join(page.texts)
    for words in (
        "Lumen: 4 to 5 June 2026",
        "2 days · 2 adults · balanced pace · 270 EUR in all",
        "Day 1: Thursday 4 June",
        "10:00-11:40",
        "City Museum",
        "You asked for it",
        "walk 5 min, 400 m",
        "back at Hotel Aurora",
        "Costs for the whole party, in EUR",
    ):
        assert words in told
    assert "museum · 1 h 40 min · 20 EUR · open " in told
    assert page.open == []


def test_without_a_world_no_hours_are_told() -> None:
    """The page is whole without a catalogue; it only says less."""
    page = to_html(good_itinerary())
    assert "City Museum" in page
    assert "open " not in "\n".join(Page(page).texts)


def test_the_page_needs_nothing_else() -> None:
    """It loads nothing, and its own policy would forbid it to."""
    page = to_html(two_city_itinerary(), TinyWorld())
    taken = Page(page)
    assert not {tag for tag, _ in taken.tags} & {"link", "img", "iframe", "image", "use", "object"}
    assert not re.search(r"https?://|url\(|@import", page.replace("http://www.w3.org/2000/svg", ""))
    assert all(href.startswith("#") for href in taken.all("href"))
    (policy,) = (value for value in taken.all("content") if "default-src" in value)
    assert policy.startswith("default-src 'none'; ")
    for source in taken.sources.values():
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not taken.all("style")


def test_every_mark_on_a_map_leads_to_its_entry() -> None:
    """Whatever is linked is there, once; each stop has a mark on its day's map."""
    plan = good_itinerary()
    page = Page(to_html(plan, TinyWorld()))
    ids = page.all("id")
    assert len(set(ids)) == len(ids)
    assert {href.removeprefix("#") for href in page.all("href")} <= set(ids)
    for number in range(1, len(plan.days[0].stops) + 1):
        assert page.all("href").count(f"#day-1-stop-{number}") == 2  # overview and day


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt; ]]> <!--",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_others_is_never_markup(text: str) -> None:
    """Wherever a name, reason, note, theme or area stands, the page has the same elements."""
    calm, wild = (_everywhere(words) for words in ("calm", text))
    assert [tag for tag, _ in wild.tags] == [tag for tag, _ in calm.tags]
    assert [list(attrs) for _, attrs in wild.tags] == [list(attrs) for _, attrs in calm.tags]
    assert text in wild.texts
    assert wild.sources == calm.sources


def _everywhere(text: str) -> Page:
    """A page of a plan in which everything that others wrote is ``text``."""
    area = LUMEN.neighbourhoods[0].model_copy(update={"name": text})
    world = TinyWorld()
    world._cities["lumen"] = LUMEN.model_copy(update={"neighbourhoods": (area,)})
    plan = good_itinerary()
    day = plan.days[0]
    stops = tuple(stop.model_copy(update={"name": text, "reasons": (text,)}) for stop in day.stops)
    legs = tuple(leg.model_copy(update={"origin": text, "target": text}) for leg in day.legs)
    base = day.start.model_copy(update={"name": text})
    stay = day.stay and day.stay.model_copy(update={"name": text})
    told = {"theme": text, "holiday": text, "stay": stay, "start": base, "end": base}
    return Page(to_html(with_day(plan, 0, stops=stops, legs=legs, **told), world))


def test_a_trip_of_several_cities_has_a_map_of_each() -> None:
    """A stretch of days in one city has a map; a lone day there has its own only."""
    page = Page(to_html(two_city_itinerary(), TinyWorld()))
    labels = page.all("aria-label")
    assert "Map of all stops in Porta" in labels
    assert "Map of all stops in Lumen" not in labels
    assert sum(label.startswith("Map of the day: 1 ") for label in labels) == 3


def test_an_empty_day_has_no_map() -> None:
    """Where nothing is planned there is nothing to draw."""
    day = DayDraft(TinyWorld(), "2026-06-04", "lumen:hotel").done()
    page = Page(to_html(trip(good_itinerary().request, [day])))
    assert "Nothing planned." in page.texts
    assert "svg" not in {tag for tag, _ in page.tags}


def test_a_refusal_is_a_page_too() -> None:
    """It says what conflicts, then shows the nearest plan, or that there is none."""
    texts = Page(to_html(refusal(good_itinerary()))).texts
    parts = ["No plan can grant every wish.", "at most 5 EUR", "Day 1: Thursday 4 June"]
    places = [texts.index(part) for part in parts]
    assert places == sorted(places)
    assert "Nothing at all can be planned, even without them." in Page(to_html(refusal())).texts


def test_every_day_has_a_switch_and_a_colour() -> None:
    """The style knows the longest trip's days, and the colours that other formats use."""
    style = Page(to_html(good_itinerary())).sources["style"]
    assert f".overview:has(.show-{MAX_DAYS}:not(:checked)) .day-{MAX_DAYS} " in style
    assert re.findall(r"\.c\d { --day: (#\w+) }", style)[: len(COLOURS)] == list(COLOURS)


@pytest.mark.parametrize(
    ("lats", "lons"),
    [((55.6, 55.7), (12.5, 12.6)), ((0.0, 0.0), (179.99, -179.99)), ((41.9,), (12.5,))],
)
def test_a_frame_shows_all_positions(lats: Any, lons: Any) -> None:
    """All lie inside with room around them, also across the date line, also a single one."""
    spots = [Point(lat=lat, lon=lon) for lat, lon in zip(lats, lons, strict=True)]
    frame = frame_around(spots, 400, 500, 200, 40)
    places = [frame.of(spot) for spot in spots]
    assert all(39.9 <= x <= 360.1 and 39.9 <= y <= frame.height - 39.9 for x, y in places)
    assert 200 <= frame.height <= 500


def test_a_frame_is_true_to_scale() -> None:
    """A hundredth of a degree north is 1,112 m, and so long in the drawing; north is up."""
    south, north = Point(lat=50.0, lon=8.0), Point(lat=50.01, lon=8.0)
    frame = frame_around([south, north], 400, 400, 400, 40)
    (x0, low), (x1, high) = frame.of(south), frame.of(north)
    assert x0 == pytest.approx(x1)
    assert (low - high) * frame.metres == pytest.approx(1112, abs=1)


@pytest.mark.parametrize(("most", "length"), [(999, 500), (1000, 1000), (2.5, 2), (49, 20)])
def test_scale_bars_are_round(most: float, length: float) -> None:
    """A bar is as long as 1, 2 or 5 with zeros."""
    assert round_length(most) == length


def test_marks_are_moved_apart() -> None:
    """Marks at one place and beside it end at their distance; one far off stays where it is."""
    points = [(0.0, 0.0), (0.0, 0.0), (5.0, 0.0), (200.0, 0.0)]
    shifts = apart(points, 20)
    placed = [(x + a, y + b) for (x, y), (a, b) in zip(points, shifts, strict=True)]
    near = sorted(x for x, _ in placed[:3])
    assert near[1] - near[0] >= 19.9
    assert near[2] - near[1] >= 19.9
    assert shifts[3] == (0.0, 0.0)


def test_a_name_covers_nothing() -> None:
    """An area's name moves off a mark, and is left out where there is no room at all."""
    area = LUMEN.neighbourhoods[0]
    middle = area.polygon.representative_point()
    spots = [Point(lat=lat, lon=lon) for lon, lat in area.ring]
    frame = frame_around(spots, 600, 600, 400, 40)
    x, y = frame.place(middle.y, middle.x)
    (free,) = names_of([area], frame, [])
    (moved,) = names_of([area], frame, [(x - 5, y - 5, x + 5, y + 5)])
    assert float(free.get("data-y", "")) == pytest.approx(y, abs=0.1)
    assert abs(float(moved.get("data-y", "")) - y) >= 9
    assert list(names_of([area], frame, [(0, 0, 600, 600)])) == []


def test_last_night_is_not_this_evening() -> None:
    """A bar that shuts at one is told to open at six, not that it is open at midnight as well."""
    world = TinyWorld(hours={"lumen:museum": (Span(0, 60), Span(1080, 1500))})
    date = dt.date(2026, 6, 4)
    assert told_hours(world, "lumen:museum", date) == "open 18:00-01:00"
    assert told_hours(TinyWorld(hours={"lumen:museum": ()}), "lumen:museum", date).startswith(
        "closed that day"
    )
    assert told_hours(TinyWorld(hours={"lumen:museum": None}), "lumen:museum", date) == ""
    assert told_hours(world, "lumen:nowhere", date) == ""
    assert told_hours(None, "lumen:museum", date) == ""
