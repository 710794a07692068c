"""What things cost the whole party, case by case from docs/rules.md, "Money"."""

from __future__ import annotations

from typing import Any

import pytest

from planner.city import Tariffs
from planner.facts import Travel
from planner.money import (
    bike_hire_cost,
    converted,
    fare_units,
    leg_cost,
    meal_cost,
    night_cost,
    rooms_needed,
    trip_currency,
    visit_cost,
)
from planner.request import Budget, LodgingWish, Party
from tests.planner.tiny_problem import day_trip
from tests.worlds import LUMEN, PLACES, PORTA, TinyWorld, two_city_request

WORLD = TinyWorld()
PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}
LAKE = next(place for place in PLACES if place.id == "porta:museum")


@pytest.mark.parametrize(
    ("party", "cost"),
    [
        (Party(), 20),
        (Party(adults=1, seniors=1), 17),
        (Party(adults=2, children=(5, 6)), 25),
        (Party(adults=0, seniors=2), 14),
        (Party(adults=30), 300),
    ],
)
def test_a_visit_costs_the_sum_over_the_ages(party: Party, cost: float) -> None:
    """The museum takes ten, seven from 65, five to 17 and nothing to five."""
    assert visit_cost(PLACE["museum"], party, "EUR", WORLD) == cost


@pytest.mark.parametrize(
    ("party", "cost"),
    [
        (Party(), 50),
        (Party(adults=2, children=(12,)), 75),
        (Party(adults=2, children=(11,)), 62.5),
        (Party(adults=2, children=(3,)), 62.5),
        (Party(adults=2, children=(2,)), 50),
    ],
)
def test_a_meal_costs_half_for_children_and_nothing_for_toddlers(party: Party, cost: float) -> None:
    """Full from twelve, half from three to eleven, free below three."""
    assert meal_cost(PLACE["bistro"], party, "EUR", WORLD) == cost


def test_an_unknown_price_is_none_and_a_free_place_costs_nothing() -> None:
    """None is not 0."""
    assert visit_cost(PLACE["beacon"], Party(), "EUR", WORLD) is None
    assert visit_cost(PLACE["park"], Party(), "EUR", WORLD) == 0
    assert meal_cost(PLACE["museum"], Party(), "EUR", WORLD) is None
    assert night_cost(PLACE["museum"], 1, "EUR", WORLD) is None


def test_amounts_are_rounded_after_conversion() -> None:
    """Fifteen francs twice are 37.50 euro; a euro is 0.80 francs; thirds are cut to cents."""
    assert visit_cost(LAKE, Party(), "EUR", WORLD) == 37.5
    assert converted(10, "EUR", "CHF", WORLD) == 8.0
    assert converted(0.335, "EUR", "EUR", WORLD) == round(0.335, 2)
    assert converted(1 / 3, "CHF", "EUR", WORLD) == 0.42


@pytest.mark.parametrize(
    ("wish", "size", "capacity", "rooms"),
    [({}, 2, 2, 1), ({}, 3, 2, 2), ({}, 4, 4, 1), ({}, 5, 4, 2), ({"rooms": 3}, 2, 2, 3)],
)
def test_rooms_are_as_asked_for_or_as_filled(
    wish: dict[str, int], size: int, capacity: int, rooms: int
) -> None:
    """Party over capacity, rounded up."""
    assert rooms_needed(LodgingWish(**wish), Party(adults=size), capacity) == rooms


def test_a_night_costs_rate_times_rooms() -> None:
    """Two rooms at a hundred."""
    assert night_cost(PLACE["hotel"], 2, "EUR", WORLD) == 200
    assert night_cost(PLACE["hotel"], 2, "CHF", WORLD) == 160


@pytest.mark.parametrize(
    ("party", "per_person", "units"),
    [
        (Party(), True, 2),
        (Party(children=(5,)), True, 2),
        (Party(children=(6,)), True, 3),
        (Party(adults=4), False, 1),
        (Party(adults=5), False, 2),
        (Party(adults=2, children=(1, 2, 3)), False, 2),
    ],
)
def test_fares_are_per_head_or_per_vehicle(party: Party, per_person: bool, units: int) -> None:
    """Children ride free to five; a taxi seats four, toddlers too."""
    assert fare_units(party, Tariffs(), per_person) == units


@pytest.mark.parametrize(
    ("fare", "per_person", "city", "cost"),
    [(2.0, True, LUMEN, 4.0), (10.7, False, LUMEN, 10.7), (2.0, True, PORTA, 5.0),
     (None, True, LUMEN, 0.0)],
)  # fmt: skip
def test_a_leg_is_paid_in_its_citys_money(
    fare: float | None, per_person: bool, city: Any, cost: float
) -> None:
    """Francs become euros; an unknown fare counts nothing."""
    travel = Travel(10, 1000, 0, fare, per_person, True)
    assert leg_cost(travel, city, Party(), "EUR", WORLD) == cost


def test_bikes_are_hired_for_everybody() -> None:
    """Nine euro for each of three, nothing where no price is on file."""
    assert bike_hire_cost(LUMEN, Party(adults=3), "EUR", WORLD) == 27
    unknown = LUMEN.model_copy(update={"tariffs": Tariffs()})
    assert bike_hire_cost(unknown, Party(), "EUR", WORLD) == 0


def test_the_budget_names_the_currency_else_the_first_city() -> None:
    """Dollars if the budget is in dollars."""
    assert trip_currency(day_trip(budget=Budget(currency="USD", total=1)), WORLD) == "USD"
    assert trip_currency(day_trip(), WORLD) == "EUR"
    cities = two_city_request().destinations[::-1]
    porta = two_city_request(
        destinations=tuple(c.model_copy(update={"city": c.city.lower()}) for c in cities)
    )
    assert trip_currency(porta, WORLD) == "CHF"
