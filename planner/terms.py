"""The objective taken apart: one soft term a function, each with its value and its reason.

The terms of a solution add up to the points the search gave it; a test holds them to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.classes import CLASSES
from planner.itinerary import Term
from planner.kernel import (
    APPOINTMENT,
    MAX_STOPS,
    SLOTS,
    TOTAL,
    VISIT,
    evaluate_day,
    new_work,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.arrays import Arrays
    from planner.kernel import Floats, Ints
    from planner.optimise import Solution
    from planner.problem import TripProblem


@dataclass(frozen=True, slots=True)
class TimedDay:
    """A day as the search timed it.

    Nodes, starts and lengths (n,), totals (5,), minutes of travel, its burden, the burden of long
    legs, and minutes of waiting.
    """

    index: int
    nodes: Ints
    starts: Ints
    lengths: Ints
    totals: Floats
    travel: int
    burden: int
    tedious: int
    wait: int

    def sights(self, a: Arrays) -> list[int]:
        """Positions of the sights."""
        return [i for i, node in enumerate(self.nodes) if a.kind[node] == VISIT]


def timed_days(a: Arrays, solution: Solution) -> list[TimedDay]:
    """Time every day of a solution that holds anything."""
    days = []
    for index, stops in enumerate(solution.stops):
        n = len(stops)
        if n == 0:
            continue
        row, work = np.zeros(MAX_STOPS, np.int64), new_work(a.packed)
        row[:n] = stops
        evaluate_day(a.packed, row, n, index, work)
        wait = int(waiting(a.packed, n, index, work))
        travel, burden, tedious = (int(work.legs[i]) for i in (1, 3, 4))
        starts, lengths = work.starts[:n], work.lengths[:n]
        days.append(
            TimedDay(index, row[:n], starts, lengths, work.totals, travel, burden, tedious, wait)
        )
    return days


def terms(problem: TripProblem, solution: Solution) -> tuple[Term, ...]:
    """Every soft term of a solution, in the order of ``TERMS``."""
    a = problem.arrays
    days = timed_days(a, solution)
    return tuple(
        Term(name=name, value=round(value, 3), reason=reason)
        for name, term in TERMS.items()
        for value, reason in (term(a, days),)
    )


def _worth(a: Arrays, day: TimedDay, i: int) -> tuple[float, float]:
    """Points of one stop at its best time and length, and what the time and length chosen keep."""
    node = day.nodes[i]
    slot = min(max((day.starts[i] + day.lengths[i] // 2) // 30, 0), SLOTS - 1)
    room = a.usual[node] - a.shortest[node]
    cut = (a.usual[node] - day.lengths[i]) / room if room > 0 else 0.0
    value, timely = float(a.value[node, day.index]), float(a.by_slot[node, day.index, slot])
    return value, value * timely * (1.0 - a.weights.short * float(cut))


def _value(a: Arrays, days: list[TimedDay], *, meals: bool) -> float:
    return sum(
        _worth(a, day, i)[0]
        for day in days
        for i, node in enumerate(day.nodes)
        if (VISIT < a.kind[node] < APPOINTMENT) == meals
    )


def sights(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Worth of the sights to this party in this season."""
    count = sum(len(day.sights(a)) for day in days)
    return _value(a, days, meals=False), f"{count} sights, by renown, interests, season and company"


def meals(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Worth of the places to eat."""
    count = sum(len(day.nodes) - len(day.sights(a)) for day in days)
    return _value(a, days, meals=True), f"{count} meals, rests and appointments"


def timing(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """What is lost by coming at a lesser hour or staying shorter than usual."""
    lost = sum(
        kept - full
        for day in days
        for i in range(len(day.nodes))
        for full, kept in (_worth(a, day, i),)
    )
    return lost, "stops outside their best hours or cut short"


def travelling(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Minutes on the way."""
    burden, tedious = sum(day.burden for day in days), sum(day.tedious for day in days)
    value = -a.weights.travel * burden - a.weights.tedium * tedious
    return value, f"{sum(day.travel for day in days)} minutes on the way"


def waiting_about(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Minutes between stops that are neither visit nor way."""
    minutes = sum(day.wait for day in days)
    return -a.weights.wait * minutes, f"{minutes} minutes free between stops"


def _load(a: Arrays, day: TimedDay) -> float:
    """Sights of a day, those shorter than an hour in proportion."""
    return sum(min(1.0, float(day.lengths[i]) / 60.0) for i in day.sights(a))


def bustle(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Every stop has its trouble; sights and hours beyond the pace count extra."""
    stops = sum(len(day.nodes) for day in days)
    over = sum(max(0.0, _load(a, day) - float(a.pace[day.index])) for day in days)
    tired = sum(
        max(0, int(day.lengths[day.sights(a)].sum()) - int(a.stamina[day.index])) for day in days
    )
    w = a.weights
    value = -w.stop * stops - w.over_pace * over - w.fatigue * tired
    return value, f"{stops} stops, {over:.1f} sights and {tired} minutes beyond the pace"


def variety(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Sameness: two of a kind in a row, the third of a kind in a day, many of a kind in a trip."""
    value, in_row, in_day = 0.0, 0, 0
    count = np.zeros(len(a.class_weight), np.int64)
    for day in days:
        before, seen = -1, np.zeros(len(a.class_weight), np.int64)
        for node in day.nodes:
            klass, kind = a.klass[node], a.kind[node]
            count[klass] += 1
            if VISIT < kind < APPOINTMENT:
                continue
            if kind == VISIT:
                in_row += klass == before
                in_day += seen[klass] >= 2
                seen[klass] += 1
            before = klass
    value = -a.weights.same_next * in_row - a.weights.same_day * in_day
    value -= float((a.class_weight * count * (count - 1) / 2).sum())
    sights = count[: len(CLASSES)]
    most = list(CLASSES)[int(sights.argmax())] if sights.any() else ""
    return float(value), f"{in_row} of a kind in a row" + (f"; most are {most}" if most else "")


def price(a: Arrays, days: list[TimedDay]) -> tuple[float, str]:
    """Money spent on stops and legs."""
    spent = sum(float(day.totals[:TOTAL].sum()) for day in days)
    euros = spent * a.per_euro
    return -a.weights.money * euros, f"about {euros:.0f} euros a person for stops and legs"


TERMS: dict[str, Callable[[Arrays, list[TimedDay]], tuple[float, str]]] = {
    "sights": sights,
    "meals": meals,
    "timing": timing,
    "travel": travelling,
    "waiting": waiting_about,
    "bustle": bustle,
    "variety": variety,
    "price": price,
}
