"""Compiled arithmetic of one day: can the stops be in this order, from when, for what worth.

Everything the search does stands on ``evaluate_day``: a full forward pass over the day, so a stop
is accepted only if the whole day still holds. Functions here see arrays alone and are compiled by
numba where it is installed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.jit import compiled

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Kinds of nodes. Meals keep the order in which they come in a day; what lies between ``VISIT`` and
#: ``APPOINTMENT`` is there at most once a day, and only where it is due.
VISIT, BREAKFAST, LUNCH, DINNER, REST, APPOINTMENT = 0, 1, 2, 3, 4, 5
#: Columns of ``Arrays.caps`` and of the totals a day adds up to.
FOOD, ACTIVITIES, TRANSPORT, TOTAL, WALK = 0, 1, 2, 3, 4
#: Most stops one day may hold.
MAX_STOPS = 128
#: By when a day should have begun, in minutes after midnight.
MORNING = 10 * 60
#: Minutes of a leg that nobody minds.
HOP = 10
#: Minutes of a leg from which a little longer makes no difference.
HAUL = 30
#: Half-hours of a day on which values vary; a day may run to six the next morning.
SLOTS = 60
#: Worth of a hard wish (a must, a due meal, an appointment), far above any sum of soft terms.
HARD_BONUS = 1_000.0
#: Visit lengths tried in turn: usual, halfway to the shortest, shortest.
LENGTHS = (1.0, 0.5, 0.0)
#: Metres above which a leg on foot gives way to a ride, tried in turn until the day is in its cap.
RIDE_ABOVE = (10**9, 1_500, 1_000, 600, 300, -1)


class Weights(NamedTuple):
    """Weights of the soft terms, in points; a stop most visitors make is worth about ten.

    Attributes:
        travel: per minute of a leg's burden; ``tedium`` per minute of it from ``HOP`` to ``HAUL``.
        wait: per minute.
        stop: per stop, so that few good stops beat many small ones.
        money: per euro and person.
        same_next: a sight of the same kind right after another.
        same_day: each sight of a kind beyond the second in one day.
        over_pace: each hour's worth of sights beyond the day's number; shorter visits count in
            proportion.
        fatigue: per minute on one's feet beyond the day's measure.
        short: share of a visit's worth lost when it is cut to its shortest.
    """

    travel: float = 0.06
    tedium: float = 0.1
    wait: float = 0.03
    stop: float = 0.4
    money: float = 0.025
    same_next: float = 1.2
    same_day: float = 1.5
    over_pace: float = 6.0
    fatigue: float = 0.03
    short: float = 0.25


class Arrays(NamedTuple):
    """A trip as numbers: N nodes (place in a role), L locations, D days, K spans a day, C classes.

    Attributes:
        minutes, burden, walk: int (2, L, L); ``ride_cost`` float, ``bike`` bool of the same shape
            (see ``planner.legs``).
        loc, place, kind, klass: int (N,). Nodes of one place share ``place``.
        shortest, usual, longest: int (N,), minutes.
        cost: float (N,), for the party.
        spans: int (N, D, K, 3): opens, closes, last start; ``n_spans`` int (N, D).
        value: float (N, D); ``by_slot`` float (N, D, SLOTS), factors on it, ``best_slot`` (N,)
            their maximum.
        hard: float (N,): 1 where the node's place must be in the plan, else 0.
        start_loc, end_loc, free, back: int (D,).
        walk_base: int (D,), metres walked on the way into and out of town; ``bike_day`` float (D,),
            price of hired bikes.
        due: int (D, 6), indexed by kind: 1 where that meal or a rest is due.
        pace: float (D,), sights of an hour or more a day; ``stamina`` int (D,), minutes of visiting
            a day.
        caps: float (4,): what may still be spent by category and in all.
        walk_cap: int.
        class_weight: float (C,): points each further sight of a class costs over the whole trip.
        per_euro: float: euros and person of one unit of the trip's currency.
    """

    minutes: Ints
    burden: Ints
    walk: Ints
    ride_cost: Floats
    bike: NDArray[np.bool_]
    loc: Ints
    place: Ints
    kind: Ints
    klass: Ints
    shortest: Ints
    usual: Ints
    longest: Ints
    cost: Floats
    spans: Ints
    n_spans: Ints
    value: Floats
    by_slot: Floats
    best_slot: Floats
    hard: Floats
    start_loc: Ints
    end_loc: Ints
    free: Ints
    back: Ints
    walk_base: Ints
    bike_day: Floats
    due: Ints
    pace: Floats
    stamina: Ints
    caps: Floats
    walk_cap: int
    class_weight: Floats
    per_euro: float
    weights: Weights


class Work(NamedTuple):
    """Room for timing one day.

    Attributes:
        starts, lengths: int (MAX_STOPS,), minutes of each stop.
        totals: float (5,): food, activities, transport, unused, metres on foot.
        legs: int (5,): metres on foot above which a leg is ridden, minutes of travel, minute one is
            back, burden of the legs, and that part of each leg's burden that lies from ``HOP`` to
            ``HAUL``.
    """

    starts: Ints
    lengths: Ints
    totals: Floats
    legs: Ints


def new_work() -> Work:
    """Room for timing days."""
    return Work(
        np.zeros(MAX_STOPS, np.int64),
        np.zeros(MAX_STOPS, np.int64),
        np.zeros(5),
        np.zeros(5, np.int64),
    )


@compiled
def begin(a: Arrays, node: int, day: int, arrive: int, length: int) -> int:
    """Earliest start from ``arrive`` on for a stop of ``length`` minutes; -1 if there is none."""
    for k in range(a.n_spans[node, day]):
        start = max(arrive, a.spans[node, day, k, 0])
        if start <= a.spans[node, day, k, 2] and start + length <= a.spans[node, day, k, 1]:
            return int(start)
    return -1


@compiled
def quickest(a: Arrays, origin: int, target: int) -> int:
    """Minutes of the faster of the two ways between locations."""
    return int(min(a.minutes[0, origin, target], a.minutes[1, origin, target]))


@compiled
def schedule_day(
    a: Arrays, stops: Ints, n: int, day: int, share: float, ride_above: int, work: Work
) -> int:
    """Time the first ``n`` of ``stops`` one after another; fill starts and lengths of ``work``.

    Visits last ``share`` of the way from shortest to usual. Legs longer than ``ride_above`` metres
    on foot are ridden.

    Returns:
        The minute one is back, -1 if some stop cannot be made or one is back too late.
    """
    now, here = a.free[day], a.start_loc[day]
    for i in range(n):
        node = stops[i]
        there = a.loc[node]
        way = 1 if a.walk[0, here, there] > ride_above else 0
        length = a.shortest[node] + int(share * (a.usual[node] - a.shortest[node]) + 0.5)
        start = begin(a, node, day, now + a.minutes[way, here, there], length)
        if start < 0:
            return -1
        work.starts[i], work.lengths[i] = start, length
        now, here = start + length, there
    end = a.end_loc[day]
    way = 1 if a.walk[0, here, end] > ride_above else 0
    now += a.minutes[way, here, end] if n > 0 else 0
    return now if now <= a.back[day] else -1


@compiled
def _travel_totals(
    a: Arrays, stops: Ints, n: int, day: int, ride_above: int, totals: Floats, legs: Ints
) -> None:
    """Sum legs up: fares and metres on foot into ``totals``, minutes and burden into ``legs``."""
    legs[0] = ride_above
    legs[1] = legs[3] = legs[4] = 0
    here, hired = a.start_loc[day], False
    for i in range(n + 1):
        there = a.loc[stops[i]] if i < n else a.end_loc[day]
        way = 1 if a.walk[0, here, there] > ride_above else 0
        legs[1] += a.minutes[way, here, there]
        legs[3] += a.burden[way, here, there]
        legs[4] += max(0, min(a.burden[way, here, there], HAUL) - HOP)
        totals[WALK] += a.walk[way, here, there]
        totals[TRANSPORT] += a.ride_cost[way, here, there]
        hired = hired or a.bike[way, here, there]
        here = there
    if hired:
        totals[TRANSPORT] += a.bike_day[day]


@compiled
def _worth(
    a: Arrays, stops: Ints, n: int, day: int, starts: Ints, lengths: Ints, totals: Floats
) -> float:
    """Points of the stops and of their sequence, less the price; add prices to ``totals``."""
    w = a.weights
    points, sights, feet = 0.0, 0.0, 0
    before = -1
    for i in range(n):
        node = stops[i]
        kind = a.kind[node]
        slot = min(max((starts[i] + lengths[i] // 2) // 30, 0), SLOTS - 1)
        room = a.usual[node] - a.shortest[node]
        cut = (a.usual[node] - lengths[i]) / room if room > 0 else 0.0
        points += a.value[node, day] * a.by_slot[node, day, slot] * (1.0 - w.short * cut) - w.stop
        points += HARD_BONUS * a.hard[node]
        if 0 < kind < APPOINTMENT:
            totals[FOOD] += a.cost[node]
            points += HARD_BONUS * a.due[day, kind]
            continue
        totals[ACTIVITIES] += a.cost[node]
        if kind == VISIT:
            sights += min(1.0, lengths[i] / 60.0)
            feet += lengths[i]
            points -= w.same_next if a.klass[node] == before else 0.0
            alike = 0
            for j in range(i):
                alike += a.kind[stops[j]] == VISIT and a.klass[stops[j]] == a.klass[node]
            points -= w.same_day if alike >= 2 else 0.0
        before = a.klass[node]
    points -= w.over_pace * max(0.0, sights - a.pace[day])
    return float(points - w.fatigue * max(0, feet - a.stamina[day]))


@compiled
def fit_day(a: Arrays, stops: Ints, n: int, day: int, work: Work) -> bool:
    """Time a day of ``n`` > 0 stops into ``work``; whether it is possible.

    Visits are kept at their usual length where the day allows, else shortened together; legs are
    walked where the walking cap allows, else ridden from the longest down. Totals hold fares and
    metres on foot; the stops' prices are not in them.
    """
    for ride_above in RIDE_ABOVE:
        work.totals[:] = 0.0
        _travel_totals(a, stops, n, day, ride_above, work.totals, work.legs)
        if a.walk_base[day] + work.totals[WALK] <= a.walk_cap:
            for share in LENGTHS:
                work.legs[2] = schedule_day(a, stops, n, day, share, ride_above, work)
                if work.legs[2] >= 0:
                    return True
            return False
    return False


@compiled
def evaluate_day(a: Arrays, stops: Ints, n: int, day: int, work: Work) -> float:
    """Points of a day with these stops in this order, -inf if impossible; details in ``work``."""
    work.totals[:] = 0.0
    if n == 0:
        return 0.0
    if not fit_day(a, stops, n, day, work):
        return -np.inf
    points = _worth(a, stops, n, day, work.starts, work.lengths, work.totals)
    wait = waiting(a, stops, n, day, work)
    spent = work.totals[FOOD] + work.totals[ACTIVITIES] + work.totals[TRANSPORT]
    w = a.weights
    points -= w.travel * work.legs[3] + w.tedium * work.legs[4] + w.wait * wait
    return float(points - w.money * a.per_euro * spent)


@compiled
def waiting(a: Arrays, stops: Ints, n: int, day: int, work: Work) -> int:
    """Minutes that are neither stop nor leg.

    Those between the first stop and being back and, twice, those of a morning slept away.
    """
    start = a.start_loc[day]
    way = 1 if a.walk[0, start, a.loc[stops[0]]] > work.legs[0] else 0
    first_leg = a.minutes[way, start, a.loc[stops[0]]]
    between = work.legs[2] - work.starts[0] - work.lengths[:n].sum() - (work.legs[1] - first_leg)
    return int(between + 2 * max(0, work.starts[0] - first_leg - max(a.free[day], MORNING)))
