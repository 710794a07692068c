"""What somebody's visits say about the places of a trip: ``planner.attempt.Supplies.prior``.

A place's factor compares how likely it is for this traveller with how likely it is for somebody of
whom nothing is known. So renown, which the planner weighs itself, cancels out, and without visits
every factor is 1. A model that was trained on people's visits may be asked of the places it knows;
elsewhere the kinds of places that somebody went to tell it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from planner.taxonomy import Group
from tools.next_poi.predictor import Predictor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.place import Place
    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.light import LightEngine
    from tools.next_poi.predictor import Visit
    from tools.next_poi.visits import FloatArray

#: Hours of the day at which the model is asked where somebody goes.
HOURS = (10, 13, 16, 19)
#: Power to which the ratio of the chances is raised, and bounds of the factor.
STRENGTH, LEAST, MOST = 0.5, 0.6, 1.6
#: Visits of somebody without a taste that are added to one's own, so that few visits say little.
INDIFFERENT = 10.0


class Stay(NamedTuple):
    """Days in one city: its places, its time zone, and the dates."""

    places: Sequence[Place]
    zone: str
    days: Sequence[dt.date]


class Taste:
    """A checkpoint that is asked for a traveller's taste."""

    def __init__(self, checkpoint: Checkpoint, engine: LightEngine) -> None:
        self._predictor, self._engine = Predictor(checkpoint), engine
        self._checkpoint = checkpoint

    def prior(self, visits: Sequence[Visit], stay: Stay) -> dict[str, float]:
        """Factors around 1 by id, for the sights and the places to eat of ``stay``."""
        if not visits or not stay.days:
            return {}
        index = self._checkpoint.ranker.places.index
        answers = cache(lambda: self._answers(visits, stay))  # one and the same for both groups
        found: dict[str, float] = {}
        for asked in _tables(stay.places):
            places = [place for place in asked if place.id in index]
            if places:
                found |= _factors(self._by_model(*answers(), places), places)
            places = [place for place in asked if place.id not in index]
            found |= _factors(lift_by_kind(visits, places), places)
        return found

    def _answers(self, visits: Sequence[Visit], stay: Stay) -> tuple[FloatArray, FloatArray]:
        """The model's log-probabilities [moments, vocabulary] with the ``visits`` and without."""
        zone = ZoneInfo(stay.zone)
        kinds = {day.weekday() >= 5: day for day in stay.days}
        moments = [
            dt.datetime.combine(day, dt.time(hour), zone)
            for day in kinds.values()
            for hour in HOURS
        ]

        def answer(history: Sequence[Visit]) -> FloatArray:
            prompts = [self._predictor.question(history, moment).prompt for moment in moments]
            return self._engine.log_probabilities(prompts)

        return answer(visits), answer(())

    def _by_model(
        self, known: FloatArray, stranger: FloatArray, places: Sequence[Place]
    ) -> FloatArray:
        """How much likelier each of the known ``places`` [p] is than for somebody unknown."""
        index = self._checkpoint.ranker.places.index
        tokens = [self._checkpoint.encoding.first_place + index[place.id] for place in places]

        def shares(answer: FloatArray) -> FloatArray:
            table = answer[:, tokens]
            share = np.exp(table - table.max(axis=1, keepdims=True))
            return np.asarray((share / share.sum(axis=1, keepdims=True)).mean(axis=0))

        return shares(known) / shares(stranger)


def prior_by_kind(visits: Sequence[Visit], places: Sequence[Place]) -> dict[str, float]:
    """Factors around 1 by id from the kinds of the ``visits``, for sights and places to eat."""
    found: dict[str, float] = {}
    for asked in _tables(places):
        found |= _factors(lift_by_kind(visits, asked), asked)
    return found


def lift_by_kind(visits: Sequence[Visit], places: Sequence[Place]) -> FloatArray:
    """How much likelier a kind is for this traveller than the city's offer makes it, by place [p].

    The offer of a kind is its part of the popularity of all ``places``. Visits to kinds that are
    not among them count for nothing.
    """
    offer: dict[str, float] = {}
    for place in places:
        offer[place.category] = offer.get(place.category, 0.0) + place.popularity + 1e-3
    total = sum(offer.values())
    been = Counter(visit.category for visit in visits if visit.category in offer)
    size = been.total() + INDIFFERENT
    lift = {
        kind: (been[kind] * total / worth + INDIFFERENT) / size for kind, worth in offer.items()
    }
    return np.array([lift[place.category] for place in places])


def _tables(places: Sequence[Place]) -> Iterator[list[Place]]:
    """The sights, and the places to eat: what competes for the same hours."""
    for group in (Group.SIGHT, Group.FOOD):
        yield [place for place in places if place.group is group]


def _factors(lift: FloatArray, places: Sequence[Place]) -> dict[str, float]:
    factors = np.clip(lift**STRENGTH, LEAST, MOST)
    return dict(zip((place.id for place in places), factors.tolist(), strict=True))
