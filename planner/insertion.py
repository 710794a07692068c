"""Where in a day a node fits best; bounds rule most places out before a day is timed in full."""

from __future__ import annotations

import numpy as np

from planner.jit import compiled, inlined
from planner.kernel import (
    APPOINTMENT,
    BEST_SLOT,
    COST,
    DUE,
    END,
    HARD,
    HARD_BONUS,
    KIND,
    LOC,
    MAX_STOPS,
    SHORTEST,
    START,
    VISIT,
    Ints,
    Packed,
    begin,
    evaluate_day,
)
from planner.state import State, affordable, has_kind, rewrite


@inlined
def worth_at_most(p: Packed, node: int, day: int) -> float:
    """Points that ``node`` may add to a day at most, travel apart.

    The slack covers waits and sameness that it may put an end to.
    """
    w = p.weights
    slack = 50.0 * w.wait + w.same_next
    points = p.value[node, day] * p.prices[node, BEST_SLOT] + slack
    points += HARD_BONUS * p.prices[node, HARD]
    kind = p.nodes[node, KIND]
    if VISIT < kind < APPOINTMENT:
        points += HARD_BONUS * p.days[day, DUE + kind]
    return float(points - w.money * p.per_euro * p.prices[node, COST])


@inlined
def may_join(p: Packed, row: Ints, n: int, day: int, node: int) -> bool:
    """Whether a node may join these stops of a day at all."""
    if n >= MAX_STOPS - 1 or p.cells[node, day, 0] == 0:
        return False
    kind = p.nodes[node, KIND]
    if VISIT < kind < APPOINTMENT:
        return p.days[day, DUE + kind] > 0 and not has_kind(p, row, n, kind)
    return True


@inlined
def insert_at(row: Ints, n: int, node: int, position: int) -> None:
    """Shift ``row`` and put ``node`` at ``position``."""
    for i in range(n, position, -1):
        row[i] = row[i - 1]
    row[position] = node


@inlined
def drop_at(row: Ints, n: int, position: int) -> None:
    """Take the node at ``position`` out of the first ``n`` of ``row``."""
    for i in range(position, n - 1):
        row[i] = row[i + 1]


@inlined
def copy_without(row: Ints, n: int, position: int, target: Ints) -> None:
    """Write the first ``n`` of ``row`` to ``target`` without the one at ``position``."""
    for i in range(n):
        target[i] = row[i]
    drop_at(target, n, position)


@compiled
def put_in(p: Packed, s: State, day: int, node: int, position: int, row: Ints) -> None:
    """Give a day one stop more; ``row`` is int (MAX_STOPS,) or longer, overwritten."""
    n = s.counts[day]
    for i in range(n):
        row[i] = s.stops[day, i]
    insert_at(row, n, node, position)
    rewrite(p, s, day, row, n + 1)


@inlined
def find_room(
    p: Packed, row: Ints, n: int, day: int, node: int, leave: Ints, arrive: Ints, extra: Ints
) -> bool:
    """Whether the bounds leave ``node`` room anywhere among the first ``n`` nodes of ``row``.

    Fills ``extra[position]`` with the minutes of travel that it adds there at least, -1 where there
    is no room.
    """
    room = False
    here, shortest = p.nodes[node, LOC], p.nodes[node, SHORTEST]
    opens = p.cells[node, day, 1]
    last = p.cells[node, day, 3 * p.cells[node, day, 0]]
    before, after = p.days[day, START], p.days[day, START]
    for position in range(n + 1):
        before = after
        after = p.nodes[row[position], LOC] if position < n else p.days[day, END]
        extra[position] = -1
        if leave[position] > last or arrive[position] < opens + shortest:
            continue
        ready = leave[position] + p.quick[before, here, 0]
        until = arrive[position] - p.quick[here, after, 0] - shortest
        start = begin(p, node, day, ready, shortest) if ready <= min(until, last) else -1
        if 0 <= start <= until:
            to, on = p.quick[before, here, 0], p.quick[here, after, 0]
            direct = p.quick[before, after, 1] if n > 0 else 0
            extra[position] = max(0, to + on - direct)
            room = True
    return room


@inlined
def best_insertion(
    p: Packed,
    s: State,
    row: Ints,
    n: int,
    day: int,
    node: int,
    most: float,
    floor: float,
    trial: Ints,
    extra: Ints,
    tries: int,
) -> tuple[float, int]:
    """Best place for ``node`` among the first ``n`` nodes of ``row``.

    Args:
        most: points of the day that it cannot exceed with the node, travel apart.
        floor: points that the day has to reach; what cannot is not looked at.
        trial: int (MAX_STOPS + 1,), overwritten.
        extra: as ``find_room`` fills it for ``row``; used up.
        tries: how many positions are timed in full, those of least detour first.

    Returns:
        Points of the day with it, and its position; (-inf, -1) if none reaches the floor.
    """
    best, best_position = -np.inf, -1
    for _ in range(min(tries, n + 1)):
        position = -1
        for other in range(n + 1):
            if extra[other] >= 0 and (position < 0 or extra[other] < extra[position]):
                position = other
        if position < 0 or most - p.weights.travel * extra[position] < max(floor, best):
            break
        for i in range(position):
            trial[i] = row[i]
        trial[position] = node
        for i in range(position, n):
            trial[i + 1] = row[i]
        extra[position] = -1
        points = evaluate_day(p, trial, n + 1, day, s.work)
        if points >= floor and points > best and affordable(p, s, day, s.work.totals):
            best, best_position = points, position
    return best, best_position
