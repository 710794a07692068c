"""Where in a day a node fits best: the bounds never rule out what a full timing would allow."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.construct import move_within
from planner.insertion import (
    best_insertion,
    drop_at,
    find_room,
    insert_at,
    may_join,
    worth_at_most,
)
from planner.kernel import HARD_BONUS, MAX_STOPS
from planner.request import DINNER, LUNCH, Budget, Destination, Party
from planner.state import bound_day
from tests.planner.tiny_problem import (
    day_trip,
    evaluate,
    node,
    problem_of,
    row_of,
    state_of,
    window,
)

if TYPE_CHECKING:
    from planner.problem import TripProblem

MEALS = (LUNCH, DINNER)


def _bounds(problem: TripProblem, nodes: list[int], day: int = 0) -> np.ndarray:
    bounds = np.zeros((2, MAX_STOPS + 1), np.int64)
    bound_day(problem.arrays.packed, row_of(nodes), len(nodes), day, bounds[0], bounds[1])
    return bounds


def _room(problem: TripProblem, nodes: list[int], number: int) -> list[int]:
    """Minutes that a node adds at each position of a row at least, -1 without room."""
    bounds, extra = _bounds(problem, nodes), np.zeros(MAX_STOPS + 1, np.int64)
    p, row = problem.arrays.packed, row_of(nodes)
    room = find_room(p, row, len(nodes), 0, number, bounds[0], bounds[1], extra)
    found = extra[: len(nodes) + 1].tolist()
    assert room is (max(found) >= 0)
    return found


def _best(
    problem: TripProblem, nodes: list[int], number: int, floor: float = -math.inf
) -> tuple[float, int]:
    state = state_of(problem, nodes)
    extra = np.zeros(MAX_STOPS + 1, np.int64)
    extra[: len(nodes) + 1] = _room(problem, nodes, number)
    p, row, n = problem.arrays.packed, row_of(nodes), len(nodes)
    most = float(state.points[0]) + worth_at_most(p, number, 0)
    trial = np.zeros(MAX_STOPS + 1, np.int64)
    points, position = best_insertion(
        p, state, row, n, 0, number, most, floor, trial, extra, MAX_STOPS
    )
    return float(points), int(position)


def test_bounds_of_a_day_are_timed_by_hand() -> None:
    """Museum then gallery: when one is away at the earliest, there at the latest."""
    problem = problem_of(day_trip())
    bounds = _bounds(problem, [node(problem, "museum"), node(problem, "gallery")])
    # Free at 9:00; museum 10:00 + 45; gallery 11:00 + 30.
    assert bounds[0, :3].tolist() == [540, 645, 690]
    # Back 22:00; gallery by 18:30 for closing at 19:00; museum by 17:15 for closing at 18:00.
    assert bounds[1, :3].tolist() == [1035, 1110, 1320]


def test_a_detour_is_what_the_way_grows_by() -> None:
    """The bistro lies on the way from museum to gallery; an empty day pays both ways."""
    problem = problem_of(day_trip(meals=MEALS))
    museum, gallery = node(problem, "museum"), node(problem, "gallery")
    bistro = node(problem, "bistro", "lunch")
    assert _room(problem, [museum, gallery], bistro)[:2] == [15 + 5 - 10, 0]
    assert _room(problem, [], bistro) == [30]


def test_what_the_bounds_rule_out_has_no_detour() -> None:
    """The market shuts at one and cannot follow the gallery on a day begun at noon."""
    problem = problem_of(day_trip(day_window=window("12:00", "22:00")))
    before, after = _room(problem, [node(problem, "gallery")], node(problem, "market"))
    assert before >= 0
    assert after == -1


def test_the_best_insertion_is_the_best_of_all_positions() -> None:
    """On random days, best_insertion finds what timing every position in full finds."""
    requests = [
        day_trip(meals=MEALS),
        day_trip(modes=("walk", "taxi"), max_walk_day=4000, pace="relaxed"),
        day_trip(day_window=window("10:00", "16:00"), interests={"art": 1.0}),
    ]
    found = 0
    for request in requests:
        problem = problem_of(request)
        size, luck = len(problem.trip.nodes), Random(3)
        for _ in range(60):
            nodes = luck.sample(range(size), luck.randint(0, 4))
            number = luck.randrange(size)
            joins = may_join(problem.arrays.packed, row_of(nodes), len(nodes), 0, number)
            if number in nodes or not joins or evaluate(problem, nodes)[0] == -math.inf:
                continue
            trials = [
                evaluate(problem, [*nodes[:at], number, *nodes[at:]])[0]
                for at in range(len(nodes) + 1)
            ]
            points, position = _best(problem, nodes, number)
            assert points == pytest.approx(max(trials)) or points == max(trials) == -math.inf
            assert position == (trials.index(max(trials)) if math.isfinite(points) else -1)
            found += math.isfinite(points)
    assert found > 30


def test_nothing_is_inserted_below_the_floor() -> None:
    """A floor above what the day could reach gives (-inf, -1)."""
    problem = problem_of(day_trip())
    museum = node(problem, "museum")
    points, position = _best(problem, [], museum)
    assert (points, position) == (evaluate(problem, [museum])[0], 0)
    assert _best(problem, [], museum, floor=points) == (points, 0)
    assert _best(problem, [], museum, floor=points + 1e-6) == (-math.inf, -1)


def test_nothing_is_inserted_beyond_the_budget() -> None:
    """Two tickets at ten euro: 20 will do, 19.99 will not."""
    for total, position in ((20, 0), (19.99, -1)):
        problem = problem_of(day_trip(budget=Budget(currency="EUR", activities=total)))
        assert _best(problem, [], node(problem, "museum"))[1] == position


def test_a_node_joins_only_a_day_it_can_be_made_on() -> None:
    """Not where it is shut, not as a second lunch, not as a lunch that is not due."""
    problem = problem_of(day_trip(destinations=(Destination(city="lumen", nights=1),), meals=MEALS))
    a = problem.arrays.packed
    club, lunch, other = (
        node(problem, "club"),
        node(problem, "bistro", "lunch"),
        node(problem, "trattoria", "lunch"),
    )
    assert not may_join(a, row_of([]), 0, 0, club)
    assert may_join(a, row_of([]), 0, 1, club)
    assert may_join(a, row_of([]), 0, 0, lunch)
    assert not may_join(a, row_of([other]), 1, 0, lunch)
    undue = replace(problem.arrays, due=np.zeros_like(problem.arrays.due)).packed
    assert not may_join(undue, row_of([]), 0, 0, lunch)


def test_a_full_day_takes_no_more() -> None:
    """One below MAX_STOPS the row is full."""
    problem = problem_of(day_trip())
    museum = node(problem, "museum")
    assert may_join(problem.arrays.packed, row_of([]), MAX_STOPS - 2, 0, museum)
    assert not may_join(problem.arrays.packed, row_of([]), MAX_STOPS - 1, 0, museum)


def test_a_must_and_a_due_meal_are_worth_a_hard_bonus_more() -> None:
    """The bound knows of hard wishes and of the party's price."""
    plain, wished = problem_of(day_trip()), problem_of(day_trip(must=("lumen:museum",)))
    museum = node(plain, "museum")
    most = worth_at_most(plain.arrays.packed, museum, 0)
    assert worth_at_most(wished.arrays.packed, museum, 0) - most == pytest.approx(HARD_BONUS)
    a = plain.arrays
    worth = a.value[museum, 0] * a.by_slot[museum].max()
    assert most == pytest.approx(worth + 50 * a.weights.wait + 1.2 - 0.025 * 10)
    family = problem_of(day_trip(party=Party(adults=2, children=(4, 8))))
    assert family.arrays.cost[node(family, "museum")] == 25.0


def test_rows_shift_to_insert_and_close_to_drop() -> None:
    """insert_at and drop_at undo each other; move_within keeps the others in order."""
    row = row_of([5, 6, 7])
    insert_at(row, 3, 9, 1)
    assert row[:4].tolist() == [5, 9, 6, 7]
    drop_at(row, 4, 1)
    assert row[:3].tolist() == [5, 6, 7]
    moved = row_of([])
    for i, j, expected in ((0, 2, [6, 7, 5]), (2, 0, [7, 5, 6]), (1, 2, [5, 7, 6])):
        move_within(row, 3, i, j, moved)
        assert moved[:3].tolist() == expected
