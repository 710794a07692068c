"""A plan under way, as arrays that compiled search changes in place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.jit import compiled
from planner.kernel import (
    ACTIVITIES,
    FOOD,
    MAX_STOPS,
    TRANSPORT,
    VISIT,
    Arrays,
    Floats,
    Ints,
    Work,
    evaluate_day,
    new_work,
)


class State(NamedTuple):
    """A plan in which every day is possible and the whole is within budget.

    Attributes:
        stops: int (D, MAX_STOPS), nodes in order; ``counts`` int (D,), how many of a row are in
            use.
        points: float (D,), worth of each day; ``totals`` float (D, 5), as in ``Work``.
        used: int (P,), 1 where the place is in the plan.
        in_class: int (C,), sights of each class in the plan.
        random: int (1,), state of the generator.
        work: room for timing a day; its content means nothing.
    """

    stops: Ints
    counts: Ints
    points: Floats
    totals: Floats
    used: Ints
    in_class: Ints
    random: Ints
    work: Work


def empty_state(a: Arrays, seed: int) -> State:
    """No stops anywhere."""
    days = len(a.free)
    return State(
        stops=np.zeros((days, MAX_STOPS), np.int64),
        counts=np.zeros(days, np.int64),
        points=np.zeros(days),
        totals=np.zeros((days, 5)),
        used=np.zeros(int(a.place.max(initial=-1)) + 1, np.int64),
        in_class=np.zeros(len(a.class_weight), np.int64),
        random=np.array([(seed * 2_654_435_761 + 12_345) % 2**31], np.int64),
        work=new_work(),
    )


@compiled
def copy_plan(source: State, target: State) -> None:
    """Overwrite the plan of ``target``; its generator goes on as it was."""
    target.stops[:] = source.stops
    target.counts[:] = source.counts
    target.points[:] = source.points
    target.totals[:] = source.totals
    target.used[:] = source.used
    target.in_class[:] = source.in_class


@compiled
def draw(random: Ints, below: int) -> int:
    """A pseudo-random integer in [0, below), below 2**23; the same with and without compilation."""
    random[0] = (random[0] * 1_103_515_245 + 12_345) % 2_147_483_648
    return int((random[0] >> 8) % below)


@compiled
def objective(a: Arrays, s: State) -> float:
    """Points of the whole plan: its days, less the cost of sameness over the trip."""
    total = s.points.sum()
    for c in range(len(s.in_class)):
        total -= a.class_weight[c] * s.in_class[c] * (s.in_class[c] - 1) / 2.0
    return float(total)


@compiled
def affordable(a: Arrays, s: State, day: int, totals: Floats) -> bool:
    """Whether the trip stays within budget when ``day`` comes to ``totals``."""
    total = 0.0
    for column in (FOOD, ACTIVITIES, TRANSPORT):
        spent = s.totals[:, column].sum() - s.totals[day, column] + totals[column]
        if spent > a.caps[column] + 1e-6:
            return False
        total += spent
    return bool(total <= a.caps[3] + 1e-6)


@compiled
def settle(a: Arrays, s: State, day: int) -> None:
    """Bring a day's points and totals up to date with its stops."""
    s.points[day] = evaluate_day(a, s.stops[day], s.counts[day], day, s.work)
    s.totals[day] = s.work.totals


@compiled
def rewrite(a: Arrays, s: State, day: int, row: Ints, n: int) -> None:
    """Give a day other stops."""
    for i in range(s.counts[day]):
        _count(a, s, s.stops[day, i], -1)
    s.stops[day, :n] = row[:n]
    s.counts[day] = n
    for i in range(n):
        _count(a, s, row[i], 1)
    settle(a, s, day)


@compiled
def _count(a: Arrays, s: State, node: int, step: int) -> None:
    s.used[a.place[node]] += step
    if a.kind[node] == VISIT:
        s.in_class[a.klass[node]] += step


@compiled
def has_kind(a: Arrays, row: Ints, n: int, kind: int) -> bool:
    """Whether one of the first ``n`` nodes of ``row`` is of that kind."""
    found = False
    for i in range(n):
        found = found or a.kind[row[i]] == kind
    return found
