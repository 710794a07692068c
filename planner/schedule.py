"""From an order of stops to times: each visit stretched into the wait after it, each leg chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.kernel import MAX_STOPS, VISIT, fit_day, new_work
from planner.legs import PLEASANT, RESTFUL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.arrays import Arrays
    from planner.frame import Frame
    from planner.kernel import Ints
    from planner.problem import TripProblem

#: How far a visit may be stretched beyond its usual length to fill a wait, as a factor.
STRETCH = 1.3


@dataclass(frozen=True, slots=True)
class Timing:
    """A day's stops with their times, in minutes after midnight.

    Attributes:
        ride_above: legs with more metres on foot than this are ridden.
    """

    stops: tuple[int, ...]
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    ride_above: int


def local_time(frame: Frame, minute: int) -> dt.datetime:
    """Minute after the day's midnight as an aware time in its city."""
    naive = dt.datetime.combine(frame.date, dt.time()) + dt.timedelta(minutes=minute)
    return naive.replace(tzinfo=frame.city.zone)


def way_chosen(a: Arrays, origin: int, target: int, ride_above: int) -> int:
    """Which of the two ways of a leg is taken: the restful one where the other is too far."""
    return RESTFUL if a.walk[PLEASANT, origin, target] > ride_above else PLEASANT


def time_day(problem: TripProblem, stops: Sequence[int], day: int) -> Timing:
    """Time a possible order of stops, then stretch visits into the waits that follow them."""
    a, n = problem.arrays, len(stops)
    row, work = np.zeros(MAX_STOPS, np.int64), new_work(a.packed)
    row[:n] = stops
    if n and not fit_day(a.packed, row, n, day, work):
        raise ValueError(f"Day {day} with nodes {tuple(stops)} is not possible.")
    starts, lengths, ride_above = work.starts, work.lengths, int(work.legs[0])
    for i in range(n - 1):
        lengths[i] = _stretched(problem, row, day, i, starts, lengths, ride_above)
    return Timing(
        tuple(stops),
        tuple(int(s) for s in starts[:n]),
        tuple(int(m) for m in lengths[:n]),
        ride_above,
    )


def _stretched(
    problem: TripProblem, row: Ints, day: int, i: int, starts: Ints, lengths: Ints, ride_above: int
) -> int:
    a, node = problem.arrays, row[i]
    if a.kind[node] != VISIT:
        return int(lengths[i])
    here, there = a.loc[node], a.loc[row[i + 1]]
    way = way_chosen(a, here, there, ride_above)
    leave_by = int(starts[i + 1] - a.minutes[way, here, there])
    closes = max(
        int(close)
        for opens, close, last in a.spans[node, day, : a.n_spans[node, day]]
        if opens <= starts[i] <= last and starts[i] + lengths[i] <= close
    )
    most = min(
        int(a.longest[node]),
        int(a.usual[node] * STRETCH),
        leave_by - int(starts[i]),
        closes - int(starts[i]),
    )
    return max(int(lengths[i]), most)
