"""Annealing: what may be lost is drawn by the heat, and the best plan seen is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest

from planner.anneal import NEIGHBOURS, NO_LOSSES, allowance, anneal, neighbours
from planner.construct import construct
from planner.moves import new_bench
from planner.state import copy_plan, draw, empty_state, objective
from tests.planner.random_problem import random_problem
from tests.planner.tiny_problem import (
    day_trip,
    problem_of,
)


def test_neighbours_are_the_nearest_by_time() -> None:
    """Every node knows the others, nearest first, itself left out."""
    problem = problem_of(day_trip())
    near, a = neighbours(problem.arrays.packed), problem.arrays
    assert near.shape == (len(a.loc), min(NEIGHBOURS, len(a.loc) - 1))
    for number, row in enumerate(near):
        assert number not in row
        away = [min(a.minutes[:, a.loc[number], a.loc[other]]) for other in row]
        assert away == sorted(away)


def test_a_loss_is_allowed_by_luck_and_a_gain_always() -> None:
    """Metropolis: exp(delta / heat) of the losses are allowed, never one without end."""
    random = np.array([1], np.int64)
    drawn = [allowance(random, 2.0) for _ in range(4000)]
    assert max(drawn) <= 0.0
    assert min(drawn) > -math.inf
    allowed = sum(loss <= -2.0 for loss in drawn) / len(drawn)
    assert allowed == pytest.approx(math.exp(-1), abs=0.03)


def test_draws_are_even_and_repeatable() -> None:
    """Every value below the bound comes up about as often; the state decides the sequence."""
    random = np.array([99], np.int64)
    drawn = [draw(random, 7) for _ in range(7000)]
    assert set(drawn) == set(range(7))
    assert min(drawn.count(value) for value in range(7)) > 850
    again = np.array([99], np.int64)
    assert drawn[:20] == [draw(again, 7) for _ in range(20)]


def test_annealing_keeps_the_best_plan_seen() -> None:
    """The best plan never falls while the current one wanders."""
    problem = random_problem(2)
    a = problem.arrays.packed
    best, current = empty_state(a, 0), empty_state(a, 0)
    construct(a, best)
    copy_plan(best, current)
    before = objective(a, best)
    anneal(a, best, current, neighbours(a), new_bench(), 500, 5.0, NO_LOSSES)
    assert objective(a, best) >= max(before, objective(a, current)) - 1e-9
