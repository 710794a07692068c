"""The first plan: greedy, complete where it can be, never impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.construct import construct, most_gain, probe, reorder
from planner.kernel import MAX_STOPS
from planner.request import Budget, Destination
from planner.state import affordable, objective
from tests.planner.tiny_problem import day_trip, evaluate, names, node, problem_of, state_of

if TYPE_CHECKING:
    from planner.problem import TripProblem


def test_the_first_stop_is_the_one_that_gains_most() -> None:
    """Into an empty day goes the place whose day alone is worth most."""
    problem = problem_of(day_trip())
    state = state_of(problem)
    gain = np.full(problem.arrays.value.shape, -np.inf)
    position, rows = np.zeros(gain.shape, np.int64), np.zeros((2, MAX_STOPS + 1), np.int64)
    for number in range(len(problem.trip.nodes)):
        probe(problem.arrays.packed, state, number, 0, gain, position, rows)
    alone = [evaluate(problem, [number])[0] for number in range(len(problem.trip.nodes))]
    assert np.where(gain[:, 0] > 0, gain[:, 0], 0) == pytest.approx(np.maximum(alone, 0))
    number, day = most_gain(problem.arrays.packed, state, gain)
    assert (names(problem, [number]), day) == (["museum"], 0)


def test_sameness_of_the_trip_lowers_a_gain() -> None:
    """With two museums in the plan a third counts their sameness twice, one alone once."""
    problem = problem_of(day_trip(), ids=("lumen:museum", "lumen:gallery"))
    state = state_of(problem, [node(problem, "museum")])
    gallery = node(problem, "gallery")
    weight = problem.arrays.class_weight[problem.arrays.klass[gallery]]
    gain = np.full(problem.arrays.value.shape, -np.inf)
    gain[gallery, 0] = weight + 1e-6
    assert most_gain(problem.arrays.packed, state, gain) == (gallery, 0)
    gain[gallery, 0] = weight - 1e-6
    assert most_gain(problem.arrays.packed, state, gain) == (-1, -1)


def test_construction_keeps_what_it_is_given() -> None:
    """A stop that is already there stays, and others join it."""
    problem = problem_of(day_trip())
    beacon = node(problem, "beacon")
    state = state_of(problem, [beacon])
    construct(problem.arrays.packed, state)
    assert beacon in state.stops[0, : state.counts[0]]
    assert state.counts[0] > 1


def test_nothing_that_gains_is_left_out() -> None:
    """After construction no unused node adds points anywhere."""
    problem = problem_of(day_trip(destinations=(Destination(city="lumen", nights=1),)))
    state = state_of(problem)
    construct(problem.arrays.packed, state)
    assert _left_over(problem, state.stops, state.counts) == []


def _left_over(problem: TripProblem, stops: np.ndarray, count: np.ndarray) -> list[str]:
    a = problem.arrays
    rows = [[int(n) for n in stops[day, : count[day]]] for day in range(len(count))]
    here = state_of(problem, *rows)
    used = {int(a.place[n]) for row in rows for n in row}
    gainers = []
    for number in range(len(a.loc)):
        if int(a.place[number]) in used:
            continue
        for day, row in enumerate(rows):
            for at in range(len(row) + 1):
                trial = [list(other) for other in rows]
                trial[day] = [*row[:at], number, *row[at:]]
                there = state_of(problem, *trial)
                if objective(a.packed, there) > objective(a.packed, here) + 1e-6:
                    gainers += names(problem, [number])
    return gainers


def test_reordering_finds_the_shorter_way() -> None:
    """Gallery, then back west to the museum, is put right."""
    problem = problem_of(day_trip())
    museum, gallery, park = (node(problem, name) for name in ("museum", "gallery", "park"))
    state = state_of(problem, [gallery, museum, park])
    before = float(state.points[0])
    reorder(problem.arrays.packed, state, 0)
    assert state.points[0] > before
    assert sorted(state.stops[0, :3].tolist()) == sorted([museum, gallery, park])
    assert state.points[0] == pytest.approx(evaluate(problem, state.stops[0, :3].tolist())[0])


def test_construction_stays_within_the_budget() -> None:
    """Eighteen euro for two buy the gallery and not the museum, whose tickets cost twenty."""
    problem = problem_of(day_trip(budget=Budget(currency="EUR", activities=18)))
    state = state_of(problem)
    construct(problem.arrays.packed, state)
    found = names(problem, state.stops[0, : state.counts[0]].tolist())
    assert "gallery" in found
    assert "museum" not in found
    assert affordable(problem.arrays.packed, state, 0, state.totals[0])
    assert state.totals[0, 1] == 16


def test_every_must_is_in_the_first_plan() -> None:
    """A must comes in however little it is worth."""
    problem = problem_of(day_trip(must=("lumen:beacon", "lumen:church")))
    state = state_of(problem)
    construct(problem.arrays.packed, state)
    found = names(problem, state.stops[0, : state.counts[0]].tolist())
    assert {"beacon", "church"} <= set(found)
