"""Where in a day a node fits best; bounds rule most places out before a day is timed in full."""

from __future__ import annotations

import numpy as np

from planner.jit import compiled
from planner.kernel import (
    APPOINTMENT,
    HARD_BONUS,
    MAX_STOPS,
    VISIT,
    Arrays,
    Ints,
    begin,
    evaluate_day,
    quickest,
)
from planner.state import State, affordable, has_kind


@compiled
def bound_day(a: Arrays, row: Ints, n: int, day: int, leave: Ints, arrive: Ints) -> None:
    """Bounds on what an insertion may use, by shortest lengths and the faster way of each leg.

    Fills ``leave[i]``, the earliest one can be away from stop i - 1 (or the start), and
    ``arrive[i]``, the latest one may begin stop i (or be back): what breaks them cannot be inserted
    before stop i.
    """
    here = a.start_loc[day]
    leave[0] = a.free[day]
    for i in range(n):
        there = a.loc[row[i]]
        start = begin(a, row[i], day, leave[i] + quickest(a, here, there), a.shortest[row[i]])
        leave[i + 1] = start + a.shortest[row[i]]
        here = there
    there = a.end_loc[day]
    arrive[n] = a.back[day]
    for i in range(n - 1, -1, -1):
        node = row[i]
        until = arrive[i + 1] - quickest(a, a.loc[node], there) - a.shortest[node]
        arrive[i] = -1
        for k in range(a.n_spans[node, day]):
            last = min(until, a.spans[node, day, k, 2], a.spans[node, day, k, 1] - a.shortest[node])
            if last >= a.spans[node, day, k, 0]:
                arrive[i] = max(arrive[i], last)
        there = a.loc[node]


@compiled
def detour(
    a: Arrays, row: Ints, n: int, day: int, node: int, position: int, leave: Ints, arrive: Ints
) -> int:
    """Minutes of travel that ``node`` adds at ``position`` at least; -1 if bounds leave no room."""
    before = a.start_loc[day] if position == 0 else a.loc[row[position - 1]]
    after = a.end_loc[day] if position == n else a.loc[row[position]]
    here = a.loc[node]
    to, on = quickest(a, before, here), quickest(a, here, after)
    start = begin(a, node, day, leave[position] + to, a.shortest[node])
    if start < 0 or start + a.shortest[node] + on > arrive[position]:
        return -1
    direct = max(a.minutes[0, before, after], a.minutes[1, before, after]) if n > 0 else 0
    return max(0, to + on - direct)


@compiled
def worth_at_most(a: Arrays, node: int, day: int) -> float:
    """Points that ``node`` may add to a day at most, travel apart.

    The slack covers waits and sameness that it may put an end to.
    """
    slack = 1.5 + a.weights.same_next
    points = a.value[node, day] * a.best_slot[node] + slack + HARD_BONUS * a.hard[node]
    if VISIT < a.kind[node] < APPOINTMENT:
        points += HARD_BONUS * a.due[day, a.kind[node]]
    return float(points - a.weights.money * a.per_euro * a.cost[node])


@compiled
def may_join(a: Arrays, row: Ints, n: int, day: int, node: int) -> bool:
    """Whether a node may join these stops of a day at all."""
    if n >= MAX_STOPS - 1 or a.n_spans[node, day] == 0:
        return False
    kind = a.kind[node]
    if VISIT < kind < APPOINTMENT:
        return a.due[day, kind] > 0 and not has_kind(a, row, n, kind)
    return True


@compiled
def insert_at(row: Ints, n: int, node: int, position: int) -> None:
    """Shift ``row`` and put ``node`` at ``position``."""
    for i in range(n, position, -1):
        row[i] = row[i - 1]
    row[position] = node


@compiled
def drop_at(row: Ints, n: int, position: int) -> None:
    """Take the node at ``position`` out of the first ``n`` of ``row``."""
    for i in range(position, n - 1):
        row[i] = row[i + 1]


@compiled
def best_insertion(
    a: Arrays,
    s: State,
    row: Ints,
    n: int,
    day: int,
    node: int,
    floor: float,
    trial: Ints,
    bounds: Ints,
    tries: int,
) -> tuple[float, int]:
    """Best place for ``node`` among the first ``n`` nodes of ``row``.

    Args:
        floor: points that the day has to exceed; what cannot is not looked at.
        trial: int (MAX_STOPS,), overwritten.
        bounds: int (3, MAX_STOPS + 1), the first two as ``bound_day`` fills them for ``row``.
        tries: how many positions are timed in full, those of least detour first.

    Returns:
        Points of the day with it, and its position; (-inf, -1) if none exceeds the floor.
    """
    best, best_position = -np.inf, -1
    most, extra = s.points[day] + worth_at_most(a, node, day), bounds[2]
    for position in range(n + 1):
        extra[position] = detour(a, row, n, day, node, position, bounds[0], bounds[1])
    for _ in range(min(tries, n + 1)):
        position = -1
        for other in range(n + 1):
            if extra[other] >= 0 and (position < 0 or extra[other] < extra[position]):
                position = other
        if position < 0 or most - a.weights.travel * extra[position] <= max(floor, best):
            break
        trial[:n] = row[:n]
        insert_at(trial, n, node, position)
        extra[position] = -1
        points = evaluate_day(a, trial, n + 1, day, s.work)
        if points > max(floor, best) and affordable(a, s, day, s.work.totals):
            best, best_position = points, position
    return best, best_position
