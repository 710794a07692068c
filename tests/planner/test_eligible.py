"""Whether a place may be in a trip at all."""

from __future__ import annotations

from typing import Any

import pytest

from planner.eligible import admits, in_any_area, offers_diet, serves, why_not
from planner.request import Lock, MealName, Party
from planner.taxonomy import Category
from tests.planner.tiny_problem import day_trip
from tests.worlds import LUMEN, PLACES

PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}


@pytest.mark.parametrize(
    ("name", "party", "why"),
    [
        ("club", Party(), None),
        ("club", Party(children=(17,)), "it admits nobody under 18, and one of you is 17"),
        ("trattoria", Party(adults=8), None),
        ("trattoria", Party(adults=9), "it takes groups of at most 8, and you are 9"),
        ("church", Party(wheelchair=True), "it is not accessible by wheelchair"),
        ("market", Party(wheelchair=True), None),
        ("beacon", Party(wheelchair=True), None),
        ("hostel", Party(stroller=True), None),
    ],
)
def test_a_party_gets_in_or_is_told_why_not(name: str, party: Party, why: str | None) -> None:
    """What is limited or unknown is marked, not refused."""
    assert admits(PLACE[name], day_trip(party=party)) == why


def test_a_stroller_stays_outside_where_it_says_so() -> None:
    """No is no."""
    steps = PLACE["church"].model_copy(update={"stroller": "no"})
    assert admits(steps, day_trip(party=Party(stroller=True))) == "a stroller cannot get in"


@pytest.mark.parametrize(
    ("name", "request_", "why"),
    [
        ("museum", {}, None),
        ("museum", {"must_not": ("lumen:museum",)}, "you asked not to go there"),
        ("gallery", {"areas_in": ("Old Town",)}, "it is not in Old Town"),
        ("gallery", {"areas_out": ("Riverside",)}, "it is in Riverside, which you keep out of"),
        ("gallery", {"areas_in": ("Old Town",), "must": ("lumen:gallery",)}, None),
        ("gallery", {"areas_out": ("Riverside",), "locks": (Lock(place="lumen:gallery"),)}, None),
        ("bistro", {"diets": ("vegetarian",)}, None),
        ("cafe", {"diets": ("vegetarian",)}, None),
        ("bistro", {"diets": ("vegan",)}, "it is not known to serve vegan food"),
        ("bistro", {"diets": ("halal", "vegan")}, "it is not known to serve halal and vegan food"),
        ("museum", {"diets": ("vegan",)}, None),
    ],
)
def test_a_place_is_out_of_the_question_for_a_reason(
    name: str, request_: dict[str, Any], why: str | None
) -> None:
    """Areas spare musts and locks, diets concern food alone."""
    assert why_not(PLACE[name], LUMEN, day_trip(**request_)) == why


@pytest.mark.parametrize(
    ("name", "change", "meal", "fit"),
    [
        ("bistro", {}, "lunch", 1.0),
        ("cafe", {}, "breakfast", 1.0),
        ("museum", {}, "lunch", 0.0),
        ("cafe", {"cuisines": ("coffee", "tea")}, "lunch", 0.0),
        ("cafe", {"cuisines": ("coffee", "tea")}, "breakfast", 1.0),
        ("cafe", {"cuisines": ("coffee", "italian")}, "lunch", 0.5),
        ("bistro", {"category": Category.BAR, "cuisines": ()}, "dinner", 0.0),
        ("bistro", {"category": Category.BAR}, "dinner", 0.5),
    ],
)
def test_places_suit_meals(name: str, change: dict[str, Any], meal: MealName, fit: float) -> None:
    """Coffee and cake are no lunch, and a bar counts only if it cooks."""
    assert serves(PLACE[name].model_copy(update=change), meal) == fit


def test_what_is_vegan_is_vegetarian_and_not_the_other_way() -> None:
    """The cafe is vegan, the bistro vegetarian."""
    assert offers_diet(PLACE["cafe"], "vegetarian")
    assert not offers_diet(PLACE["bistro"], "vegan")


def test_unknown_areas_contain_nothing() -> None:
    """A name the city does not have is no area."""
    assert not in_any_area(PLACE["museum"], LUMEN, ("Atlantis",))
    assert in_any_area(PLACE["museum"], LUMEN, ("Atlantis", "historic centre"))
