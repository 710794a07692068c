"""Strong simple rankings, which every learned model has to beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.memory import MEMORY_FEATURES, recall

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.next_poi.crowd import Crowd
    from tools.next_poi.visits import FloatArray, Places, Query

    #: Scores every place [p] for a query; higher is likelier.
    Scorer = Callable[[Query], FloatArray]

#: Small enough that it only orders places which the count before it leaves level.
_TIE = 1e-6


def popularity(places: Places, crowd: Crowd) -> Scorer:
    """Everybody's visits."""
    return lambda query: crowd.visits.astype(np.float64)


def last_place(places: Places, crowd: Crowd) -> Scorer:
    """The place where the user is, then nothing."""

    def score(query: Query) -> FloatArray:
        scores = np.zeros(len(crowd.visits))
        scores[query.place[-1:]] = 1.0
        return scores

    return score


def user_counter(places: Places, crowd: Crowd) -> Scorer:
    """How often the user has been there."""
    return lambda query: np.bincount(query.place, minlength=len(crowd.visits)).astype(np.float64)


def markov(places: Places, crowd: Crowd) -> Scorer:
    """What everybody did after the last place, then popularity."""

    def score(query: Query) -> FloatArray:
        scores = _TIE * crowd.visits.astype(np.float64)
        if len(query):
            to, counts = crowd.steps_from(int(query.place[-1]))
            scores[to] += counts
        return scores

    return score


def mixed_counts(places: Places, crowd: Crowd) -> Scorer:
    """The user's visits weighed by recency, time of day and what followed the last place.

    Then popularity.
    """
    columns = [MEMORY_FEATURES.index(name) for name in ("hour_15", "step", "activation_03")]

    def score(query: Query) -> FloatArray:
        scores = _TIE * crowd.visits.astype(np.float64)
        memory = recall(query, places)
        hour, step, activation = memory.values[:, columns].T.astype(np.float64)
        scores[memory.places] += hour + 0.5 * step + 0.1 * np.exp(activation)
        return scores

    return score


BASELINES: dict[str, Callable[[Places, Crowd], Scorer]] = {
    "popularity": popularity,
    "last place": last_place,
    "user counter": user_counter,
    "Markov": markov,
    "mixed counts": mixed_counts,
}
