"""The candidates of a query and what the ranker knows about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.crowd import Crowd, slot
from tools.next_poi.memory import MEMORY_FEATURES, UNVISITED, Memory, recall
from tools.next_poi.visits import DAY, HOUR, Places, Query, is_weekend, kilometres

if TYPE_CHECKING:
    from tools.next_poi.recollection import Recall
    from tools.next_poi.visits import FloatArray, IntArray

CROWD_FEATURES = (
    "popularity", "visitors", "recent", "place_hour", "crowd_step", "crowd_step_share",
    "category_step", "taste", "taste_rank", "repeats", "category_repeats", "km_last", "km_home",
    "km_nearest", "km_per_hour", "my_category", "my_category_hour", "same_category", "is_new",
    "prior", "closing",
)  # fmt: skip
QUERY_FEATURES = (
    "q_visits", "q_places", "q_novelty", "q_recent_novelty", "q_prefix", "q_gap", "q_idle",
    "q_hour", "q_weekend", "q_hour_mass", "q_step_mass", "q_last",
)  # fmt: skip
RECALL_FEATURES = ("recall_logp", "recall_rank", "recall_below_best", "recall_new")
FEATURES = MEMORY_FEATURES + CROWD_FEATURES + QUERY_FEATURES + RECALL_FEATURES
#: Unvisited places that are ranked with care: the best by the discovery score.
DISCOVERIES = 100
#: Taken for the log-probability of what does not come to mind at all.
_FORGOTTEN = -12.0


@dataclass(frozen=True)
class Candidates:
    """The places worth ranking with care.

    Attributes:
        places: indices of the candidates, [k].
        values: their features, [k, len(FEATURES)].
        visited: how many of the candidates, from the first on, the user has visited.
    """

    places: IntArray
    values: FloatArray
    visited: int


def candidates(query: Query, places: Places, crowd: Crowd, recalled: Recall) -> Candidates:
    """Every place the user has visited, then the best of the others, with their features.

    ``recalled`` is what a ``Recollection`` makes of ``query``.
    """
    memory = recall(query, places)
    view = _View(query, places, crowd, memory)
    chosen = np.concatenate([memory.places, _fresh(view.prior, memory.places)])
    remembered = np.tile(UNVISITED, (len(chosen), 1))
    remembered[: len(memory.places)] = memory.values
    columns, asked = view.columns(chosen), view.asked()
    blocks = [
        remembered,
        np.stack([columns[name] for name in CROWD_FEATURES], axis=1),
        np.tile(np.array([asked[name] for name in QUERY_FEATURES]), (len(chosen), 1)),
        _recalled(recalled, chosen, len(places)),
    ]
    values = np.concatenate(blocks, axis=1).astype(np.float32)
    return Candidates(chosen, values, len(memory.places))


def _fresh(prior: FloatArray, visited: IntArray) -> IntArray:
    """The best unvisited places by ``prior``, ascending."""
    fresh = prior.copy()
    fresh[visited] = -np.inf
    count = min(DISCOVERIES, len(prior) - len(visited))
    best = np.argpartition(-fresh, count - 1)[:count] if count > 0 else np.zeros(0, dtype=np.int64)
    return np.setdiff1d(best, visited).astype(np.int64)


def _recalled(recalled: Recall, chosen: IntArray, size: int) -> FloatArray:
    """``RECALL_FEATURES`` of the places ``chosen``, [k, 4]."""
    log_share, rank = np.full(size, _FORGOTTEN), np.full(size, len(recalled.places))
    log_share[recalled.places] = np.maximum(recalled.log_share, _FORGOTTEN)
    rank[recalled.places[np.argsort(-recalled.log_share, kind="stable")]] = np.arange(
        len(recalled.places)
    )
    mine, best = log_share[chosen], float(log_share.max())
    new = np.full(len(chosen), recalled.log_new)
    return np.stack([mine, np.log1p(rank[chosen]), mine - best, new], axis=1)


class _View:
    """A query seen against the crowd; columns are [p]."""

    def __init__(self, query: Query, places: Places, crowd: Crowd, memory: Memory) -> None:
        self.query, self.places, self.crowd, self.memory = query, places, crowd, memory
        self.hours_since = max(query.now - int(query.time[-1]), 60) / HOUR if len(query) else 24.0
        self._distances()
        self._steps()
        self.taste = crowd.shared_taste(memory.places)
        self.place_hour = crowd.place_slots[:, int(slot(np.array(query.local_now)))]
        self.prior = self._prior()

    def _distances(self) -> None:
        query, places = self.query, self.places
        unknown = np.full(len(places), 5.0)
        self.km_last = self.km_home = self.km_nearest = unknown
        if not len(query):
            return
        last = int(query.place[-1])
        self.km_last = kilometres(places.lat[last], places.lon[last], places.lat, places.lon)
        home = int(self.memory.places[np.argmax(self.memory.values[:, 0])])
        self.km_home = kilometres(places.lat[home], places.lon[home], places.lat, places.lon)
        # Planar distance in km is exact enough between places of one city, and one product gives
        # all pairs.
        scale = np.cos(np.radians(places.lat[last]))
        plane = 111.2 * np.stack(
            [places.lat - places.lat[last], (places.lon - places.lon[last]) * scale], axis=1
        )
        known = plane[self.memory.places]
        squared = (plane**2).sum(1)[:, None] - 2 * plane @ known.T + (known**2).sum(1)[None]
        self.km_nearest = np.sqrt(np.maximum(squared.min(axis=1), 0.0))

    def _steps(self) -> None:
        p = len(self.places)
        self.step = np.zeros(p)
        self.category_step = np.zeros(p)
        if len(self.query):
            last = int(self.query.place[-1])
            to, counts = self.crowd.steps_from(last)
            self.step[to] = counts
            self.category_step = self.crowd.category_steps[self.places.category[last]][
                self.places.category
            ]

    def _prior(self) -> FloatArray:
        score = self.crowd.log_popularity + 0.8 * self.place_hour + np.log1p(self.step)
        score = score - 0.8 * np.log(self.km_last + 0.5) - 0.4 * np.log(self.km_nearest + 0.2)
        return np.asarray(score + np.log(self.taste + 1e-3) + 0.2 * self.category_step)

    def columns(self, chosen: IntArray) -> dict[str, FloatArray]:
        """Features of the places ``chosen`` [k] that need no memory of them, each [k]."""
        crowd, size = self.crowd, len(self.places.categories)
        category, km_last, step = (
            self.places.category[chosen],
            self.km_last[chosen],
            self.step[chosen],
        )
        been = self.places.category[self.query.place]
        mine, mine_now = (
            np.bincount(been, minlength=size),
            np.bincount(been, self.memory.hour_weight, size),
        )
        last = been[-1] if len(been) else -1
        return {
            "popularity": np.log1p(crowd.visits[chosen]),
            "visitors": np.log1p(crowd.visitors[chosen]),
            "recent": crowd.recent[chosen],
            "place_hour": self.place_hour[chosen],
            "crowd_step": np.log1p(step),
            "crowd_step_share": step / max(float(self.step.sum()), 1.0),
            "category_step": self.category_step[chosen],
            "taste": self.taste[chosen],
            "taste_rank": np.log(self.taste[chosen] + 1e-4),
            "repeats": crowd.repeats[chosen],
            "category_repeats": crowd.category_repeats[category],
            "km_last": np.log(km_last + 0.05),
            "km_home": np.log(self.km_home[chosen] + 0.05),
            "km_nearest": np.log(self.km_nearest[chosen] + 0.05),
            "km_per_hour": np.log((km_last + 0.05) / self.hours_since),
            "my_category": mine[category] / max(len(self.query), 1),
            "my_category_hour": mine_now[category] / max(float(mine_now.sum()), 1e-9),
            "same_category": (category == last).astype(float),
            "is_new": 1.0 - np.isin(chosen, self.memory.places),
            "prior": self.prior[chosen],
            "closing": crowd.closing[chosen, self.query.local_now % DAY // HOUR],
        }

    def asked(self) -> dict[str, float]:
        """Features of the query itself, the same for every candidate."""
        query, n = self.query, len(self.query)
        first_visits = np.unique(query.place, return_index=True)[1]
        history = n - query.prefix
        idle = (
            (int(query.time[history]) - int(query.time[history - 1])) / DAY
            if 0 < history < n
            else 60.0
        )
        column = {name: self.memory.values[:, i] for i, name in enumerate(MEMORY_FEATURES)}
        return {
            "q_visits": float(np.log1p(n)),
            "q_places": float(np.log1p(len(first_visits))),
            "q_novelty": len(first_visits) / max(n, 1),
            "q_recent_novelty": float((first_visits >= n - 20).sum()) / max(min(n, 20), 1),
            "q_prefix": float(np.log1p(query.prefix)),
            "q_gap": float(np.log(self.hours_since)),
            "q_idle": float(np.log(idle + 0.05)),
            "q_hour": query.local_now % DAY / HOUR,
            "q_weekend": float(is_weekend(np.array(query.local_now))),
            "q_hour_mass": float(column["hour_15"].sum()),
            "q_step_mass": float(column["step"].sum()),
            "q_last": float(query.last),
        }
