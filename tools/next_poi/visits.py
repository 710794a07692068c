"""Visits in columns: places, everybody's check-ins, and one question about the next visit.

Array shapes are given as ``[n]``; times are seconds since 1970-01-01, in UTC (``time``) or on the
local clock (``local``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    IntArray = NDArray[np.integer]
    FloatArray = NDArray[np.floating]
    BoolArray = NDArray[np.bool_]

HOUR, DAY, WEEK = 3600, 86400, 7 * 86400
#: Places farther apart than this are not of one city, in km.
CITY_KM = 50.0
#: 1970-01-01 was a Thursday: shifting by three days makes weeks begin on Monday.
_MONDAY = 3 * DAY


def minute_of_day(local: IntArray) -> IntArray:
    """Minutes after local midnight, 0..1439, of local times [n] in seconds."""
    return local % DAY // 60


def weekday(local: IntArray) -> IntArray:
    """Day of the week, Monday is 0, of local times [n] in seconds."""
    return (local + _MONDAY) // DAY % 7


def is_weekend(local: IntArray) -> NDArray[np.bool_]:
    """Whether local times [n] in seconds fall on a Saturday or Sunday."""
    return weekday(local) >= 5


def hours_apart(local: IntArray, now: IntArray | int) -> FloatArray:
    """Hours between the times of day of local times and now, 0..12, all in seconds."""
    minutes = np.abs(minute_of_day(local) - now % DAY // 60)
    return np.asarray(np.minimum(minutes, 1440 - minutes) / 60)


def week_hours_apart(local: IntArray, now: IntArray | int) -> FloatArray:
    """Hours between the times of the week of local times and now, 0..84, all in seconds."""
    offset = np.abs(local - now) % WEEK
    return np.asarray(np.minimum(offset, WEEK - offset) / HOUR)


def near(distance: FloatArray, width: float) -> FloatArray:
    """1 at no distance, falling as a bell of ``width``."""
    return np.asarray(np.exp(-0.5 * (distance / width) ** 2))


def decays(age: FloatArray) -> list[FloatArray]:
    """How much visits of an ``age`` in days count still, slowly and quickly: five columns."""
    return [np.log(age), age**-0.5, *(np.exp(-age / days) for days in (2, 10, 40))]


def hour_match(apart: FloatArray) -> list[FloatArray]:
    """Hours of the day that visits are ``apart`` from a time, plain and as bells: four columns."""
    return [apart, *(near(apart, hours) for hours in (0.4, 1.2, 3.0))]


def kilometres(lat: float, lon: float, lats: FloatArray, lons: FloatArray) -> FloatArray:
    """Great-circle distance in km from one point to many [n], all in degrees."""
    a, b = np.radians(lat), np.radians(lats)
    h = np.sin((b - a) / 2) ** 2
    h = h + np.cos(a) * np.cos(b) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0))))


@dataclass(frozen=True)
class Places:
    """The places that can be ranked, by index.

    Attributes:
        ids: outside identifier of each place, [p].
        category: index into ``categories``, [p].
        lat, lon: degrees, [p].
        categories: names of the categories.
    """

    ids: tuple[str, ...]
    category: IntArray
    lat: FloatArray
    lon: FloatArray
    categories: tuple[str, ...]

    def __len__(self) -> int:
        """Number of places."""
        return len(self.ids)

    def take(self, rows: IntArray) -> Places:
        """Only the places ``rows``, in that order."""
        ids = tuple(self.ids[i] for i in rows)
        columns = (self.category[rows], self.lat[rows], self.lon[rows])
        return Places(ids, *columns, self.categories)

    @cached_property
    def plane(self) -> FloatArray:
        """Km east and north of their middle, [p, 2]: exact enough between places of one city."""
        lat, lon = self.lat - self.lat.mean(), self.lon - self.lon.mean()
        east = lon * np.cos(np.radians(self.lat.mean()))
        return np.asarray(111.2 * np.stack([east, lat], axis=1))

    @cached_property
    def index(self) -> dict[str, int]:
        """Index of each identifier."""
        return {place_id: i for i, place_id in enumerate(self.ids)}


@dataclass(frozen=True)
class CheckIns:
    """Everybody's visits, in order of time; all columns are [n].

    Attributes:
        user: index into ``users``.
        place: index into ``places``.
        time: UTC seconds, ascending.
        local: seconds on the local clock.
        outing: index of the trajectory that the visit belongs to; its visits are one user's, close
            in time.
    """

    places: Places
    users: tuple[str, ...]
    user: IntArray
    place: IntArray
    time: IntArray
    local: IntArray
    outing: IntArray

    def __len__(self) -> int:
        """Number of visits."""
        return len(self.user)

    def take(self, rows: IntArray | NDArray[np.bool_]) -> CheckIns:
        """The same places and users with only these rows, which must be ascending (or a mask)."""
        columns = (self.user, self.place, self.time, self.local, self.outing)
        return CheckIns(self.places, self.users, *(column[rows] for column in columns))

    def before(self, time: int) -> CheckIns:
        """The visits that lie before ``time`` (UTC seconds)."""
        return self.take(np.arange(int(np.searchsorted(self.time, time))))

    @cached_property
    def rows_of_user(self) -> tuple[IntArray, ...]:
        """Rows of each user, oldest first."""
        order = np.argsort(self.user, kind="stable")
        bounds = np.searchsorted(self.user[order], np.arange(len(self.users) + 1))
        return tuple(order[a:b] for a, b in pairwise(bounds))

    def outings(self) -> Iterator[IntArray]:
        """Rows of each outing, oldest first, in order of the outing's index."""
        order = np.argsort(self.outing, kind="stable")
        if len(order):
            yield from np.split(order, np.flatnonzero(np.diff(self.outing[order])) + 1)


@dataclass(frozen=True)
class Query:
    """What is known when the next visit is asked for.

    Attributes:
        place, time, local: the user's visible visits [n], oldest first: history, then the outing
            under way.
        prefix: how many of the last visits belong to the outing under way.
        now, local_now: the target's time, UTC and local seconds.
        user: index of the user among the check-ins' users; -1 is a newcomer.
        last: whether the visit asked about is known to end its outing, as the published samples'.
    """

    place: IntArray
    time: IntArray
    local: IntArray
    prefix: int
    now: int
    local_now: int
    user: int = -1
    last: bool = False

    def __len__(self) -> int:
        """Number of visible visits."""
        return len(self.place)


@dataclass(frozen=True)
class Sample:
    """A query with the place that was visited."""

    query: Query
    target: int
