"""What appeals to a traveller among the personas, told by the plans they took and let be.

Of plans told side by side one is taken, or the plan that stood is kept, each with a probability in
proportion to the exponential of its appeal (Plackett and Luce); that of what stood is 0. A
persona's appeal is Normal(0, SPREAD) beforehand; what is taken is the likeliest after all choices,
found by Newton's steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.model import Record

if TYPE_CHECKING:
    from collections.abc import Collection

#: Standard deviation of an appeal beforehand.
SPREAD = 1.0
#: What a choice counts that was made on an earlier trip.
EARLIER = 0.5
_STEPS = 12


class Ballot(Record):
    """One choice.

    Attributes:
        told: names of the personas whose plans stood beside the plan.
        taken: the one whose plan was taken; empty where the plan was kept.
        weight: what it counts.
    """

    told: tuple[str, ...]
    taken: str = ""
    weight: float = 1.0


def appeals(ballots: Collection[Ballot]) -> dict[str, float]:
    """Appeal of each persona that was told of; the others have the usual one, 0."""
    names = sorted({name for ballot in ballots for name in ballot.told})
    told = np.array([[name in ballot.told for name in names] for ballot in ballots], float)
    taken = np.array([[name == ballot.taken for name in names] for ballot in ballots], float)
    weight = np.array([ballot.weight for ballot in ballots])
    appeal = np.zeros(len(names))
    for _ in range(_STEPS if names else 0):
        pull = told * np.exp(appeal)
        chance = pull / (1.0 + pull.sum(1, keepdims=True))
        slope = weight @ (taken - chance) - appeal / SPREAD**2
        bend = np.diag(weight @ chance + 1.0 / SPREAD**2) - (chance.T * weight) @ chance
        appeal = appeal + np.linalg.solve(bend, slope)
    return dict(zip(names, map(float, appeal), strict=True))
