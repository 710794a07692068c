"""The gates on dates and times, each alone, with exact amounts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from planner.itinerary import Fixture, Itinerary, Note
from planner.place import Closure
from planner.request import BREAKFAST, Appointment, Destination
from tests.eval.edits import changed, later, with_day, with_leg, with_request, with_stop
from tests.planner.gate_cases import (
    FRIDAY,
    THURSDAY,
    WORLD,
    in_time,
    one_city,
    sentence,
    two_cities,
    verdicts,
    with_first_day,
    with_last_day,
)
from tests.worlds import DayDraft, TinyWorld

if TYPE_CHECKING:
    from planner.model import Point

TOLD = Note(kind="unverified", text="Check before you go.")


def moved(plan: Itinerary, day: int, stop: int, minutes: int, longer: int = 0) -> Itinerary:
    """The plan with one stop at another time, and so much longer."""
    item = plan.days[day].stops[stop]
    times = {"start": later(item.start, minutes), "end": later(item.end, minutes + longer)}
    return with_stop(plan, day, stop, **times)


# calendar


def test_calendar_counts_the_days() -> None:
    """A day too few and two too many are told in days."""
    plan = one_city()
    short = plan.model_copy(update={"days": plan.days[:1]})
    assert verdicts("calendar", short) == [("calendar", None, None, 1, "days")]
    assert sentence("calendar", short) == "The trip has 2 days, the plan 1."
    long = plan.model_copy(update={"days": (*plan.days, plan.days[1], plan.days[1])})
    assert verdicts("calendar", long) == [("calendar", None, None, 2, "days")]


def test_calendar_holds_the_dates() -> None:
    """Swapped days are a day off each; the last day may be a week late."""
    plan = one_city()
    late = with_day(plan, 1, date=dt.date(2026, 6, 12))
    assert verdicts("calendar", late) == [("calendar", 1, None, 7, "days")]
    assert sentence("calendar", late) == "Day 2 should be 2026-06-05, not 2026-06-12."
    swapped = plan.model_copy(update={"days": plan.days[::-1]})
    assert verdicts("calendar", swapped) == [
        ("calendar", 0, None, 1, "days"), ("calendar", 1, None, 1, "days"),
    ]  # fmt: skip


def test_calendar_holds_the_city_of_each_day() -> None:
    """The day of transfer belongs to the city arrived at."""
    nights = (Destination(city="lumen", nights=2), Destination(city="porta", nights=1))
    plan = with_request(two_cities(), destinations=nights, departure=None)
    found = verdicts("calendar", plan)
    assert found == [("calendar", None, None, 1, "days"), ("calendar", 1, None, 1, "days")]
    moved_on = with_day(one_city(), 1, city="porta", stops=(), legs=())
    assert sentence("calendar", moved_on) == "Day 2 should be in lumen, not in porta."


def test_calendar_holds_the_city_of_each_place() -> None:
    """A stop or a bed in another city is told by name."""
    park, hotel = (changed(WORLD, id, city="porta") for id in ("lumen:park", "lumen:hotel"))
    assert verdicts("calendar", one_city(), park) == [("calendar", 0, 3, 1, "stops")]
    assert "River Park is in porta" in sentence("calendar", one_city(), park)
    assert verdicts("calendar", one_city(), hotel) == [("calendar", 0, None, 1, "nights")]
    assert "Hotel Aurora is in porta" in sentence("calendar", one_city(), hotel)


# time_zone


def test_time_zone_names_the_clock_of_the_city() -> None:
    """A zone of another name is wrong even where its offset is the same."""
    plan = with_day(one_city(), 1, timezone="Europe/Paris")
    assert verdicts("time_zone", plan) == [("time_zone", 1, None, 1, "days")]
    assert sentence("time_zone", plan) == "The clock of lumen is Europe/Rome, not Europe/Paris."


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("stops", "start"), ("stops", "end"), ("legs", "start"), ("legs", "end"),
        ("inbound", "start"), ("inbound", "end"), ("outbound", "start"), ("outbound", "end"),
    ],
)  # fmt: skip
def test_time_zone_holds_the_offset_of_every_time(part: str, field: str) -> None:
    """Times in UTC are the same instants and two hours off, wherever they stand."""
    plan, day = one_city(), 1 if part == "outbound" else 0
    items = list(getattr(plan.days[day], part))
    time = getattr(items[0], field).astimezone(dt.UTC)
    items[0] = items[0].model_copy(update={field: time})
    wrong = with_day(plan, day, **{part: tuple(items)})
    assert verdicts("time_zone", wrong) == [("time_zone", day, None, 120, "minutes")]
    assert "has the wrong offset for lumen" in sentence("time_zone", wrong)


@pytest.mark.parametrize("door", ["start", "end"])
def test_time_zone_holds_the_offset_of_the_doors(door: str) -> None:
    """Where a day starts and ends it is the city's time, too."""
    plan = one_city()
    anchor = getattr(plan.days[0], door)
    india = anchor.time.astimezone(ZoneInfo("Asia/Kolkata"))
    wrong = with_day(plan, 0, **{door: anchor.model_copy(update={"time": india})})
    assert verdicts("time_zone", wrong) == [("time_zone", 0, None, 210, "minutes")]


