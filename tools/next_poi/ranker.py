"""The ranker: what a user's visits, the crowd and a model say of each place, as one score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.features import candidates
from tools.next_poi.scene import City, Scene

if TYPE_CHECKING:
    from tools.next_poi.crowd import Crowd
    from tools.next_poi.foresight import Foresight
    from tools.next_poi.proposal import Proposal
    from tools.next_poi.recollection import Recollection
    from tools.next_poi.trees import Trees
    from tools.next_poi.visits import BoolArray, FloatArray, Places, Query


@dataclass(frozen=True)
class Ranker:
    """What ranks the places of one city: the product of three opinions.

    Attributes:
        foresight: the network over visits and places.
        recollection: the learned memory that the trees are told of.
        trees: over what memory and crowd say of each candidate.
        model_power: that a model's probabilities are raised to in the product; the others' is 1.
    """

    places: Places
    crowd: Crowd
    foresight: Foresight
    recollection: Recollection
    trees: Trees
    model_power: float = 1.0

    @cached_property
    def city(self) -> City:
        """The places with what everybody does there."""
        return City.of(self.places, self.crowd)

    def scores(
        self, query: Query, proposal: Proposal | None = None, closed: BoolArray | None = None
    ) -> FloatArray:
        """Score of every place [p], higher is likelier; differences are log ratios of chances.

        Args:
            query: whose places are indices of ``self.places``.
            proposal: the model's best places; without it memory and crowd alone decide.
            closed: true for each place [p] that cannot be visited at the query's time; it comes
                last, at -inf.
        """
        scene = Scene.of([query], self.city.without(query))
        scores = self.foresight.log_probabilities(scene)[0] + self._judged(query)
        if proposal is not None:
            scores = scores + self.model_power * proposal.full(len(self.places))
        return scores if closed is None else np.where(closed, -np.inf, scores)

    def _judged(self, query: Query) -> FloatArray:
        """Log-probability of each place [p] by the trees; no place is below their candidates."""
        recalled = self.recollection.recall(query, self.places)
        found = candidates(query, self.places, self.crowd, recalled)
        judged = self.trees.score(found.values)
        judged = judged - np.logaddexp.reduce(judged)
        table = np.full(len(self.places), float(judged.min()))
        table[found.places] = judged
        return table
