"""Simulated annealing over whole plans: one random change at a time, kept if it gains or by luck.

Each change rewrites one or two days and is timed in full by ``evaluate_day``, so the plan stays
possible throughout. Nodes for a change are mostly drawn from the neighbours of stops that are
already in the plan.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from planner.construct import move_within
from planner.insertion import best_insertion, bound_day, drop_at, insert_at, may_join
from planner.jit import compiled
from planner.kernel import MAX_STOPS, VISIT, Arrays, Ints, evaluate_day
from planner.state import State, affordable, copy_plan, draw, objective, rewrite

#: Positions timed in full for each insertion.
TRIES = 2
#: Neighbours kept for each node.
NEIGHBOURS = 24
#: Percent of replacements and moves that also change a place's role, from lunch to dinner say.
RECAST = 10


class Bench(NamedTuple):
    """Room for trying changes: rows int (3, MAX_STOPS), bounds int (3, MAX_STOPS + 1)."""

    rows: Ints
    bounds: Ints


def new_bench() -> Bench:
    """Room for trying changes."""
    return Bench(np.zeros((3, MAX_STOPS), np.int64), np.zeros((3, MAX_STOPS + 1), np.int64))


def neighbours(a: Arrays) -> Ints:
    """Nodes nearest to each by travel time, itself left out; int (N, min(N - 1, NEIGHBOURS))."""
    between = np.minimum(a.minutes[0], a.minutes[1])[np.ix_(a.loc, a.loc)]
    np.fill_diagonal(between, np.iinfo(np.int64).max)
    keep = max(1, min(len(a.loc) - 1, NEIGHBOURS))
    return np.ascontiguousarray(np.argsort(between, axis=1, kind="stable")[:, :keep])


@compiled
def lucky(random: Ints, delta: float, heat: float) -> bool:
    """Metropolis: whether a change of ``delta`` points is taken at this heat."""
    return delta >= 0.0 or draw(random, 8_388_607) / 8_388_607.0 < math.exp(delta / heat)


@compiled
def sameness(a: Arrays, s: State, out: int, into: int) -> float:
    """Change of the trip's sameness in points as ``out`` leaves and ``into`` comes; -1 is none."""
    change = 0.0
    leaving = a.klass[out] if out >= 0 and a.kind[out] == VISIT else -1
    coming = a.klass[into] if into >= 0 and a.kind[into] == VISIT else -1
    if leaving == coming:
        return 0.0
    if leaving >= 0:
        change += a.class_weight[leaving] * (s.in_class[leaving] - 1)
    if coming >= 0:
        change -= a.class_weight[coming] * s.in_class[coming]
    return change


@compiled
def pick_node(a: Arrays, s: State, near: Ints, day: int) -> int:
    """A random node not in the plan, mostly near a stop of ``day``; -1 if luck finds none."""
    n = s.counts[day]
    if n > 0 and draw(s.random, 100) < 70:
        stop = s.stops[day, draw(s.random, n)]
        node = near[stop, draw(s.random, near.shape[1])]
    else:
        node = draw(s.random, len(a.loc))
    return node if s.used[a.place[node]] == 0 else -1


@compiled
def recast(a: Arrays, random: Ints, node: int) -> int:
    """Now and then another role of the node's place, else the node itself.

    Where kitchens are few, a meal may be missing because its place serves another: neither
    replacing nor moving stops one by one leads out of that.
    """
    if draw(random, 100) >= RECAST:
        return node
    found, seen = node, 0
    for other in range(len(a.loc)):
        if other != node and a.place[other] == a.place[node]:
            seen += 1
            if draw(random, seen) == 0:
                found = other
    return found


@compiled
def try_insert(a: Arrays, s: State, near: Ints, bench: Bench, heat: float) -> bool:
    """Put a new stop where it fits best in a random day."""
    day = draw(s.random, len(s.counts))
    node = pick_node(a, s, near, day)
    n = s.counts[day]
    if node < 0 or not may_join(a, s.stops[day], n, day, node):
        return False
    bound_day(a, s.stops[day], n, day, bench.bounds[0], bench.bounds[1])
    floor = s.points[day] - 6.0 * heat
    points, at = best_insertion(
        a, s, s.stops[day], n, day, node, floor, bench.rows[0], bench.bounds, TRIES
    )
    if at < 0 or not lucky(s.random, points - s.points[day] + sameness(a, s, -1, node), heat):
        return False
    row = bench.rows[1]
    row[:n] = s.stops[day, :n]
    insert_at(row, n, node, at)
    rewrite(a, s, day, row, n + 1)
    return True


