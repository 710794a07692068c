"""The best plan of a tiny problem by trying everything: the judge of the search.

All it shares with the search is ``evaluate_day``.
"""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.jit import compiled
from planner.kernel import (
    APPOINTMENT,
    MAX_STOPS,
    TOTAL,
    TRANSPORT,
    VISIT,
    Floats,
    Ints,
    Packed,
    Work,
    evaluate_day,
    new_work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.arrays import Arrays
    from planner.problem import TripProblem


class DayPlan(NamedTuple):
    """One day's stops in an order, with the points and the money they come to."""

    stops: tuple[int, ...]
    points: float
    totals: tuple[float, float, float]


@compiled
def evaluate_rows(a: Packed, rows: Ints, count: Ints, day: int, work: Work, out: Floats) -> None:
    """Points and totals of many rows: ``out`` float (R, 4)."""
    for r in range(len(count)):
        out[r, 0] = evaluate_day(a, rows[r], count[r], day, work)
        out[r, 1:] = work.totals[:TOTAL]


def best_points(problem: TripProblem) -> float:
    """The objective of the best plan there is, hard bonuses included."""
    a = problem.arrays
    days = [list(_day_plans(a, day)) for day in range(len(a.free))]
    return max(_objective(a, plan) for plan in product(*days) if _allowed(a, plan))


def grants_all(problem: TripProblem) -> bool:
    """Whether some plan has every wanted place and every due meal."""
    a = problem.arrays
    days = [list(_day_plans(a, day)) for day in range(len(a.free))]
    return any(_complete(a, plan) and _allowed(a, plan) for plan in product(*days))


def _complete(a: Arrays, plan: tuple[DayPlan, ...]) -> bool:
    places = {a.place[n] for day in plan for n in day.stops}
    wanted = set(a.place[a.hard > 0])
    kinds = [{a.kind[n] for n in day.stops} for day in plan]
    return wanted <= places and all(
        set(np.flatnonzero(due)) <= kinds[d] for d, due in enumerate(a.due)
    )


def _day_plans(a: Arrays, day: int) -> Iterator[DayPlan]:
    """For every set of stops the orders worth having: more points or cheaper fares."""
    open_nodes = [n for n in range(len(a.loc)) if a.n_spans[n, day]]
    orders = [
        order
        for size in range(len(a.loc) + 1)
        for order in permutations(open_nodes, size)
        if _sound(a, order, day)
    ]
    rows = np.zeros((len(orders), MAX_STOPS), np.int64)
    for r, order in enumerate(orders):
        rows[r, : len(order)] = order
    out = np.zeros((len(orders), 4))
    count = np.array([len(order) for order in orders], np.int64)
    evaluate_rows(a.packed, rows, count, day, new_work(a.packed), out)
    best: dict[frozenset[int], list[DayPlan]] = {}
    for r in np.argsort(-out[:, 0], kind="stable"):
        plan = DayPlan(orders[r], float(out[r, 0]), (out[r, 1], out[r, 2], out[r, 3]))
        kept = best.setdefault(frozenset(plan.stops), [])
        if np.isfinite(plan.points) and all(plan.totals[2] < k.totals[2] for k in kept):
            kept.append(plan)
    return (plan for plans in best.values() for plan in plans)


def _sound(a: Arrays, order: tuple[int, ...], day: int) -> bool:
    places = [a.place[n] for n in order]
    meals = [a.kind[n] for n in order if VISIT < a.kind[n] < APPOINTMENT]
    alone = len(set(places)) == len(places) and len(set(meals)) == len(meals)
    return alone and all(a.due[day, kind] for kind in meals)


def _allowed(a: Arrays, plan: tuple[DayPlan, ...]) -> bool:
    places = [a.place[n] for day in plan for n in day.stops]
    if len(set(places)) < len(places):
        return False
    spent = np.array([day.totals for day in plan]).sum(axis=0)
    caps = a.caps + 1e-6
    return bool((spent <= caps[: TRANSPORT + 1]).all() and spent.sum() <= caps[TOTAL])


def _objective(a: Arrays, plan: tuple[DayPlan, ...]) -> float:
    count = np.zeros(len(a.class_weight))
    for day in plan:
        for n in day.stops:
            count[a.klass[n]] += a.kind[n] == VISIT
    sameness = float((a.class_weight * count * (count - 1) / 2).sum())
    return sum(day.points for day in plan) - sameness
