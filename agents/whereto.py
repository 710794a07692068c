"""Where somebody would go next in a city, as the next-place model has it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from agents.language import Context, read
from planner.errors import UserError
from planner.taxonomy import Group
from tools.next_poi.client import Client
from tools.next_poi.light import LightEngine
from tools.next_poi.mask import closed_places
from tools.next_poi.predictor import Predictor
from tools.next_poi.taste import Usual, lift_by_words
from tools.next_poi.visits import Places
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.place import Place
    from tools.catalogue import Catalogue
    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.predictor import Ranking, Visit
    from tools.next_poi.proposal import Proposer
    from tools.next_poi.visits import BoolArray

#: Visits within this long before the question belong to the outing under way.
OUTING = dt.timedelta(hours=12)


class Outlook(NamedTuple):
    """Places that are open, likeliest first, with who ranked them and why nobody better did."""

    places: list[Place]
    source: str
    notes: tuple[str, ...]


def likings(words: str, today: dt.date) -> dict[str, float]:
    """What somebody says to like, by category, tag or cuisine, as interests of a request.

    Raises:
        UserError: nothing of it is understood as a taste.
    """
    found: dict[str, float] = read(words, Context(today)).change.request.get("interests", {})
    if not found:
        raise UserError(f"Expected what one likes, such as 'art and quiet parks', got {words!r}.")
    return found


def rungs(checkpoint: Checkpoint, server: str | None) -> list[tuple[str, Proposer]]:
    """Who is asked, in this order: the server if one is named, then the model in this process."""
    asked: list[tuple[str, Proposer]] = [("server", Client(server, checkpoint))] if server else []
    return [*asked, ("model", LightEngine(checkpoint))]


def outlook(
    store: Catalogue,
    now: dt.datetime,
    visits: Sequence[Visit],
    checkpoint: Checkpoint,
    asked: Sequence[tuple[str, Proposer]],
    words: Mapping[str, float] | None = None,
) -> Outlook:
    """The sights and places to eat of ``store`` that a visit at ``now`` may begin at, in order.

    Args:
        now: on the city's clock.
        visits: in any order; those after ``now`` are not known yet.
        words: interests, as in a request: a newcomer's few words tell a taste without visits.
    """
    offered = list(store.places((Group.SIGHT, Group.FOOD)))
    closed = closed_places(
        CatalogueWorld({store.city.id: store}), [place.id for place in offered], now
    )
    predictor = Predictor(checkpoint, asked)
    ranking = rank(offered, visits, now, predictor, Usual(checkpoint), words or {}, closed)
    places = [offered[i] for i in ranking.best(len(offered))]
    return Outlook(places, ranking.source, ranking.notes)


def rank(
    offered: Sequence[Place],
    visits: Sequence[Visit],
    now: dt.datetime,
    predictor: Predictor,
    usual: Usual,
    words: Mapping[str, float],
    closed: BoolArray,
) -> Ranking:
    """A ranking of the places ``offered`` [p] in one city, for a visit that begins at ``now``.

    Args:
        visits: in any order; those after ``now`` are not known yet.
        words: interests, as in a request: a newcomer's few words tell a taste without visits.
        closed: which of the places are out of the question, [p].
    """
    been = sorted((visit for visit in visits if visit.at < now), key=lambda visit: visit.at)
    under_way = sum(now - visit.at < OUTING for visit in been)
    renown = np.array([place.popularity for place in offered])
    columns = _columns(offered)
    ranking = predictor.rank_city(been, now, columns, renown, under_way, closed)
    if not words:
        return ranking
    lift = lift_by_words(words, offered, usual)
    told = np.log([lift[place.id] for place in offered])
    return replace(ranking, scores=ranking.scores + told)


def _columns(offered: Sequence[Place]) -> Places:
    """Places as the model's columns."""
    kinds = tuple(sorted({place.category.value for place in offered}))
    return Places(
        ids=tuple(place.id for place in offered),
        category=np.array([kinds.index(place.category.value) for place in offered], dtype=np.int64),
        lat=np.array([place.lat for place in offered]),
        lon=np.array([place.lon for place in offered]),
        categories=kinds,
    )
