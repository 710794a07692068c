"""Where somebody goes next in a city that no model has seen: a law of attraction with six weights.

Nothing here knows a place or a city by name: a place is its category, its position against the
walk so far, and the share of visitors who go there. So what was learned in some cities holds in
others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.visits import kilometres

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.next_poi.visits import FloatArray, IntArray, Places

#: What a place is judged by: log of how many times as popular it is as what is left usually is, log
#: of the km from here as far as one walks, log of how many times as far it is beyond, the cosine of
#: the turn to it, the share of its category in what the visitor did elsewhere, and sameness of
#: category.
STEP_FEATURES = ("popularity", "km", "far", "turn", "taste", "same_category")
#: Kilometres up to which one walks; beyond them one rides, and distance counts less.
WALKABLE = 2.0


@dataclass(frozen=True)
class Walk:
    """An outing so far in a city.

    Attributes:
        places: of the city.
        popularity: share of visitors who go to each place, [p], on any scale.
        path: places visited on this outing, oldest first; where there are none, nearness says
            nothing.
        taste: share of each category, by name, in what the visitor did elsewhere.
    """

    places: Places
    popularity: FloatArray
    path: IntArray
    taste: Mapping[str, float]


@dataclass(frozen=True)
class Attraction:
    """A conditional logit over the places not yet visited.

    Attributes:
        weights: of ``STEP_FEATURES``, in that order.
    """

    weights: FloatArray

    def log_shares(self, walk: Walk) -> FloatArray:
        """Log-probability of each place as the next step, [p]; -inf if visited on this walk."""
        scores = step_features(walk) @ self.weights
        scores[walk.path] = -np.inf
        peak = scores.max()
        if not np.isfinite(peak):
            return scores
        return np.asarray(scores - peak - np.log(np.exp(scores - peak).sum()))


def step_features(walk: Walk) -> FloatArray:
    """What is known about each place as the next step of ``walk``, [p, len(STEP_FEATURES)]."""
    places = walk.places
    km: FloatArray = np.ones(len(places))
    same = np.zeros(len(places), dtype=bool)
    if len(walk.path):
        here = int(walk.path[-1])
        km = kilometres(places.lat[here], places.lon[here], places.lat, places.lon)
        same = places.category == places.category[here]
    taste = np.array([walk.taste.get(name, 0.0) for name in places.categories])
    left = np.ones(len(places), dtype=bool)
    left[walk.path] = False
    usual = walk.popularity[left].mean() if left.any() else 0.0
    columns = [
        np.log(walk.popularity / max(usual, 1e-9) + 0.1),
        np.log(np.minimum(km, WALKABLE) + 0.05),
        np.log(np.maximum(km / WALKABLE, 1.0)),
        _turn(places, walk.path),
        taste[places.category],
        same,
    ]
    return np.stack(columns, axis=1)


def taste_of(categories: Sequence[str]) -> dict[str, float]:
    """Share of each category among those of somebody's visits."""
    return {name: n / len(categories) for name, n in Counter(categories).items()}


def _turn(places: Places, path: IntArray) -> FloatArray:
    """Cosine between the last step and the step to each place: 1 goes on, -1 goes back, [p]."""
    if len(path) < 2:
        return np.zeros(len(places))
    scale = np.cos(np.radians(places.lat[path[-1]]))
    plane = np.stack([places.lat, places.lon * scale], axis=1)
    before, step = plane[path[-1]] - plane[path[-2]], plane - plane[path[-1]]
    length = np.linalg.norm(before) * np.linalg.norm(step, axis=1)
    return np.asarray(step @ before / np.maximum(length, 1e-12))
