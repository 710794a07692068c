"""Classes of sights, and what sameness costs."""

from __future__ import annotations

import pytest

from planner.classes import CLASSES, SAME_CUISINE, class_of, class_weights, classes_of
from planner.kernel import APPOINTMENT, BREAKFAST, DINNER, LUNCH, REST, VISIT
from planner.problem import Node
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


def test_lunches_and_dinners_go_by_cuisine() -> None:
    """Noodles twice are alike, a breakfast is of no class; an unknown kitchen is like nothing."""
    noodles, curry, plain = (
        PLACE["bistro"].model_copy(update={"id": f"lumen:{name}", "cuisines": cuisines})
        for name, cuisines in (("a", ("Ramen", "japanese")), ("b", ("curry",)), ("c", ()))
    )
    nodes = [
        Node(noodles, LUNCH), Node(noodles, DINNER), Node(curry, DINNER), Node(plain, LUNCH),
        Node(noodles, BREAKFAST), Node(None, REST), Node(PLACE["museum"], VISIT),
        Node(PLACE["museum"], APPOINTMENT), Node(None, APPOINTMENT),
    ]  # fmt: skip
    classes, costs = classes_of(nodes, [noodles, noodles, noodles, curry], day_trip())
    ramen, other, nothing = len(CLASSES) + 1, len(CLASSES) + 2, len(CLASSES)
    museums = NAMES.index("museums")
    assert classes == [
        ramen, ramen, other, nothing, nothing, nothing, museums, museums, nothing,
    ]  # fmt: skip
    assert costs[nothing:] == pytest.approx([0.0, SAME_CUISINE / 4, SAME_CUISINE * 3 / 4])


def test_a_cuisine_that_is_asked_for_does_not_tire() -> None:
    """Who wants pizza may have it every day."""
    pizza = PLACE["bistro"].model_copy(update={"cuisines": ("pizza",)})
    curry = PLACE["bistro"].model_copy(update={"cuisines": ("curry",)})
    _, costs = classes_of([], [pizza, curry], day_trip(interests={"Pizza": 1.0}))
    assert costs[len(CLASSES) + 1 :] == [pytest.approx(SAME_CUISINE / 2), 0.0]


def test_no_sights_at_all_cost_as_usual() -> None:
    """No division by nothing."""
    assert class_weights([], day_trip())[:-1] == pytest.approx(
        [kind.sameness for kind in CLASSES.values()]
    )
