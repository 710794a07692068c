"""What somebody's visits say about the places of a trip: ``planner.attempt.Supplies.prior``.

A place's factor compares how likely it is for this traveller with how likely it is for somebody of
whom nothing is known. So renown, which the planner weighs itself, cancels out, and without visits
every factor is 1. A model that was trained on people's visits may be asked of the places it knows;
elsewhere the kinds of places that somebody went to tell it, held against what everybody visits in
the same cities.

Words tell a taste too ("I love art"): each counts as some visits to the kinds of places that it
names. A plan's factors are of visits alone, for the planner weighs the words of a request itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from planner.scoring import interest_key, labels_of
from planner.taxonomy import Category, Group
from tools.next_poi.predictor import Predictor
from tools.next_poi.visits import CITY_KM, kilometres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.place import Place
    from tools.next_poi.checkpoint import Checkpoint
    from tools.next_poi.light import LightEngine
    from tools.next_poi.predictor import Visit
    from tools.next_poi.visits import FloatArray

#: Hours of the day at which the model is asked where somebody goes.
HOURS = (10, 13, 16, 19)
#: Power to which the ratio of the chances is raised, and bounds of the factor.
STRENGTH, LEAST, MOST = 0.5, 0.6, 1.6
#: Visits to a kind that are taken for certain, so that few say little: the shape of the gamma
#: distribution of tastes under which simulated travellers' visits are likeliest (LOG.md, 41).
INDIFFERENT = 3.0
#: Visits that a word of love counts as (LOG.md, 65).
WORD = 3.0


class Counts:
    """Visits to each kind: those made, and those of somebody without a taste on as many visits."""

    def __init__(self) -> None:
        self._been = defaultdict[Category, float](float)
        self._due = defaultdict[Category, float](float)

    def add(self, been: Mapping[Category, float], due: Mapping[Category, float]) -> None:
        """Count more visits; both have the same sum."""
        for kind, count in been.items():
            self._been[kind] += count
        for kind, count in due.items():
            self._due[kind] += count

    def lifts(self, places: Sequence[Place]) -> FloatArray:
        """How much likelier than for others the kind of each of ``places`` is, [p]."""
        kinds = [place.category for place in places]
        return np.array(
            [(self._been[k] + INDIFFERENT) / (self._due[k] + INDIFFERENT) for k in kinds]
        )


class Stay(NamedTuple):
    """Days in one city: its places, its time zone, and the dates."""

    places: Sequence[Place]
    zone: str
    days: Sequence[dt.date]


class Usual:
    """What everybody visits, as a checkpoint has counted it: the measure of a taste."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._places, self._visits = checkpoint.ranker.places, checkpoint.ranker.crowd.visits
        self._near = cache(self._around)

    def kind(self, visit: Visit) -> Category | None:
        """What kind of place it was; None if that is unknown, or no word of Wayplan's."""
        number = self._places.index.get(visit.place)
        word = visit.category
        if not word and number is not None:
            word = self._places.categories[self._places.category[number]]
        return Category(word) if word in set(Category) else None

    def shares(self, place: str, group: Group) -> Mapping[Category, float] | None:
        """Each kind's part of everybody's visits to ``group`` in the city of ``place``.

        None where the place is unknown.
        """
        number = self._places.index.get(place)
        return None if number is None else self._near(number, group)

    def _around(self, number: int, group: Group) -> Mapping[Category, float]:
        places = self._places
        km = kilometres(places.lat[number], places.lon[number], places.lat, places.lon)
        near = km < CITY_KM
        counts = np.bincount(places.category[near], self._visits[near], len(places.categories))
        words = set(Category)
        kinds = {
            Category(word): float(count)
            for word, count in zip(places.categories, counts, strict=True)
            if word in words and Category(word).group is group
        }
        total = sum(kinds.values())
        return {kind: count / total for kind, count in kinds.items()} if total else {}


class Taste:
    """A checkpoint that is asked for a traveller's taste in the places it knows."""

    def __init__(self, checkpoint: Checkpoint, engine: LightEngine, usual: Usual) -> None:
        self._predictor, self._engine = Predictor(checkpoint), engine
        self._checkpoint, self._usual = checkpoint, usual

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
            found |= _factors(lift_by_kind(visits, places, self._usual), places)
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


def prior_by_kind(
    visits: Sequence[Visit], places: Sequence[Place], usual: Usual
) -> dict[str, float]:
    """Factors around 1 by id from the kinds of the ``visits``, for sights and places to eat."""
    found: dict[str, float] = {}
    for asked in _tables(places):
        found |= _factors(lift_by_kind(visits, asked, usual), asked)
    return found


def lift_by_kind(visits: Sequence[Visit], places: Sequence[Place], usual: Usual) -> FloatArray:
    """How much likelier a kind is for this traveller than for others, by place [p] of one group.

    Visits to each kind are held against how many somebody without a taste would have made to it on
    as many visits in the same cities. Where a city is unknown, the popularity of the ``places``
    stands for it, and visits to kinds that are not among them count for nothing.
    """
    groups, offered, counts = {place.group for place in places}, _offer(places), Counts()
    for visit in visits:
        kind = usual.kind(visit)
        if kind is None or kind.group not in groups:
            continue
        expected = usual.shares(visit.place, kind.group) or offered
        if kind in expected:
            counts.add({kind: 1.0}, expected)
    return counts.lifts(places)


def lift_by_words(
    words: Mapping[str, float], places: Sequence[Place], usual: Usual
) -> dict[str, float]:
    """How much likelier each place is for who says these ``words`` than for others, by id."""
    return {
        place.id: float(lift)
        for asked in _tables(places)
        for place, lift in zip(asked, _told(words, asked, usual).lifts(asked), strict=True)
    }


def _told(words: Mapping[str, float], places: Sequence[Place], usual: Usual) -> Counts:
    """Words of love, 0 to 1 by category, tag or cuisine, as visits to the kinds of ``places``.

    A word that names several kinds counts for each as far as its places are visited there; one
    that names none of these ``places``, and one of dislike, counts for nothing.
    """
    counts = Counts()
    known = (usual.shares(place.id, place.group) for place in places)
    expected = next((shares for shares in known if shares is not None), _offer(places))
    for word, weight in words.items():
        named = [p for p in places if interest_key(word) in map(interest_key, labels_of(p))]
        if named and weight > 0:
            been, visits = _offer(named), WORD * weight
            counts.add(
                {kind: visits * share for kind, share in been.items()},
                {kind: visits * share for kind, share in expected.items()},
            )
    return counts


def _offer(places: Sequence[Place]) -> dict[Category, float]:
    """Each kind's part of the popularity of ``places``."""
    worth = defaultdict[Category, float](float)
    for place in places:
        worth[place.category] += place.popularity + 1e-3
    total = sum(worth.values())
    return {kind: part / total for kind, part in worth.items()}


def _tables(places: Sequence[Place]) -> Iterator[list[Place]]:
    """The sights, and the places to eat: what competes for the same hours."""
    for group in (Group.SIGHT, Group.FOOD):
        yield [place for place in places if place.group is group]


def _factors(lift: FloatArray, places: Sequence[Place]) -> dict[str, float]:
    factors = np.clip(lift**STRENGTH, LEAST, MOST)
    return dict(zip((place.id for place in places), factors.tolist(), strict=True))
