"""A first plan: the node that gains most goes in where it gains most, until nothing gains."""

from __future__ import annotations

import numpy as np

from planner.insertion import best_insertion, find_room, may_join, put_in, worth_at_most
from planner.jit import allocating, compiled
from planner.kernel import KLASS, MAX_STOPS, PLACE, Floats, Ints, Packed, evaluate_day
from planner.state import State, affordable, rewrite, settle

#: Positions timed in full for each insertion.
TRIES = 6
#: Points that an insertion must add at least.
LEAST = 1e-9


@compiled
def probe(p: Packed, s: State, node: int, day: int, gain: Floats, at: Ints, rows: Ints) -> None:
    """Remember what the best insertion of ``node`` into ``day`` adds, and where; -inf if none.

    ``rows`` is int (2, MAX_STOPS + 1), overwritten.
    """
    n, row = s.counts[day], s.stops[day]
    gain[node, day] = -np.inf
    if s.used[p.nodes[node, PLACE]] > 0 or not may_join(p, row, n, day, node):
        return
    most, floor = s.points[day] + worth_at_most(p, node, day), s.points[day] + LEAST
    if not find_room(p, row, n, day, node, s.leave[day], s.arrive[day], rows[1]):
        return
    points, position = best_insertion(p, s, row, n, day, node, most, floor, rows[0], rows[1], TRIES)
    if position >= 0:
        gain[node, day], at[node, day] = points - s.points[day], position


@compiled
def most_gain(p: Packed, s: State, gain: Floats) -> tuple[int, int]:
    """The (node, day) whose insertion gains most, (-1, -1) if none gains."""
    best, best_node, best_day = 0.0, -1, -1
    for node in range(len(p.nodes)):
        if s.used[p.nodes[node, PLACE]] > 0:
            continue
        klass = p.nodes[node, KLASS]
        sameness = p.class_weight[klass] * s.in_class[klass]
        for day in range(len(s.counts)):
            if gain[node, day] - sameness > best:
                best, best_node, best_day = gain[node, day] - sameness, node, day
    return best_node, best_day


@allocating
def fill(p: Packed, s: State) -> None:
    """Insert the node that gains most, over and over, until nothing gains."""
    nodes, days = p.value.shape
    gain, at = np.full((nodes, days), -np.inf), np.zeros((nodes, days), np.int64)
    rows, row = np.zeros((2, MAX_STOPS + 1), np.int64), np.zeros(MAX_STOPS, np.int64)
    for day in range(days):
        for node in range(nodes):
            probe(p, s, node, day, gain, at, rows)
    while True:
        node, day = most_gain(p, s, gain)
        if node < 0:
            return
        # Money spent on other days since the gain was remembered may have made it dear.
        probe(p, s, node, day, gain, at, rows)
        if gain[node, day] > -np.inf:
            put_in(p, s, day, node, at[node, day], row)
            for other in range(nodes):
                probe(p, s, other, day, gain, at, rows)


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


@allocating
def reorder(p: Packed, s: State, day: int) -> None:
    """Move single stops within a day while that gains."""
    row, n, again = np.zeros(MAX_STOPS, np.int64), s.counts[day], True
    while again:
        again = False
        for i in range(n):
            for j in range(n):
                if i == j:
                    continue
                move_within(s.stops[day], n, i, j, row)
                points = evaluate_day(p, row, n, day, s.work)
                if points > s.points[day] + 1e-9 and affordable(p, s, day, s.work.totals):
                    rewrite(p, s, day, row, n)
                    again = True


@allocating
def construct(p: Packed, s: State) -> None:
    """Complete whatever the state already holds, greedily."""
    for day in range(len(s.counts)):
        settle(p, s, day)
    fill(p, s)
    for day in range(len(s.counts)):
        reorder(p, s, day)
    fill(p, s)
