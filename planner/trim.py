"""Bringing a plan that costs too much back within its budget, at the least loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.kernel import APPOINTMENT, MAX_STOPS, TOTAL, VISIT, evaluate_day, new_work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.kernel import Floats
    from planner.problem import TripProblem

#: Points that a stop's going costs beyond its worth, and those that another's coming costs.
LEFT, CAME = 8.0, 3.0


class Saving(NamedTuple):
    """One day with other stops, and the points by which that is to be regretted."""

    day: int
    nodes: list[int]
    regret: float


def within_budget(problem: TripProblem, plan: Sequence[Sequence[int]]) -> list[list[int]]:
    """Leave stops out, or eat elsewhere, until nothing is overspent or nothing more can be saved.

    Args:
        plan: nodes of each day in order; each day is possible.
    """
    days = [list(row) for row in plan]
    spent = np.array([_priced(problem, row, day)[1] for day, row in enumerate(days)])
    while (over := overspent_by(problem, spent.sum(axis=0))) > 0:
        best, best_rate = None, np.inf
        for saving in _savings(problem, days):
            tried = spent.copy()
            tried[saving.day] = _priced(problem, saving.nodes, saving.day)[1]
            saved = over - overspent_by(problem, tried.sum(axis=0))
            if saved > 1e-6 and saving.regret / saved < best_rate:
                best, best_rate = saving, saving.regret / saved
        if best is None:
            break
        days[best.day] = best.nodes
        spent[best.day] = _priced(problem, best.nodes, best.day)[1]
    return days


def overspent_by(problem: TripProblem, spent: Floats) -> float:
    """Money above the caps, (4,), of what is spent on food, activities and transport, (3,)."""
    totals = np.append(spent, spent.sum())
    return float(np.maximum(0.0, totals - problem.arrays.caps - 1e-6).sum())


def _priced(problem: TripProblem, nodes: Sequence[int], day: int) -> tuple[float, Floats]:
    """Points of a day, hard bonuses in them, and what it costs: food, activities, transport."""
    row, work = np.zeros(MAX_STOPS, np.int64), new_work(problem.arrays.packed)
    row[: len(nodes)] = nodes
    points = float(evaluate_day(problem.arrays.packed, row, len(nodes), day, work))
    return points, work.totals[:TOTAL].copy()


def _savings(problem: TripProblem, days: Sequence[list[int]]) -> Iterator[Saving]:
    """Every stop left out, and every meal had at a cheaper place instead."""
    a = problem.arrays
    used = {int(a.place[node]) for row in days for node in row}
    for day, row in enumerate(days):
        worth = _priced(problem, row, day)[0]
        for i, node in enumerate(row):
            rest = row[:i] + row[i + 1 :]
            others = [rest]
            if VISIT < a.kind[node] < APPOINTMENT:
                cheaper = (a.kind == a.kind[node]) & (a.cost < a.cost[node])
                fit = np.flatnonzero(cheaper & (a.n_spans[:, day] > 0))
                others += [[*row[:i], int(m), *row[i + 1 :]] for m in fit if a.place[m] not in used]
            for nodes in others:
                points = _priced(problem, nodes, day)[0]
                if points > -np.inf:
                    charge = LEFT if nodes is rest else LEFT + CAME
                    yield Saving(day, nodes, max(0.0, worth - points) + charge)
