"""What everybody does: popularity, hours, transitions and shared taste, counted from check-ins."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.visits import (
    DAY,
    HOUR,
    CheckIns,
    Places,
    hours_apart,
    is_weekend,
    minute_of_day,
)

if TYPE_CHECKING:
    from tools.next_poi.visits import FloatArray, IntArray

#: Half-hour slots of a weekday, then of a weekend day.
SLOTS = 96
#: Visits closer than this count as one going on from the other, in seconds.
FOLLOWS = 24 * HOUR
_RECENT = 30 * DAY
_PRIOR = 8.0
#: Hours of the day apart at which a visit's end tells less by a factor of e.
_CLOSING_HOURS = 3.0


def slot(local: IntArray) -> IntArray:
    """Half-hour slot 0..95 of local times [n] in seconds; the second 48 are the weekend's."""
    return minute_of_day(local) // 30 + 48 * is_weekend(local)


def follow_on(checkins: CheckIns) -> tuple[IntArray, IntArray]:
    """Rows (earlier, later) of each pair of a user's consecutive visits less than a day apart."""
    order = np.argsort(checkins.user, kind="stable")
    first, second = order[:-1], order[1:]
    near = checkins.time[second] - checkins.time[first] < FOLLOWS
    kept = near & (checkins.user[first] == checkins.user[second])
    return first[kept], second[kept]


