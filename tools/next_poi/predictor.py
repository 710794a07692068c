"""Ranks the next place by the best means at hand, and says which one that was.

The ladder: a model server, the same model in this process, and memory with the crowd's habits and
distance alone. Places of a city that the checkpoint does not know are ranked by its law of
attraction instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import ServiceError
from tools.next_poi.newcity import Walk, taste_of
from tools.next_poi.visits import Query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.proposal import Proposal, Proposer
    from tools.next_poi.visits import BoolArray, FloatArray, IntArray, Places

MEMORY_ALONE = "memory"
NEW_CITY = "attraction"


@dataclass(frozen=True)
class Visit:
    """One remembered visit.

    Attributes:
        place: identifier as in the checkpoint.
        at: when, with its time zone.
        category: in the checkpoint's words; it stands for a place that the checkpoint lacks.
    """

    place: str
    at: dt.datetime
    category: str = ""


@dataclass(frozen=True)
class Question:
    """Where somebody goes next.

    Attributes:
        query: what the ranker is asked: their visits to places that the checkpoint knows.
        prompt: what the model is asked; places unknown to it are told by their category.
    """

    query: Query
    prompt: list[int]


@dataclass(frozen=True)
class Ranking:
    """Places in order of likelihood.

    Attributes:
        scores: of every place [p]; higher is likelier, -inf cannot be visited. Only the order
            means anything.
        source: name of the rung that answered; ``MEMORY_ALONE`` where no model did, ``NEW_CITY``
            where none knows the places.
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

    def question(self, visits: Sequence[Visit], now: dt.datetime, prefix: int = 0) -> Question:
        """The question where somebody goes at ``now``.

        The last ``prefix`` of their ``visits`` belong to the outing under way. Visits of which
        neither place nor category is known are left out.
        """
        encoding, index = self.checkpoint.encoding, self.checkpoint.ranker.places.index
        under_way = {id(visit) for visit in visits[len(visits) - prefix :]}
        ordered = sorted(visits, key=lambda visit: visit.at)
        known = [visit for visit in ordered if visit.place in index]
        told = [(visit, encoding.token(visit.place, visit.category)) for visit in ordered]
        where = np.array([token for _, token in told if token is not None], dtype=np.int64)
        heard = _query([visit for visit, token in told if token is not None], where, now)
        begun = sum(id(visit) in under_way for visit in known)
        place = np.array([index[visit.place] for visit in known], dtype=np.int64)
        return Question(_query(known, place, now, begun), encoding.question(where, heard))

    def rank(
        self, questions: Sequence[Question], closed: Sequence[BoolArray | None] | None = None
    ) -> list[Ranking]:
        """One ranking of the checkpoint's places per question, in order.

        Args:
            closed: per question which places [p] cannot be visited at its time.
        """
        proposals, source, notes = self._propose([question.prompt for question in questions])
        masks = closed if closed is not None else [None] * len(questions)
        ranker = self.checkpoint.ranker
        return [
            Ranking(ranker.scores(question.query, proposal, mask), source, notes)
            for question, proposal, mask in zip(questions, proposals, masks, strict=True)
        ]

    def rank_city(
        self,
        visits: Sequence[Visit],
        now: dt.datetime,
        places: Places,
        popularity: FloatArray,
        prefix: int = 0,
        closed: BoolArray | None = None,
    ) -> Ranking:
        """A ranking of the ``places`` [p] of one city, which the checkpoint may not know.

        Where it knows most of them they are ranked as by ``rank``, the others last. Else the law of
        attraction ranks them all by ``popularity`` (the share of visitors who go to each, [p]),
        nearness, and the kinds of places that were visited so far.
        """
        index = self.checkpoint.ranker.places.index
        rows = np.array([index.get(place_id, -1) for place_id in places.ids], dtype=np.int64)
        if 2 * int((rows >= 0).sum()) >= len(rows):
            (ranking,) = self.rank([self.question(visits, now, prefix)])
            last = float(ranking.scores.min()) - 1.0
            scores = np.where(rows >= 0, ranking.scores[rows], last)
        else:
            path = [places.index.get(visit.place, -1) for visit in visits[len(visits) - prefix :]]
            taste = taste_of([visit.category for visit in visits])
            walked = np.array([place for place in path if place >= 0], dtype=np.int64)
            walk = Walk(places, popularity, walked, taste)
            ranking = Ranking(self.checkpoint.attraction.log_shares(walk), NEW_CITY)
            scores = ranking.scores
        if closed is not None:
            scores = np.where(closed, -np.inf, scores)
        return Ranking(scores, ranking.source, ranking.notes)

    def _propose(
        self, prompts: Sequence[list[int]]
    ) -> tuple[Sequence[Proposal | None], str, tuple[str, ...]]:
        notes: list[str] = []
        for name, proposer in self._rungs:
            try:
                return proposer.propose(prompts), name, tuple(notes)
            except ServiceError as error:
                notes.append(f"No answer from {name}: {error}")
        return [None] * len(prompts), MEMORY_ALONE, tuple(notes)


def _query(visits: Sequence[Visit], places: IntArray, now: dt.datetime, prefix: int = 0) -> Query:
    return Query(
        place=places,
        time=np.array([int(visit.at.timestamp()) for visit in visits], dtype=np.int64),
        local=np.array([_wall(visit.at) for visit in visits], dtype=np.int64),
        prefix=prefix,
        now=int(now.timestamp()),
        local_now=_wall(now),
    )


def _wall(moment: dt.datetime) -> int:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"Expected a time with its zone, got {moment.isoformat()}.")
    return int(moment.timestamp() + offset.total_seconds())
