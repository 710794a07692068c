"""Names of stops, days and times as they are typed."""

from __future__ import annotations

import datetime as dt

import pytest

from agents.repl.seats import find_day, find_stop, find_time
from planner.errors import RequestError
from tests.worlds import good_itinerary


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("City Museum", "City Museum"),
        ("city museum", "City Museum"),
        ("museum", "City Museum"),
        ("the gallery of light", "Gallery of Light"),
        ("Trattoria Nona", "Trattoria Nonna"),
    ],
)
def test_a_stop_is_found_by_what_one_types(typed: str, name: str) -> None:
    """Case, a word of the name, an article and a slip are forgiven."""
    seat = find_stop(good_itinerary(), typed)
    assert seat is not None
    assert (seat.day, seat.stop.name) == (0, name)


def test_a_stranger_is_not_found() -> None:
    """What is not in the plan is not taken for something that is."""
    assert find_stop(good_itinerary(), "Eiffel Tower") is None


def test_of_two_alike_one_is_asked() -> None:
    """A word that stands in two names decides nothing."""
    plan = good_itinerary()
    first = plan.days[0]
    twin = first.stops[2].model_copy(update={"name": "Sea Museum"})
    stops = (*first.stops[:2], twin, *first.stops[3:])
    day = first.model_copy(update={"stops": stops})
    with pytest.raises(RequestError, match="City Museum or Sea Museum"):
        find_stop(plan.model_copy(update={"days": (day, plan.days[1])}), "museum")


@pytest.mark.parametrize("typed", ["2", "day 2", "Friday", "fri", "2026-06-05"])
def test_a_day_is_found(typed: str) -> None:
    """By number, weekday or date."""
    assert find_day(good_itinerary(), typed) == 1


@pytest.mark.parametrize("typed", ["3", "0", "", "Sunday", "2026-06-06", "f"])
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    """The message says what days there are, and what was typed."""
    with pytest.raises(RequestError, match=rf"expected 1 to 2, .* 2026-06-05, got '{typed}'"):
        find_day(good_itinerary(), typed)


@pytest.mark.parametrize(("typed", "time"), [("9:30", (9, 30)), ("14", (14, 0)), ("9.05", (9, 5))])
def test_a_time_is_found(typed: str, time: tuple[int, int]) -> None:
    """Hours and minutes, or hours alone."""
    assert find_time(typed) == dt.time(*time)


@pytest.mark.parametrize("typed", ["25:00", "9:75", "noon", ""])
def test_a_time_that_is_none_is_refused(typed: str) -> None:
    """The message says how one looks."""
    with pytest.raises(RequestError, match="such as 9:30"):
        find_time(typed)