@compiled
def try_replace(a: Arrays, s: State, near: Ints, bench: Bench, heat: float) -> bool:
    """Put a new stop, or its place in another role, in the stead of one of a random day."""
    day = draw(s.random, len(s.counts))
    n = s.counts[day]
    if n == 0:
        return False
    position = draw(s.random, n)
    out = s.stops[day, position]
    node = recast(a, s.random, out)
    if node == out:
        node = pick_node(a, s, near, day)
    if node < 0:
        return False
    row = bench.rows[1]
    row[:n] = s.stops[day, :n]
    drop_at(row, n, position)
    if not may_join(a, row, n - 1, day, node):
        return False
    bound_day(a, row, n - 1, day, bench.bounds[0], bench.bounds[1])
    floor = s.points[day] - 6.0 * heat
    points, at = best_insertion(
        a, s, row, n - 1, day, node, floor, bench.rows[0], bench.bounds, TRIES
    )
    if at < 0 or not lucky(s.random, points - s.points[day] + sameness(a, s, out, node), heat):
        return False
    insert_at(row, n - 1, node, at)
    rewrite(a, s, day, row, n)
    return True


@compiled
def two_days(random: Ints, days: int) -> tuple[int, int]:
    """Two different days at random; the same one twice where there is but one."""
    one = draw(random, days)
    return one, (one + 1 + draw(random, max(1, days - 1))) % days


@compiled
def try_relocate(a: Arrays, s: State, bench: Bench, heat: float) -> bool:
    """Move a stop to another day, in another role maybe, where it fits best."""
    source, target = two_days(s.random, len(s.counts))
    n, m = s.counts[source], s.counts[target]
    if source == target or n == 0:
        return False
    position = draw(s.random, n)
    node = recast(a, s.random, s.stops[source, position])
    if not may_join(a, s.stops[target], m, target, node):
        return False
    rest, row = bench.rows[1], bench.rows[2]
    rest[:n] = s.stops[source, :n]
    drop_at(rest, n, position)
    left = evaluate_day(a, rest, n - 1, source, s.work)
    if left == -np.inf:
        return False
    row[:m] = s.stops[target, :m]
    bound_day(a, row, m, target, bench.bounds[0], bench.bounds[1])
    floor = s.points[target] + s.points[source] - left - 6.0 * heat
    points, at = best_insertion(
        a, s, row, m, target, node, floor, bench.rows[0], bench.bounds, TRIES
    )
    delta = left + points - s.points[source] - s.points[target]
    if at < 0 or not lucky(s.random, delta, heat):
        return False
    insert_at(row, m, node, at)
    return _both(a, s, source, rest, n - 1, target, row, m + 1)


@compiled
def try_swap(a: Arrays, s: State, bench: Bench, heat: float) -> bool:
    """Let two stops of different days change places."""
    one, two = two_days(s.random, len(s.counts))
    n, m = s.counts[one], s.counts[two]
    if one == two or n == 0 or m == 0:
        return False
    i, j = draw(s.random, n), draw(s.random, m)
    first, second = bench.rows[1], bench.rows[2]
    first[:n], second[:m] = s.stops[one, :n], s.stops[two, :m]
    if (a.kind[first[i]] == VISIT) != (a.kind[second[j]] == VISIT):
        return False
    if a.kind[first[i]] != VISIT and a.kind[first[i]] != a.kind[second[j]]:
        return False
    first[i], second[j] = second[j], first[i]
    if a.n_spans[first[i], one] == 0 or a.n_spans[second[j], two] == 0:
        return False
    return _exchange(a, s, one, first, n, two, second, m, heat)