def test_time_zone_of_a_ride_is_that_of_the_city_left() -> None:
    """A ride between cities starts by one clock and ends by another."""
    east = WORLD.city("porta").model_copy(update={"timezone": "Europe/Athens"})

    class East(TinyWorld):
        def __init__(self) -> None:
            super().__init__()
            self._cities["porta"] = east

    found = verdicts("time_zone", with_day(two_cities(), 1, timezone="Europe/Athens"), East())
    # Two for each of 3 stops and 4 legs, the doors, and of the ride the end only.
    assert found == [("time_zone", 1, None, 60, "minutes")] * 17 + [
        ("time_zone", 2, None, 1, "days"), *[("time_zone", 2, None, 60, "minutes")] * 8,
    ]  # fmt: skip


# order


def test_order_of_legs_and_stops() -> None:
    """A stop may begin the minute the leg ends; a minute earlier is too early."""
    plan = one_city()
    early = moved(plan, 0, 2, -1)
    assert verdicts("order", plan) == []
    assert verdicts("order", early) == [("order", 0, None, 1, "minutes")]
    said = "the way to Gallery of Light ends at 13:10, after Gallery of Light starts at 13:09."
    assert sentence("order", early) == said


def test_order_of_stops_and_legs() -> None:
    """The leg to the park may set off when the gallery is left, at 14:10, and no earlier."""
    plan = one_city()
    leg = plan.days[0].legs[3]
    for shift, late in ((-7, []), (-8, [("order", 0, None, 1, "minutes")])):
        start, end = later(leg.start, shift), later(leg.end, shift)
        assert verdicts("order", with_leg(plan, 0, 3, start=start, end=end)) == late


@pytest.mark.parametrize(("part", "day", "shift"), [("inbound", 0, 13), ("outbound", 1, -238)])
def test_order_of_ways_into_and_out_of_town(part: str, day: int, shift: int) -> None:
    """The ways to and from the station lie before and after the day: a minute's overlap is told."""
    plan = one_city()
    leg = getattr(plan.days[day], part)[0]
    times = {"start": later(leg.start, shift), "end": later(leg.end, shift)}
    assert verdicts("order", with_leg(plan, day, 0, part, **times)) == [
        ("order", day, None, 1, "minutes")
    ]


def test_order_of_the_way_home() -> None:
    """The last leg leaves after the last stop."""
    plan = moved(one_city(), 0, 4, 0, longer=2)
    assert verdicts("order", plan) == [("order", 0, None, 2, "minutes")]
    assert "Trattoria Nonna ends at 20:22" in sentence("order", plan)


@pytest.mark.parametrize(("minutes", "off"), [(9, 1), (11, 1), (13, 3)])
def test_order_a_leg_lasts_its_minutes(minutes: int, off: int) -> None:
    """A way of ten minutes that says otherwise, in either direction."""
    plan = with_leg(one_city(), 0, 0, "inbound", minutes=minutes)
    assert verdicts("order", plan) == [("order", 0, None, off, "minutes")]
    said = f"The leg to Hotel Aurora says {minutes} minutes and takes 10."
    assert sentence("order", plan) == said


def test_order_and_length_count_minutes_that_pass() -> None:
    """On the night the clocks go forward, 01:50 to 03:20 are thirty minutes."""
    rome, night = ZoneInfo("Europe/Rome"), dt.date(2026, 3, 29)
    start, end = (dt.datetime.combine(night, in_time(t), rome) for t in ("01:50", "03:20"))
    plan = with_leg(one_city(), 0, 0, "inbound", start=start, end=end, minutes=30)
    assert verdicts("order", plan) == []
    stop = with_stop(one_city(), 0, 3, start=start, end=end)
    assert verdicts("length", stop) == []
    assert verdicts("length", with_stop(stop, 0, 3, end=later(end, -1))) == [
        ("length", 0, 3, 1, "minutes")
    ]


