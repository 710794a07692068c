"""A first plan: the node that gains most goes in where it gains most, until nothing gains."""

from __future__ import annotations

import numpy as np

from planner.insertion import best_insertion, bound_day, insert_at, may_join
from planner.jit import compiled
from planner.kernel import MAX_STOPS, VISIT, Arrays, Floats, Ints, evaluate_day
from planner.state import State, affordable, rewrite, settle

#: Positions timed in full for each insertion.
TRIES = 6


@compiled
def probe(
    a: Arrays,
    s: State,
    node: int,
    day: int,
    gain: Floats,
    position: Ints,
    trial: Ints,
    bounds: Ints,
) -> None:
    """Remember what the best insertion of ``node`` into ``day`` adds, and where; -inf if none."""
    n, row = s.counts[day], s.stops[day]
    gain[node, day] = -np.inf
    if s.used[a.place[node]] > 0 or not may_join(a, row, n, day, node):
        return
    points, at = best_insertion(a, s, row, n, day, node, s.points[day], trial, bounds, TRIES)
    if at >= 0:
        gain[node, day], position[node, day] = points - s.points[day], at


@compiled
def refresh(a: Arrays, s: State, day: int, gain: Floats, position: Ints) -> None:
    """Probe every node for ``day``."""
    trial, bounds = np.zeros(MAX_STOPS, np.int64), np.zeros((3, MAX_STOPS + 1), np.int64)
    bound_day(a, s.stops[day], s.counts[day], day, bounds[0], bounds[1])
    for node in range(len(a.loc)):
        probe(a, s, node, day, gain, position, trial, bounds)


@compiled
def most_gain(a: Arrays, s: State, gain: Floats) -> tuple[int, int]:
    """The (node, day) whose insertion gains most, (-1, -1) if none gains."""
    best, best_node, best_day = 0.0, -1, -1
    for node in range(len(a.loc)):
        if s.used[a.place[node]] > 0:
            continue
        klass = a.klass[node]
        sameness = a.class_weight[klass] * s.in_class[klass] if a.kind[node] == VISIT else 0.0
        for day in range(len(s.counts)):
            if gain[node, day] - sameness > best:
                best, best_node, best_day = gain[node, day] - sameness, node, day
    return best_node, best_day


@compiled
def fill(a: Arrays, s: State) -> None:
    """Insert the node that gains most, over and over, until nothing gains."""
    nodes, days = a.value.shape
    gain, position = np.full((nodes, days), -np.inf), np.zeros((nodes, days), np.int64)
    trial, bounds = np.zeros(MAX_STOPS, np.int64), np.zeros((3, MAX_STOPS + 1), np.int64)
    row = np.zeros(MAX_STOPS, np.int64)
    for day in range(days):
        refresh(a, s, day, gain, position)
    while True:
        node, day = most_gain(a, s, gain)
        if node < 0:
            return
        # Money spent on other days since the gain was remembered may have made it dear.
        bound_day(a, s.stops[day], s.counts[day], day, bounds[0], bounds[1])
        probe(a, s, node, day, gain, position, trial, bounds)
        if gain[node, day] > -np.inf:
            n = s.counts[day]
            row[:n] = s.stops[day, :n]
            insert_at(row, n, node, position[node, day])
            rewrite(a, s, day, row, n + 1)
            refresh(a, s, day, gain, position)


@compiled
def move_within(stops: Ints, n: int, i: int, j: int, row: Ints) -> None:
    """Write the first ``n`` of ``stops`` to ``row`` with the stop at ``i`` moved to ``j``."""
    k = 0
    for m in range(n):
        if m == i:
            continue
        if k == j:
            k += 1
        row[k] = stops[m]
        k += 1
    row[j] = stops[i]


@compiled
def reorder(a: Arrays, s: State, day: int) -> None:
    """Move single stops within a day while that gains."""
    row, n, again = np.zeros(MAX_STOPS, np.int64), s.counts[day], True
    while again:
        again = False
        for i in range(n):
            for j in range(n):
                if i == j:
                    continue
                move_within(s.stops[day], n, i, j, row)
                points = evaluate_day(a, row, n, day, s.work)
                if points > s.points[day] + 1e-9 and affordable(a, s, day, s.work.totals):
                    rewrite(a, s, day, row, n)
                    again = True


@compiled
def construct(a: Arrays, s: State) -> None:
    """Complete whatever the state already holds, greedily."""
    for day in range(len(s.counts)):
        settle(a, s, day)
    fill(a, s)
    for day in range(len(s.counts)):
        reorder(a, s, day)
    fill(a, s)
