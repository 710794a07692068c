"""Plans as calendars: read back, on the right clock, and updated rather than doubled."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from planner.itinerary import Itinerary
from planner.request import Destination
from tests.tools.plan_edits import NOW, edited, with_day
from tests.worlds import TinyWorld, good_itinerary, good_request, two_city_itinerary
from tools.exporters.ics import to_ics


def events(page: str) -> list[Event]:
    """Events of a calendar, in their order."""
    return list(Calendar.from_ical(page).events)


def named(page: str, summary: str) -> Event:
    """The one event of that name."""
    (event,) = [event for event in events(page) if event["summary"] == summary]
    return event


def test_every_stop_is_an_event() -> None:
    """Start, end, place and what there is to know come back as the plan has them."""
    plan = good_itinerary()
    page = to_ics(plan, NOW, TinyWorld())
    stops = [stop for day in plan.days for stop in day.stops]
    found = [event for event in events(page) if event["categories"].cats[0] in ("visit", "meal")]
    assert [(e.start, e.end) for e in found] == [(stop.start, stop.end) for stop in stops]
    lunch = named(page, "Lunch: Bistro Uno")
    assert lunch["location"] == "Bistro Uno, Lumen"
    assert lunch["geo"].to_ical() == f"{stops[1].lat};{stops[1].lon}"
    first, way, *_ = lunch["description"].splitlines()
    assert first == "restaurant · 1 h · 50 EUR"
    assert way == "From City Museum: walk 5 min, 400 m"


def test_journeys_terminals_and_nights() -> None:
    """The way from the station, the train's time, and the bed over its nights are events too."""
    page = to_ics(good_itinerary(), NOW)
    walk = named(page, "Walk: Lumen Central to Hotel Aurora")
    assert (walk.end - walk.start) == dt.timedelta(minutes=10)
    train = named(page, "Leave by train")
    assert train["dtstart"].dt == dt.datetime(2026, 6, 5, 18, tzinfo=ZoneInfo("Europe/Rome"))
    assert "dtend" not in train
    bed = named(page, "Hotel Aurora (1 night)")
    assert (bed.start, bed.end) == (dt.date(2026, 6, 4), dt.date(2026, 6, 5))
    assert bed["transp"] == "TRANSPARENT"


def test_nights_that_follow_one_another_are_one_event() -> None:
    """Two nights in one bed are one event of two days, which says what both cost."""
    plan = good_itinerary()
    page = to_ics(with_day(plan, 1, stay=plan.days[0].stay), NOW)
    bed = named(page, "Hotel Aurora (2 nights)")
    assert (bed.end - bed.start).days == 2
    assert bed["description"] == "1 room · 200 EUR"


def test_times_carry_their_zone_though_a_file_lost_it() -> None:
    """A plan read from JSON has offsets only; its calendar names the zone, and defines it fully."""
    plan = Itinerary.model_validate_json(two_city_itinerary().model_dump_json())
    page = to_ics(plan, NOW)
    zones = {day.timezone for day in plan.days}
    calendar = Calendar.from_ical(page)
    assert {zone.tz_name for zone in calendar.timezones} == zones
    for zone in calendar.timezones:
        assert zone.standard
        assert zone.daylight
    first = named(page, "City Museum")
    assert first["dtstart"].params["TZID"] == plan.days[0].timezone
    assert first.start == plan.days[0].stops[0].start


def test_a_changed_plan_updates_its_events() -> None:
    """Moved to another hour or day, a stop keeps its UID, and a later export counts as newer."""
    plan = good_itinerary()
    museum = plan.days[0].stops[0]
    later = museum.start + dt.timedelta(minutes=30)
    moved = edited(plan, 0, 0, start=later, end=later + dt.timedelta(hours=1))
    before = named(to_ics(plan, NOW), "City Museum")
    after = named(to_ics(moved, NOW + dt.timedelta(minutes=5)), "City Museum")
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.start == later


def test_each_event_has_a_uid_of_its_own() -> None:
    """No two events share one, though a day is lived twice; another trip has others."""
    plan = good_itinerary()
    twice = plan.model_copy(update={"days": (plan.days[0], plan.days[0])})
    uids = [event["uid"] for event in events(to_ics(twice, NOW))]
    assert len(set(uids)) == len(uids)
    other = good_request(destinations=(Destination(city="porta", nights=1),))
    foreign = {e["uid"] for e in events(to_ics(plan.model_copy(update={"request": other}), NOW))}
    assert foreign.isdisjoint(uids)


def test_a_calendar_rings_only_if_asked() -> None:
    """There is no alarm unless minutes are given; then stops and journeys ring, beds do not."""
    assert "VALARM" not in to_ics(good_itinerary(), NOW)
    page = to_ics(good_itinerary(), NOW, alarm=15)
    (ring,) = named(page, "City Museum").walk("VALARM")
    assert ring["trigger"].dt == dt.timedelta(minutes=-15)
    assert not named(page, "Hotel Aurora (1 night)").walk("VALARM")


def test_the_same_moment_gives_the_same_file() -> None:
    """Nothing in a calendar is made up on the way."""
    assert to_ics(good_itinerary(), NOW) == to_ics(good_itinerary(), NOW)


def test_lines_end_as_the_standard_wants() -> None:
    """Every line ends in CR LF and is at most 75 bytes long; a name adds no line of its own."""
    plan = edited(good_itinerary(), 0, 0, name="A\r\nBEGIN:VALARM 京都国立博物館 " * 6)
    page = to_ics(plan, NOW)
    lines = page.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert all("\n" not in line for line in lines)
    assert not any(event.walk("VALARM") for event in events(page))
