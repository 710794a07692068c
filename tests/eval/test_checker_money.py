"""The rule of the budget."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts import Mode
from planner.itinerary import Itinerary, Note
from planner.place import Admission
from planner.request import Budget, LodgingWish, Party
from tests.eval.edits import changed, found, with_leg, with_request, with_stay, with_stop
from tests.worlds import (
    DayDraft,
    TinyWorld,
    good_itinerary,
    good_request,
    trip,
    two_city_itinerary,
)

WORLD = TinyWorld()
UNKNOWN = Note(kind="unverified", text="No price on file.")


def _parts(plan: Itinerary, world: TinyWorld | None = None) -> list[Any]:
    """Findings on stops, legs and stays; the sums are another matter."""
    return [item for item in found(plan, "budget", world) if item[0] is not None]


@pytest.mark.parametrize(
    ("limits", "over"),
    [
        ({"total": 270}, None),
        ({"total": 269.99}, 0.01),
        ({"food": 134}, None),
        ({"food": 130}, 4),
        ({"lodging": 90}, 10),
        ({"activities": 35}, 1),
        ({"transport": 0}, None),
    ],
)
def test_budget_in_total_and_by_category(limits: dict[str, float], over: float | None) -> None:
    """100 for the bed, 134 for food, 36 for tickets, nothing for walking: 270."""
    plan = with_request(good_itinerary(), budget=Budget(currency="EUR", **limits))
    assert found(plan, "budget") == ([(None, None, over)] if over else [])


def test_budget_counts_in_its_own_currency() -> None:
    """A plan in euro for a budget in francs counts in the wrong money: 270 euro are 216 francs."""
    plan = with_request(good_itinerary(), budget=Budget(currency="CHF", total=216))
    assert found(plan, "budget") == [(None, None, None)]
    assert found(with_request(plan, budget=Budget(currency="CHF", total=210)), "budget") == [
        (None, None, None),
        (None, None, 6),
    ]


def test_budget_sums_add_their_parts() -> None:
    """Food that is said to come to 130 comes to 134."""
    plan = good_itinerary()
    costs = plan.costs.model_copy(update={"food": 130.0})
    assert found(plan.model_copy(update={"costs": costs}), "budget") == [(None, None, -4)]


@pytest.mark.parametrize(
    ("party", "museum", "bistro"),
    [
        (Party(adults=2), 20, 50),
        (Party(adults=1, seniors=1), 17, 50),
        (Party(adults=2, children=(2, 5)), 20, 62.5),
        (Party(adults=2, children=(6, 17)), 30, 87.5),
        (Party(adults=1, children=(11, 12)), 20, 62.5),
    ],
)
def test_budget_by_age(party: Party, museum: float, bistro: float) -> None:
    """Museum: 10, children 5 to 17, seniors 7, free to 5. Meals: half from 3 to 11, none before."""
    plan = with_request(good_itinerary(), party=party)
    right = with_stop(with_stop(plan, 0, 0, cost=museum), 0, 1, cost=bistro)
    wrong = with_stop(with_stop(plan, 0, 0, cost=museum + 1), 0, 1, cost=bistro - 1)
    assert [item for item in _parts(right) if item[:2] in ((0, 0), (0, 1))] == []
    assert [item for item in _parts(wrong) if item[:2] in ((0, 0), (0, 1))] == [
        (0, 0, 1),
        (0, 1, -1),
    ]


def test_budget_marks_what_it_does_not_know() -> None:
    """Unknown prices count nothing and must be marked, for sights, meals and beds."""
    for place, day, stop in (("museum", 0, 0), ("bistro", 0, 1)):
        world = changed(WORLD, f"lumen:{place}", admission=None, meal_price=None)
        free = with_stop(good_itinerary(), day, stop, cost=0)
        assert _parts(free, world) == [(day, stop, None)]
        assert _parts(with_stop(free, day, stop, notes=(UNKNOWN,)), world) == []
        priced = with_stop(good_itinerary(), day, stop, cost=3, notes=(UNKNOWN,))
        assert _parts(priced, world) == [(day, stop, 3)]
    world = changed(WORLD, "lumen:hotel", nightly_rate=None)
    assert _parts(with_stay(good_itinerary(), 0, cost=0), world) == [(0, None, None)]
    assert _parts(with_stay(good_itinerary(), 0, cost=0, notes=(UNKNOWN,)), world) == []


def test_budget_of_rooms() -> None:
    """Three people need two rooms of two; who asks for three rooms pays three."""
    for request, rooms in (({"party": Party(adults=3)}, 2), ({"lodging": LodgingWish(rooms=3)}, 3)):
        plan = with_request(good_itinerary(), **request)
        assert (0, None, rooms - 1) in _parts(plan)
        paid = with_stay(plan, 0, rooms=rooms, cost=100.0 * rooms)
        assert [item for item in _parts(paid) if item[1] is None] == []


def test_budget_converts_francs() -> None:
    """The lake museum takes 15 francs, 18.75 euro, each."""
    assert found(two_city_itinerary(), "budget") == []
    assert _parts(with_stop(two_city_itinerary(), 1, 1, cost=30)) == [(1, 1, -7.5)]


def _ride(mode: Mode, fare: float, home: float, **request: Any) -> list[Any]:
    """(stop, amount) of wrong fares, of a ride to a free gallery (1600 m) and back."""
    world = changed(WORLD, "lumen:gallery", admission=Admission(currency="EUR", adult=0))
    draft = DayDraft(world, "2026-06-04", "lumen:hotel")
    draft.visit("lumen:gallery", "11:00", 60, by=mode, fare=fare)
    fields = {"destinations": ({"city": "lumen", "nights": 0},), "modes": (mode,)} | request
    plan = trip(good_request(**fields), [draft.done(home=(mode, home))])
    return [(stop, amount) for _, stop, amount in _parts(plan, world)]


def test_budget_of_rides_per_person() -> None:
    """A ride is 2 euro; children up to 5 ride free."""
    assert _ride(Mode.TRANSIT, 4, 4) == []
    assert _ride(Mode.TRANSIT, 6, 4, party=Party(adults=2, children=(5,))) == [(0, 2)]
    assert _ride(Mode.TRANSIT, 4, 4, party=Party(adults=2, children=(6,))) == [(0, -2), (None, -2)]


def test_budget_of_taxis_per_vehicle() -> None:
    """1600 m by taxi take 8 minutes: 4 + 2.40 + 4 = 10.40; five people take two."""
    assert _ride(Mode.TAXI, 10.4, 10.4) == []
    assert _ride(Mode.TAXI, 20.8, 10.4, party=Party(adults=5)) == [(None, -10.4)]


def test_budget_of_a_bike_per_day() -> None:
    """A hired bike is paid on the first way of the day, 9 euro a head."""
    assert _ride(Mode.BIKE, 18, 0) == []
    assert _ride(Mode.BIKE, 18, 18) == [(None, 18)]
    assert _ride(Mode.BIKE, 0, 18) == [(0, -18), (None, 18)]


def test_budget_of_a_ride_between_cities() -> None:
    """The train is 20 euro a head, paid where it leaves."""
    paid = with_leg(two_city_itinerary(), 1, 0, "inbound", cost=50)
    assert _parts(paid) == [(1, None, 10)]
