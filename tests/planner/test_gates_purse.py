"""The gate on money, with exact amounts."""

from __future__ import annotations

from typing import Any

import pytest

from planner.facts import Mode
from planner.itinerary import Itinerary, Note
from planner.model import Point
from planner.request import Budget, LodgingWish, Party
from tests.eval.edits import changed, with_leg, with_request, with_stay, with_stop
from tests.planner.gate_cases import (
    WORLD,
    one_city,
    sentence,
    two_cities,
    verdicts,
    with_last_day,
)
from tests.worlds import DayDraft, trip

TOLD = Note(kind="unverified", text="The price is not on file.")


def summed(plan: Itinerary) -> Itinerary:
    """The plan with its sums made right again."""
    return trip(plan.request, plan.days, plan.costs.currency)


def off(day: int | None, stop: int | None, amount: float, unit: str = "EUR") -> list[Any]:
    """One verdict of the gate."""
    return [("budget", day, stop, amount, unit)]


@pytest.mark.parametrize(
    ("name", "spent"),
    [("total", 270), ("lodging", 100), ("food", 134), ("activities", 36), ("transport", 0)],
)
def test_budget_of_each_category(name: str, spent: float) -> None:
    """To spend the last cent is fine; a cent more is not."""
    fits = one_city(budget=Budget(currency="EUR", **{name: spent}))
    assert verdicts("budget", fits) == []
    plan = fits
    if spent:
        plan = one_city(budget=Budget(currency="EUR", **{name: spent - 0.01}))
        assert verdicts("budget", plan) == off(None, None, 0.01)
        said = f"The {name} comes to {spent:.2f} EUR; {spent - 0.01:.2f} is your limit."
        assert sentence("budget", plan) == said


def test_budget_of_transport() -> None:
    """Two rides of the train at 20 each."""
    for cap, found in ((40, []), (39, off(None, None, 1)), (0, off(None, None, 40))):
        plan = two_cities(budget=Budget(currency="EUR", transport=cap))
        assert verdicts("budget", plan) == found


def test_budget_in_its_own_currency() -> None:
    """A budget in dollars wants amounts in dollars."""
    plan = one_city(budget=Budget(currency="USD", total=1000))
    assert verdicts("budget", plan) == off(None, None, 1, "currencies")
    assert sentence("budget", plan) == "Amounts should be in USD, not EUR."
    francs = one_city(budget=None).model_copy(
        update={"costs": one_city().costs.model_copy(update={"currency": "CHF"})}
    )
    assert verdicts("budget", francs) == off(None, None, 1, "currencies")


@pytest.mark.parametrize(
    ("category", "told", "wrong"),
    [("lodging", 99.99, 0.01), ("food", 144, 10), ("activities", 0, 36), ("transport", 0.01, 0.01)],
)
def test_budget_sums(category: str, told: float, wrong: float) -> None:
    """What is told of a category is the sum of its parts."""
    plan = one_city()
    costs = plan.costs.model_copy(update={category: told})
    plan = plan.model_copy(update={"costs": costs})
    assert verdicts("budget", plan) == off(None, None, wrong)
    assert f"The parts of {category} add up to" in sentence("budget", plan)


@pytest.mark.parametrize(
    ("day", "stop", "due", "name"),
    [(0, 0, 20, "City Museum"), (0, 1, 50, "Bistro Uno"), (0, 3, 0, "River Park")],
)
def test_budget_price_of_a_stop(day: int, stop: int, due: float, name: str) -> None:
    """Two adults pay the museum 20, the bistro 50 and the park nothing."""
    plan = summed(with_stop(one_city(), day, stop, cost=due + 3))
    assert verdicts("budget", plan) == off(day, stop, 3)
    assert sentence("budget", plan) == f"{name} costs {due:.2f} EUR, not {due + 3:.2f}."


