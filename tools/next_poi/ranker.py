"""The ranker: joins a user's memory, the crowd and a model's proposal into scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tools.next_poi.features import candidates

if TYPE_CHECKING:
    from tools.next_poi.crowd import Crowd
    from tools.next_poi.proposal import Proposal
    from tools.next_poi.recollection import Recollection
    from tools.next_poi.trees import Trees
    from tools.next_poi.visits import BoolArray, FloatArray, Places, Query

#: Added to a candidate's score, which is within some tens of 0, so that it stays above every
#: other place.
_ABOVE = 1e6


@dataclass(frozen=True)
class Ranker:
    """What ranks the places of one city.

    Attributes:
        recollection: the learned memory.
        alone: trees over memory and crowd features, used where no model answers.
        joined: trees that see a model's proposal too; None where no model belongs to the
            checkpoint.
    """

    places: Places
    crowd: Crowd
    recollection: Recollection
    alone: Trees
    joined: Trees | None = None

    def scores(
        self, query: Query, proposal: Proposal | None = None, closed: BoolArray | None = None
    ) -> FloatArray:
        """Score of every place [p], higher is likelier; only the order means anything.

        Args:
            query: whose places are indices of ``self.places``.
            proposal: the model's best places; without it the ranking falls back to memory and
                crowd.
            closed: true for each place [p] that cannot be visited at the query's time; it comes
                last, at -inf.
        """
        trees = self.joined if proposal is not None and self.joined is not None else self.alone
        recalled = self.recollection.recall(query, self.places)
        shown = proposal if trees is self.joined else None
        found = candidates(query, self.places, self.crowd, recalled, shown)
        scores = found.prior.astype(np.float64)
        scores[found.places] = trees.score(found.values) + _ABOVE
        if closed is not None:
            scores = np.where(closed, -np.inf, scores)
        return scores