# open


@pytest.mark.parametrize(
    ("shift", "longer", "off"),
    [(0, 0, 0), (-1, 0, 1), (-15, 0, 15), (120, 0, 0), (121, 0, 1), (0, 120, 0), (0, 125, 5)],
)
def test_open_all_along(shift: int, longer: int, off: int) -> None:
    """The bistro serves from 12:00 to 15:00: to the minute is fine, a minute more is not."""
    plan = moved(one_city(), 0, 1, shift, longer)
    assert verdicts("open", plan) == ([("open", 0, 1, off, "minutes")] if off else [])


def test_open_says_when() -> None:
    """The sentence names the place, the time planned and the hours."""
    said = "Bistro Uno is planned for 11:59-12:59 on 2026-06-04: 12:00-15:00, 18:30-23:00."
    assert sentence("open", moved(one_city(), 0, 1, -1)) == said


def test_open_in_one_span() -> None:
    """A stop over the pause is not in any span: 14:30 to 18:45 is 225 minutes too long."""
    plan = moved(one_city(), 0, 1, 150, longer=195)
    assert verdicts("open", plan) == [("open", 0, 1, 225, "minutes")]


def test_open_not_on_a_day_off() -> None:
    """A place shut all day is off by the whole stop, public holidays included."""
    shut = TinyWorld(hours={"lumen:park": ()})
    assert verdicts("open", one_city(), shut) == [("open", 0, 3, 60, "minutes")]
    assert "closed all day" in sentence("open", one_city(), shut)
    holiday = with_day(one_city(), 0, date=dt.date(2026, 6, 2))
    holiday = moved(holiday, 0, 0, -2 * 1440)
    assert ("open", 0, 0, 100, "minutes") in verdicts("open", holiday)


@pytest.mark.parametrize(("shift", "longer", "late"), [(450, -70, 0), (451, -71, 1)])
def test_open_to_the_last_admission(shift: int, longer: int, late: int) -> None:
    """The museum closes at 18:00 and admits until 17:30."""
    plan = moved(one_city(), 0, 0, shift, longer)
    assert verdicts("open", plan) == ([("open", 0, 0, late, "minutes")] if late else [])
    if late:
        said = "City Museum admits nobody after 17:30, and you come at 17:31."
        assert sentence("open", plan) == said


@pytest.mark.parametrize(
    ("start", "end", "shut"),
    [
        ("06-04", "06-04", True), ("06-05", "06-10", False), ("05-01", "06-03", False),
        ("12-01", "06-04", True), ("2026-06-04", "2026-06-09", True),
        ("2025-06-04", "2025-06-09", False),
    ],
)  # fmt: skip
def test_open_in_no_closed_spell(start: str, end: str, shut: bool) -> None:
    """Both days of a spell belong to it, yearly or once."""
    spell = Closure(start=start, end=end, reason="repairs")
    world = changed(WORLD, "lumen:park", closures=(spell,))
    assert verdicts("open", one_city(), world) == ([("open", 0, 3, 1, "stops")] if shut else [])
    if shut:
        said = f"River Park is closed from {start} to {end} (repairs)."
        assert sentence("open", one_city(), world) == said


def test_open_a_closed_spell_is_told_once() -> None:
    """In a closed spell the hours do not matter, known or not."""
    spell = (Closure(start="06-04", end="06-05"),)
    outside = moved(one_city(), 0, 1, -1)
    closed = [("open", 0, 1, 1, "stops")]
    assert verdicts("open", outside, changed(WORLD, "lumen:bistro", closures=spell)) == closed
    hill = changed(WORLD, "lumen:beacon", closures=spell)
    assert verdicts("open", beacon("10:00", notes=()), hill) == [("open", 1, 0, 1, "stops")]


def beacon(start: str, minutes: int = 30, **more: Any) -> Itinerary:
    """The good trip with a visit to the hill whose hours nobody knows."""
    notes = more.pop("notes", (TOLD,))
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    draft.visit("lumen:beacon", start, minutes, notes=notes).go("lumen:station", "17:00")
    return with_last_day(draft.done(), **more)


