"""One user's memory, in the manner of ACT-R: what comes to mind at this hour, after this place.

A place's base-level activation grows with how often and how lately it was visited (Anderson &
Schooler 1991); the hour, the kind of day and the places just left spread activation to what was
visited under like circumstances.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.next_poi.visits import (
    DAY,
    Query,
    hours_apart,
    is_weekend,
    kilometres,
    near,
    week_hours_apart,
    weekday,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.next_poi.visits import FloatArray, IntArray, Places

#: Features of a place that the user has visited, in the order of ``Memory.values``.
MEMORY_FEATURES = (
    "count", "share", "days", "activation_03", "activation_05", "activation_10", "activation_share",
    "decay_2d", "decay_10d", "decay_40d", "age_last", "age_first", "overdue",
    "hour_05", "hour_15", "hour_30", "hour_share", "hour_day", "hour_day_share", "week_hour",
    "weekday", "step", "step_share", "step_gap", "step_hour", "step_second", "spread",
    "outing_count", "outing_spread", "is_last", "starts", "ends", "ends_share", "same_slot_days",
    "near_step", "near_step_share", "kind_step", "gap_hour", "gap_hour_share", "joint",
    "joint_share", "again", "again_share", "interval",
)  # fmt: skip
#: What an unvisited place has: the logs of nothing, and ages as of an unknown past.
_FLOOR = {
    "activation_03": -6.0,
    "activation_05": -6.0,
    "activation_10": -8.0,
    "age_last": 9.5,
    "age_first": 9.5,
    "overdue": 9.0,
}
UNVISITED: FloatArray = np.array(
    [_FLOOR.get(name, 0.0) for name in MEMORY_FEATURES], dtype=np.float32
)


@dataclass(frozen=True)
class Memory:
    """What a user remembers at the moment of a query.

    Attributes:
        places: distinct places visited, [m], ascending.
        values: their features, [m, len(MEMORY_FEATURES)].
        slot_of: position in ``places`` of each visit, [n].
        hour_weight: weight of each visit by recency and time of day, [n].
    """

    places: IntArray
    values: FloatArray
    slot_of: IntArray
    hour_weight: FloatArray


def recall(query: Query, places: Places) -> Memory:
    """What ``query``'s visits to ``places`` bring to mind at its moment."""
    visited, slot_of = np.unique(query.place, return_inverse=True)
    visits = _Visits(query, slot_of, len(visited), places)
    columns = {
        **visits.recency(),
        **visits.rhythm(),
        **visits.transitions(),
        **visits.circumstances(),
        **visits.outing(),
        **visits.returns(),
    }
    values = np.stack([columns[name] for name in MEMORY_FEATURES], axis=1).astype(np.float32)
    return Memory(visited, values, slot_of, visits.recent * visits.near(1.5))


