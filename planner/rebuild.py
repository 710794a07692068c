"""Ruin and recreate: a run of stops leaves a day, and what is near comes in greedily, by luck.

One change made of many small ones, which lets a plan out of a corner that single changes, each kept
only if it loses little, do not lead out of (Shaw 1998; Schrimpf et al. 2000).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.insertion import best_insertion, find_room, may_join, put_in, worth_at_most
from planner.jit import compiled
from planner.kernel import MAX_STOPS, PLACE, SHORTEST, Floats, Ints, Packed, Shorts
from planner.state import State, affordable, draw, objective, rewrite, sameness

#: Nodes that may come in.
POOL = 24
#: Positions timed in full for each insertion.
TRIES = 2
#: Nodes in a row that may promise and not gain before no more are tried.
FAILURES = 4
#: How much luck counts in the choice of what comes in first.
LUCK = 0.6


class Site(NamedTuple):
    """Room for rebuilding a day: rows int (4, MAX_STOPS + 1), the rest (POOL,)."""

    rows: Ints
    pool: Ints
    keys: Floats
    luck: Floats


def new_site() -> Site:
    """Room for rebuilding a day."""
    return Site(
        np.zeros((4, MAX_STOPS + 1), np.int64),
        np.zeros(POOL, np.int64),
        np.zeros(POOL),
        np.zeros(POOL),
    )


@compiled
def rebuild(p: Packed, s: State, near: Shorts, site: Site, loss: float) -> bool:
    """Rebuild a part of a random day; undone if the plan loses more than ``loss``."""
    day = draw(s.random, len(s.counts))
    n = s.counts[day]
    if n == 0:
        return False
    before, kept, row = objective(p, s), site.rows[0], site.rows[1]
    for i in range(n):
        kept[i] = s.stops[day, i]
    length = 1 + draw(s.random, max(1, n // 2))
    first = draw(s.random, n - length + 1)
    for i in range(n - length):
        row[i] = kept[i] if i < first else kept[i + length]
    size = _gather(p, s, near, kept, first, length, site.pool)
    rewrite(p, s, day, row, n - length)
    if s.points[day] > -np.inf:
        _refill(p, s, day, size, site)
    changed = s.counts[day] != n
    for i in range(min(n, s.counts[day])):
        changed = changed or s.stops[day, i] != kept[i]
    # A way that grew longer by what left may have to be ridden, and paid for.
    if changed and affordable(p, s, day, s.totals[day]) and objective(p, s) - before >= loss:
        return True
    rewrite(p, s, day, kept, n)
    return False


@compiled
def _gather(
    p: Packed, s: State, near: Shorts, kept: Ints, first: int, length: int, pool: Ints
) -> int:
    """The stops that leave and unused neighbours of theirs, into ``pool``; how many."""
    size = min(length, POOL // 2)
    for i in range(size):
        pool[i] = kept[first + i]
    for _ in range(2 * POOL):
        if size == POOL:
            break
        stop = kept[first + draw(s.random, length)]
        node = near[stop, draw(s.random, near.shape[1])]
        fresh = s.used[p.nodes[node, PLACE]] == 0
        for i in range(size):
            fresh = fresh and pool[i] != node
        if fresh:
            pool[size] = node
            size += 1
    return size


@compiled
def _refill(p: Packed, s: State, day: int, size: int, site: Site) -> None:
    """Insert from the pool what promises most for its minutes, luck aside, until nothing gains."""
    for i in range(size):
        site.luck[i] = 1.0 + LUCK * (draw(s.random, 1_000) / 1_000.0 - 0.5)
    fresh, failed = True, 0
    while failed < FAILURES:
        for i in range(size if fresh else 0):
            site.keys[i] = site.luck[i] * _promise(p, s, day, site.pool[i], site.rows[2])
        choice = int(np.argmax(site.keys[:size]))
        if site.keys[choice] <= 0.0:
            return
        fresh = _insert(p, s, day, site.pool[choice], site)
        failed = 0 if fresh else failed + 1
        site.keys[choice] = 0.0
        if not fresh:
            site.luck[choice] = 0.0


@compiled
def _insert(p: Packed, s: State, day: int, node: int, site: Site) -> bool:
    """Put a node where it fits best, if the plan gains by it."""
    n, stops, extra = s.counts[day], s.stops[day], site.rows[2]
    floor = s.points[day] + 1e-9 - sameness(p, s, -1, node)
    find_room(p, stops, n, day, node, s.leave[day], s.arrive[day], extra)
    _, at = best_insertion(p, s, stops, n, day, node, np.inf, floor, site.rows[3], extra, TRIES)
    if at < 0:
        return False
    put_in(p, s, day, node, at, site.rows[1])
    return True


@compiled
def _promise(p: Packed, s: State, day: int, node: int, extra: Ints) -> float:
    """What a node may be worth, squared, for each minute it takes; 0 where it has no room."""
    n = s.counts[day]
    if s.used[p.nodes[node, PLACE]] > 0 or not may_join(p, s.stops[day], n, day, node):
        return 0.0
    if not find_room(p, s.stops[day], n, day, node, s.leave[day], s.arrive[day], extra):
        return 0.0
    least = -1
    for position in range(n + 1):
        if extra[position] >= 0 and (least < 0 or extra[position] < least):
            least = extra[position]
    worth = max(0.0, worth_at_most(p, node, day))
    return float(worth * worth / (1.0 + least + p.nodes[node, SHORTEST]))
