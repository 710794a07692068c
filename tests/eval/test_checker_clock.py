"""The rules calendar, time_zone, day_window, terminals and transfer."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.facts import Mode
from planner.request import Appointment, Destination, Terminal
from tests.eval.edits import found, later, with_day, with_leg, with_request, with_stay, with_stop
from tests.worlds import (
    DayDraft,
    TinyWorld,
    good_days,
    good_itinerary,
    good_request,
    night,
    trip,
    two_city_itinerary,
)

WORLD = TinyWorld()


def test_calendar_counts_the_days() -> None:
    """Two nights are three days."""
    longer = with_request(good_itinerary(), destinations=(Destination(city="Lumen", nights=2),))
    assert found(longer, "calendar") == [(None, None, 1)]


def test_calendar_wants_the_requests_dates() -> None:
    """A day on the wrong date is named, and its stops are not on it."""
    plan = with_day(good_itinerary(), 1, date=dt.date(2026, 6, 6))
    assert found(plan, "calendar")[0] == (1, None, None)
    assert (1, 0, None) in found(plan, "calendar")


def test_calendar_wants_the_city_the_nights_say() -> None:
    """The first city goes first; an alias of a city is that city."""
    plan = two_city_itinerary()
    alias, porta = Destination(city="City of Light", nights=1), Destination(city="Porta", nights=1)
    assert found(with_request(plan, destinations=(alias, porta)), "calendar") == []
    turned = with_request(plan, destinations=(porta, alias))
    assert found(turned, "calendar") == [(0, None, None), (1, None, None), (2, None, None)]


def test_calendar_keeps_places_in_their_city() -> None:
    """A sight or a bed of the other city is out of place."""
    plan = with_stop(two_city_itinerary(), 1, 1, place_id="lumen:museum")
    assert found(plan, "calendar") == [(1, 1, None)]
    assert found(with_stay(two_city_itinerary(), 1, place_id="lumen:hotel"), "calendar") == [
        (1, None, None)
    ]


def test_time_zone_is_the_citys_on_that_day() -> None:
    """Winter's offset in June is an hour off; a day in another zone is told."""
    plan = good_itinerary()
    winter = dt.timezone(dt.timedelta(hours=1))
    start = plan.days[0].stops[0].start.replace(tzinfo=winter)
    assert found(with_stop(plan, 0, 0, start=start), "time_zone") == [(0, 0, 60)]
    assert found(with_day(plan, 0, timezone="Europe/Paris"), "time_zone") == [(0, None, None)]


def test_day_window_at_both_ends() -> None:
    """Out by ten past nine, back by 20:35: the window may not be narrower."""
    plan = good_itinerary()

    def narrowed(start: dt.time, end: dt.time) -> list[tuple[int | None, int | None, float | None]]:
        return found(with_request(plan, day_window={"start": start, "end": end}), "day_window")

    assert narrowed(dt.time(9, 20), dt.time(20, 35)) == []
    assert narrowed(dt.time(9, 30), dt.time(20, 35)) == [(1, None, 10)]
    assert narrowed(dt.time(9, 20), dt.time(20, 30)) == [(0, None, 5)]


def test_day_window_is_widened_by_an_appointment() -> None:
    """An appointment at eight lets one leave as early as the way there takes, and no earlier."""
    item = Appointment(
        name="Meeting",
        start=dt.datetime(2026, 6, 4, 8),
        end=dt.datetime(2026, 6, 4, 9),
        place="Cafe Alba",
    )
    request = good_request(appointments=(item,), arrival=None, modes=(Mode.WALK,))
    day = DayDraft(WORLD, "2026-06-04", "lumen:hotel").appointment(
        "Meeting", "lumen:cafe", "08:00", 60
    )
    plan = trip(request, [day.done(stay=night(WORLD, "lumen:hotel", 100)), good_days(WORLD)[1]])
    assert found(plan, "day_window") == []
    leg = plan.days[0].legs[0]
    early = with_leg(plan, 0, 0, start=later(leg.start, -10), end=later(leg.end, -10))
    assert found(early, "day_window") == [(0, None, 10)]


def test_day_window_may_reach_past_midnight() -> None:
    """A window that ends at one ends the next morning."""
    plan = with_request(good_itinerary(), day_window={"start": dt.time(9), "end": dt.time(1)})
    assert found(plan, "day_window") == []