class _Visits:
    """The visits of one query with the weights that several features share.

    Every column it returns is [m].
    """

    def __init__(self, query: Query, slot_of: IntArray, size: int, places: Places) -> None:
        self.query, self.slot_of, self.size, self.places = query, slot_of, size, places
        self.age: FloatArray = np.maximum(query.now - query.time, 900) / DAY
        self.recent: FloatArray = self.age**-0.3
        self.apart: FloatArray = hours_apart(query.local, query.local_now)
        self.same_kind: NDArray[np.bool_] = is_weekend(query.local) == is_weekend(
            np.array(query.local_now)
        )
        self.total = max(len(query), 1)
        #: Seconds since the visit before, [n]; infinite for the first.
        self.gap: FloatArray = np.concatenate([[np.inf], np.diff(query.time)])[: len(query)]
        since = max(query.now - int(query.time[-1]), 60) if len(query) else 60
        #: How like the target's gap each visit's is, 0..1, [n].
        self.gap_like: FloatArray = near(np.log(np.maximum(self.gap, 60) / since), 0.7)

    def add(self, weights: FloatArray) -> FloatArray:
        """Sum weights of visits [n] by place."""
        return np.bincount(self.slot_of, weights, self.size).astype(np.float64)

    def near(self, hours: float) -> FloatArray:
        """How near each visit's time of day is to the target's, 0..1, within ``hours``, [n]."""
        return near(self.apart, hours)

    def recency(self) -> dict[str, FloatArray]:
        """Base-level activation under several decays."""
        count = self.add(np.ones(len(self.query)))
        last, first = np.full(self.size, np.inf), np.zeros(self.size)
        np.minimum.at(last, self.slot_of, self.age)
        np.maximum.at(first, self.slot_of, self.age)
        activation = {d: self.add(self.age**-d) for d in (0.3, 0.5, 1.0)}
        days = np.unique(self.slot_of * 100_000 + self.query.local // DAY) // 100_000
        usual = (first - last) / np.maximum(count - 1, 1)
        return {
            "count": np.log1p(count),
            "share": count / self.total,
            "days": np.log1p(np.bincount(days, minlength=self.size)),
            "activation_03": np.log(activation[0.3]),
            "activation_05": np.log(activation[0.5]),
            "activation_10": np.log(activation[1.0]),
            "activation_share": _share(activation[0.5]),
            "decay_2d": np.log1p(self.add(np.exp(-self.age / 2))),
            "decay_10d": np.log1p(self.add(np.exp(-self.age / 10))),
            "decay_40d": np.log1p(self.add(np.exp(-self.age / 40))),
            "age_last": np.log(last * 24),
            "age_first": np.log(first * 24),
            "overdue": np.where(
                count > 1, np.log((last + 0.05) / (usual + 0.05)), _FLOOR["overdue"]
            ),
        }

    def rhythm(self) -> dict[str, FloatArray]:
        """Match of time of day, kind of day, day of the week and hour of the week."""
        query = self.query
        hour = self.add(self.recent * self.near(1.5))
        kind = self.add(self.recent * self.near(1.5) * self.same_kind)
        week_apart = week_hours_apart(query.local, query.local_now)
        same_day = weekday(query.local) == weekday(np.array(query.local_now))
        close = (self.apart < 1.0) & self.same_kind
        days = np.unique(self.slot_of[close] * 100_000 + query.local[close] // DAY) // 100_000
        return {
            "hour_05": self.add(self.recent * self.near(0.5)),
            "hour_15": hour,
            "hour_30": self.add(self.recent * self.near(3.0)),
            "hour_share": _share(hour),
            "hour_day": kind,
            "hour_day_share": _share(kind),
            "week_hour": self.add(self.recent * near(week_apart, 2.0)),
            "weekday": self.add(self.recent * same_day),
            "same_slot_days": np.bincount(days, minlength=self.size).astype(np.float64),
        }

    def transitions(self) -> dict[str, FloatArray]:
        """Activation spreading from the places just left to what followed them before."""
        here = self.slot_of[-1:]
        from_last = self.before(self.slot_of == here, False)
        first = np.append(self.slot_of[-2:-1], -1)[0]
        second = from_last & self.before(self.before(self.slot_of == first, False), False)
        step = from_last * self.recent
        steps = self.add(step)
        return {
            "step": steps,
            "step_share": _share(steps),
            "step_gap": self.add(step * self.gap_like),
            "step_hour": self.add(step * self.near(1.5)),
            "step_second": self.add(step * second),
            "spread": self._spread(),
        }

    def before(self, values: NDArray[Any], missing: Any) -> NDArray[Any]:
        """``values`` [n] of the visit before each one, ``missing`` where none was within a day."""
        shifted = np.full(len(values), missing, dtype=values.dtype)
        shifted[1:] = np.where(self.gap[1:] < DAY, values[:-1], missing)
        return shifted

    def circumstances(self) -> dict[str, FloatArray]:
        """Visits alike in several respects at once, which no sum of single matches can tell."""
        if not len(self.query):
            none = np.zeros(self.size)
            names = (
                "near_step",
                "near_step_share",
                "kind_step",
                "gap_hour",
                "gap_hour_share",
                "joint",
                "joint_share",
            )
            return dict.fromkeys(names, none)
        place, last = self.query.place, int(self.query.place[-1])
        lat, lon, category = self.places.lat, self.places.lon, self.places.category
        away = kilometres(lat[last], lon[last], lat[place], lon[place])
        beside = self.before(np.exp(-away / 0.5), 0.0)
        alike = self.before((category[place] == category[last]).astype(float), 0.0)
        same = self.before((place == last).astype(float), 0.0)
        link = 0.1 + 0.9 * np.maximum(same, np.maximum(0.6 * beside, 0.4 * alike))
        like = (0.3 + 0.7 * self.gap_like) * (0.4 + 0.6 * self.same_kind)
        near_step = self.add(self.recent * beside * self.near(3.0))
        gap_hour = self.add(self.recent * self.near(1.5) * self.gap_like)
        joint = self.add(self.recent * self.near(1.5) * link * like)
        return {
            "near_step": near_step,
            "near_step_share": _share(near_step),
            "kind_step": self.add(self.recent * alike * self.near(3.0)),
            "gap_hour": gap_hour,
            "gap_hour_share": _share(gap_hour),
            "joint": joint,
            "joint_share": _share(joint),
        }

    def returns(self) -> dict[str, FloatArray]:
        """When a place is gone back to: within the day or not, and after how long."""
        query = self.query
        order = np.lexsort((query.time, self.slot_of))
        interval = np.full(len(query), np.inf)
        same = np.diff(self.slot_of[order]) == 0
        interval[order[1:][same]] = np.diff(query.time[order])[same]
        latest = np.zeros(self.size, dtype=np.int64)
        np.maximum.at(latest, self.slot_of, query.time)
        since = np.maximum(query.now - latest, 900)[self.slot_of]
        again = self.add(self.recent * self.near(1.5) * ((interval < DAY) == (since < DAY)))
        fits = near(np.log(np.maximum(interval, 900) / since), 0.4)
        return {
            "again": again,
            "again_share": _share(again),
            "interval": self.add(self.recent * fits),
        }

    def _spread(self) -> FloatArray:
        """What came within four visits after any of the last three places."""
        query, n = self.query, len(self.query)
        total = np.zeros(n)
        for back in range(1, min(3, n) + 1):
            source = self.slot_of == self.slot_of[-back]
            for ahead in range(1, 5):
                if ahead < n:
                    near = query.time[ahead:] - query.time[:-ahead] < DAY
                    total[ahead:] += source[:-ahead] * near * self.recent[ahead:] / (back * ahead)
        return self.add(total)

    def outing(self) -> dict[str, FloatArray]:
        """What was done in the outing under way, and which places begin outings."""
        n, prefix = len(self.query), self.query.prefix
        under_way = np.arange(n) >= n - prefix
        begins = self.gap >= DAY
        ends = self.add(np.append(begins[1:], False)[:n] * self.recent * self.near(3.0))
        is_last = np.zeros(self.size)
        if n:
            is_last[self.slot_of[-1]] = 1
        order = np.where(under_way, 1.0 / np.maximum(n - np.arange(n), 1), 0.0)
        return {
            "outing_count": self.add(under_way.astype(float)),
            "outing_spread": self.add(order),
            "is_last": is_last,
            "starts": self.add(begins * self.recent),
            "ends": ends,
            "ends_share": _share(ends),
        }


def _share(values: FloatArray) -> FloatArray:
    total = float(values.sum())
    return values / total if total > 0 else values
