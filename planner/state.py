"""A plan under way, as arrays that compiled search changes in place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.jit import compiled, inlined
from planner.kernel import (
    ACTIVITIES,
    APPOINTMENT,
    BACK,
    DUE,
    END,
    FOOD,
    FREE,
    HARD,
    HARD_BONUS,
    HIRE,
    KIND,
    KLASS,
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


class State(NamedTuple):
    """A plan in which every day is possible and the whole is within budget.

    Attributes:
        stops: int (D, MAX_STOPS), nodes in order; ``counts`` int (D,), how many of a row are in
            use.
        points: float (D,), worth of each day; ``totals`` float (D, 5), as in ``Work``.
        used: int (P,), 1 where the place is in the plan.
        in_class: int (C,), stops of each class in the plan.
        base: int (1,), number of the base slept at.
        leave, arrive: int (D, MAX_STOPS + 1), bounds as in ``bound_day``.
        spared: float (D, MAX_STOPS), worth of each day without one of its stops; NaN until asked.
        random: int (1,), state of the generator.
        work: room for timing a day; its content means nothing.
    """

    stops: Ints
    counts: Ints
    points: Floats
    totals: Floats
    used: Ints
    in_class: Ints
    base: Ints
    leave: Ints
    arrive: Ints
    spared: Floats
    random: Ints
    work: Work


def empty_state(p: Packed, seed: int) -> State:
    """No stops anywhere, the first base."""
    days = len(p.days)
    state = State(
        stops=np.zeros((days, MAX_STOPS), np.int64),
        counts=np.zeros(days, np.int64),
        points=np.zeros(days),
        totals=np.zeros((days, 5)),
        used=np.zeros(int(p.nodes[:, PLACE].max(initial=-1)) + 1, np.int64),
        in_class=np.zeros(len(p.class_weight), np.int64),
        base=np.zeros(1, np.int64),
        leave=np.zeros((days, MAX_STOPS + 1), np.int64),
        arrive=np.zeros((days, MAX_STOPS + 1), np.int64),
        spared=np.zeros((days, MAX_STOPS)),
        random=np.array([(seed * 2_654_435_761 + 12_345) % 2**31], np.int64),
        work=new_work(p),
    )
    for day in range(days):
        settle(p, state, day)
    return state


def desk(p: Packed) -> Packed:
    """The same problem with days, caps and places of nodes that one search may rewrite."""
    return p._replace(
        days=p.days.copy(), moods=p.moods.copy(), caps=p.caps.copy(), nodes=p.nodes.copy()
    )


@compiled
def copy_plan(source: State, target: State) -> None:
    """Overwrite the plan of ``target``; its generator goes on as it was."""
    for day in range(len(source.counts)):
        n = source.counts[day]
        target.counts[day] = n
        target.points[day] = source.points[day]
        for i in range(n):
            target.stops[day, i] = source.stops[day, i]
            target.spared[day, i] = np.nan
        for i in range(n + 1):
            target.leave[day, i] = source.leave[day, i]
            target.arrive[day, i] = source.arrive[day, i]
        for column in range(target.totals.shape[1]):
            target.totals[day, column] = source.totals[day, column]
    for place in range(len(source.used)):
        target.used[place] = source.used[place]
    for klass in range(len(source.in_class)):
        target.in_class[klass] = source.in_class[klass]
    target.base[0] = source.base[0]


@inlined
def draw(random: Ints, below: int) -> int:
    """A pseudo-random integer in [0, below), below 2**23; the same with and without compilation."""
    random[0] = (random[0] * 1_103_515_245 + 12_345) % 2_147_483_648
    return int((random[0] >> 8) % below)


@compiled
def objective(p: Packed, s: State) -> float:
    """Points of the whole plan: its days and its base, less the cost of sameness over the trip."""
    total = p.comfort[s.base[0]]
    for day in range(len(s.counts)):
        total += s.points[day]
    for c in range(len(s.in_class)):
        total -= p.class_weight[c] * s.in_class[c] * (s.in_class[c] - 1) / 2.0
    return float(total)


@inlined
def sameness(p: Packed, s: State, out: int, into: int) -> float:
    """Change of the trip's sameness in points as ``out`` leaves and ``into`` comes; -1 is none."""
    change = 0.0
    leaving = p.nodes[out, KLASS] if out >= 0 else -1
    coming = p.nodes[into, KLASS] if into >= 0 else -1
    if leaving == coming:
        return 0.0
    if leaving >= 0:
        change += p.class_weight[leaving] * (s.in_class[leaving] - 1)
    if coming >= 0:
        change -= p.class_weight[coming] * s.in_class[coming]
    return change


