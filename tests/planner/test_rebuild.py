"""Ruin and recreate: what comes out is a plan, and what loses too much is undone."""

from __future__ import annotations

import math

import pytest

from planner.anneal import neighbours
from planner.construct import construct
from planner.kernel import MAX_STOPS
from planner.rebuild import new_site, rebuild
from planner.request import Budget
from planner.state import desk, empty_state, objective
from tests.planner.tiny_problem import evaluate, problem_of, state_of
from tests.worlds import good_request


def _rows(state: object) -> list[list[int]]:
    return [row[:n].tolist() for row, n in zip(state.stops, state.counts, strict=True)]  # type: ignore[attr-defined]


def test_a_rebuilt_plan_is_what_its_stops_say() -> None:
    """However much may be lost, points, money, places and classes agree with the stops."""
    budget = Budget(currency="EUR", total=260, activities=18)
    problem = problem_of(good_request(arrival=None, departure=None, budget=budget))
    p = desk(problem.arrays.packed)
    state, near, site = empty_state(p, 4), neighbours(p), new_site()
    construct(p, state)
    changed = sum(rebuild(p, state, near, site, -math.inf) for _ in range(200))
    assert changed > 20
    fresh = state_of(problem, *_rows(state))
    assert state.points == pytest.approx(fresh.points)
    assert state.totals == pytest.approx(fresh.totals)
    assert state.used.tolist() == fresh.used.tolist()
    assert state.in_class.tolist() == fresh.in_class.tolist()
    assert (state.totals[:, :3].sum(axis=0) <= p.caps[:3] + 1e-6).all()
    assert all(
        math.isfinite(evaluate(problem, row, day)[0]) for day, row in enumerate(_rows(state))
    )


def test_what_loses_more_than_allowed_is_undone() -> None:
    """Where nothing may be lost the plan never falls, and a refused change leaves it as it was."""
    problem = problem_of(good_request(arrival=None, departure=None))
    p = desk(problem.arrays.packed)
    state, near, site = empty_state(p, 5), neighbours(p), new_site()
    construct(p, state)
    refused = 0
    for _ in range(200):
        before, rows = objective(p, state), _rows(state)
        if rebuild(p, state, near, site, 0.0):
            assert objective(p, state) >= before - 1e-9
        else:
            refused += 1
            assert _rows(state) == rows
            assert objective(p, state) == pytest.approx(before)
    assert refused > 0


def test_an_empty_plan_has_nothing_to_rebuild() -> None:
    """Without stops nothing changes."""
    problem = problem_of(good_request())
    p = desk(problem.arrays.packed)
    state = empty_state(p, 1)
    assert not rebuild(p, state, neighbours(p), new_site(), -math.inf)
    assert not state.stops[:, :MAX_STOPS].any()
