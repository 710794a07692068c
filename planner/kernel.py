"""Compiled arithmetic of one day: can the stops be in this order, from when, for what worth.

Everything the search does stands on ``evaluate_day``: a full forward pass over the day, so a stop
is accepted only if the whole day still holds. Functions here see a ``Packed`` problem alone, whose
columns are named below, and are compiled by numba where it is installed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.jit import inlined

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
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


#: Columns of ``Packed.legs``, and the values of its last one: a leg costs, and a bike is hired.
MINUTES, BURDEN, WALK_METRES, COSTS = 0, 1, 2, 3
FARE, BIKE = 1, 2
#: Columns of ``Packed.nodes`` and ``Packed.prices``.
LOC, PLACE, KIND, KLASS, SHORTEST, USUAL, LONGEST, NEXT_ROLE = 0, 1, 2, 3, 4, 5, 6, 7
COST, HARD, BEST_SLOT = 0, 1, 2
#: Columns of ``Packed.days`` (from ``DUE`` on one for each kind of node) and ``Packed.moods``.
START, END, FREE, BACK, FEET, STAMINA, SIGHTS, DUE = 0, 1, 2, 3, 4, 5, 6, 7
PACE, HIRE = 0, 1


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


class Packed(NamedTuple):
    """A trip as compiled loops read it: what is read together lies together, in few arrays.

    N nodes, L locations, D days, K spans a day, C classes, B bases; ``planner.arrays.Arrays`` says
    what the numbers mean. Columns are named by the constants above.

    Attributes:
        legs: int32 (2, L, L, 4): minutes, burden, metres on foot, and whether it costs
            (``FARE``, ``BIKE``); ``fares`` float (2, L, L).
        quick: int32 (L, L, 2): minutes of the faster of the two ways and of the slower.
        nodes: int32 (N, 8); ``prices`` float (N, 3).
        cells: int32 (N, D, 1 + 3 K): how many spans, then opens, closes, last start of each.
        value: float (N, D); ``by_slot`` float (N, D, SLOTS).
        days: int32 (D, 7 + 6): start, end, free, back, metres on foot, stamina, most visits, due
            by kind.
        moods: float (D, 2): pace, price of hired bikes.
        caps: float (5,): what may be spent by category and in all; metres on foot a day.
        class_weight: float (C,).
        bases: int32 (B, D, 7 + 6), ``hires`` float (B, D), ``purses`` float (B, 4), ``seats`` int32
            (B, N), ``comfort`` float (B,): days, bike prices, caps, locations of nodes and points
            of each base on offer, these less the bonus of all that is hard there.
    """

    legs: Shorts
    fares: Floats
    quick: Shorts
    nodes: Shorts
    prices: Floats
    cells: Shorts
    value: Floats
    by_slot: Floats
    days: Shorts
    moods: Floats
    caps: Floats
    class_weight: Floats
    bases: Shorts
    hires: Floats
    purses: Floats
    seats: Shorts
    comfort: Floats
    per_euro: float
    weights: Weights


class Work(NamedTuple):
    """Room for timing one day.

    Attributes:
        starts, lengths: int (MAX_STOPS,), minutes of each stop.
        rides: int (MAX_STOPS + 1,), minutes of each leg.
        seen: int (C,), zero between uses.
        totals: float (5,): food, activities, transport, unused, metres on foot.
        legs: int (5,): metres on foot above which a leg is ridden, minutes of travel, minute one is
            back, burden of the legs, and that part of each leg's burden that lies from ``HOP`` to
            ``HAUL``.
    """

    starts: Ints
    lengths: Ints
    rides: Ints
    seen: Ints
    totals: Floats
    legs: Ints


def new_work(p: Packed) -> Work:
    """Room for timing days."""
    return Work(
        np.zeros(MAX_STOPS, np.int64),
        np.zeros(MAX_STOPS, np.int64),
        np.zeros(MAX_STOPS + 1, np.int64),
        np.zeros(len(p.class_weight), np.int64),
        np.zeros(5),
        np.zeros(5, np.int64),
    )


@inlined
def begin(p: Packed, node: int, day: int, arrive: int, length: int) -> int:
    """Earliest start from ``arrive`` on for a stop of ``length`` minutes; -1 if there is none."""
    for k in range(1, 1 + 3 * p.cells[node, day, 0], 3):
        start = max(arrive, p.cells[node, day, k])
        if start <= p.cells[node, day, k + 2] and start + length <= p.cells[node, day, k + 1]:
            return int(start)
    return -1


@inlined
def _ride(
    p: Packed, stops: Ints, n: int, day: int, ride_above: int, cap: float, work: Work
) -> bool:
    """Choose the way of each leg, sum fares, metres and minutes up; whether feet keep their cap."""
    totals, legs = work.totals, work.legs
    totals[:] = 0.0
    here, hired = p.days[day, START], False
    minutes, burden, tedious, walk = 0, 0, 0, 0
    for i in range(n + 1):
        there = p.nodes[stops[i], LOC] if i < n else p.days[day, END]
        way = 1 if p.legs[0, here, there, WALK_METRES] > ride_above else 0
        work.rides[i] = p.legs[way, here, there, MINUTES]
        trouble = p.legs[way, here, there, BURDEN]
        minutes += work.rides[i]
        burden += trouble
        tedious += max(0, min(trouble, HAUL) - HOP)
        walk += p.legs[way, here, there, WALK_METRES]
        if p.legs[way, here, there, COSTS] > 0:
            totals[TRANSPORT] += p.fares[way, here, there]
            hired = hired or p.legs[way, here, there, COSTS] >= BIKE
        here = there
    legs[0], legs[1], legs[3], legs[4] = ride_above, minutes, burden, tedious
    totals[WALK] = walk
    if hired:
        totals[TRANSPORT] += p.moods[day, HIRE]
    return bool(p.days[day, FEET] + walk <= cap)


@inlined
def schedule_day(p: Packed, stops: Ints, n: int, day: int, share: float, work: Work) -> int:
    """Time ``n`` > 0 stops one after another; fill starts and lengths of ``work``.

    Visits last ``share`` of the way from shortest to usual; legs take ``work.rides``.

    Returns:
        The minute one is back, -1 if some stop cannot be made or one is back too late.
    """
    now = int(p.days[day, FREE])
    for i in range(n):
        node = stops[i]
        shortest, usual = p.nodes[node, SHORTEST], p.nodes[node, USUAL]
        length = shortest + int(share * (usual - shortest) + 0.5)
        start = begin(p, node, day, now + work.rides[i], length)
        if start < 0:
            return -1
        work.starts[i], work.lengths[i] = start, length
        now = start + length
    now += work.rides[n]
    return now if now <= p.days[day, BACK] else -1


@inlined
def _worth(p: Packed, stops: Ints, n: int, day: int, work: Work) -> float:
    """Points of the stops and of their sequence, less the price; add prices to the totals."""
    w, starts, lengths, totals = p.weights, work.starts, work.lengths, work.totals
    points, sights, feet, before = 0.0, 0.0, 0, -1
    for i in range(n):
        node = stops[i]
        kind, klass = p.nodes[node, KIND], p.nodes[node, KLASS]
        slot = min(max((starts[i] + lengths[i] // 2) // 30, 0), SLOTS - 1)
        room = p.nodes[node, USUAL] - p.nodes[node, SHORTEST]
        cut = (p.nodes[node, USUAL] - lengths[i]) / room if room > 0 else 0.0
        points += p.value[node, day] * p.by_slot[node, day, slot] * (1.0 - w.short * cut) - w.stop
        points += HARD_BONUS * p.prices[node, HARD]
        if 0 < kind < APPOINTMENT:
            totals[FOOD] += p.prices[node, COST]
            points += HARD_BONUS * p.days[day, DUE + kind]
            continue
        totals[ACTIVITIES] += p.prices[node, COST]
        if kind == VISIT:
            sights += min(1.0, lengths[i] / 60.0)
            feet += lengths[i]
            points -= w.same_next if klass == before else 0.0
            points -= w.same_day if work.seen[klass] >= 2 else 0.0
            work.seen[klass] += 1
        before = klass
    for i in range(n):
        work.seen[p.nodes[stops[i], KLASS]] = 0
    points -= w.over_pace * max(0.0, sights - p.moods[day, PACE])
    return float(points - w.fatigue * max(0, feet - p.days[day, STAMINA]))


@inlined
def count_visits(p: Packed, stops: Ints, n: int) -> int:
    """How many of the first ``n`` stops are visits."""
    visits = 0
    for i in range(n):
        visits += p.nodes[stops[i], KIND] == VISIT
    return visits


@inlined
def fit_day(p: Packed, stops: Ints, n: int, day: int, work: Work) -> bool:
    """Time a day of ``n`` > 0 stops into ``work``; whether it is possible.

    Visits are kept at their usual length where the day allows, else shortened together; legs are
    walked where the walking cap allows, else ridden from the longest down. Totals hold fares and
    metres on foot; the stops' prices are not in them.
    """
    if n > p.days[day, SIGHTS] and count_visits(p, stops, n) > p.days[day, SIGHTS]:
        return False
    for ride_above in RIDE_ABOVE:
        if _ride(p, stops, n, day, ride_above, p.caps[WALK], work):
            for share in LENGTHS:
                work.legs[2] = schedule_day(p, stops, n, day, share, work)
                if work.legs[2] >= 0:
                    return True
            return False
    return False


@inlined
def evaluate_day(p: Packed, stops: Ints, n: int, day: int, work: Work) -> float:
    """Points of a day with these stops in this order, -inf if impossible; details in ``work``."""
    if n == 0:
        work.totals[:] = 0.0
        return 0.0
    if not fit_day(p, stops, n, day, work):
        return -np.inf
    points = _worth(p, stops, n, day, work)
    spent = work.totals[FOOD] + work.totals[ACTIVITIES] + work.totals[TRANSPORT]
    w = p.weights
    points -= w.travel * work.legs[3] + w.tedium * work.legs[4] + w.wait * waiting(p, n, day, work)
    return float(points - w.money * p.per_euro * spent)


@inlined
def waiting(p: Packed, n: int, day: int, work: Work) -> int:
    """Minutes that are neither stop nor leg in a day of ``n`` > 0 stops as timed in ``work``.

    Those between the first stop and being back and, twice, those of a morning slept away.
    """
    between = work.legs[2] - work.starts[0] - (work.legs[1] - work.rides[0])
    for i in range(n):
        between -= work.lengths[i]
    late = work.starts[0] - work.rides[0] - max(p.days[day, FREE], MORNING)
    return int(between + 2 * max(0, late))
