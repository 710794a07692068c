"""A batch of questions seen all at once: past visits beside the moment that is asked about.

Questions are padded on the left: the latest visit of each is in the last column. Shapes are named
by b questions, n visits and p places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.next_poi.crowd import slot
from tools.next_poi.visits import (
    DAY,
    hours_apart,
    is_weekend,
    minute_of_day,
    near,
    week_hours_apart,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tools.next_poi.crowd import Crowd
    from tools.next_poi.visits import BoolArray, FloatArray, IntArray, Places, Query

#: Visits that are looked at; older ones are forgotten.
LATEST = 320
#: Taken for the seconds between visits where there is no other.
NEVER = 30.0 * DAY


@dataclass(frozen=True)
class City:
    """The places of a city with what everybody does there.

    Attributes:
        tasted: the crowd's taste by place, [p, u], so that those of a few places lie together.
        category_slots: log of each category's part of all visits in each half hour of the week,
            [96, c].
    """

    places: Places
    crowd: Crowd
    tasted: FloatArray
    category_slots: FloatArray

    @classmethod
    def of(cls, places: Places, crowd: Crowd) -> City:
        """The city of ``places`` as ``crowd`` has counted it."""
        weight = np.exp(crowd.place_slots) * crowd.visits[:, None]
        table = np.full((len(places.categories), weight.shape[1]), 0.5)
        np.add.at(table, places.category, weight)
        slots = np.asarray(np.log(table / table.sum(axis=0)).T, dtype=np.float32)
        return cls(places, crowd, np.ascontiguousarray(crowd.taste.T), slots)

    def without(self, query: Query) -> City:
        """The city for ``query``'s user, if they are one of the crowd: their own visits count not.

        The foresight learned from what others do, so that it takes what is left for habit's.
        """
        if query.user < 0:
            return self
        history = slice(0, len(query) - query.prefix)
        crowd = self.crowd.without(query.place[history], query.time[history])
        return replace(self, crowd=crowd)


@dataclass(frozen=True)
class Scene:
    """A batch of questions about one city.

    Attributes:
        place, time, local: of each visit, [b, n]; what they hold where ``known`` is false is void.
        known: whether there is a visit, [b, n].
        under_way: whether it belongs to the outing under way, [b, n].
        now, local_now: of the visits asked about, [b, 1].
        user: who asks, [b].
        last: whether the visit asked about is known to end its outing, [b, 1].
    """

    city: City
    place: IntArray
    time: IntArray
    local: IntArray
    known: BoolArray
    under_way: BoolArray
    now: IntArray
    local_now: IntArray
    user: IntArray
    last: BoolArray

    @classmethod
    def of(cls, queries: Sequence[Query], city: City) -> Scene:
        """The scene of ``queries``, of which there is at least one."""
        width = max(1, min(LATEST, max(len(query) for query in queries)))
        shape = (len(queries), width)
        place, time, local = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        known, under_way = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        for row, query in enumerate(queries):
            n = min(len(query), width)
            if n:
                place[row, -n:] = query.place[-n:]
                time[row, -n:] = query.time[-n:]
                local[row, -n:] = query.local[-n:]
                known[row, -n:] = True
            under_way[row, width - min(query.prefix, n) :] = True
        return cls(
            city=city,
            place=place,
            time=time,
            local=local,
            known=known,
            under_way=under_way,
            now=np.array([[query.now] for query in queries]),
            local_now=np.array([[query.local_now] for query in queries]),
            user=np.array([query.user for query in queries]),
            last=np.array([[query.last] for query in queries]),
        )

    @cached_property
    def same(self) -> FloatArray:
        """1 where two visits are to one place, else 0, [b, n, n]."""
        alike = self.place[:, :, None] == self.place[:, None, :]
        both = self.known[:, :, None] & self.known[:, None, :]
        return np.asarray(alike & both, dtype=np.float32)

    @cached_property
    def same_mean(self) -> FloatArray:
        """Weights [b, n, n] that make of values [b, n, k] their mean over visits to one place."""
        return np.asarray(self.same / self.times[:, :, None])

    @cached_property
    def ago(self) -> FloatArray:
        """Seconds since each visit, [b, n]."""
        ago = np.where(self.known, np.maximum(self.now - self.time, 900), NEVER)
        return np.asarray(ago, dtype=np.float32)

    @cached_property
    def recent(self) -> FloatArray:
        """Weight of each visit by recency, [b, n]; 0 where there is none."""
        return np.asarray((self.ago / DAY) ** -0.3 * self.known)

    @cached_property
    def apart(self) -> FloatArray:
        """Hours between the times of day of each visit and now, [b, n]."""
        return hours_apart(self.local, self.local_now)

    @cached_property
    def category(self) -> IntArray:
        """Of each visit's place, [b, n]; -1 where there is none."""
        return np.where(self.known, self.city.places.category[self.place], -1)

    @cached_property
    def follows(self) -> BoolArray:
        """Whether there is a visit before each, [b, n]."""
        return np.asarray(self.known & self.earlier(self.known, False))

    @cached_property
    def gap(self) -> FloatArray:
        """Seconds since the visit before each, [b, n]."""
        gap = np.maximum(self.time - self.earlier(self.time, 0), 60)
        return np.where(self.follows, gap, NEVER)

    @cached_property
    def since(self) -> FloatArray:
        """Seconds since the latest visit, [b, 1]."""
        since = np.maximum(self.now - self.time[:, -1:], 60)
        return np.asarray(np.where(self.known[:, -1:], since, 2 * DAY), dtype=np.float32)

    def earlier(self, values: NDArray[Any], missing: float) -> NDArray[Any]:
        """``values`` [b, n] of the visit before each."""
        first = np.full((len(values), 1), missing, dtype=values.dtype)
        return np.concatenate([first, values[:, :-1]], axis=1)

    def kinds(self) -> IntArray:
        """Category of each visit's place and of the place visited before it, [b, n, 2].

        The number after the last category stands for none.
        """
        none = len(self.city.places.categories)
        kind = np.where(self.known, self.city.places.category[self.place], none)
        return np.stack([kind, self.earlier(kind, none)], axis=2)

    @cached_property
    def alike(self) -> BoolArray:
        """Whether each visit was on the same kind of day, [b, n]."""
        return np.asarray(is_weekend(self.local) == is_weekend(self.local_now))

    @cached_property
    def week_apart(self) -> FloatArray:
        """Hours between the times of the week of each visit and now, [b, n]."""
        return week_hours_apart(self.local, self.local_now)

    @cached_property
    def after_last(self) -> BoolArray:
        """Whether each visit came within a day after one to the place just left, [b, n]."""
        before = self.earlier(self.place, -1)
        return np.asarray(self.follows & (self.gap < DAY) & (before == self.place[:, -1:]))

    @cached_property
    def away(self) -> FloatArray:
        """Km from each visit's place to the one just left, [b, n]."""
        plane = self.city.places.plane[self.place]
        return np.asarray(np.sqrt(((plane - plane[:, -1:]) ** 2).sum(axis=2)))

    @cached_property
    def times(self) -> FloatArray:
        """How often each visit's place was visited, [b, n]; at least 1."""
        return np.asarray(np.maximum(self.same.sum(axis=2), 1))

    @cached_property
    def habitual(self) -> FloatArray:
        """Weight of each visit by recency, time of day and kind of day, [b, n]."""
        return np.asarray(self.recent * near(self.apart, 1.5) * (0.5 + 0.5 * self.alike))

    @cached_property
    def stepped(self) -> FloatArray:
        """Weight of each visit by recency, if it followed one to the place just left, [b, n]."""
        return np.asarray(self.recent * self.after_last)

    def by_place(self, weight: FloatArray) -> FloatArray:
        """Share of each visit's place in the ``weight`` of all visits, [b, n]."""
        weight = (weight * self.known).astype(np.float32)
        summed = (self.same @ weight[:, :, None])[:, :, 0]
        return np.asarray(summed / (weight.sum(axis=1, keepdims=True) + 1e-3))

    @cached_property
    def slot(self) -> IntArray:
        """Half hour of the week now, [b, 1]."""
        return slot(self.local_now)

    @cached_property
    def hour(self) -> IntArray:
        """Hour of the day now, [b, 1]."""
        return minute_of_day(self.local_now) // 60

    @cached_property
    def steps(self) -> FloatArray:
        """How often everybody went on to each place from the one just left, [b, p]."""
        table = np.zeros((len(self.place), len(self.city.places)), dtype=np.float32)
        for row in np.flatnonzero(self.known[:, -1]):
            to, counts = self.city.crowd.steps_from(int(self.place[row, -1]))
            table[row, to] = counts
        return table
