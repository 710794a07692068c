"""The best plan of a small problem by trying everything: the judge of the search.

All it shares with the search is the arithmetic of one day's stops in one order (the kernel). Every
order of every set of nodes is tried on each day by itself; of the orders of a set those stay that
are worth more or cost less in fares than all others. Then every way to give each day a set is
tried, no place twice, within the budget of the trip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.errors import UserError
from planner.jit import allocating
from planner.kernel import (
    ACTIVITIES,
    APPOINTMENT,
    BACK,
    DUE,
    FOOD,
    FREE,
    HARD_BONUS,
    KIND,
    LOC,
    MAX_STOPS,
    PLACE,
    SHORTEST,
    START,
    TOTAL,
    TRANSPORT,
    VISIT,
    Floats,
    Ints,
    Packed,
    Work,
    begin,
    evaluate_day,
    new_work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.arrays import Arrays

#: Most nodes, and days, for which everything can be tried.
MOST_NODES, MOST_DAYS = 10, 3
#: Columns of an order: its set as bits, points with the hard bonuses, and totals as in ``Work``.
_SET, _POINTS, _TOTALS = 0, 1, 2


class Verdict(NamedTuple):
    """The best of all plans.

    Attributes:
        granted: hard wishes it grants, the most that any plan does.
        wanted: hard wishes there are.
        points: its points, the hard bonuses left out.
    """

    granted: int
    wanted: int
    points: float

    @property
    def feasible(self) -> bool:
        """Whether a plan grants every hard wish."""
        return self.granted == self.wanted


def best_of_all(a: Arrays) -> Verdict:
    """Try every plan of a problem.

    Raises:
        UserError: the problem is too large for that.
    """
    nodes, days = a.value.shape
    if nodes > MOST_NODES or days > MOST_DAYS:
        raise UserError(
            f"Expected up to {MOST_NODES} nodes and {MOST_DAYS} days, got {nodes} and {days}."
        )
    found = [_best_of_base(a.on(number)) for number in range(len(a.bases))]
    return max(found, key=lambda verdict: (verdict.granted - verdict.wanted, verdict.points))


def _best_of_base(a: Arrays) -> Verdict:
    """The best of all plans that sleep at the one base on offer."""
    nodes, days = a.value.shape
    orders = [_useful(_orders(a.packed, day)) for day in range(days)]
    nothing = np.zeros((1, _TOTALS + TOTAL))
    orders += [nothing] * (MOST_DAYS - days)
    one, two, three = orders
    places = np.array([_places_of(a, bits) for bits in range(1 << nodes)], np.int64)
    classes = np.array([_classes_of(a, bits) for bits in range(1 << nodes)], np.int64)
    best, plan = _combined(a.packed, one, two, three, places, classes)
    granted = _granted(a, plan)
    wanted = len(set(a.place[a.hard > 0].tolist())) + int((a.due > 0).sum())
    return Verdict(granted, wanted, best + a.points - HARD_BONUS * granted)


def _orders(p: Packed, day: int) -> Floats:
    """Every order in which some nodes can be made on a day: float (R, 5), the empty one first."""
    rows = np.zeros((1 << 14, _TOTALS + TOTAL))
    while True:
        count = _try_orders(p, day, rows, new_work(p))
        if count <= len(rows):
            return rows[:count]
        rows = np.zeros((count, _TOTALS + TOTAL))


@allocating
def _try_orders(p: Packed, day: int, rows: Floats, work: Work) -> int:
    """Fill ``rows`` as far as they go; how many are needed.

    A beginning of which some stop comes too late however fast one is leads nowhere and is left.
    """
    nodes = len(p.nodes)
    row, soonest = np.zeros(MAX_STOPS, np.int64), np.zeros(nodes + 1, np.int64)
    soonest[0] = p.days[day, FREE]
    tried, n, bits, count = np.full(nodes + 1, -1), 0, 0, 1
    while n >= 0:
        tried[n] += 1
        if tried[n] == nodes:
            n -= 1
            if n >= 0:
                bits ^= 1 << row[n]
            continue
        node = tried[n]
        if not _may_follow(p, row, n, day, node):
            continue
        here = p.days[day, START] if n == 0 else p.nodes[row[n - 1], LOC]
        soonest[n + 1] = _soonest_end(p, here, node, day, soonest[n])
        if soonest[n + 1] < 0:
            continue
        row[n] = node
        n, bits = n + 1, bits | 1 << node
        tried[n] = -1
        points = evaluate_day(p, row, n, day, work)
        if points > -np.inf:
            if count < len(rows):
                rows[count, _SET], rows[count, _POINTS] = bits, points
                rows[count, _TOTALS:] = work.totals[:TOTAL]
            count += 1
    return count


@allocating
def _may_follow(p: Packed, row: Ints, n: int, day: int, node: int) -> bool:
    """Whether a node may join ``row``: its place and its meal once, and meals where due."""
    place, kind = p.nodes[node, PLACE], p.nodes[node, KIND]
    meal = VISIT < kind < APPOINTMENT
    if p.cells[node, day, 0] == 0 or (meal and p.days[day, DUE + kind] == 0):
        return False
    for i in range(n):
        if p.nodes[row[i], PLACE] == place or (meal and p.nodes[row[i], KIND] == kind):
            return False
    return True


@allocating
def _soonest_end(p: Packed, here: int, node: int, day: int, leave: int) -> int:
    """When a stop cut to its shortest is over at the soonest, by the faster way; -1 is never."""
    arrive = leave + p.quick[here, p.nodes[node, LOC], 0]
    start = begin(p, node, day, arrive, p.nodes[node, SHORTEST])
    end = start + p.nodes[node, SHORTEST]
    return int(end) if start >= 0 and end <= p.days[day, BACK] else -1


def _useful(orders: Floats) -> Floats:
    """Of the orders of each set those that no other beats on both points and fares."""
    ranked = orders[np.lexsort((orders[:, _TOTALS + TRANSPORT], -orders[:, _POINTS]))]
    cheapest: dict[int, float] = {}
    kept = []
    for number, order in enumerate(ranked):
        bits, fares = int(order[_SET]), float(order[_TOTALS + TRANSPORT])
        if fares < cheapest.get(bits, np.inf):
            cheapest[bits] = fares
            kept.append(number)
    return np.ascontiguousarray(ranked[kept])


def _members(a: Arrays, bits: int) -> Iterator[int]:
    return (node for node in range(len(a.loc)) if bits >> node & 1)


def _places_of(a: Arrays, bits: int) -> int:
    """The places of a set of nodes, as bits."""
    return sum({1 << int(a.place[node]) for node in _members(a, bits)})


def _classes_of(a: Arrays, bits: int) -> Ints:
    """How many stops of each class a set holds, int (C,)."""
    classes = [a.klass[node] for node in _members(a, bits)]
    return np.bincount(np.array(classes, np.int64), minlength=len(a.class_weight))


@allocating
def _combined(
    p: Packed, one: Floats, two: Floats, three: Floats, places: Ints, classes: Ints
) -> tuple[float, Ints]:
    """The most points of three days, hard bonuses included, and the set of each day.

    Args:
        one, two, three: useful orders of each day, those with most points first.
        places, classes: by set of nodes, as ``_places_of`` and ``_classes_of`` tell.
    """
    best, plan = -np.inf, np.zeros(MOST_DAYS, np.int64)
    for i in range(len(one)):
        first = int(one[i, _SET])
        for j in range(len(two)):
            second = int(two[j, _SET])
            if one[i, _POINTS] + two[j, _POINTS] + three[0, _POINTS] <= best:
                # Orders stand by falling points, and sameness only takes away.
                break
            if places[first] & places[second]:
                continue
            for k in range(len(three)):
                third = int(three[k, _SET])
                if (places[first] | places[second]) & places[third]:
                    continue
                points = one[i, _POINTS] + two[j, _POINTS] + three[k, _POINTS]
                if points <= best:
                    break
                spent = one[i, _TOTALS:] + two[j, _TOTALS:] + three[k, _TOTALS:]
                points -= _sameness(p, classes[first] + classes[second] + classes[third])
                if points > best and _within(p, spent):
                    best = points
                    plan[0], plan[1], plan[2] = first, second, third
    return best, plan


@allocating
def _sameness(p: Packed, count: Ints) -> float:
    return float((p.class_weight * count * (count - 1)).sum() / 2)


@allocating
def _within(p: Packed, spent: Floats) -> bool:
    """Whether a trip that spends so much is within its budget, to the millionth."""
    slack = 1e-6
    return bool(
        spent[FOOD] <= p.caps[FOOD] + slack
        and spent[ACTIVITIES] <= p.caps[ACTIVITIES] + slack
        and spent[TRANSPORT] <= p.caps[TRANSPORT] + slack
        and spent.sum() <= p.caps[TOTAL] + slack
    )


def _granted(a: Arrays, plan: Ints) -> int:
    """How many hard wishes a set of nodes for each day grants."""
    days = [list(_members(a, int(bits))) for bits in plan]
    places = {int(a.place[node]) for day in days for node in day if a.hard[node]}
    meals = [
        (day, kind)
        for day, kind in np.argwhere(a.due > 0).tolist()
        if any(a.kind[node] == kind for node in days[day])
    ]
    return len(places) + len(meals)
