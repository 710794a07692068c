"""Plans that are made: they keep every rule, or say which wish nothing on file keeps."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from eval.travelplanner import solver
from eval.travelplanner.floors import Floors
from eval.travelplanner.query import Reference
from eval.travelplanner.route import routes
from eval.travelplanner.scorer import judge
from eval.travelplanner.solver import Answer, World, solve
from eval.travelplanner.ways import Way, ways
from tests.eval.travelplanner.tiny import (
    ALBA,
    BREVA,
    ELSEWHERE,
    FLIGHTS,
    HOME,
    RESTAURANTS,
    database,
    query,
)

FIVE_DAYS = {"days": 5, "stops": 2, "destination": "Twinland", "budget": 5_000}


def _answer(reference: bool = True, **asked: Any) -> Answer:
    """The answer, which keeps every rule but for what it gives up."""
    put = query(reference, **asked)
    answer = solve(put, put.gold, database(), 0)
    score = judge(answer.plan, put, database())
    broken = {name for name, value in score.marks.items() if value == 0}
    named = {"rule": "house_rule", "cuisines": "cuisine", "room": "room_type",
             "transport": "transport", "budget": "cost"}  # fmt: skip
    assert broken == {f"hard.{named[wish]}" for wish in answer.given_up}, score.explanation
    return answer


def _said(answer: Answer, field: str) -> list[str]:
    assert answer.plan is not None
    return [str(day[field]) for day in answer.plan if day[field] != "-"]


def test_a_plan_with_flights() -> None:
    """Where no road leads one flies; nothing is given up."""
    put, base = query(rule="smoking", room="entire room"), database(roads={})
    answer = solve(put, put.gold, base, 0)
    assert answer.given_up == ()
    assert judge(answer.plan, put, base).passed
    assert [text[:17] for text in _said(answer, "transportation")] == [
        "Flight Number: F1", "Flight Number: F2",
    ]  # fmt: skip
    assert _said(answer, "accommodation") == [f"Blue Loft, {ALBA}"] * 2


@pytest.mark.parametrize(
    "asked",
    [
        {"cuisines": ("Mexican", "Indian", "Chinese", "French")},
        {"transport": "no flight"},
        {"room": "shared room", "people": 3},
        {"room": "not shared room"},
        {"rule": "visitors"},
        {**FIVE_DAYS, "room": "not shared room", "cuisines": ("Italian",)},
        {**FIVE_DAYS, "people": 6},
    ],
    ids=str,
)
def test_every_wish_is_kept(asked: dict[str, Any]) -> None:
    """Alone and together, in one city and in two."""
    assert _answer(**asked).given_up == ()


def test_the_budget_is_kept_to_the_dollar() -> None:
    """The cheapest plan is found and one a dollar below it is not, for it does not exist."""
    for budget in range(30, 400):
        answer = _answer(budget=budget)
        if not answer.given_up:
            break
        assert answer.given_up == ("budget",)
        assert "budget is given up" in answer.reason
    # Own car 10 + 10, bunks 2 x 2 x 20, and for two: 5 + 8 + 9 on the day of stay, 3 fields
    # more than the 9 that are half being filled without another meal.
    assert budget == 20 + 80 + 2 * (5 + 8 + 9)


def test_without_flights_on_file_the_road_is_taken() -> None:
    """Cities of the state are chosen, the shortest way round first."""
    answer = _answer(reference=False, **FIVE_DAYS)
    assert answer.given_up == ()
    assert all("Self-driving" in text for text in _said(answer, "transportation"))
    assert {text.rpartition(", ")[2] for text in _said(answer, "accommodation")} == {ALBA, BREVA}


def test_what_is_outside_the_data_is_said() -> None:
    """No way leads there: no plan, and a sentence."""
    put = query(destination=ELSEWHERE)
    answer = solve(put, put.gold, database(), 0)
    assert answer.plan is None
    assert answer.reason == f"outside the data: no way on file from {HOME} to {ELSEWHERE}"
    assert solve(put, "not understood", database(), 0).reason == "not understood"


def test_the_fewest_wishes_are_given_up() -> None:
    """Nobody lets an entire home to pets: one of the two wishes goes, the rest stay."""
    answer = _answer(room="entire room", rule="pets", cuisines=("French",))
    assert answer.given_up == ("rule",)
    assert _said(answer, "accommodation") == [f"Blue Loft, {ALBA}"] * 2
    both = _answer(room="entire room", rule="pets", cuisines=("Martian",))
    assert both.given_up == ("rule", "cuisines")


def test_a_route_that_cannot_do_is_no_route_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alba is nearer, and has no private room for two nights; Breva has."""
    monkeypatch.setattr(solver, "ROUTES", 1)
    answer = _answer(reference=False, destination="Twinland", room="private room")
    assert answer.given_up == ()
    assert _said(answer, "accommodation") == [f"Nook, {BREVA}"] * 2


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ({"budget": 20 + 80 + 2 * (5 + 8 + 9)}, True),
        ({"budget": 20 + 80 + 2 * (5 + 8 + 9) - 1}, False),
        ({"cuisines": ("Indian", "French")}, True),
        ({"cuisines": ("Martian",)}, False),
        ({"room": "private room"}, False),
    ],
    ids=str,
)
def test_the_least_that_a_route_takes(asked: dict[str, Any], allowed: bool) -> None:
    """By own car for 20, bunks for 80, and the cheapest three meals of the day between for two."""
    put = query(reference=False, **asked)
    world = World(database(), put)
    (route,) = routes(put.gold, world)
    assert Floors(put.gold, world).allow(route) is allowed