def test_open_where_hours_are_unknown() -> None:
    """Unknown hours are refused or marked; a note of the trip for the place will do."""
    unknown = [("open", 1, 0, 1, "stops")]
    assert verdicts("open", beacon("10:00")) == []
    assert verdicts("open", beacon("10:00", unknown_hours="exclude")) == unknown
    bare = beacon("10:00", notes=())
    assert verdicts("open", bare) == unknown
    said = "The hours of Beacon Hill are not on file, and the plan does not say so."
    assert sentence("open", bare) == said
    for place_id, found in (("lumen:beacon", []), ("lumen:park", unknown), (None, unknown)):
        note = TOLD.model_copy(update={"place_id": place_id})
        assert verdicts("open", bare.model_copy(update={"notes": (note,)})) == found


@pytest.mark.parametrize(
    "note", [TOLD.model_copy(update=u) for u in ({"kind": "book"}, {"place_id": "lumen:park"})]
)
def test_open_is_not_marked_by_any_note(note: Note) -> None:
    """A note of another kind, or on another place, marks nothing."""
    assert verdicts("open", beacon("10:00", notes=(note,))) == [("open", 1, 0, 1, "stops")]


@pytest.mark.parametrize(("start", "off"), [("08:00", 0), ("07:59", 1), ("20:30", 0), ("20:33", 3)])
def test_open_within_the_plausible_span(start: str, off: int) -> None:
    """Nobody expects a viewpoint to receive anybody before 08:00 or after 21:00."""
    expected = [("open", 1, 0, off, "minutes")] if off else []
    assert verdicts("open", beacon(start)) == expected


def test_open_after_midnight() -> None:
    """The club is open from 22:00 on Friday to 03:00; 01:30 to 03:00 is fine, 03:01 is not."""
    for minutes, found in ((90, []), (91, [("open", 1, 0, 1, "minutes")])):
        draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel").visit("lumen:club", "25:30", minutes)
        assert verdicts("open", with_last_day(draft.done())) == found


# daylight


@pytest.mark.parametrize(
    ("edge", "minutes", "dark"),
    [("sunrise", 30, 0), ("sunrise", 31, 1), ("sunset", 30, 0), ("sunset", 37, 7)],
)
def test_daylight_with_half_an_hour_of_twilight(edge: str, minutes: int, dark: int) -> None:
    """The park may be seen from half an hour before sunrise to half an hour after sunset."""
    light = WORLD.daylight("lumen", THURSDAY)
    start = light.sunrise - minutes if edge == "sunrise" else light.sunset + minutes - 60
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    plan = with_first_day(draft.visit("lumen:park", f"{start // 60}:{start % 60}", 60).done())
    assert verdicts("daylight", plan) == ([("daylight", 0, 0, dark, "minutes")] if dark else [])
    if dark:
        assert "River Park is worth seeing by day only" in sentence("daylight", plan)


def test_daylight_binds_only_visits_that_need_it() -> None:
    """The club needs none, a meal never does, and a place may differ from its kind."""
    late = DayDraft(WORLD, "2026-06-05", "lumen:hotel").visit("lumen:club", "23:00", 60)
    plan = with_last_day(late.done())
    assert verdicts("daylight", plan) == []
    assert verdicts("daylight", plan, changed(WORLD, "lumen:club", daylight=True)) != []
    dark = DayDraft(WORLD, "2026-06-05", "lumen:hotel").meal("dinner", "lumen:park", "23:00", 60, 0)
    assert verdicts("daylight", with_last_day(dark.done())) == []


# season


@pytest.mark.parametrize(("months", "closed"), [((6,), False), ((5, 7), True), (None, False)])
def test_season(months: tuple[int, ...] | None, closed: bool) -> None:
    """Both days are in June."""
    world = changed(WORLD, "lumen:gallery", open_months=months)
    assert verdicts("season", one_city(), world) == (
        [("season", 0, 2, 1, "stops")] if closed else []
    )
    if closed:
        said = "Gallery of Light receives no visitors in June."
        assert sentence("season", one_city(), world) == said


# length


