"""Fitting the law of attraction by Newton's method; every city counts the same, however large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.newcity import STEP_FEATURES, Attraction, Walk, step_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.visits import FloatArray


def fit_attraction(
    cities: Sequence[Sequence[tuple[Walk, int]]], l2: float = 1e-3, rounds: int = 25
) -> Attraction:
    """The weights that make the steps taken in ``cities`` likeliest.

    Args:
        cities: per city its steps: the walk, and the place that came next.
        l2: strength of the pull of the weights to 0.
        rounds: Newton steps; the loss is convex, so that a few suffice.

    Raises:
        ValueError: there is no step to learn from.
    """
    asked = [[_choices(walk, target) for walk, target in steps] for steps in cities if steps]
    if not asked:
        raise ValueError("Expected at least one step to learn from, got none.")
    weights = np.zeros(len(STEP_FEATURES))
    for _ in range(rounds):
        gradient, curvature = 2 * l2 * weights, 2 * l2 * np.eye(len(weights))
        for steps in asked:
            for values, hit in steps:
                slope, bend = _derivatives(values, hit, weights)
                gradient = gradient + slope / len(steps) / len(asked)
                curvature = curvature + bend / len(steps) / len(asked)
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
