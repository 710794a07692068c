"""Simulated travellers keep the rules that their card claims."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

import numpy as np
import pytest

from planner.taxonomy import Group
from tools.catalogue import Catalogue
from tools.next_poi.mask import closed_places
from tools.next_poi.training.simulate import Society, Town, Traveller, journey, simulate
from tools.world import CatalogueWorld

STORE = Catalogue.starter("copenhagen")
WORLD = CatalogueWorld({"copenhagen": STORE})
SOCIETY = Society(travellers=2, start=dt.date(2027, 6, 7))


@pytest.fixture(scope="module")
def town() -> Town:
    """Copenhagen."""
    return Town(STORE.city, STORE.places(), WORLD, SOCIETY)


def test_the_same_seed_gives_the_same_visits(town: Town) -> None:
    """Two travellers with tastes of their own, each in order of time, nowhere twice."""
    (ann, first), (bob, second) = simulate([town], SOCIETY, 3)
    again = list(simulate([town], SOCIETY, 3))
    assert [rows for _, rows in again] == [first, second]
    assert ann.categories != bob.categories
    for rows in (first, second):
        assert [row.time for row in rows] == sorted(row.time for row in rows)
        assert len({row.place for row in rows}) == len(rows) > 8


def test_every_visit_begins_while_the_place_is_open(town: Town) -> None:
    """At the minute of arrival no place visited is closed."""
    for _, rows in simulate([town], SOCIETY, 0):
        for row in rows:
            at = dt.datetime.fromtimestamp(row.local, dt.UTC).replace(tzinfo=None)
            assert not closed_places(WORLD, [row.place], at)[0], (row.place, at)


def test_they_eat_at_noon_and_in_the_evening(town: Town) -> None:
    """Every full day has two meals or more."""
    (_, rows), *_ = simulate([town], SOCIETY, 1)
    for _, visits in groupby(rows, key=lambda row: row.outing):
        food = [row for row in visits if STORE.get(row.place).group is Group.FOOD]  # type: ignore[union-attr]
        assert len(food) >= 2


def test_taste_decides(town: Town) -> None:
    """Who loves museums above all else sees more of them than who cannot bear them."""
    seen = []
    for points in (4.0, -4.0):
        fan = Traveller("fan", {"museum": points}, {})
        rows = list(journey(fan, town, SOCIETY.start, SOCIETY, np.random.default_rng(0)))
        seen.append(sum(row.category == "museum" for row in rows) / len(rows))
    assert seen[0] > seen[1] + 0.3
