"""Trip requests: what they default to, what they refuse, and that the refusal says why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.facts import Mode
from planner.model import Point
from planner.request import (
    DINNER,
    LUNCH,
    Appointment,
    Destination,
    Lock,
    LodgingWish,
    MealWish,
    Party,
    RestWish,
    TripRequest,
    Window,
    minutes_of,
)
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import good_request, two_city_request

TIMES = st.times(timezones=st.none()).map(lambda t: t.replace(second=0, microsecond=0))
NOON = dt.datetime(2026, 6, 4, 12)


@given(start=TIMES, end=TIMES)
def test_a_window_ends_after_it_starts(start: dt.time, end: dt.time) -> None:
    """An end before the start is the next morning, and a window is never longer than a day."""
    if start == end:
        with pytest.raises(ValidationError, match="Expected an end after the start"):
            Window(start=start, end=end)
        return
    span = Window(start=start, end=end)
    assert span.first == minutes_of(start)
    assert span.first < span.last < span.first + 1440
    assert span.last % 1440 == minutes_of(end)


def test_ages_count_everybody() -> None:
    """Two adults, a senior and a child of four."""
    party = Party(adults=2, seniors=1, children=(4,))
    assert party.ages == (35, 35, 70, 4)
    assert party.size == 4


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Party(adults=0, children=(9,)), "at least one adult or senior"),
        (lambda: Party(children=(18,)), "less than or equal to 17"),
        (lambda: LodgingWish(place="x", at=Point(lat=0, lon=0)), "either place or at, got both"),
        (lambda: Lock(place="x", start=dt.time(9)), "a date beside start"),
        (lambda: Appointment(name="x", start=NOON, end=NOON, place="y"), "start before end, got"),
        (lambda: Appointment(name="x", start=NOON, end=NOON.replace(hour=13)), "place or at"),
        (
            lambda: Appointment(name="x", start=NOON, end=NOON + dt.timedelta(days=1), place="y"),
            "on the same date",
        ),
        (
            lambda: Appointment(
                name="x", place="y", start=NOON.replace(tzinfo=dt.UTC),
                end=NOON.replace(hour=13, tzinfo=dt.UTC),
            ),
            "local times without an offset",
        ),
        (lambda: day_trip(modes=()), "one or more of walk, bike, transit, taxi, car; got none"),
        (lambda: day_trip(modes=("walk", "train")), "one or more of .*; got train"),
        (lambda: day_trip(rests=(RestWish(), RestWish())), "at most 1 item"),
        (lambda: day_trip(meals=(LUNCH, LUNCH)), "each meal once, got lunch, lunch"),
        (
            lambda: day_trip(destinations=[Destination(city="a", nights=29),
                                           Destination(city="b", nights=1)]),
            "at most 30 days, got 31",
        ),
        (
            lambda: day_trip(destinations=[Destination(city="a", nights=0),
                                           Destination(city="b", nights=1)]),
            "destinations: expected at least 1 night in each",
        ),
        (
            lambda: day_trip(locks=[Lock(place="x", date=dt.date(2026, 6, 5))]),
            "locks.0: 2026-06-05 is not a day of the trip",
        ),
        (
            lambda: good_request(start=dt.date(2026, 7, 1), appointments=[
                Appointment(name="x", start=NOON, end=NOON.replace(hour=13), place="y")]),
            "appointments.0: 2026-06-04 is not a day of the trip",
        ),
        (lambda: day_trip(must_see=("x",)), "Extra inputs are not permitted"),
        (lambda: day_trip(interests={"art": 2}), "less than or equal to 1"),
        (lambda: day_trip(max_walk_leg=-1), "greater than or equal to 0"),
        (lambda: day_trip(destinations=()), "at least 1 item"),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_refused(make: Any, message: str) -> None:
    """Every validator names what was expected."""
    with pytest.raises(ValidationError, match=message):
        make()


def test_meals_are_in_the_order_of_the_day_and_modes_once() -> None:
    """However they were given."""
    request = day_trip(meals=(DINNER, LUNCH), modes=("taxi", "walk", "taxi"))
    assert [wish.meal for wish in request.meals] == ["lunch", "dinner"]
    assert request.modes == (Mode.TAXI, Mode.WALK)


def test_days_are_nights_and_one() -> None:
    """Two cities with a night each are three days, and the day of transfer is the second city's."""
    request = two_city_request()
    assert request.days == 3
    assert request.end == dt.date(2026, 6, 6)
    assert [request.city_index(day) for day in range(3)] == [0, 1, 1]


def test_a_trip_of_one_day_has_no_night() -> None:
    """Zero nights are one day."""
    request = day_trip()
    assert (request.days, request.end) == (1, THURSDAY)


@pytest.mark.parametrize("make", [day_trip, good_request, two_city_request])
def test_a_request_survives_json(make: Any) -> None:
    """What is written is read back the same."""
    request = make()
    assert TripRequest.model_validate_json(request.model_dump_json()) == request


def test_a_meal_lasts_ten_minutes_to_five_hours() -> None:
    """Anything else is no meal."""
    for minutes in (9, 301):
        with pytest.raises(ValidationError, match="than or equal to"):
            MealWish(meal="lunch", window=window("12:00", "14:00"), minutes=minutes)
