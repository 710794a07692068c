"""Random changes of two days at once: a stop moves, two change places, or what follows them does.

As in ``planner.moves`` each is kept if it loses no more points than it is allowed to. ``rows`` is
room, int (4, MAX_STOPS + 1).
"""

from __future__ import annotations

import numpy as np

from planner.insertion import (
    best_insertion,
    copy_without,
    find_room,
    insert_at,
    may_join,
    worth_at_most,
)
from planner.jit import compiled, inlined
from planner.kernel import KIND, MAX_STOPS, Ints, Packed, evaluate_day
from planner.picks import recast, two_days
from planner.state import State, affordable, draw, rewrite

#: Positions timed in full for each insertion.
TRIES = 2


@inlined
def try_relocate(p: Packed, s: State, rows: Ints, loss: float) -> bool:
    """Move a stop to another day, in another role maybe, where it fits best."""
    source, target = two_days(s.random, len(s.counts))
    n, m = s.counts[source], s.counts[target]
    if source == target or n == 0:
        return False
    position = draw(s.random, n)
    node = recast(p, s.random, s.stops[source, position])
    stops, extra = s.stops[target], rows[3]
    if not may_join(p, stops, m, target, node):
        return False
    rest, row = rows[1], rows[2]
    copy_without(s.stops[source], n, position, rest)
    floor = s.points[target] + s.points[source] - without(p, s, source, position, rest) + loss
    most = s.points[target] + worth_at_most(p, node, target)
    if most < floor or not find_room(
        p, stops, m, target, node, s.leave[target], s.arrive[target], extra
    ):
        return False
    _, at = best_insertion(p, s, stops, m, target, node, most, floor, rows[0], extra, TRIES)
    if at < 0:
        return False
    for i in range(m):
        row[i] = stops[i]
    insert_at(row, m, node, at)
    return _both(p, s, rows, source, rest, n - 1, target, row, m + 1)


@inlined
def without(p: Packed, s: State, day: int, position: int, rest: Ints) -> float:
    """Points of a day without a stop, -inf if impossible; ``rest`` holds the other stops.

    They are remembered: most changes come to nothing, and the day is the same when next asked.
    """
    points = s.spared[day, position]
    if np.isnan(points):
        points = evaluate_day(p, rest, s.counts[day] - 1, day, s.work)
        s.spared[day, position] = points
    return float(points)


@inlined
def try_swap(p: Packed, s: State, rows: Ints, loss: float) -> bool:
    """Let two stops of different days change places."""
    one, two = two_days(s.random, len(s.counts))
    n, m = s.counts[one], s.counts[two]
    if one == two or n == 0 or m == 0:
        return False
    i, j = draw(s.random, n), draw(s.random, m)
    mine, yours = s.stops[one, i], s.stops[two, j]
    if p.nodes[mine, KIND] != p.nodes[yours, KIND]:
        return False
    if p.cells[yours, one, 0] == 0 or p.cells[mine, two, 0] == 0:
        return False
    first, second = rows[1], rows[2]
    for k in range(n):
        first[k] = s.stops[one, k]
    for k in range(m):
        second[k] = s.stops[two, k]
    first[i], second[j] = yours, mine
    return _exchange(p, s, rows, one, first, n, two, second, m, loss)


@inlined
def try_tails(p: Packed, s: State, rows: Ints, loss: float) -> bool:
    """Let two days change what follows a stop of each; all they hold now and then."""
    one, two = two_days(s.random, len(s.counts))
    n, m = s.counts[one], s.counts[two]
    if one == two or n + m == 0:
        return False
    i, j = draw(s.random, n + 1), draw(s.random, m + 1)
    if draw(s.random, 4) == 0:
        i, j = 0, 0
    if i + m - j >= MAX_STOPS or j + n - i >= MAX_STOPS:
        return False
    first, second = rows[1], rows[2]
    for k in range(i):
        first[k] = s.stops[one, k]
    for k in range(j, m):
        first[i + k - j] = s.stops[two, k]
    for k in range(j):
        second[k] = s.stops[two, k]
    for k in range(i, n):
        second[j + k - i] = s.stops[one, k]
    if not _joined(p, first, i, i + m - j, one) or not _joined(p, second, j, j + n - i, two):
        return False
    return _exchange(p, s, rows, one, first, i + m - j, two, second, j + n - i, loss)


@compiled
def _joined(p: Packed, row: Ints, start: int, n: int, day: int) -> bool:
    """Whether each node of ``row`` from ``start`` on may join those before it."""
    joined = True
    for i in range(start, n):
        joined = joined and may_join(p, row, i, day, row[i])
    return joined


@compiled
def _exchange(
    p: Packed,
    s: State,
    rows: Ints,
    one: int,
    first: Ints,
    n: int,
    two: int,
    second: Ints,
    m: int,
    loss: float,
) -> bool:
    """Rewrite two days if both are possible, lose no more than ``loss`` and are affordable."""
    left = evaluate_day(p, first, n, one, s.work)
    if left == -np.inf:
        return False
    delta = left + evaluate_day(p, second, m, two, s.work) - s.points[one] - s.points[two]
    return delta >= loss and _both(p, s, rows, one, first, n, two, second, m)


@compiled
def _both(
    p: Packed,
    s: State,
    rows: Ints,
    one: int,
    first: Ints,
    n: int,
    two: int,
    second: Ints,
    m: int,
) -> bool:
    """Rewrite two days at once if the budget allows; whether it does."""
    kept, k = rows[0], s.counts[one]
    for i in range(k):
        kept[i] = s.stops[one, i]
    rewrite(p, s, one, first, n)
    evaluate_day(p, second, m, two, s.work)
    if affordable(p, s, two, s.work.totals):
        rewrite(p, s, two, second, m)
        return True
    rewrite(p, s, one, kept, k)
    return False