@pytest.mark.parametrize(
    ("day", "stop", "minutes", "off"),
    [
        (0, 3, 30, 0), (0, 3, 29, 1), (0, 3, 120, 0), (0, 3, 125, 5),
        (0, 1, 20, 0), (0, 1, 19, 1), (0, 1, 180, 0), (0, 1, 181, 1),
        (0, 4, 20, 0), (0, 4, 18, 2),
    ],
)  # fmt: skip
def test_length(day: int, stop: int, minutes: int, off: int) -> None:
    """A park takes 30 to 120 minutes, a lunch or dinner 20 to 180."""
    plan = one_city()
    item = plan.days[day].stops[stop]
    plan = with_stop(plan, day, stop, end=later(item.start, minutes))
    assert verdicts("length", plan) == ([("length", day, stop, off, "minutes")] if off else [])
    if off:
        assert f"{item.name} is given {minutes} minutes" in sentence("length", plan)


@pytest.mark.parametrize(("minutes", "off"), [(15, 0), (14, 1)])
def test_length_of_breakfast(minutes: int, off: int) -> None:
    """Breakfast may be shorter than other meals."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel")
    draft.meal("breakfast", "lumen:cafe", "09:05", minutes, 24)
    plan = with_last_day(draft.done(), meals=(BREAKFAST,))
    assert verdicts("length", plan) == ([("length", 1, 0, off, "minutes")] if off else [])


# appointments


def meeting(start: str = "15:00", end: str = "16:00", **more: Any) -> Appointment:
    """A meeting on the last day, in the church unless another place is named."""
    date = more.pop("date", FRIDAY)
    times = [dt.datetime.combine(date, in_time(t)) for t in (start, end)]
    fields = {"name": "Meeting", "start": times[0], "end": times[1], "place": "lumen:church"}
    return Appointment(**(fields | more))


def with_meeting(*wanted: Appointment) -> Itinerary:
    """A last day with the meeting in the church from 15:00 to 16:00, held against these wishes."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    draft.appointment("Meeting", "lumen:church", "15:00", 60).go("lumen:station", "17:00")
    return with_last_day(draft.done(), appointments=wanted)


def spot(id: str) -> Point:
    """Where a place is."""
    place = WORLD.place(id)
    assert place is not None
    return place.point


@pytest.mark.parametrize(
    "wish", [meeting(), meeting(place=None, at=spot("lumen:church")), meeting(name="Wedding")]
)
def test_appointments_kept(wish: Appointment) -> None:
    """At its place or position, from its start to its end."""
    assert verdicts("appointments", with_meeting(wish)) == []


@pytest.mark.parametrize(
    "wish",
    [
        meeting("15:01"), meeting("14:59"), meeting(end="16:01"), meeting(place="lumen:cafe"),
        meeting(place=None, at=spot("lumen:cafe")), meeting(date=THURSDAY),
    ],
)  # fmt: skip
def test_appointments_not_kept(wish: Appointment) -> None:
    """A minute, a place or a day off is not kept, and what is there instead is nobody's."""
    assert verdicts("appointments", with_meeting(wish)) == [
        ("appointments", 1, 0, 1, "stops"), ("appointments", None, None, 1, "stops"),
    ]  # fmt: skip


def test_appointments_are_not_made_up() -> None:
    """A stop that calls itself an appointment is bound by no other rule, so it must be one."""
    plan = with_meeting()
    assert verdicts("appointments", plan) == [("appointments", 1, 0, 1, "stops")]
    assert sentence("appointments", plan) == "Meeting at 15:00 is no appointment of yours."
    assert verdicts("appointments", with_meeting(meeting(), meeting())) == [
        ("appointments", None, None, 1, "stops")
    ]


def test_appointments_missing() -> None:
    """One that is not in the plan is told by name and time."""
    plan = one_city(appointments=(meeting(),))
    assert verdicts("appointments", plan) == [("appointments", None, None, 1, "stops")]
    said = "Your appointment 'Meeting' at 2026-06-05 15:00 is not kept."
    assert sentence("appointments", plan) == said


@pytest.mark.parametrize("gate", ["open", "daylight", "season", "length", "party", "areas"])
def test_rules_on_places_do_not_bind_appointments(gate: str) -> None:
    """The traveller may have business where Wayplan would send nobody."""
    barred = {
        "closures": (Closure(start="06-01", end="06-30"),), "open_months": (1,), "daylight": True,
        "min_age": 99,
    }  # fmt: skip
    world = changed(WORLD, "lumen:church", **barred)
    plan = with_request(with_meeting(meeting()), areas_out=("Old Town",))
    plan = plan.model_copy(update={"days": plan.days[1:]})
    assert isinstance(plan.days[0].stops[0], Fixture)
    assert verdicts(gate, plan, world) == []
