"""The checkpoint that ships: what it is made of, what it knows, and what it needs."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from planner.taxonomy import Group
from tools.catalogue import Catalogue
from tools.next_poi.checkpoint import SHIPPED, Checkpoint
from tools.next_poi.predictor import Visit
from tools.next_poi.taste import Usual, prior_by_kind
from tools.starter import city_ids

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def checkpoint() -> Checkpoint:
    """As it lies in the project."""
    return Checkpoint.load(SHIPPED)


def test_it_is_small_and_says_what_it_is(checkpoint: Checkpoint) -> None:
    """A few MB; the card says that nobody's real visits are in it."""
    size = sum(path.stat().st_size for path in SHIPPED.iterdir())
    assert size < 4_000_000
    assert "simulates on its starter catalogue" in checkpoint.manifest["card"]
    assert checkpoint.manifest["society"]["travellers"] >= 100
    assert set(checkpoint.manifest["figures"]) == {"train", "all"}


def test_it_knows_the_starter_cities(checkpoint: Checkpoint) -> None:
    """Most sights and places to eat of every city were visited, and none is of elsewhere."""
    known = set(checkpoint.encoding.places)
    for city_id in city_ids():
        store = Catalogue.starter(city_id)
        ids = {place.id for place in store.places((Group.SIGHT, Group.FOOD))}
        assert len(ids & known) > 0.8 * len(ids)
        known -= ids
    assert not known


@pytest.mark.parametrize("loved", ["museum", "garden", "religious_site"])
def test_taste_carries_over_to_another_city(checkpoint: Checkpoint, loved: str) -> None:
    """Who went to one kind of place in Rome, or in an unheard-of town, gets it in Kyoto."""
    usual = Usual(checkpoint)
    places = Catalogue.starter("kyoto").places()
    rome = [p for p in Catalogue.starter("rome").places() if p.category == loved][:12]
    first = dt.datetime(2027, 4, 5, 10, tzinfo=dt.UTC)
    at = [first + dt.timedelta(days=i // 4, hours=2 * (i % 4)) for i in range(12)]
    for visits in (
        [Visit(place.id, time, place.category) for place, time in zip(rome, at, strict=False)],
        [Visit("", time, loved) for time in at],
    ):
        factors = prior_by_kind(visits, places, usual)
        sights = [place for place in places if place.group is Group.SIGHT and place.id in factors]
        by_kind = [[], []]  # type: list[list[float]]
        for place in sights:
            by_kind[place.category == loved].append(factors[place.id])
        assert np.mean(by_kind[1]) > np.mean(by_kind[0]) + 0.1


def test_asking_it_needs_no_torch() -> None:
    """A prior for a trip is made with numpy alone."""
    code = (
        "import sys, datetime as dt\n"
        "from agents.parsing import parse_request\n"
        "from agents.supplies import gather\n"
        "from tools.catalogue import Catalogue\n"
        "from tools.next_poi.predictor import Visit\n"
        "trip = {'destinations': [{'city': 'rome', 'nights': 2}], 'start': '2027-06-08'}\n"
        "stores = {'rome': Catalogue.starter('rome')}\n"
        "visits = [Visit('', dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC), 'museum')]\n"
        "assert gather(parse_request(trip), stores).prior == {}\n"
        "assert len(gather(parse_request(trip), stores, visits=visits).prior) > 300\n"
        "print(sorted({'torch', 'transformers', 'lightgbm', 'openai'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