@pytest.mark.parametrize(
    ("party", "museum", "bistro"),
    [
        (Party(adults=1), 10, 25),
        (Party(adults=1, seniors=1), 17, 50),
        (Party(adults=1, children=(17, 12)), 20, 75),
        (Party(adults=1, children=(11, 6, 3)), 20, 62.5),
        (Party(adults=1, children=(5, 2)), 10, 37.5),
    ],
)
def test_budget_prices_by_age(party: Party, museum: float, bistro: float) -> None:
    """At the museum to 5 free, to 17 half price, from 65 for 7; a meal below 3 free, to 11 half."""
    plan = with_request(one_city(budget=None), party=party)
    right = with_stop(with_stop(plan, 0, 0, cost=museum), 0, 1, cost=bistro)
    assert not [v for v in verdicts("budget", right) if v[1:3] in ((0, 0), (0, 1))]
    wrong = with_stop(with_stop(plan, 0, 0, cost=museum + 1), 0, 1, cost=bistro - 2)
    found = [v for v in verdicts("budget", wrong) if v[1:3] in ((0, 0), (0, 1))]
    assert found == [*off(0, 0, 1), *off(0, 1, 2)]


def test_budget_appointments_cost_nothing() -> None:
    """What the traveller pays there is the traveller's business."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    draft.appointment("Talk", "lumen:museum", "11:00", 60).go("lumen:station", "17:00")
    plan = with_last_day(draft.done())
    assert verdicts("budget", plan) == []
    assert verdicts("budget", summed(with_stop(plan, 1, 0, cost=20))) == off(1, 0, 20)


def test_budget_of_a_visit_to_a_place_to_eat() -> None:
    """A visit pays admission, and where none is on file it is marked."""
    draft = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    draft.visit("lumen:cafe", "11:00", 60, notes=(TOLD,)).go("lumen:station", "17:00")
    plan = with_last_day(draft.done())
    assert verdicts("budget", plan) == []
    assert verdicts("budget", summed(with_stop(plan, 1, 0, cost=24))) == off(1, 0, 24)
    assert verdicts("budget", with_stop(plan, 1, 0, notes=())) == off(1, 0, 1, "stops")


@pytest.mark.parametrize(
    ("id", "field", "day", "stop", "name"),
    [
        ("lumen:gallery", "admission", 0, 2, "Gallery of Light"),
        ("lumen:bistro", "meal_price", 0, 1, "Bistro Uno"),
    ],
)
def test_budget_marks_unknown_prices(id: str, field: str, day: int, stop: int, name: str) -> None:
    """An unknown price counts 0, and the plan says so."""
    world = changed(WORLD, id, **{field: None})
    free = summed(with_stop(one_city(), day, stop, cost=0))
    assert verdicts("budget", free, world) == off(day, stop, 1, "stops")
    said = f"The price of {name} is not on file, and the plan does not say so."
    assert sentence("budget", free, world) == said
    marked = with_stop(free, day, stop, notes=(TOLD,))
    assert verdicts("budget", marked, world) == []
    assert verdicts("budget", summed(with_stop(marked, day, stop, cost=1)), world) == off(
        day, stop, 1
    )


def test_budget_converts() -> None:
    """Twice 15 francs at 1.25 are 37.50 euro; a converted amount may be a cent off, not two."""
    for cost, found in ((37.5, []), (37.51, []), (37.52, off(1, 1, 0.02)), (30, off(1, 1, 7.5))):
        assert verdicts("budget", summed(with_stop(two_cities(), 1, 1, cost=cost))) == found


# nights


def test_budget_of_a_night() -> None:
    """One room at 100."""
    plan = summed(with_stay(one_city(), 0, cost=90))
    assert verdicts("budget", plan) == off(0, None, 10)
    assert sentence("budget", plan) == "The night at Hotel Aurora costs 100.00 EUR, not 90.00."
    two_rooms = with_stay(one_city(budget=None), 0, rooms=2)
    assert verdicts("budget", two_rooms) == off(0, None, 100)
    assert verdicts("budget", summed(with_stay(two_rooms, 0, cost=200))) == []


def test_budget_marks_an_unknown_night() -> None:
    """A lodging without a rate counts 0, and the night says so."""
    world = changed(WORLD, "lumen:hotel", nightly_rate=None)
    free = summed(with_stay(one_city(), 0, cost=0))
    assert verdicts("budget", free, world) == off(0, None, 1, "stops")
    assert "The price of Hotel Aurora is not on file" in sentence("budget", free, world)
    assert verdicts("budget", with_stay(free, 0, notes=(TOLD,)), world) == []


def test_budget_of_a_bed_of_ones_own() -> None:
    """It costs what one said for each room; the city's centre costs nothing."""
    wish = LodgingWish(at=Point(lat=45.46, lon=9.19), nightly=30)
    plan = with_stay(one_city(lodging=wish), 0, place_id=None, rooms=2, cost=60)
    assert verdicts("budget", summed(plan)) == []
    assert verdicts("budget", summed(with_stay(plan, 0, cost=30))) == off(0, None, 30)
    centre = with_request(plan, lodging=LodgingWish())
    assert verdicts("budget", summed(centre)) == off(0, None, 60)