@inlined
def affordable(p: Packed, s: State, day: int, totals: Floats) -> bool:
    """Whether the trip stays within budget when ``day`` comes to ``totals``."""
    total = 0.0
    for column in (FOOD, ACTIVITIES, TRANSPORT):
        spent = totals[column]
        for other in range(len(s.counts)):
            if other != day:
                spent += s.totals[other, column]
        if spent > p.caps[column] + 1e-6:
            return False
        total += spent
    return bool(total <= p.caps[TOTAL] + 1e-6)


@compiled
def bound_day(p: Packed, row: Ints, n: int, day: int, leave: Ints, arrive: Ints) -> None:
    """Bounds on what an insertion may use, by shortest lengths and the faster way of each leg.

    Fills ``leave[i]``, the earliest one can be away from stop i - 1 (or the start), and
    ``arrive[i]``, the latest one may begin stop i (or be back): what breaks them cannot be inserted
    before stop i.
    """
    here = p.days[day, START]
    leave[0] = p.days[day, FREE]
    for i in range(n):
        there, shortest = p.nodes[row[i], LOC], p.nodes[row[i], SHORTEST]
        start = begin(p, row[i], day, leave[i] + p.quick[here, there, 0], shortest)
        leave[i + 1] = start + shortest
        here = there
    there = p.days[day, END]
    arrive[n] = p.days[day, BACK]
    for i in range(n - 1, -1, -1):
        node = row[i]
        here, shortest = p.nodes[node, LOC], p.nodes[node, SHORTEST]
        until = arrive[i + 1] - p.quick[here, there, 0] - shortest
        arrive[i] = -1
        for k in range(1, 1 + 3 * p.cells[node, day, 0], 3):
            last = min(until, p.cells[node, day, k + 2], p.cells[node, day, k + 1] - shortest)
            if last >= p.cells[node, day, k]:
                arrive[i] = max(arrive[i], last)
        there = here


@inlined
def reckon(p: Packed, s: State, day: int) -> None:
    """Bring a day's points and totals up to date with its stops; its bounds stay as they were."""
    s.points[day] = evaluate_day(p, s.stops[day], s.counts[day], day, s.work)
    for column in range(len(s.work.totals)):
        s.totals[day, column] = s.work.totals[column]


@compiled
def settle(p: Packed, s: State, day: int) -> None:
    """Bring a day's points, totals and bounds up to date with its stops."""
    reckon(p, s, day)
    for i in range(s.counts[day]):
        s.spared[day, i] = np.nan
    bound_day(p, s.stops[day], s.counts[day], day, s.leave[day], s.arrive[day])


@compiled
def rewrite(p: Packed, s: State, day: int, row: Ints, n: int) -> None:
    """Give a day other stops."""
    for i in range(s.counts[day]):
        _count(p, s, s.stops[day, i], -1)
    for i in range(n):
        s.stops[day, i] = row[i]
        _count(p, s, row[i], 1)
    s.counts[day] = n
    settle(p, s, day)


@inlined
def _count(p: Packed, s: State, node: int, step: int) -> None:
    s.used[p.nodes[node, PLACE]] += step
    s.in_class[p.nodes[node, KLASS]] += step


@compiled
def lacking(p: Packed, s: State) -> bool:
    """Whether a hard wish is not granted: a wanted place, or what is due."""
    missing = False
    for node in range(len(p.nodes)):
        missing = missing or (p.prices[node, HARD] > 0 and s.used[p.nodes[node, PLACE]] == 0)
    for day in range(len(s.counts)):
        for kind in range(VISIT + 1, APPOINTMENT):
            if p.bases[s.base[0], day, DUE + kind] > 0:
                missing = missing or not has_kind(p, s.stops[day], s.counts[day], kind)
    return missing


@compiled
def move_to(p: Packed, s: State, base: int) -> None:
    """Sleep at another base: rewrite what follows from it on the desk ``p``; no day is timed."""
    s.base[0] = base
    for day in range(len(s.counts)):
        for column in range(p.days.shape[1]):
            p.days[day, column] = p.bases[base, day, column]
        p.moods[day, HIRE] = p.hires[base, day]
    for column in range(TOTAL + 1):
        p.caps[column] = p.purses[base, column]
    for node in range(len(p.nodes)):
        p.nodes[node, LOC] = p.seats[base, node]


@inlined
def has_kind(p: Packed, row: Ints, n: int, kind: int) -> bool:
    """Whether one of the first ``n`` nodes of ``row`` is of that kind."""
    found = False
    for i in range(n):
        found = found or p.nodes[row[i], KIND] == kind
    return found


@compiled
def promise(p: Packed, s: State) -> float:
    """The objective as if no meal or rest that is due were missing."""
    total = objective(p, s)
    for day in range(len(s.counts)):
        for kind in range(VISIT + 1, APPOINTMENT):
            due = p.days[day, DUE + kind] > 0
            if due and not has_kind(p, s.stops[day], s.counts[day], kind):
                total += HARD_BONUS
    return float(total)