@dataclass(frozen=True)
class Crowd:
    """Counts over everybody's visits; p places, c categories, u users.

    Attributes:
        visits: visits of each place [p].
        visitors: distinct users of each place [p].
        recent: share of each place's visits that lie in the last 30 days [p].
        place_slots: log of how much likelier than the average half hour a place is visited in each
            slot, smoothed with its category [p, 96].
        step_start: offsets of each place's followers in ``step_to`` and ``step_count`` [p + 1].
        step_to, step_count: places that were visited next, and how often [n].
        category_steps: log-probability of the next visit's category given the last one's [c, c].
        taste: whether a user has visited a place, scaled by popularity [u, p].
        repeats: visits of a place per visitor, smoothed, as log [p].
        category_repeats: the same for each category [c].
        closing: log of how much likelier than elsewhere a visit there ends its outing, by the hour
            of the day at which it begins [p, 24].
    """

    visits: FloatArray
    visitors: FloatArray
    recent: FloatArray
    place_slots: FloatArray
    step_start: IntArray
    step_to: IntArray
    step_count: FloatArray
    category_steps: FloatArray
    taste: FloatArray
    repeats: FloatArray
    category_repeats: FloatArray
    closing: FloatArray

    @classmethod
    def of(cls, checkins: CheckIns) -> Crowd:
        """Count ``checkins``; an empty one gives a flat crowd."""
        places = checkins.places
        p, c = len(places), len(places.categories)
        visits = np.bincount(checkins.place, minlength=p).astype(np.float32)
        pairs = np.unique(checkins.user * p + checkins.place)
        visitors = np.bincount(pairs % p, minlength=p).astype(np.float32)
        end = int(checkins.time[-1]) if len(checkins) else 0
        late = np.bincount(checkins.place[checkins.time > end - _RECENT], minlength=p)
        starts, to, counts, category_steps = _steps(checkins)
        taste = np.zeros((len(checkins.users), p), dtype=np.float32)
        taste[pairs // p, pairs % p] = 1.0
        by_category = (
            np.bincount(places.category, visits, c),
            np.bincount(places.category, visitors, c),
        )
        return cls(
            visits=visits,
            visitors=visitors,
            recent=(late / np.maximum(visits, 1)).astype(np.float32),
            place_slots=_slots(checkins),
            step_start=starts,
            step_to=to,
            step_count=counts,
            category_steps=category_steps,
            taste=taste / np.sqrt(np.maximum(visitors, 1)),
            repeats=np.log((visits + 2) / (visitors + 1)).astype(np.float32),
            category_repeats=np.log((by_category[0] + 2) / (by_category[1] + 1)).astype(np.float32),
            closing=_closing(checkins),
        )

    @cached_property
    def log_popularity(self) -> FloatArray:
        """Log of visits and visitors mixed, [p]."""
        return np.log(0.5 * self.visits + 0.5 * self.visitors + 0.5)

    def without(self, place: IntArray, time: IntArray) -> Crowd:
        """The same without one user's visits to ``place`` [n] at ``time`` [n], oldest first.

        Visits that were not counted take nothing away. Hours and shared taste stay as they are.
        """
        size = len(self.visits)
        mine = np.bincount(place, minlength=size).astype(np.float32)
        visits = np.maximum(self.visits - mine, 0)
        visitors = np.maximum(self.visitors - (mine > 0), 0)
        near = np.diff(time) < FOLLOWS
        taken, times = np.unique(place[:-1][near] * size + place[1:][near], return_counts=True)
        found = np.asarray(np.searchsorted(self._step_keys, taken))
        counted = found < len(self._step_keys)
        counted[counted] = self._step_keys[found[counted]] == taken[counted]
        rows = found[counted]
        steps = self.step_count.copy()
        steps[rows] = np.maximum(steps[rows] - times[counted], 0)
        repeats = np.log((visits + 2) / (visitors + 1)).astype(np.float32)
        return replace(self, visits=visits, visitors=visitors, repeats=repeats, step_count=steps)

    @cached_property
    def _step_keys(self) -> IntArray:
        """Each step as one number, ascending, [n]."""
        size = len(self.visits)
        first = np.repeat(np.arange(size), np.diff(self.step_start))
        return np.asarray(first * size + self.step_to)

    def steps_from(self, place: int) -> tuple[IntArray, FloatArray]:
        """Places that were visited next after ``place``, and how often."""
        span = slice(int(self.step_start[place]), int(self.step_start[place + 1]))
        return self.step_to[span], self.step_count[span]

    def shared_taste(self, visited: IntArray) -> FloatArray:
        """How much the users who share the places ``visited`` like each place, [p].

        0 is not at all.
        """
        if not len(visited):
            return np.zeros(len(self.visits), dtype=np.float32)
        alike = self.taste[:, np.unique(visited)].sum(axis=1)
        alike = alike**2 / max(float((alike**2).sum()), 1e-9)
        return np.asarray(alike.astype(np.float32) @ self.taste)

    def arrays(self) -> dict[str, FloatArray | IntArray]:
        """Every column by name, to be saved with ``numpy.savez``."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _steps(checkins: CheckIns) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    places = checkins.places
    p, c = len(places), len(places.categories)
    first, second = follow_on(checkins)
    a, b = checkins.place[first], checkins.place[second]
    keys, counts = np.unique(a * p + b, return_counts=True)
    starts = np.searchsorted(keys, np.arange(p + 1) * p)
    table = np.bincount(places.category[a] * c + places.category[b], minlength=c * c).reshape(c, c)
    share = (table.sum(axis=0) + 1) / (table.sum() + c)
    steps = np.log((table + _PRIOR * share) / (table.sum(axis=1, keepdims=True) + _PRIOR))
    return starts, keys % p, counts.astype(np.float32), steps.astype(np.float32)


def _slots(checkins: CheckIns) -> FloatArray:
    places: Places = checkins.places
    p, c = len(places), len(places.categories)
    when = slot(checkins.local)
    table = _smooth(
        np.bincount(checkins.place * SLOTS + when, minlength=p * SLOTS).reshape(p, SLOTS)
    )
    by_category = np.zeros((c, SLOTS))
    np.add.at(by_category, places.category, table)
    base = by_category.sum(axis=0) + 1.0
    base /= base.sum()
    category = (by_category + 4 * _PRIOR * base) / (
        by_category.sum(axis=1, keepdims=True) + 4 * _PRIOR
    )
    share = (table + _PRIOR * category[places.category]) / (
        table.sum(axis=1, keepdims=True) + _PRIOR
    )
    return np.asarray(np.log(share / base), dtype=np.float32)


def _closing(checkins: CheckIns) -> FloatArray:
    """``Crowd.closing``; first visits of outings, and each user's last of all, tell nothing."""
    places = checkins.places
    order = np.argsort(checkins.user, kind="stable")
    goes_on = np.diff(checkins.outing[order]) == 0
    known = np.append(False, goes_on)[:-1] & (np.diff(checkins.user[order]) == 0)
    rows, ends = order[:-1][known], ~goes_on[known]
    place, hour = checkins.place[rows], minute_of_day(checkins.local[rows]) // 60
    counts = [
        np.bincount(place[kept] * 24 + hour[kept], minlength=24 * len(places)).reshape(-1, 24)
        for kept in (ends, np.ones(len(rows), dtype=bool))
    ]
    hours = np.arange(24) * HOUR
    apart = hours_apart(hours[:, None], hours)
    ended, all_ = (table @ np.exp(-apart / _CLOSING_HOURS) for table in counts)
    usual = (ended.sum(axis=0) + 1) / (all_.sum(axis=0) + 2)
    sums = np.zeros((2, len(places.categories), 24))
    for total, table in zip(sums, (ended, all_), strict=True):
        np.add.at(total, places.category, table)
    kind = (sums[0] + _PRIOR * usual) / (sums[1] + _PRIOR)
    share = (ended + _PRIOR * kind[places.category]) / (all_ + _PRIOR)
    return np.asarray(np.log(share / usual), dtype=np.float32)


def _smooth(table: IntArray) -> FloatArray:
    """Spread counts [n, 96] over neighbouring half hours, and a little over kinds of day."""
    days = table.reshape(-1, 2, 48).astype(np.float64)
    days = 0.85 * days + 0.15 * days[:, ::-1]
    weights = (0.08, 0.24, 0.36, 0.24, 0.08)
    spread = sum(
        w * np.roll(days, step, axis=2) for step, w in zip(range(-2, 3), weights, strict=True)
    )
    return np.asarray(spread).reshape(-1, SLOTS)