@compiled
def try_trade(a: Arrays, s: State, bench: Bench, heat: float) -> bool:
    """Let two days change places with all their stops."""
    one, two = two_days(s.random, len(s.counts))
    n, m = s.counts[one], s.counts[two]
    if one == two or n + m == 0:
        return False
    first, second = bench.rows[1], bench.rows[2]
    first[:m], second[:n] = s.stops[two, :m], s.stops[one, :n]
    return _exchange(a, s, one, first, m, two, second, n, heat)


@compiled
def _exchange(
    a: Arrays, s: State, one: int, first: Ints, n: int, two: int, second: Ints, m: int, heat: float
) -> bool:
    """Rewrite two days if both are possible, lucky and affordable."""
    left = evaluate_day(a, first, n, one, s.work)
    if left == -np.inf:
        return False
    delta = left + evaluate_day(a, second, m, two, s.work) - s.points[one] - s.points[two]
    return lucky(s.random, delta, heat) and _both(a, s, one, first, n, two, second, m)


@compiled
def _both(
    a: Arrays, s: State, one: int, first: Ints, n: int, two: int, second: Ints, m: int
) -> bool:
    """Rewrite two days at once if the budget allows; whether it does."""
    kept, k = s.stops[one].copy(), s.counts[one]
    rewrite(a, s, one, first, n)
    evaluate_day(a, second, m, two, s.work)
    if affordable(a, s, two, s.work.totals):
        rewrite(a, s, two, second, m)
        return True
    rewrite(a, s, one, kept, k)
    return False


@compiled
def try_order(a: Arrays, s: State, bench: Bench, heat: float, reverse: bool) -> bool:
    """Move a stop within its day, or turn a run of stops round."""
    day = draw(s.random, len(s.counts))
    n = s.counts[day]
    if n < 2:
        return False
    i, j = draw(s.random, n), draw(s.random, n)
    if i == j:
        return False
    row = bench.rows[1]
    if reverse:
        i, j = min(i, j), max(i, j)
        row[:n] = s.stops[day, :n]
        for k in range(i, j + 1):
            row[k] = s.stops[day, i + j - k]
    else:
        move_within(s.stops[day], n, i, j, row)
    return _take(a, s, day, row, n, 0.0, heat)


@compiled
def try_remove(a: Arrays, s: State, bench: Bench, heat: float) -> bool:
    """Take a stop out."""
    day = draw(s.random, len(s.counts))
    n = s.counts[day]
    if n == 0:
        return False
    position = draw(s.random, n)
    row = bench.rows[1]
    row[:n] = s.stops[day, :n]
    out = row[position]
    drop_at(row, n, position)
    return _take(a, s, day, row, n - 1, sameness(a, s, out, -1), heat)


@compiled
def _take(a: Arrays, s: State, day: int, row: Ints, n: int, change: float, heat: float) -> bool:
    """Rewrite one day if it is possible, affordable and lucky."""
    points = evaluate_day(a, row, n, day, s.work)
    if points == -np.inf or not affordable(a, s, day, s.work.totals):
        return False
    if not lucky(s.random, points - s.points[day] + change, heat):
        return False
    rewrite(a, s, day, row, n)
    return True


@compiled
def change(a: Arrays, s: State, near: Ints, bench: Bench, heat: float) -> bool:
    """Try one random change; whether the plan changed."""
    luck = draw(s.random, 100)
    if luck < 20:
        return try_insert(a, s, near, bench, heat)
    if luck < 45:
        return try_replace(a, s, near, bench, heat)
    if luck < 65:
        return try_relocate(a, s, bench, heat)
    if luck < 74:
        return try_swap(a, s, bench, heat)
    if luck < 76:
        return try_trade(a, s, bench, heat)
    if luck < 96:
        return try_order(a, s, bench, heat, luck >= 90)
    return try_remove(a, s, bench, heat)


@compiled
def anneal(
    a: Arrays, best: State, current: State, near: Ints, bench: Bench, changes: int, heat: float
) -> None:
    """Try ``changes`` changes at one heat; ``best`` ends as the best plan seen."""
    top = objective(a, best)
    for _ in range(changes):
        if change(a, current, near, bench, heat):
            now = objective(a, current)
            if now > top + 1e-9:
                top = now
                copy_plan(current, best)
