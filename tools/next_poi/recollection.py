"""A learned memory: how strongly each past visit comes to mind at this moment, by a small network.

ACT-R gives activation a fixed form. Here a network weighs every past visit by all its
circumstances at once; a place's share is the softmax over places of its visits' summed weights,
beside one more choice: somewhere new. The network knows neither user nor place by name, so it
serves any city, and a few thousand weights are all it has.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.visits import (
    DAY,
    HOUR,
    Query,
    decays,
    hour_match,
    hours_apart,
    is_weekend,
    kilometres,
    near,
    week_hours_apart,
    weekday,
)

if TYPE_CHECKING:
    from tools.next_poi.visits import FloatArray, IntArray, Places

#: Visits that are weighed; older ones are forgotten.
LATEST = 400
VISIT_INPUTS = 43
QUERY_INPUTS = 12


@dataclass(frozen=True)
class Recall:
    """What comes to mind.

    Attributes:
        places: distinct places among the visits weighed, ascending, [m].
        log_share: log-probability of each, [m].
        log_new: log-probability of somewhere new.
    """

    places: IntArray
    log_share: FloatArray
    log_new: float


@dataclass(frozen=True)
class Recollection:
    """The network's weights: two hidden layers for a visit, one for the choice of somewhere new.

    All float32.

    Attributes:
        mean, scale: of a visit's inputs, [VISIT_INPUTS].
        w1, b1, w2, b2, w3: visit inputs to hidden, hidden to hidden, hidden to weight.
        v1, c1, v2, c2: query inputs to hidden, hidden to the weight of somewhere new.
    """

    mean: FloatArray
    scale: FloatArray
    w1: FloatArray
    b1: FloatArray
    w2: FloatArray
    b2: FloatArray
    w3: FloatArray
    v1: FloatArray
    c1: FloatArray
    v2: FloatArray
    c2: FloatArray

    def recall(self, query: Query, places: Places) -> Recall:
        """What ``query``'s visits bring to mind."""
        inputs, asked = visit_inputs(query, places), query_inputs(query)
        hidden = _silu((inputs - self.mean) / self.scale @ self.w1 + self.b1)
        weight = _silu(hidden @ self.w2 + self.b2) @ self.w3
        new = float(_silu(asked @ self.v1 + self.c1) @ self.v2 + self.c2[0])
        visited, slot = np.unique(query.place[-LATEST:], return_inverse=True)
        peak = float(weight.max(initial=new))
        summed = np.bincount(slot, np.exp(weight - peak), len(visited))
        total = float(np.log(summed.sum() + np.exp(new - peak)))
        return Recall(visited, np.log(np.maximum(summed, 1e-30)) - total, new - peak - total)

    def arrays(self) -> dict[str, FloatArray | IntArray]:
        """Every weight by name, to be saved with ``numpy.savez``."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def query_inputs(query: Query) -> FloatArray:
    """What the moment itself says, [QUERY_INPUTS]."""
    n, local = len(query), query.local_now
    gap = max(query.now - int(query.time[-1]), 60) / HOUR if n else 48.0
    turn = local % DAY * 2 * np.pi / DAY
    first = np.unique(query.place, return_index=True)[1]
    start = n - query.prefix
    idle = (int(query.time[start]) - int(query.time[start - 1])) / DAY if 0 < start < n else 60.0
    return np.array(
        [
            np.sin(turn),
            np.cos(turn),
            np.sin(2 * turn),
            np.cos(2 * turn),
            float(is_weekend(np.array(local))),
            np.log(gap),
            np.log1p(n) - 4,
            np.log1p(query.prefix) - 1,
            len(first) / max(n, 1),
            float((first >= n - 20).sum()) / max(min(n, 20), 1),
            np.log(idle + 0.05),
            np.log1p(len(first)) - 3,
        ],
        dtype=np.float32,
    )


def visit_inputs(query: Query, places: Places) -> FloatArray:
    """The circumstances of each visit beside those of the moment, [n, VISIT_INPUTS]."""
    kept = slice(-LATEST, None)
    place, time, local = query.place[kept], query.time[kept], query.local[kept]
    if not len(place):
        return np.zeros((0, VISIT_INPUTS), dtype=np.float32)
    blocks = [
        _when(query, time, local),
        _whence(place, time, query.now, places),
        _habit(place, time, query.now),
        np.tile(query_inputs(query)[:8], (len(place), 1)),
    ]
    prefix = np.arange(len(place)) >= len(place) - query.prefix
    return np.concatenate([*blocks, prefix[:, None]], axis=1).astype(np.float32)


def _when(query: Query, time: IntArray, local: IntArray) -> FloatArray:
    """Age, and match of the time of day, kind of day, weekday and hour of the week, [n, 14]."""
    age = np.maximum(query.now - time, 900) / DAY
    apart = hours_apart(local, query.local_now)
    now = np.array(query.local_now)
    columns = [
        *decays(age),
        *hour_match(apart),
        is_weekend(local) == is_weekend(now),
        weekday(local) == weekday(now),
        near(week_hours_apart(local, query.local_now), 2.0),
        query.local_now // DAY == local // DAY,
        np.exp(-np.abs(query.local_now // DAY - local // DAY - 1.0)),
    ]
    return np.stack(columns, axis=1)


def _whence(place: IntArray, time: IntArray, now: int, places: Places) -> FloatArray:
    """Match of what came before each visit with what came before now, [n, 12]."""
    last, n = int(place[-1]), len(place)
    gap = np.concatenate([[30.0 * DAY], np.diff(time)])
    since = max(now - int(time[-1]), 60)
    away = kilometres(places.lat[last], places.lon[last], places.lat[place], places.lon[place])
    category = places.category[place]
    near_enough = gap < DAY

    def before(values: FloatArray, steps: int = 1) -> FloatArray:
        shifted = np.zeros(n)
        shifted[steps:] = values[: n - steps]
        return shifted * near_enough

    second = (place == place[-2]).astype(float) if n > 1 else np.zeros(n)
    columns = [
        near(np.log(np.maximum(gap, 60) / since), 0.7),
        near(np.log(np.maximum(gap, 60) / since), 2.0),
        np.log(np.maximum(gap, 60) / HOUR),
        before((place == last).astype(float)),
        before((category == category[-1]).astype(float)),
        before(np.exp(-away / 0.5)),
        before(np.exp(-away / 3.0)),
        before(second, 2),
        before((place == last).astype(float), 2),
        np.log(away + 0.05),
        (place == last).astype(float),
        (category == category[-1]).astype(float),
    ]
    return np.stack(columns, axis=1)


def _habit(place: IntArray, time: IntArray, now: int) -> FloatArray:
    """How often, how lately and after what intervals each visit's place was gone to, [n, 8]."""
    _, slot, count = np.unique(place, return_inverse=True, return_counts=True)
    order = np.lexsort((time, slot))
    interval = np.full(len(place), 60.0 * DAY)
    same = np.diff(slot[order]) == 0
    interval[order[1:][same]] = np.diff(time[order])[same]
    latest = np.zeros(len(count), dtype=np.int64)
    np.maximum.at(latest, slot, time)
    since = np.maximum(now - latest, 900)[slot]
    silence = np.concatenate([np.diff(time) >= DAY, [False]])
    columns = [
        np.log(count[slot]),
        np.log(count[slot] / len(place)),
        np.log(since / DAY),
        since < DAY,
        (interval < DAY) == (since < DAY),
        near(np.log(np.maximum(interval, 900) / since), 0.4),
        np.log(np.maximum(interval, 900) / since),
        silence,
    ]
    return np.stack(columns, axis=1)


def _silu(values: FloatArray) -> FloatArray:
    return np.asarray(values / (1 + np.exp(-np.clip(values, -60, 60))))
