"""Whether a place may be in this trip, whatever the day: the rules on place and party alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.scoring import interest_key, labels_of
from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    import datetime as dt

    from planner.city import City
    from planner.place import Place
    from planner.request import MealName, TripRequest, Window

#: How well a category serves a meal, 0..1; absent is not at all.
SERVES: dict[str, dict[Category, float]] = {
    "breakfast": {
        Category.CAFE: 1.0,
        Category.BAKERY: 1.0,
        Category.FOOD_HALL: 0.6,
        Category.RESTAURANT: 0.6,
        Category.STREET_FOOD: 0.4,
        Category.FAST_FOOD: 0.3,
    },
    "lunch": {
        Category.RESTAURANT: 1.0,
        Category.FOOD_HALL: 1.0,
        Category.STREET_FOOD: 0.9,
        Category.CAFE: 0.5,
        Category.FAST_FOOD: 0.5,
        Category.BAKERY: 0.3,
    },
    "dinner": {
        Category.RESTAURANT: 1.0,
        Category.FOOD_HALL: 0.7,
        Category.STREET_FOOD: 0.6,
        Category.BAR: 0.5,
        Category.FAST_FOOD: 0.4,
        Category.CAFE: 0.3,
    },
}


#: Cuisines that make no meal but breakfast.
SNACKS = frozenset(
    {
        "coffee",
        "coffee_shop",
        "tea",
        "ice_cream",
        "gelato",
        "dessert",
        "pastry",
        "cake",
        "cakes",
        "sweets",
        "chocolate",
        "breakfast",
        "juice",
    }
)


def serves(place: Place, meal: MealName) -> float:
    """How well a place suits a meal, 0..1; bars do if known to cook, but cake is no lunch."""
    if place.category is Category.BAR and not place.cuisines:
        return 0.0
    if meal != "breakfast" and place.cuisines and SNACKS.issuperset(place.cuisines):
        return 0.0
    return SERVES[meal].get(place.category, 0.0)


def offers_diet(place: Place, diet: str) -> bool:
    """Whether a place is known to offer a diet; what is vegan is vegetarian too."""
    return diet in place.diets or (diet == "vegetarian" and "vegan" in place.diets)


def in_any_area(place: Place, city: City, areas: tuple[str, ...]) -> bool:
    """Whether a place lies in one of the named areas of its city."""
    found = [area for name in areas if (area := city.neighbourhood(name)) is not None]
    return any(area.contains(place.lat, place.lon) for area in found)


def shunned(place: Place, date: dt.date, request: TripRequest) -> list[Window]:
    """Hours of a date in which a place is not wanted."""
    if not request.shuns:
        return []
    labels = {interest_key(label) for label in (*labels_of(place), place.setting.value)}
    return [
        shun.window
        for shun in request.shuns
        if shun.date in (None, date)
        and (shun.place == place.id or (shun.kind and interest_key(shun.kind) in labels))
    ]


def admits(place: Place, request: TripRequest) -> str | None:
    """Why the party cannot go to a place; None if it can."""
    party = request.party
    if place.min_age is not None and (youngest := min(party.ages)) < place.min_age:
        return f"it admits nobody under {place.min_age}, and one of you is {youngest}"
    if place.max_group is not None and party.size > place.max_group:
        return f"it takes groups of at most {place.max_group}, and you are {party.size}"
    if party.wheelchair and place.wheelchair == "no":
        return "it is not accessible by wheelchair"
    if party.stroller and place.stroller == "no":
        return "a stroller cannot get in"
    return None


def why_not(place: Place, city: City, request: TripRequest) -> str | None:
    """Why a place is out of the question; None if it is not. Musts are exempt from areas."""
    if place.id in request.must_not:
        return "you asked not to go there"
    if request.areas_in or request.areas_out:
        wanted = place.id in request.must or any(lock.place == place.id for lock in request.locks)
        if not wanted and request.areas_in and not in_any_area(place, city, request.areas_in):
            return f"it is not in {' or '.join(request.areas_in)}"
        if not wanted and request.areas_out and in_any_area(place, city, request.areas_out):
            return f"it is in {' or '.join(request.areas_out)}, which you keep out of"
    missing = [diet for diet in request.diets if not offers_diet(place, diet)]
    if missing and place.group is Group.FOOD:
        return f"it is not known to serve {' and '.join(missing)} food"
    return admits(place, request)
