"""From visits to factors on the places of a trip."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from planner.taxonomy import Category, Group
from tests.tools.next_poi.test_checkpoint import NOW, write_checkpoint
from tools.catalogue import Catalogue
from tools.next_poi.checkpoint import SHIPPED, Checkpoint
from tools.next_poi.encoding import FIRST_CATEGORY
from tools.next_poi.predictor import Visit
from tools.next_poi.taste import (
    INDIFFERENT,
    LEAST,
    MOST,
    WORD,
    Stay,
    Taste,
    Usual,
    lift_by_kind,
    lift_by_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.next_poi.visits import CheckIns, FloatArray

PLACES = Catalogue.starter("copenhagen").places()
DAYS = [dt.date(2027, 6, 8)]


class Fan:
    """A model that is sure of the first place after any visit to a bar, and of nothing else."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.size, self.first = checkpoint.encoding.size, checkpoint.encoding.first_place
        self.bar = FIRST_CATEGORY + checkpoint.encoding.categories.index("Bar")

    def log_probabilities(self, prompts: Sequence[Sequence[int]]) -> FloatArray:
        """Evenly spread, but for lovers of bars."""
        table = np.zeros((len(prompts), self.size))
        for row, prompt in zip(table, prompts, strict=True):
            row[self.first] = 3.0 * (self.bar in prompt)
        return table - np.log(np.exp(table).sum(axis=1, keepdims=True))


def test_no_visits_no_prior(tmp_path: Path, town: CheckIns) -> None:
    """Of whom nothing is known the model says nothing, nor of a city without a day in it."""
    checkpoint = write_checkpoint(tmp_path, town)
    fan: Any = Fan(checkpoint)
    taste, zone = Taste(checkpoint, fan, Usual(checkpoint)), "Europe/Copenhagen"
    assert taste.prior([], Stay(PLACES, zone, DAYS)) == {}
    assert taste.prior([Visit("", NOW, "Bar")], Stay(PLACES, zone, [])) == {}


def test_known_places_are_asked_of_the_model(tmp_path: Path, town: CheckIns) -> None:
    """What the visits make likelier is above 1, the rest below, and all within bounds."""
    checkpoint = write_checkpoint(tmp_path, town)
    sights = [p for p in PLACES if p.group == "sight"][:3]
    ids = checkpoint.encoding.places
    known = [p.model_copy(update={"id": ids[i]}) for i, p in enumerate(sights)]
    fan: Any = Fan(checkpoint)
    stay = Stay(known, "Europe/Copenhagen", DAYS)
    factors = Taste(checkpoint, fan, Usual(checkpoint)).prior(
        [Visit("elsewhere", NOW, "Bar")], stay
    )
    assert factors[ids[0]] == pytest.approx(min(MOST, (3 * 0.909443) ** 0.5), abs=1e-4)
    assert factors[ids[1]] == factors[ids[2]] == LEAST
    other = Taste(checkpoint, fan, Usual(checkpoint)).prior(
        [Visit("elsewhere", NOW, "Museum")], stay
    )
    assert set(other.values()) == {1.0}


def test_unknown_places_are_judged_by_kind(tmp_path: Path, town: CheckIns) -> None:
    """In a city that the checkpoint lacks a lover of museums gets museums, and other kinds lose."""
    checkpoint = write_checkpoint(tmp_path, town)
    fan: Any = Fan(checkpoint)
    visits = [Visit("elsewhere", NOW, "museum")]
    factors = Taste(checkpoint, fan, Usual(checkpoint)).prior(
        visits, Stay(PLACES, "Europe/Copenhagen", DAYS)
    )
    sights = [p for p in PLACES if p.group == "sight"]
    assert all((factors[p.id] > 1) == (p.category == "museum") for p in sights)


def test_visits_are_held_against_what_everybody_visits() -> None:
    """As many museums as others go to in that city are no taste; each one more is.

    Where the city is unknown, what this one offers takes its place; words that are none of
    Wayplan's say nothing.
    """
    usual = Usual(Checkpoint.load(SHIPPED))
    museum = next(p.id for p in Catalogue.starter("rome").places() if p.category == "museum")
    shares = usual.shares(museum, Group.SIGHT)
    assert shares is not None
    assert sum(shares.values()) == pytest.approx(1)
    sights = [p for p in PLACES if p.group == "sight"]
    first = next(i for i, p in enumerate(sights) if p.category == "museum")
    part = shares[Category.MUSEUM]
    for count in (1, 20):
        lift = lift_by_kind([Visit(museum, NOW)] * count, sights, usual)[first]
        assert lift == pytest.approx((count + INDIFFERENT) / (count * part + INDIFFERENT))
    worth = np.array([p.popularity + 1e-3 for p in sights])
    offer = worth[[p.category == "museum" for p in sights]].sum() / worth.sum()
    lift = lift_by_kind([Visit("elsewhere", NOW, "museum")], sights, usual)[first]
    assert lift == pytest.approx((1 + INDIFFERENT) / (offer + INDIFFERENT))
    assert set(lift_by_kind([Visit("elsewhere", NOW, "Bar")], sights, usual)) == {1.0}
    assert not len(lift_by_kind([Visit(museum, NOW)], [], usual))


@pytest.fixture(scope="module")
def shipped() -> Usual:
    """What the travellers of the model that ships visit."""
    return Usual(Checkpoint.load(SHIPPED))


def _museum(shipped: Usual) -> tuple[str, float]:
    """A museum of Copenhagen, and the part of museums in everybody's visits to its sights."""
    museum = next(p.id for p in PLACES if p.category == "museum")
    shares = shipped.shares(museum, Group.SIGHT)
    assert shares is not None
    return museum, shares[Category.MUSEUM]


def test_a_word_of_love_counts_as_visits(shipped: Usual) -> None:
    """So many to the kind it names, half as many where it is half as strong."""
    museum, part = _museum(shipped)
    for weight in (1.0, 0.5):
        visits = WORD * weight
        lift = lift_by_words({"museum": weight}, PLACES, shipped)
        assert lift[museum] == pytest.approx((visits + INDIFFERENT) / (visits * part + INDIFFERENT))
        assert min(lift.values()) < 1


def test_a_tag_counts_for_the_kinds_that_bear_it(shipped: Usual) -> None:
    """Who loves art gets museums, where most of it is, not parks; what to eat is left alone."""
    lift = lift_by_words({"art": 1.0}, PLACES, shipped)
    by_kind = {place.category: lift[place.id] for place in PLACES if place.id in lift}
    assert by_kind[Category.MUSEUM] > 1 > by_kind[Category.PARK]
    assert by_kind[Category.RESTAURANT] == 1


def test_dislikes_and_unknown_words_count_for_nothing(shipped: Usual) -> None:
    """They are no visits."""
    assert set(lift_by_words({"museum": -1.0, "moonlight": 1.0}, PLACES, shipped).values()) == {1.0}
