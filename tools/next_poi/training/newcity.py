"""Fitting the law of attraction by Newton's method; every step counts the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.newcity import STEP_FEATURES, Attraction, Walk, step_features, taste_of
from tools.next_poi.visits import CITY_KM, kilometres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.visits import CheckIns, FloatArray, IntArray


def walks(checkins: CheckIns, count: int, seed: int) -> list[tuple[Walk, int]]:
    """Up to ``count`` steps of outings: the walk so far in its city, and the place that came next.

    A step back to where one was on the outing is none. Taste is what the user did before it.
    """
    rng = np.random.default_rng(seed)
    visitors = np.zeros(len(checkins.places))
    for rows in checkins.rows_of_user:
        visitors[np.unique(checkins.place[rows])] += 1
    popularity = visitors / max(len(checkins.users), 1)
    outings = [rows for rows in checkins.outings() if len(rows) > 1]
    found = []
    for o in rng.permutation(len(outings))[:count]:
        rows = outings[o][: int(rng.integers(2, len(outings[o]) + 1))]
        if checkins.place[rows[-1]] not in checkins.place[rows[:-1]]:
            found.append(_walk(checkins, rows, popularity))
    return found


def _walk(checkins: CheckIns, rows: IntArray, popularity: FloatArray) -> tuple[Walk, int]:
    """The last of the visits ``rows`` as a step from the others."""
    places, path = checkins.places, checkins.place[rows]
    km = kilometres(places.lat[path[0]], places.lon[path[0]], places.lat, places.lon)
    near = np.union1d(np.flatnonzero(km < CITY_KM), path)
    history = checkins.rows_of_user[int(checkins.user[rows[0]])]
    before = checkins.place[history[history < rows[0]]]
    taste = taste_of([places.categories[c] for c in places.category[before]])
    *walked, target = np.searchsorted(near, path).tolist()
    return Walk(places.take(near), popularity[near], np.array(walked), taste), target


def fit_attraction(
    steps: Sequence[tuple[Walk, int]], l2: float = 1e-3, rounds: int = 25
) -> Attraction:
    """The weights that make the ``steps`` likeliest.

    Args:
        steps: the walk, and the place that came next; of one city or of several.
        l2: strength of the pull of the weights to 0.
        rounds: Newton steps; the loss is convex, so that a few suffice.

    Raises:
        ValueError: there is no step to learn from.
    """
    asked = [_choices(walk, target) for walk, target in steps]
    if not asked:
        raise ValueError("Expected at least one step to learn from, got none.")
    weights = np.zeros(len(STEP_FEATURES))
    for _ in range(rounds):
        gradient, curvature = 2 * l2 * weights, 2 * l2 * np.eye(len(weights))
        for values, hit in asked:
            slope, bend = _derivatives(values, hit, weights)
            gradient = gradient + slope / len(asked)
            curvature = curvature + bend / len(asked)
        weights = weights - np.linalg.solve(curvature, gradient)
    return Attraction(weights)


def _choices(walk: Walk, target: int) -> tuple[FloatArray, int]:
    """Features of the places not yet visited [k, f], and which of them came next."""
    kept = np.setdiff1d(np.arange(len(walk.places)), walk.path)
    return step_features(walk)[kept], int(np.searchsorted(kept, target))


def _derivatives(
    values: FloatArray, hit: int, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Gradient [f] and Hessian [f, f] of the negative log-likelihood of one choice."""
    scores = values @ weights
    share = np.exp(scores - scores.max())
    share = share / share.sum()
    mean = share @ values
    centred = values - mean
    return mean - values[hit], (centred * share[:, None]).T @ centred
