"""Why a request cannot be granted: what facts alone say, with the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.attempt import Supplies, attempt
from planner.because import because, least_spent
from planner.request import LUNCH, Budget, RestWish
from planner.survey import bounds
from planner.terrain import Atlas
from tests.planner.tiny_problem import day_trip, window
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from planner.request import TripRequest

ATLAS = Atlas(Supplies([TinyWorld().places("lumen")], TinyWorld(), {}))


def _told(request: TripRequest) -> list[str]:
    return because(request, attempt(request, ATLAS.supplies), ATLAS)


def test_tickets_that_cost_too_much_are_told_with_their_price() -> None:
    """The museum takes 20 euro of two adults, the gallery 16."""
    request = day_trip(
        must=("lumen:museum", "lumen:gallery"), budget=Budget(currency="EUR", activities=30)
    )
    assert _told(request) == ["What is asked for costs 36 EUR for activities at the least."]


def test_meals_and_nights_that_cost_too_much_are_told_together() -> None:
    """Four meals at all four kitchens, 164 euro, and the cheapest bed of 40."""
    budget = Budget(currency="EUR", total=200)
    request = good_request(arrival=None, departure=None, modes=("walk",), budget=budget)
    assert _told(request) == ["What is asked for costs 204 EUR at the least."]
    found = bounds(request, ATLAS)
    assert found is not None
    assert least_spent(found) == {
        "lodging": 0, "food": 164, "activities": 0, "transport": 0, "total": 164
    }  # fmt: skip


def test_a_wanted_kitchen_is_paid_for_once() -> None:
    """Lunch at the bistro is 50 euro for two, no other lunch is eaten, and a rest is free."""
    request = day_trip(must=("lumen:bistro",), meals=(LUNCH,), rests=(RestWish(),))
    found = bounds(request, ATLAS)
    assert found is not None
    assert least_spent(found)["food"] == 50


def test_more_sights_than_the_days_may_have_are_counted() -> None:
    """Two in a day that may have one; a wanted kitchen is none of them."""
    must = ("lumen:museum", "lumen:gallery", "lumen:bistro")
    (told,) = _told(day_trip(must=must, meals=(LUNCH,), max_sights_day=1))
    assert told == "2 sights are asked for, and the days may have 1 in all."


def test_what_is_shut_or_barred_is_told_with_the_reason() -> None:
    """Hours of the days of the trip; the wish that rules a place out; else nothing."""
    (shut,) = _told(day_trip(must=("lumen:club",)))
    assert shut.startswith("Velvet Club cannot be visited on any day of the trip: Thu 04 Jun")
    barred = day_trip(must=("lumen:museum",), must_not=("lumen:museum",))
    assert _told(barred) == ["City Museum: you asked not to go there."]
    short = day_trip(must=("lumen:museum",), day_window=window("19:00", "21:00"))
    assert _told(short) == []
