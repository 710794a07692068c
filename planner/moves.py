"""Random changes of a plan, each kept if it loses no more points than it is allowed to.

Each rewrites one or two days and is timed in full by ``evaluate_day``, so the plan stays possible
throughout. Nodes for a change are mostly drawn from the neighbours of stops that are already in the
plan. What would lose more than allowed is ruled out by bounds, where they can, before it is timed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.construct import move_within
from planner.exchange import TRIES, try_relocate, try_swap, try_tails, without
from planner.insertion import (
    best_insertion,
    copy_without,
    find_room,
    insert_at,
    may_join,
    put_in,
    worth_at_most,
)
from planner.jit import compiled, inlined
from planner.kernel import (
    LOC,
    MAX_STOPS,
    PLACE,
    SHORTEST,
    START,
    Ints,
    Packed,
    Shorts,
    begin,
    evaluate_day,
)
from planner.picks import pick_node, recast
from planner.rebuild import Site, new_site, rebuild
from planner.state import (
    State,
    affordable,
    bound_day,
    draw,
    move_to,
    promise,
    reckon,
    rewrite,
    sameness,
)

#: Most stops that make way for one that is forced in.
FORCED = 4


class Bench(NamedTuple):
    """Room for trying changes: rows int (4, MAX_STOPS + 1), bounds int (2, MAX_STOPS + 1)."""

    rows: Ints
    bounds: Ints
    site: Site


def new_bench() -> Bench:
    """Room for trying changes."""
    rows, bounds = (np.zeros((size, MAX_STOPS + 1), np.int64) for size in (4, 2))
    return Bench(rows, bounds, new_site())


@inlined
def try_insert(p: Packed, s: State, near: Shorts, bench: Bench, loss: float) -> bool:
    """Put a new stop where it fits best in a random day."""
    day = draw(s.random, len(s.counts))
    node = pick_node(p, s, near, day)
    n, stops = s.counts[day], s.stops[day]
    if node < 0 or not may_join(p, stops, n, day, node):
        return False
    floor = s.points[day] + loss - sameness(p, s, -1, node)
    most = s.points[day] + worth_at_most(p, node, day)
    extra = bench.rows[3]
    if most < floor or not find_room(p, stops, n, day, node, s.leave[day], s.arrive[day], extra):
        return False
    _, at = best_insertion(p, s, stops, n, day, node, most, floor, bench.rows[0], extra, TRIES)
    if at < 0:
        return False
    put_in(p, s, day, node, at, bench.rows[1])
    return True


@inlined
def try_replace(p: Packed, s: State, near: Shorts, bench: Bench, loss: float) -> bool:
    """Put a new stop, or its place in another role, in the stead of one of a random day."""
    day = draw(s.random, len(s.counts))
    n = s.counts[day]
    if n == 0:
        return False
    position = draw(s.random, n)
    out = s.stops[day, position]
    node = recast(p, s.random, out)
    if node == out:
        node = pick_node(p, s, near, day)
    if node < 0:
        return False
    row, extra = bench.rows[1], bench.rows[3]
    copy_without(s.stops[day], n, position, row)
    if not may_join(p, row, n - 1, day, node):
        return False
    bound_day(p, row, n - 1, day, bench.bounds[0], bench.bounds[1])
    if not find_room(p, row, n - 1, day, node, bench.bounds[0], bench.bounds[1], extra):
        return False
    floor = s.points[day] + loss - sameness(p, s, out, node)
    _, at = best_insertion(p, s, row, n - 1, day, node, np.inf, floor, bench.rows[0], extra, TRIES)
    if at < 0:
        return False
    insert_at(row, n - 1, node, at)
    rewrite(p, s, day, row, n)
    return True


@inlined
def try_force(p: Packed, s: State, near: Shorts, bench: Bench, loss: float) -> bool:
    """Put a new stop in where it can be begun in time, at the expense of stops beside it."""
    day = draw(s.random, len(s.counts))
    node = pick_node(p, s, near, day)
    n, stops, row = s.counts[day], s.stops[day], bench.rows[1]
    if node < 0 or n < 2 or not may_join(p, stops, n, day, node):
        return False
    at = _timely(p, s, day, node)
    if at < 0:
        return False
    backward, change = draw(s.random, 2) == 0, sameness(p, s, -1, node)
    for out in range(1, FORCED + 1):
        first = at - out if backward else at
        if first < 0 or first + out > n:
            return False
        change += sameness(p, s, stops[first if backward else first + out - 1], -1)
        for i in range(first):
            row[i] = stops[i]
        row[first] = node
        for i in range(first + out, n):
            row[i + 1 - out] = stops[i]
        points = evaluate_day(p, row, n + 1 - out, day, s.work)
        if points > -np.inf:
            return _take(p, s, day, row, n + 1 - out, change, loss)
    return False


@inlined
def try_pair(p: Packed, s: State, near: Shorts, bench: Bench, loss: float) -> bool:
    """Put two new stops in at random: one may fit, or pay, only together with another."""
    day = draw(s.random, len(s.counts))
    one, two = pick_node(p, s, near, day), pick_node(p, s, near, day)
    n, row = s.counts[day], bench.rows[1]
    if one < 0 or two < 0 or p.nodes[one, PLACE] == p.nodes[two, PLACE]:
        return False
    for i in range(n):
        row[i] = s.stops[day, i]
    if not may_join(p, row, n, day, one):
        return False
    insert_at(row, n, one, draw(s.random, n + 1))
    if not may_join(p, row, n + 1, day, two):
        return False
    insert_at(row, n + 1, two, draw(s.random, n + 2))
    change = sameness(p, s, -1, one) + sameness(p, s, -1, two)
    return _take(p, s, day, row, n + 2, change, loss)


@inlined
def _timely(p: Packed, s: State, day: int, node: int) -> int:
    """A random position at which a node can be begun in time, whatever it delays; -1 is none."""
    here, shortest = p.nodes[node, LOC], p.nodes[node, SHORTEST]
    before, found, seen = p.days[day, START], -1, 0
    for position in range(s.counts[day] + 1):
        ready = s.leave[day, position] + p.quick[before, here, 0]
        if begin(p, node, day, ready, shortest) >= 0:
            seen += 1
            if draw(s.random, seen) == 0:
                found = position
        if position < s.counts[day]:
            before = p.nodes[s.stops[day, position], LOC]
    return found


@inlined
def try_order(p: Packed, s: State, bench: Bench, loss: float, reverse: bool) -> bool:
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
        for k in range(n):
            row[k] = s.stops[day, i + j - k if i <= k <= j else k]
    else:
        move_within(s.stops[day], n, i, j, row)
    return _take(p, s, day, row, n, 0.0, loss)


@inlined
def try_remove(p: Packed, s: State, bench: Bench, loss: float) -> bool:
    """Take a stop out."""
    day = draw(s.random, len(s.counts))
    n = s.counts[day]
    if n == 0:
        return False
    position = draw(s.random, n)
    out, row = s.stops[day, position], bench.rows[1]
    copy_without(s.stops[day], n, position, row)
    change = sameness(p, s, out, -1)
    if without(p, s, day, position, row) - s.points[day] + change < loss:
        return False
    return _take(p, s, day, row, n - 1, change, loss)


@compiled
def _take(p: Packed, s: State, day: int, row: Ints, n: int, change: float, loss: float) -> bool:
    """Rewrite one day if it is possible, affordable and loses no more than ``loss``."""
    points = evaluate_day(p, row, n, day, s.work)
    if points - s.points[day] + change < loss or not affordable(p, s, day, s.work.totals):
        return False
    rewrite(p, s, day, row, n)
    return True


@inlined
def try_base(p: Packed, s: State, loss: float) -> bool:
    """Sleep elsewhere with the same stops; what is due only there is for later changes to add."""
    old = s.base[0]
    base = draw(s.random, len(p.comfort))
    if base == old:
        return False
    before = promise(p, s)
    move_to(p, s, base)
    possible = True
    for day in range(len(s.counts)):
        reckon(p, s, day)
        possible = possible and s.points[day] > -np.inf
    kept = possible and promise(p, s) - before >= loss
    if not kept or not affordable(p, s, 0, s.totals[0]):
        move_to(p, s, old)
        kept = False
    for day in range(len(s.counts)):
        rewrite(p, s, day, s.stops[day], s.counts[day])
    return kept


@inlined
def change(p: Packed, s: State, near: Shorts, bench: Bench, loss: float) -> bool:
    """Try one random change that loses no more than ``loss``; whether the plan changed."""
    luck = draw(s.random, 1000)
    if luck < 200:
        return try_insert(p, s, near, bench, loss)
    if luck < 450:
        return try_replace(p, s, near, bench, loss)
    if luck < 640:
        return try_relocate(p, s, bench.rows, loss)
    if luck < 730:
        return try_swap(p, s, bench.rows, loss)
    if luck < 760:
        return try_tails(p, s, bench.rows, loss)
    if luck < 885:
        return try_order(p, s, bench, loss, luck >= 850)
    if luck < 905:
        return try_pair(p, s, near, bench, loss)
    if luck < 945:
        return try_force(p, s, near, bench, loss)
    if luck < 960:
        return rebuild(p, s, near, bench.site, loss)
    if luck < 970 and len(p.comfort) > 1:
        return try_base(p, s, loss)
    return try_remove(p, s, bench, loss)
