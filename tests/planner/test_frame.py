"""Frames: what arrivals, departures, transfers and appointments leave of a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.facts import Mode
from planner.frame import (
    Frame,
    Framer,
    Spot,
    arrival_buffer,
    departure_buffer,
    is_due,
    terminal_spot,
)
from planner.request import (
    DINNER,
    LUNCH,
    Appointment,
    Destination,
    MealWish,
    RestWish,
    Terminal,
    TripRequest,
    Window,
)
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import PLACES, TinyWorld

WORLD = TinyWorld()
PLACE = {place.id: place for place in PLACES}


def _spot(place_id: str) -> Spot:
    place = PLACE[place_id]
    return Spot(place.name, place.point, place.id)


HOTEL, INN = _spot("lumen:hotel"), _spot("porta:inn")


def _trip(**more: Any) -> TripRequest:
    fields: dict[str, Any] = {
        "destinations": (Destination(city="lumen", nights=1),),
        "start": THURSDAY,
        "modes": ("walk",),
    }
    return TripRequest(**(fields | more))


def _framer(request: TripRequest, *bases: Spot) -> Framer:
    return Framer(request, bases or (HOTEL,), "EUR", WORLD)


def _frames(request: TripRequest, *bases: Spot) -> tuple[Frame, ...]:
    return _framer(request, *bases).frames()


def test_a_plain_day_is_the_window() -> None:
    """From the hotel's door at nine and back at ten, with both meals."""
    first, last = _frames(_trip())
    assert (first.free, first.back) == (last.free, last.back) == (540, 1320)
    assert first.start == first.end == HOTEL
    assert [wish.meal for wish in first.meals] == ["lunch", "dinner"]
    assert first.walk_base == 0


def test_an_arrival_by_train_takes_its_buffer_and_the_way() -> None:
    """In at 10:00, half an hour to get out, 800 m to the hotel: free at 10:40 with 800 m walked."""
    arrival = Terminal(time=dt.time(10), at="lumen:station")
    first, last = _frames(_trip(arrival=arrival))
    (way,) = first.inbound
    assert (way.mode, way.start, way.travel.minutes) == (Mode.WALK, 630, 10)
    assert (way.origin, way.target) == ("Lumen Central", "Hotel Aurora")
    assert (first.free, first.walk_base) == (640, 800)
    assert (last.free, last.inbound) == (540, ())


def test_an_early_arrival_waits_for_the_days_window() -> None:
    """Free at 7:10, but nobody wants to set off before nine."""
    first, _ = _frames(_trip(arrival=Terminal(time=dt.time(6, 30), at="lumen:station")))
    assert first.free == 540


def test_an_arrival_at_the_door_takes_only_its_buffer() -> None:
    """With no terminal named one is at the lodging half an hour after arriving."""
    first, _ = _frames(_trip(arrival=Terminal(time=dt.time(12))))
    assert (first.free, first.inbound, first.start) == (750, (), HOTEL)


def test_a_departure_leaves_in_time_for_its_buffer() -> None:
    """Train at 18:00, there at 17:40, 10 minutes' walk: back by 17:30, and dinner is not due."""
    _, last = _frames(_trip(departure=Terminal(time=dt.time(18), at="lumen:station")))
    (way,) = last.outbound
    assert (way.start, last.back) == (1050, 1050)
    assert [wish.meal for wish in last.meals] == ["lunch"]


def test_a_day_trip_starts_and_ends_at_the_terminal() -> None:
    """No lodging to go to first: the day runs from station to station."""
    station = Terminal(time=dt.time(9), at="lumen:station")
    leave = Terminal(time=dt.time(20), at="lumen:station")
    (day,) = _frames(day_trip(arrival=station, departure=leave))
    assert day.start.name == day.end.name == "Lumen Central"
    assert (day.free, day.back) == (570, 1180)
    assert day.inbound == day.outbound == ()


@pytest.mark.parametrize(
    ("terminal", "arriving", "leaving"),
    [
        ({}, 30, 20),
        ({"mode": "flight"}, 45, 120),
        ({"mode": "ferry"}, 30, 20),
        ({"mode": "flight", "buffer_minutes": 0}, 0, 0),
        ({"buffer_minutes": 75}, 75, 75),
    ],
)
def test_buffers_depend_on_the_mode_unless_named(
    terminal: dict[str, Any], arriving: int, leaving: int
) -> None:
    """A flight takes 45 minutes to leave and two hours to catch."""
    found = Terminal(time=dt.time(12), **terminal)
    assert (arrival_buffer(found), departure_buffer(found)) == (arriving, leaving)


def test_a_terminal_is_found_or_none() -> None:
    """By id; none where none is named, or where it is not on file."""
    spot = terminal_spot(Terminal(time=dt.time(9), at="lumen:station"), WORLD)
    assert spot is not None
    assert spot.name == "Lumen Central"
    assert terminal_spot(None, WORLD) is None
    assert terminal_spot(Terminal(time=dt.time(9)), WORLD) is None
    assert terminal_spot(Terminal(time=dt.time(9), at="lumen:nowhere"), WORLD) is None


def test_an_airport_out_of_reach_blocks_the_trip() -> None:
    """Twelve kilometres and nothing but feet: three wishes clash, and the reason names them."""
    framer = _framer(_trip(arrival=Terminal(time=dt.time(9), at="lumen:airport", mode="flight")))
    framer.frames()
    (blocker,) = framer.blockers
    assert [wish.field for wish in blocker.wishes] == ["arrival", "modes", "max_walk_leg"]
    assert "No way from Lumen Airport to Hotel Aurora by walk within 2000 m" in blocker.reason


