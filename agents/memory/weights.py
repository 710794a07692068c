"""What "I prefer this one" teaches: factors on the weights of the soft terms.

A traveller's utility of a plan is taken to be the sum of its soft terms (``planner.terms``), each
times exp(theta), sights and meals being the measure (theta 0). That a plan was preferred to another
has the probability sigmoid((U(chosen) - U(rejected)) / SCALE), and theta is Normal(0, SPREAD)
beforehand; what is taken is the theta that is likeliest after all choices, found by Newton's
steps. A choice is one piece of evidence, however many plans were rejected in it. With no choice
every factor is 1, and so it is for what the request says itself.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from agents.entries import Choice

#: Soft term -> the weights of ``planner.kernel.Weights`` that it is made with.
FIELDS = {
    "timing": ("short",),
    "travel": ("travel", "tedium"),
    "waiting": ("wait",),
    "bustle": ("stop", "over_pace", "fatigue"),
    "variety": ("same_next", "same_day"),
    "price": ("money",),
}
#: Soft term -> the field of a request that speaks of it.
SAID = {"bustle": "pace"}
#: Terms that the others are measured by.
MEASURE = ("sights", "meals")
#: Points by which a plan must be better to be preferred in three of four cases, roughly.
SCALE = 5.0
#: Standard deviation of theta beforehand; factors are kept within exp(2 SPREAD) of 1.
SPREAD = 0.5
_STEPS = 30


def learnt(choices: Iterable[Choice], said: Container[str] = ()) -> dict[str, float]:
    """Factors on the planner's weights by field; empty where nothing was chosen.

    Args:
        said: names of the fields of the request of which something is said.
    """
    pairs = [
        (one.chosen, other, 1 / len(one.rejected)) for one in choices for other in one.rejected
    ]
    if not pairs:
        return {}
    theta = _likeliest(
        np.array([[chosen.get(t, 0.0) for t in FIELDS] for chosen, _, _ in pairs]),
        np.array([[other.get(t, 0.0) for t in FIELDS] for _, other, _ in pairs]),
        np.array([sum(c.get(t, 0.0) - o.get(t, 0.0) for t in MEASURE) for c, o, _ in pairs]),
        np.array([share for _, _, share in pairs]),
    )
    return {
        field: round(math.exp(value), 3)
        for value, (term, fields) in zip(theta, FIELDS.items(), strict=True)
        for field in fields
        if SAID.get(term) not in said
    }


def _likeliest(
    chosen: np.ndarray, rejected: np.ndarray, measure: np.ndarray, share: np.ndarray
) -> Sequence[float]:
    """Theta [terms] of terms of plans chosen and rejected [pairs, terms], and of the measure.

    ``share`` [pairs] is what each pair counts.
    """
    gain, theta = chosen - rejected, np.zeros(len(FIELDS))
    for _ in range(_STEPS):
        factors = np.exp(theta)
        push = gain * factors / SCALE
        surprise = 1.0 / (1.0 + np.exp(np.clip(measure / SCALE + push.sum(1), -50, 50)))
        slope = (share * surprise) @ push - theta / SPREAD**2
        bend = (push.T * (share * surprise * (1.0 - surprise))) @ push + np.eye(
            len(theta)
        ) / SPREAD**2
        theta = np.clip(theta + np.linalg.solve(bend, slope), -2 * SPREAD, 2 * SPREAD)
    return [float(value) for value in theta]
