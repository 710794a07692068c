"""The law of attraction: features by hand, and weights found again from choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tools.next_poi.newcity import STEP_FEATURES, Attraction, Walk, step_features
from tools.next_poi.training.newcity import fit_attraction, walks
from tools.next_poi.visits import Places

if TYPE_CHECKING:
    from tools.next_poi.visits import CheckIns


def walk(path: list[int], seed: int = 0, taste: dict[str, float] | None = None) -> Walk:
    """A walk among ten places of two categories, strewn over a few km."""
    rng = np.random.default_rng(seed)
    lat, lon = 55 + rng.random(10) * 0.05, 12 + rng.random(10) * 0.08
    places = Places(tuple("abcdefghij"), np.arange(10) % 2, lat, lon, ("Museum", "Park"))
    return Walk(places, rng.random(10), np.array(path), taste or {})


def feature(asked: Walk, name: str) -> list[float]:
    """One feature of every place."""
    return list(step_features(asked)[:, STEP_FEATURES.index(name)])


def test_turn_is_one_straight_on_and_minus_one_back() -> None:
    """Walking north, the place further north is straight on and the one before is back."""
    lat = np.array([55.0, 55.01, 55.02])
    places = Places(tuple("abc"), np.zeros(3, dtype=int), lat, np.full(3, 12.0), ("Park",))
    asked = Walk(places, np.ones(3), np.array([0, 1]), {})
    assert feature(asked, "turn") == pytest.approx([-1.0, 0.0, 1.0])
    assert feature(asked, "km")[2] == pytest.approx(np.log(1.1119 + 0.05), abs=1e-3)


def test_distance_counts_in_two_parts_and_renown_on_any_scale() -> None:
    """As far as one walks, and beyond that how many times as far; renown against the usual one."""
    lat = 55 + np.array([0.0, 1.0, 4.0]) / 111.19
    places = Places(tuple("abc"), np.zeros(3, dtype=int), lat, np.full(3, 12.0), ("Park",))
    asked = Walk(places, np.array([0.5, 0.1, 0.3]), np.array([0]), {})
    assert feature(asked, "km")[1:] == pytest.approx(np.log([1.05, 2.05]), abs=1e-3)
    assert feature(asked, "far") == pytest.approx([0.0, 0.0, np.log(2)], abs=1e-3)
    assert feature(asked, "popularity")[1:] == pytest.approx(np.log([0.6, 1.6]))
    tenfold = replace(asked, popularity=10 * asked.popularity)
    assert feature(tenfold, "popularity") == pytest.approx(feature(asked, "popularity"))


def test_taste_from_elsewhere_reaches_places_of_its_category() -> None:
    """Who liked parks at home finds them here; an unknown category counts nothing."""
    liked = feature(walk([0], taste={"Park": 0.7, "Opera": 0.3}), "taste")
    assert liked == [0.0, 0.7] * 5


def test_visited_places_have_no_share() -> None:
    """The shares of what is left sum to one."""
    shares = np.exp(Attraction(np.ones(len(STEP_FEATURES))).log_shares(walk([3, 5])))
    assert shares.sum() == pytest.approx(1.0)
    assert shares[[3, 5]].tolist() == [0.0, 0.0]


def test_walk_of_every_place_has_nowhere_to_go() -> None:
    """Where all is visited every place is at -inf, without a warning turned NaN."""
    assert (
        Attraction(np.ones(len(STEP_FEATURES))).log_shares(walk(list(range(10)))) == -np.inf
    ).all()


def test_fit_finds_the_weights_behind_the_choices() -> None:
    """From choices drawn by known weights the fit comes back near to them."""
    rng, truth = np.random.default_rng(1), np.array([1.0, -1.5, -0.8, 0.5, 1.0, 0.3])
    steps: list[tuple[Walk, int]] = []
    for number in range(3000):
        asked = walk(list(rng.permutation(10)[:2]), seed=number, taste={"Park": rng.random()})
        shares = np.exp(Attraction(truth).log_shares(asked))
        steps.append((asked, int(rng.choice(10, p=shares / shares.sum()))))
    assert fit_attraction(steps, l2=0.0).weights == pytest.approx(truth, abs=0.25)


def test_nothing_to_learn_from_is_an_error() -> None:
    """Without a step no law is learnt."""
    with pytest.raises(ValueError, match="at least one step"):
        fit_attraction([])


def test_walks_are_steps_to_new_places_nearby(town: CheckIns) -> None:
    """Each path is of its city, the target is not on it, and taste is what was done before."""
    found = walks(town, 40, seed=0)
    assert len(found) > 20
    for walk, target in found:
        assert set(walk.places.ids) == set(town.places.ids)
        assert target not in walk.path
        assert sum(walk.taste.values()) in (0, pytest.approx(1.0))
    assert any(not walk.taste for walk, _ in found)
    assert len(found) == len(walks(town, 40, seed=0))
    far = replace(town.places, lat=town.places.lat + 2.0 * np.arange(len(town.places)))
    apart = walks(replace(town, places=far), 40, seed=0)
    assert max(len(walk.places) for walk, _ in apart) < len(far)