def _two_cities(**more: Any) -> TripRequest:
    cities = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    return _trip(destinations=cities, **more)


def test_a_transfer_leaves_with_the_window_and_takes_what_it_takes() -> None:
    """By train, the quickest, at nine: 75 minutes later one is free in Porta."""
    first, second, third = _frames(_two_cities(), HOTEL, INN)
    (way,) = second.inbound
    assert (way.mode, way.travel.minutes) == (Mode.TRAIN, 75)
    assert way.start_at is not None
    assert way.start_at.strftime("%H:%M") == "09:00"
    assert (way.origin, way.target) == ("Hotel Aurora", "Porta Inn")
    assert (second.free, second.city.id) == (615, "porta")
    assert first.inbound == third.inbound == ()


def test_a_transfer_too_late_in_the_day_is_a_blocker() -> None:
    """Setting off at 23:00 one arrives after midnight, on the wrong day."""
    late = Window(start=dt.time(23), end=dt.time(2))
    framer = _framer(_two_cities(day_window=late), HOTEL, INN)
    framer.frames()
    assert [b.wishes[0].field for b in framer.blockers] == ["destinations.1"]
    assert "does not fit into 2026-06-05" in framer.blockers[0].reason


def test_cities_that_nothing_joins_are_a_blocker() -> None:
    """Where the world knows no way, the going on is what cannot be granted."""

    class Island(TinyWorld):
        def intercity(self, origin: Any, target: Any, mode: Mode) -> None:
            return None

    framer = Framer(_two_cities(), (HOTEL, INN), "EUR", Island())
    framer.frames()
    assert framer.blockers[0].reason == "No way is known from Lumen to Porta."


def _appointment(start: str, end: str) -> Appointment:
    first, last = (dt.datetime.fromisoformat(f"2026-06-04T{t}") for t in (start, end))
    return Appointment(name="talk", start=first, end=last, place="lumen:museum")


def test_an_appointment_outside_the_window_widens_it_by_the_way() -> None:
    """The museum is 8 minutes from the hotel: a talk at 7:30 means 7:22, one to 23:00, 23:08."""
    early, _ = _frames(_trip(appointments=(_appointment("07:30", "08:30"),)))
    assert (early.free, early.back) == (442, 1320)
    late, _ = _frames(_trip(appointments=(_appointment("21:30", "23:00"),)))
    assert (late.free, late.back) == (540, 1388)
    inside, _ = _frames(_trip(appointments=(_appointment("15:00", "16:00"),)))
    assert (inside.free, inside.back) == (540, 1320)
    assert len(inside.appointments) == 1


def test_an_appointment_does_not_bring_the_train_forward() -> None:
    """On the day of arrival one is free when the train is in, whatever one had planned before."""
    arrival = Terminal(time=dt.time(10), at="lumen:station")
    first, _ = _frames(_trip(arrival=arrival, appointments=(_appointment("07:30", "08:30"),)))
    assert first.free == 640


@pytest.mark.parametrize(
    ("free", "back", "due"),
    [
        (540, 1320, True),
        (780, 1320, True),  # lunch may begin 13:00 to 14:00: just the hour
        (781, 1320, False),
        (540, 825, True),  # back at 13:45: it may begin 11:45 to 12:45
        (540, 824, False),
    ],
)
def test_lunch_is_due_if_it_could_begin_within_an_hour(free: int, back: int, due: bool) -> None:
    """11:45 to 14:00, an hour long: a stretch of 60 minutes to begin in, not 59."""
    assert is_due(LUNCH, free, back, ()) is due


@pytest.mark.parametrize(
    ("busy", "due"),
    [
        (((720, 780),), True),  # 13:00 to 14:00 is left
        (((720, 781),), False),
        (((825, 900),), True),  # 11:45 to 12:45 is left
        (((824, 900),), False),
        (((600, 700), (900, 960)), True),
        (((705, 760), (820, 900)), False),
        (((820, 900), (705, 760)), False),
    ],
)
def test_appointments_may_leave_no_hour_for_lunch(
    busy: tuple[tuple[int, int], ...], due: bool
) -> None:
    """In whatever order they are given."""
    assert is_due(LUNCH, 540, 1320, busy) is due


def test_a_short_window_is_due_if_all_of_it_is_free() -> None:
    """A window of half an hour needs no hour."""
    tea = MealWish(meal="breakfast", window=window("08:00", "08:30"), minutes=20)
    assert is_due(tea, 480, 1320, ())
    assert not is_due(tea, 481, 1320, ())
    assert is_due(DINNER, 540, 1230 + 80, ())


def test_a_rest_is_due_as_a_meal_is() -> None:
    """13:30 to 15:30, an hour long: due if free by 14:30, or back no sooner than 15:30."""
    assert is_due(RestWish(), 870, 1320, ())
    assert not is_due(RestWish(), 871, 1320, ())
    assert is_due(RestWish(), 540, 930, ())
    assert not is_due(RestWish(), 540, 929, ())


def test_frames_tell_the_rests_due() -> None:
    """On the day of an arrival at three none is."""
    request = _trip(rests=(RestWish(),), arrival=Terminal(time=dt.time(15)))
    assert [frame.rests for frame in _frames(request)] == [(), (RestWish(),)]