@pytest.mark.parametrize(
    ("arrival", "early"),
    [
        (Terminal(time=dt.time(9), at="Lumen Central"), None),
        (Terminal(time=dt.time(9, 1), at="Lumen Central"), 1),
        (Terminal(time=dt.time(9), at="Lumen Central", mode="flight"), 15),
        (Terminal(time=dt.time(9), at="Lumen Central", buffer_minutes=40), 10),
        (Terminal(time=dt.time(9, 22), mode="car"), 22),
    ],
)
def test_terminals_after_arrival(arrival: Terminal, early: float | None) -> None:
    """One leaves 30 minutes after a train, 45 after a flight, or after one's own buffer."""
    plan = with_request(good_itinerary(), arrival=arrival)
    assert found(plan, "terminals") == ([(0, None, early)] if early else [])


@pytest.mark.parametrize(
    ("departure", "late"),
    [
        (Terminal(time=dt.time(17, 30), at="lumen:station"), None),
        (Terminal(time=dt.time(17, 29), at="lumen:station"), 1),
        (Terminal(time=dt.time(19), at="lumen:station", mode="flight"), 10),
        (Terminal(time=dt.time(17, 30), at="lumen:station", buffer_minutes=60), 40),
    ],
)
def test_terminals_before_departure(departure: Terminal, late: float | None) -> None:
    """One is there 20 minutes before a train, two hours before a flight, or by one's own buffer."""
    plan = with_request(good_itinerary(), departure=departure)
    assert found(plan, "terminals") == ([(1, None, late)] if late else [])


def test_terminals_want_the_ways_and_the_place() -> None:
    """Without a way from or to the station, or with an unknown one, nobody arrives."""
    plan = good_itinerary()
    assert found(with_day(plan, 0, inbound=()), "terminals") == [(0, None, None)]
    assert found(with_day(plan, 1, outbound=()), "terminals") == [(1, None, None)]
    nowhere = with_request(plan, arrival=Terminal(time=dt.time(9), at="Nowhere Halt"))
    assert found(nowhere, "terminals") == [(0, None, None)]


def test_transfer_takes_what_the_world_says() -> None:
    """The train takes 75 minutes; 70 are too few, no ride is none, and no ferry runs."""
    plan = two_city_itinerary()
    leg = plan.days[1].inbound[0]
    assert found(
        with_leg(plan, 1, 0, "inbound", minutes=70, end=later(leg.end, -5)), "transfer"
    ) == [(1, None, 5)]
    assert found(with_day(plan, 1, inbound=()), "transfer") == [(1, None, None)]
    assert found(with_leg(plan, 1, 0, "inbound", mode=Mode.FERRY), "transfer") == [(1, None, None)]


def test_transfer_leaves_in_the_window_and_arrives_that_day() -> None:
    """Half past eight is half an hour too early; after midnight is a day too late."""
    plan = two_city_itinerary()
    leg = plan.days[1].inbound[0]
    early = with_leg(plan, 1, 0, "inbound", start=later(leg.start, -30), end=later(leg.end, -30))
    assert found(early, "transfer") == [(1, None, 30)]
    assert found(early, "day_window") == []
    overnight = with_leg(
        with_day(plan, 1, stops=(), legs=()), 1, 0, "inbound", end=later(leg.end, 900)
    )
    assert found(overnight, "transfer") == [(1, None, 1)]


def test_a_way_between_cities_starts_on_the_clock_of_the_city_left() -> None:
    """Leaving Lumen with the offset of Lumen is right, with another it is not."""
    plan = two_city_itinerary()
    leg = plan.days[1].inbound[0]
    london = leg.start.astimezone(ZoneInfo("Europe/London"))
    assert found(plan, "time_zone") == []
    assert found(with_leg(plan, 1, 0, "inbound", start=london), "time_zone") == [(1, None, 60)]


def test_transfer_comes_before_everything_else() -> None:
    """A lunch that begins before the train is in is in two places."""
    plan = two_city_itinerary()
    ride = plan.days[1].inbound[0]
    late = with_leg(plan, 1, 0, "inbound", start=later(ride.start, 120), end=later(ride.end, 120))
    assert found(late, "transfer") == [(1, 0, 15)]