def test_names_that_would_be_taken_for_others_are_left_out() -> None:
    """A restaurant whose name another contains, and a sight with a semicolon in its name."""
    base = database()
    short = RESTAURANTS[0]._replace(name="Bistro", cost=1)
    base = database(restaurants={**base.restaurants, ALBA: [*base.restaurants[ALBA], short]},
                    sights={ALBA: [base.sights[ALBA][0]._replace(name="A;B")]})  # fmt: skip
    world = World(base, query())
    assert short not in world.restaurants(ALBA)
    assert len(world.restaurants(ALBA)) == len(base.restaurants[ALBA]) - 1
    assert world.sights(ALBA) == []


def test_what_a_day_of_travel_leaves_time_for() -> None:
    """Meals before the airport and after the way into the city, by the clock."""
    early = Way("", False, 0, leave=7 * 60, arrive=11 * 60)
    assert (early.before, early.after) == ([], ["lunch", "dinner"])
    late = Way("", False, 0, leave=19 * 60, arrive=23 * 60)
    assert (late.before, late.after) == (["breakfast", "lunch", "dinner"], [])


def test_the_ways_of_a_leg() -> None:
    """Flights of the date, then taxi and own car; past midnight is the next day."""
    night = FLIGHTS[0]._replace(number="F3", departs="22:00", arrives="00:30")
    put = query()
    world = World(database(), replace(
        put, reference=Reference((ALBA,), {"F1": FLIGHTS[0], "F3": night})))  # fmt: skip
    found = list(ways(HOME, ALBA, "2022-03-16", put.gold, world))
    assert [(way.text[:16], way.cost, way.minutes) for way in found] == [
        ("Flight Number: F", 100, 90 + 90 + 60), ("Flight Number: F", 100, 90 + 150 + 60),
        ("Taxi, from Homeb", 200, 120), ("Self-driving, fr", 10, 120),
    ]  # fmt: skip
    assert not any(w.own_car for w in found[:3])
    sober = replace(put.gold, transport="no self-driving")
    assert len(list(ways(HOME, ALBA, "2022-03-17", sober, world))) == 1


def test_money_without_a_limit() -> None:
    """No budget told is no budget kept."""
    assert _answer(budget=math.inf).given_up == ()
