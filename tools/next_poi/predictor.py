"""Ranks the next place by the best means at hand, and says which one that was.

The ladder: a model server, the same model in this process, and memory with the crowd's habits and
distance alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import ServiceError
from tools.next_poi.visits import Query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.proposal import Proposal, Proposer
    from tools.next_poi.visits import FloatArray, IntArray

MEMORY_ALONE = "memory"


@dataclass(frozen=True)
class Visit:
    """One remembered visit.

    Attributes:
        place: identifier as in the checkpoint.
        at: when, with its time zone.
    """

    place: str
    at: dt.datetime


@dataclass(frozen=True)
class Ranking:
    """Places in order of likelihood.

    Attributes:
        scores: of every place [p]; higher is likelier, -inf cannot be visited. Only the order
            means anything.
        source: name of the rung that answered, ``MEMORY_ALONE`` where no model did.
        notes: why better rungs did not answer, one sentence each.
    """

    scores: FloatArray
    source: str
    notes: tuple[str, ...] = ()

    def best(self, count: int) -> IntArray:
        """The first ``count`` places that can be visited at all, best first."""
        order = np.argsort(-self.scores, kind="stable")[:count]
        return np.asarray(order[np.isfinite(self.scores[order])])


class Predictor:
    """A checkpoint with the models that may answer for it."""

    def __init__(self, checkpoint: Checkpoint, rungs: Sequence[tuple[str, Proposer]] = ()) -> None:
        """``rungs`` are asked in order, each under its name; below the last one is memory alone."""
        self.checkpoint, self._rungs = checkpoint, tuple(rungs)

    def query(self, visits: Sequence[Visit], now: dt.datetime, prefix: int = 0) -> Query:
        """The question where somebody goes at ``now``.

        The last ``prefix`` of their ``visits`` belong to the outing under way.

        Visits to places that the checkpoint does not know are left out.
        """
        index = self.checkpoint.ranker.places.index
        under_way = {id(visit) for visit in visits[len(visits) - prefix :]}
        known = sorted(
            (visit for visit in visits if visit.place in index), key=lambda visit: visit.at
        )
        return Query(
            place=np.array([index[visit.place] for visit in known], dtype=np.int64),
            time=np.array([int(visit.at.timestamp()) for visit in known], dtype=np.int64),
            local=np.array([_wall(visit.at) for visit in known], dtype=np.int64),
            prefix=sum(id(visit) in under_way for visit in known),
            now=int(now.timestamp()),
            local_now=_wall(now),
        )

    def rank(
        self, queries: Sequence[Query], closed: Sequence[FloatArray | None] | None = None
    ) -> list[Ranking]:
        """One ranking per query, in order.

        Args:
            closed: per query which places [p] cannot be visited at its time.
        """
        proposals, source, notes = self._propose(queries)
        masks = closed if closed is not None else [None] * len(queries)
        ranker = self.checkpoint.ranker
        return [
            Ranking(ranker.scores(query, proposal, mask), source, notes)
            for query, proposal, mask in zip(queries, proposals, masks, strict=True)
        ]

    def _propose(
        self, queries: Sequence[Query]
    ) -> tuple[Sequence[Proposal | None], str, tuple[str, ...]]:
        prompts = [self.checkpoint.encoding.prompt(query) for query in queries]
        notes: list[str] = []
        for name, proposer in self._rungs:
            try:
                return proposer.propose(prompts), name, tuple(notes)
            except ServiceError as error:
                notes.append(f"No answer from {name}: {error}")
        return [None] * len(queries), MEMORY_ALONE, tuple(notes)


def _wall(moment: dt.datetime) -> int:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"Expected a time with its zone, got {moment.isoformat()}.")
    return int(moment.timestamp() + offset.total_seconds())
