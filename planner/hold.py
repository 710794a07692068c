"""How a search holds on to an old plan: its stops are worth more on their days, at their times.

What the traveller turned against is rather let go, and what they turned to may come in everywhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.kernel import MAX_STOPS, SLOTS, VISIT
from planner.leaning import differs, eased, turned
from planner.problem import TripProblem
from planner.standing import day_of, day_points, pairs_of
from planner.taxonomy import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.itinerary import Itinerary, Stop
    from planner.kernel import Floats, Ints

#: Share of the bonus that each half-hour off the old time costs.
DRIFT = 0.05


class Hold(NamedTuple):
    """A grip on the old plan.

    Attributes:
        stay: points that an old stop is worth more on its day, where the change leaves the day
            alone.
        touched: the same where it does not.
        newcomer: points that a place costs which the old plan does not have and nobody asked for;
            one that is disliked from now on costs ``touched``, old or new.
        barred: whether days that the change leaves alone, or only makes shorter, take in no such
            place at all.
        ease: points that each hour of sights costs on days that are to be less full.
    """

    stay: float
    touched: float
    newcomer: float = 0.0
    barred: bool = False
    ease: float = 0.0


def held(
    problem: TripProblem, start: Sequence[Sequence[int]], old: Itinerary, hold: Hold
) -> TripProblem:
    """The same problem, the old stops worth more on their old days near their old times.

    Args:
        start: what is left of the old days, in nodes.
    """
    a, turns = problem.arrays, _turns(problem, old)
    free = a.hard == 0
    charge = np.where(free & _newcomers(problem, old) & (turns <= 0), hold.newcomer, 0.0)
    charge += np.where(free & (turns < 0), hold.touched, 0.0)
    value = np.where(a.n_spans > 0, a.value - charge[:, None], a.value)
    by_slot, n_spans = a.by_slot.copy(), a.n_spans.copy()
    for day, row in enumerate(start):
        date = problem.trip.frames[day].date
        lighter = eased(old.request, problem.trip.request, date)
        loose = (turns < 0) | ((a.kind == VISIT) & lighter)
        sought = (turns > 0) & (n_spans[:, day] > 0)
        if lighter:
            hours = np.where(free & (a.kind == VISIT), np.minimum(a.usual / 60.0, 1.0), 0.0)
            value[:, day] -= hold.ease * hours
        alone = left_alone(problem, row, old, day) and not (turns[list(row)] < 0).any()
        grip = hold.stay if alone and not sought.any() else hold.touched
        for node, stop in pairs_of(problem, old, day):
            if node in row and not loose[node] and not _rained_off(problem, node, day):
                worth, bonus = value[node, day], grip * _near(stop)
                factor = by_slot[node, day]
                by_slot[node, day] = (worth * factor + bonus) / max(worth + grip, 1e-9)
                value[node, day] = worth + grip
        if hold.barred and (alone or lighter or _shortened(problem, old, day)):
            other = ((a.kind == VISIT) | (a.due[day][a.kind] == 0)) & ~sought
            other[list(row)] = False
            n_spans[(a.hard == 0) & other, day] = 0
    arrays = replace(a, value=value, by_slot=by_slot, n_spans=n_spans)
    return TripProblem(problem.trip, arrays)


def anchored(problem: TripProblem, start: Sequence[Sequence[int]], old: Itinerary) -> TripProblem:
    """The same problem, the old stops beginning no earlier than they did.

    So what comes after a stop that left, or before one that came, stays to the minute. A day that
    is not possible like that, for it has to end earlier, say, is left as it is.
    """
    a = problem.arrays
    spans = a.spans
    for day, row in enumerate(start):
        tried = spans.copy()
        for node, stop in pairs_of(problem, old, day):
            if node in row:
                opens, last = tried[node, day, :, 0], tried[node, day, :, 2]
                begun = _minute(problem, stop, day)
                last[last < begun] = -1
                np.maximum(opens, begun, out=opens)
        if day_points(replace(a, spans=tried), row, day) > -np.inf:
            spans = tried
    return TripProblem(problem.trip, replace(a, spans=spans))


def left_alone(problem: TripProblem, row: Sequence[int], old: Itinerary, day: int) -> bool:
    """Whether the change leaves a day as it was: window, weather, pace, limit, all its stops."""
    date = problem.trip.frames[day].date
    before = day_of(old, date)
    if before is None or len(before.stops) != len(row):
        return False
    return not differs(old.request, problem.trip.request, date)


def _turns(problem: TripProblem, old: Itinerary) -> Ints:
    """Which way the change turned what is said of each node's place, (N,)."""
    before, after = old.request, problem.trip.request
    places = (node.place for node in problem.trip.nodes)
    return np.array([p is not None and turned(p, before, after) for p in places], np.int64)


def _shortened(problem: TripProblem, old: Itinerary, day: int) -> bool:
    """Whether the change only takes time or sights from a day: it asks for no more on it."""
    date = problem.trip.frames[day].date
    before, after = old.request, problem.trip.request
    was, now = before.window_on(date), after.window_on(date)
    many, few = (request.max_sights(date) or MAX_STOPS for request in (before, after))
    less = was != now or few < many
    return less and few <= many and was.first <= now.first and now.last <= was.last


def _newcomers(problem: TripProblem, old: Itinerary) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each node's place is one that the old plan does not have, (N,)."""
    had = {stop.place_id for day in old.days for stop in day.stops}
    places = (node.place for node in problem.trip.nodes)
    return np.array([place is not None and place.id not in had for place in places], np.bool_)


def _rained_off(problem: TripProblem, node: int, day: int) -> bool:
    place = problem.trip.nodes[node].place
    wet = problem.trip.frames[day].date in problem.trip.request.wet_days
    return wet and place is not None and place.setting is Setting.OUTDOOR


def _near(stop: Stop) -> Floats:
    """Share of the bonus by half-hour of a stop's middle, (SLOTS,): 1 at the old one."""
    slot = (stop.start.hour * 60 + stop.start.minute + stop.minutes // 2) // 30
    near: Floats = 1.0 - DRIFT * np.minimum(np.abs(np.arange(SLOTS) - slot), 1.0 / DRIFT)
    return near


def _minute(problem: TripProblem, stop: Stop, day: int) -> int:
    """When a stop began, in minutes after its day's midnight."""
    midnight = dt.datetime.combine(problem.trip.frames[day].date, dt.time())
    return int((stop.start.replace(tzinfo=None) - midnight).total_seconds()) // 60