# ways


def test_budget_of_walking() -> None:
    """Nobody pays for walking, about town or to the station."""
    for day, part in ((0, "legs"), (0, "inbound"), (1, "outbound")):
        plan = summed(with_leg(one_city(), day, 0, part, cost=2.5))
        assert verdicts("budget", plan) == off(day, None, 2.5)
        target = getattr(plan.days[day], part)[0].target
        assert sentence("budget", plan) == f"The way to {target} costs 0.00 EUR, not 2.50."


@pytest.mark.parametrize(
    ("mode", "party", "fare"),
    [
        (Mode.TRANSIT, Party(adults=2), 4),
        (Mode.TRANSIT, Party(adults=2, children=(6, 5)), 6),
        (Mode.TAXI, Party(adults=2), 8.2),
        (Mode.TAXI, Party(adults=4), 8.2),
        (Mode.TAXI, Party(adults=5), 16.4),
        (Mode.CAR, Party(adults=2), 0),
        (Mode.BIKE, Party(adults=2), 18),
        (Mode.BIKE, Party(adults=2, children=(6, 5)), 27),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("day", "part"), [(0, "inbound"), (1, "legs"), (1, "outbound")])
def test_budget_of_rides(mode: Mode, party: Party, fare: float, day: int, part: str) -> None:
    """Fares are per head over 5 years, taxis per four, bikes per head and day.

    Each way here is of 800 metres: 6 minutes by taxi, for 4 + 1.20 + 3.
    """
    plan = with_leg(one_city(budget=None, party=party), day, 0, part, mode=mode)

    def found(cost: float) -> list[Any]:
        priced = with_leg(plan, day, 0, part, cost=cost)
        # What a larger party pays at the stops is not this test's.
        return [v for v in verdicts("budget", summed(priced)) if v[2] is None]

    assert found(fare) == []
    assert found(fare + 1) == off(day, None, 1)


def test_budget_pays_a_bike_once_a_day() -> None:
    """The day's first leg by bike pays for all, on each day anew."""
    plan = one_city(budget=None)
    for day, leg, cost in ((0, 1, 18), (0, 2, 0), (1, 0, 18), (1, 1, 0)):
        plan = with_leg(plan, day, leg, mode=Mode.BIKE, cost=cost)
    assert verdicts("budget", summed(plan)) == []
    again = summed(with_leg(plan, 0, 2, cost=18))
    assert verdicts("budget", again) == off(0, None, 18)
    into_town = with_leg(plan, 0, 0, "inbound", mode=Mode.BIKE, cost=18)
    assert verdicts("budget", summed(into_town)) == off(0, None, 18)
    assert verdicts("budget", summed(with_leg(into_town, 0, 1, cost=0))) == []
    out_of_town = with_leg(plan, 1, 0, "outbound", mode=Mode.BIKE, cost=0)
    assert verdicts("budget", summed(out_of_town)) == []


def test_budget_of_the_way_between_cities() -> None:
    """Two at 20 euro, in the money of the city left."""
    plan = summed(with_leg(two_cities(), 1, 0, "inbound", cost=50))
    assert verdicts("budget", plan) == off(1, None, 10)
    bus = summed(with_leg(two_cities(), 1, 0, "inbound", mode=Mode.BUS, cost=20))
    assert verdicts("budget", bus) == []
