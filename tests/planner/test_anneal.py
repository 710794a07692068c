"""Random changes of a plan: each leaves it possible, consistent and within budget."""

from __future__ import annotations

import math

import numpy as np
import pytest

from planner.anneal import (
    NEIGHBOURS,
    anneal,
    change,
    lucky,
    neighbours,
    new_bench,
    recast,
    sameness,
    try_trade,
)
from planner.construct import construct
from planner.kernel import VISIT
from planner.request import Budget, Destination
from planner.state import copy_plan, draw, empty_state, objective
from tests.planner.random_problem import random_problem
from tests.planner.tiny_problem import day_trip, evaluate, node, problem_of, state_of
from tests.worlds import good_request


def test_neighbours_are_the_nearest_by_time() -> None:
    """Every node knows the others, nearest first, itself left out."""
    problem = problem_of(day_trip())
    near, a = neighbours(problem.arrays), problem.arrays
    assert near.shape == (len(a.loc), min(NEIGHBOURS, len(a.loc) - 1))
    for number, row in enumerate(near):
        assert number not in row
        away = [min(a.minutes[:, a.loc[number], a.loc[other]]) for other in row]
        assert away == sorted(away)


def test_a_gain_is_always_taken_and_a_loss_by_luck() -> None:
    """Metropolis: exp(delta / heat) of the losses are taken."""
    random = np.array([1], np.int64)
    assert all(lucky(random, delta, 0.1) for delta in (0.0, 0.5, math.inf))
    assert not any(lucky(random, -math.inf, 10.0) for _ in range(100))
    taken = sum(lucky(random, -1.0, 1.0) for _ in range(4000)) / 4000
    assert taken == pytest.approx(math.exp(-1), abs=0.03)


def test_draws_are_even_and_repeatable() -> None:
    """Every value below the bound comes up about as often; the state decides the sequence."""
    random = np.array([99], np.int64)
    drawn = [draw(random, 7) for _ in range(7000)]
    assert set(drawn) == set(range(7))
    assert min(drawn.count(value) for value in range(7)) > 850
    again = np.array([99], np.int64)
    assert drawn[:20] == [draw(again, 7) for _ in range(20)]


def test_sameness_is_the_change_of_the_objective() -> None:
    """What sameness() says of a swap of sights is what the whole trip's term changes by."""
    problem = problem_of(day_trip())
    a = problem.arrays
    numbers = [node(problem, name) for name in ("museum", "gallery", "park", "church")]
    state = state_of(problem, numbers[:3])

    def whole(stops: list[int]) -> float:
        there = state_of(problem, stops)
        return objective(a, there) - float(there.points.sum())

    for out in numbers[:3]:
        rest = [n for n in numbers[:3] if n != out]
        for into, stops in ((-1, rest), (numbers[3], [*rest, numbers[3]])):
            assert sameness(a, state, out, into) == pytest.approx(whole(stops) - whole(numbers[:3]))
    assert sameness(a, state, -1, numbers[3]) == pytest.approx(whole(numbers) - whole(numbers[:3]))


def test_every_change_keeps_the_plan_consistent() -> None:
    """After thousands of hot changes, points, totals, places and classes are what the stops say."""
    problem = problem_of(good_request(arrival=None, departure=None))
    a = problem.arrays
    state, near, bench = empty_state(a, 3), neighbours(a), new_bench()
    construct(a, state)
    changed = 0
    for _ in range(600):
        changed += change(a, state, near, bench, 4.0)
    assert changed > 50
    rows = [state.stops[day, : state.counts[day]].tolist() for day in range(len(state.counts))]
    fresh = state_of(problem, *rows)
    assert state.points == pytest.approx(fresh.points)
    assert state.totals == pytest.approx(fresh.totals)
    assert state.used.tolist() == fresh.used.tolist()
    assert state.in_class.tolist() == fresh.in_class.tolist()
    assert state.used.max() == 1
    assert all(math.isfinite(evaluate(problem, row, day)[0]) for day, row in enumerate(rows))


def test_no_change_overspends() -> None:
    """However hot, spending stays within every cap."""
    budget = Budget(currency="EUR", total=260, activities=18)
    problem = problem_of(good_request(arrival=None, departure=None, budget=budget))
    a = problem.arrays
    state, near, bench = empty_state(a, 1), neighbours(a), new_bench()
    for _ in range(600):
        change(a, state, near, bench, 6.0)
        spent = state.totals[:, :3].sum(axis=0)
        assert (spent <= a.caps[:3] + 1e-6).all()
        assert spent.sum() <= a.caps[3] + 1e-6


def test_annealing_keeps_the_best_plan_seen() -> None:
    """The best plan never falls while the current one wanders."""
    problem = random_problem(2)
    a = problem.arrays
    best, current = empty_state(a, 0), empty_state(a, 0)
    construct(a, best)
    copy_plan(best, current)
    before = objective(a, best)
    anneal(a, best, current, neighbours(a), new_bench(), 500, 5.0)
    assert objective(a, best) >= max(before, objective(a, current)) - 1e-9


def test_a_place_is_recast_only_in_a_role_of_its_own() -> None:
    """Now and then lunch at the bistro becomes dinner there; a sight stays what it is."""
    problem = problem_of(good_request())
    a, random = problem.arrays, np.array([5], np.int64)
    lunch, dinner = node(problem, "bistro", "lunch"), node(problem, "bistro", "dinner")
    assert {recast(a, random, lunch) for _ in range(300)} == {lunch, dinner}
    museum = node(problem, "museum")
    assert a.kind[museum] == VISIT
    assert {recast(a, random, museum) for _ in range(300)} == {museum}


def test_days_trade_places_with_all_their_stops() -> None:
    """An empty day and a full one change places, and the plan stays consistent."""
    problem = problem_of(day_trip(destinations=(Destination(city="lumen", nights=1),)))
    stops = [node(problem, "museum"), node(problem, "park")]
    state = state_of(problem, stops, [])
    assert try_trade(problem.arrays, state, new_bench(), 1e9)
    assert state.counts.tolist() == [0, 2]
    assert state.stops[1, :2].tolist() == stops
    assert state.points[1] == pytest.approx(evaluate(problem, stops, 1)[0])
