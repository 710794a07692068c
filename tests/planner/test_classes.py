"""Classes of sights, and what sameness costs."""

from __future__ import annotations

import pytest

from planner.classes import CLASSES, class_of, class_weights
from planner.taxonomy import Category, Group
from tests.planner.tiny_problem import day_trip
from tests.worlds import PLACES

PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}
NAMES = list(CLASSES)


def test_every_sight_has_one_class() -> None:
    """No category is in two classes but by a tag, and none of the sights in none."""
    plain = [category for found in CLASSES.values() if not found.tag for category in found.members]
    assert len(plain) == len(set(plain))
    assert set(plain) == {c for c in Category if c.group is Group.SIGHT}


def test_a_tag_may_make_a_class_of_its_own() -> None:
    """A tour on the water is a boat trip, whatever else it is; a waterfront is none."""
    tour = PLACE["museum"].model_copy(update={"category": Category.TOUR, "tags": ("history",)})
    boat = tour.model_copy(update={"tags": ("water", "kids")})
    quay = boat.model_copy(update={"category": Category.WATERFRONT})
    assert [NAMES[class_of(place)] for place in (tour, boat, quay)] == [
        "tours",
        "boat trips",
        "water",
    ]


def test_what_is_no_sight_shares_the_index_past_the_end() -> None:
    """A museum and a gallery feel alike; a bistro and nothing have no class."""
    assert class_of(PLACE["museum"]) == class_of(PLACE["gallery"]) == NAMES.index("museums")
    assert class_of(PLACE["bistro"]) == class_of(None) == len(CLASSES)


def test_sameness_costs_less_for_what_a_city_is_made_of() -> None:
    """Half of these sights are museums: half the cost; of churches there are none: all of it."""
    sights = [PLACE["museum"], PLACE["gallery"], PLACE["park"], PLACE["market"]]
    weights = class_weights(sights, day_trip())
    churches = "churches and temples"
    assert len(weights) == len(CLASSES) + 1
    assert weights[NAMES.index("museums")] == pytest.approx(CLASSES["museums"].sameness * 0.5)
    assert weights[NAMES.index(churches)] == pytest.approx(CLASSES[churches].sameness)
    assert weights[-1] == 0.0


def test_sameness_costs_less_for_what_is_loved() -> None:
    """Love of museums takes seven tenths off, dislike nothing."""
    loved, disliked, plain = (
        class_weights([], day_trip(interests=interests))[0]
        for interests in ({"museum": 1.0}, {"museum": -1.0}, {})
    )
    assert loved == pytest.approx(plain * 0.3)
    assert disliked == plain == pytest.approx(CLASSES[NAMES[0]].sameness)


def test_sameness_costs_more_where_every_one_of_a_class_is_relished() -> None:
    """What is worth two and a half times as much is no more of a change the second time."""
    park = PLACE["park"].model_copy(update={"tags": ("kids",)})
    sights = [park, PLACE["museum"]]
    plain, family = (
        class_weights(sights, day_trip(interests=interests))[NAMES.index("greenery")]
        for interests in ({}, {"kids": 1.0})
    )
    assert family == pytest.approx(plain * 2.6)


def test_no_sights_at_all_cost_as_usual() -> None:
    """No division by nothing."""
    assert class_weights([], day_trip())[:-1] == pytest.approx(
        [kind.sameness for kind in CLASSES.values()]
    )
