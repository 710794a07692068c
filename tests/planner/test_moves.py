"""Random changes of a plan: each leaves it possible, consistent and within budget."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from planner.anneal import neighbours
from planner.construct import construct
from planner.kernel import VISIT
from planner.moves import change, new_bench, try_base, try_tails
from planner.picks import recast
from planner.request import Budget, Destination
from planner.state import desk, empty_state, objective, rewrite, sameness
from tests.planner.tiny_problem import (
    day_trip,
    evaluate,
    node,
    problem_of,
    row_of,
    state_of,
)
from tests.worlds import good_request


def test_sameness_is_the_change_of_the_objective() -> None:
    """What sameness() says of a swap of sights is what the whole trip's term changes by."""
    problem = problem_of(day_trip())
    a = problem.arrays.packed
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
    a = problem.arrays.packed
    state, near, bench = empty_state(a, 3), neighbours(a), new_bench()
    construct(a, state)
    changed = 0
    for _ in range(600):
        changed += change(a, state, near, bench, -4.0)
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
    a = problem.arrays.packed
    state, near, bench = empty_state(a, 1), neighbours(a), new_bench()
    for _ in range(600):
        change(a, state, near, bench, -6.0)
        spent = state.totals[:, :3].sum(axis=0)
        assert (spent <= a.caps[:3] + 1e-6).all()
        assert spent.sum() <= a.caps[3] + 1e-6


def test_a_place_is_recast_only_in_a_role_of_its_own() -> None:
    """Now and then lunch at the bistro becomes dinner there; a sight stays what it is."""
    problem = problem_of(good_request())
    a, random = problem.arrays.packed, np.array([5], np.int64)
    lunch, dinner = node(problem, "bistro", "lunch"), node(problem, "bistro", "dinner")
    assert {recast(a, random, lunch) for _ in range(300)} == {lunch, dinner}
    museum = node(problem, "museum")
    assert problem.arrays.kind[museum] == VISIT
    assert {recast(a, random, museum) for _ in range(300)} == {museum}


def test_days_change_places_with_all_their_stops_or_their_tails() -> None:
    """Two days exchange what follows a stop of each, sometimes all of it; the plan stays sound."""
    problem = problem_of(day_trip(destinations=(Destination(city="lumen", nights=1),)))
    stops = [node(problem, "museum"), node(problem, "park")]
    seen = set()
    for seed in range(40):
        state = state_of(problem, stops, [], seed=seed)
        if try_tails(problem.arrays.packed, state, new_bench().rows, -1e9):
            rows = [state.stops[day, : state.counts[day]].tolist() for day in range(2)]
            assert sorted(rows[0] + rows[1]) == sorted(stops)
            assert state.points[1] == pytest.approx(evaluate(problem, rows[1], 1)[0])
            seen.add(tuple(state.counts.tolist()))
    assert {(0, 2), (1, 1)} <= seen


def test_a_better_base_is_moved_to_and_its_purse_counts() -> None:
    """A base that is worth more is taken with the same stops; one that overspends never."""
    for cap, taken in ((1e15, True), (1.0, False)):
        problem = problem_of(day_trip())
        a, museum = problem.arrays, node(problem, "museum")
        own = a.bases[0]
        other = own._replace(points=5.0, caps=np.full(4, cap))
        p = desk(replace(a, others=(other,)).packed)
        state = empty_state(p, 1)
        rewrite(p, state, 0, row_of([museum]), 1)
        before = objective(p, state)
        assert any(try_base(p, state, 0.0) for _ in range(20)) is taken
        assert objective(p, state) == pytest.approx(before + (5.0 if taken else 0.0))
        assert p.caps[0] == (cap if taken else own.caps[0])
