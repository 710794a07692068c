"""What a model says about the next place: its best places with their log-probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.visits import FloatArray, IntArray

#: Tokens that a proposal is made from. A server sends log-probabilities as text, so a full table
#: would cost more than the model itself.
KEEP = 200
#: How far below the last kept place the others are taken to lie, in nats.
_DROP = 1.0


@dataclass(frozen=True)
class Proposal:
    """A model's best places, best first.

    Attributes:
        places: indices, [k].
        log_probability: natural logs, [k], over the whole vocabulary.
    """

    places: IntArray
    log_probability: FloatArray

    @classmethod
    def of_tokens(cls, tokens: IntArray, log_probability: FloatArray, first_place: int) -> Proposal:
        """The places among a model's best ``tokens`` [k], given with log-probabilities [k]."""
        is_place = tokens >= first_place
        places, values = tokens[is_place] - first_place, log_probability[is_place]
        order = np.lexsort((places, -values))
        return cls(places[order], values[order])

    @classmethod
    def of_vocabulary(cls, log_probability: FloatArray, first_place: int) -> Proposal:
        """The places among the ``KEEP`` best of all tokens' log-probabilities [vocabulary]."""
        keep = min(KEEP, len(log_probability))
        best = np.argpartition(-log_probability, keep - 1)[:keep]
        return cls.of_tokens(best, log_probability[best], first_place)

    def full(self, size: int) -> FloatArray:
        """Log-probabilities of all ``size`` places; what was not kept lies evenly below."""
        table = np.full(size, float(self.log_probability[-1]) - _DROP if len(self.places) else 0.0)
        table[self.places] = self.log_probability
        return table


class Proposer(Protocol):
    """Something that answers prompts: a model in this process, or a client of a server."""

    def propose(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        """One proposal per prompt (``Encoding.prompt``), in order.

        Raises:
            ServiceError: no answer could be had.
        """
        ...
