"""Classes of sights that feel alike: a traveller tires of the fourth museum, whatever it is called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.place import Place
    from planner.request import TripRequest

CLASSES: dict[str, tuple[Category, ...]] = {
    "museums": (Category.MUSEUM, Category.GALLERY),
    "palaces and history": (Category.PALACE, Category.HISTORIC_SITE),
    "churches and temples": (Category.RELIGIOUS_SITE,),
    "greenery": (Category.PARK, Category.GARDEN, Category.NATURE),
    "town walks": (Category.SQUARE, Category.NEIGHBOURHOOD, Category.LANDMARK, Category.MONUMENT),
    "views and water": (Category.VIEWPOINT, Category.WATERFRONT, Category.BEACH, Category.TOUR),
    "markets and shops": (Category.MARKET, Category.SHOPPING),
    "a day out": (Category.ZOO, Category.THEME_PARK, Category.SPORT, Category.BATH),
    "evenings out": (Category.PERFORMANCE, Category.NIGHTLIFE),
}
_INDEX = {category: index for index, members in enumerate(CLASSES.values()) for category in members}
#: Points that each further sight of a class costs over the trip, before what the city and the traveller say.
SAMENESS = 0.35


def class_of(place: Place | None) -> int:
    """Index of a sight's class in ``CLASSES``; meals and appointments elsewhere share one index past the end."""
    return len(CLASSES) if place is None else _INDEX.get(place.category, len(CLASSES))


def class_weights(sights: Iterable[Place], request: TripRequest) -> list[float]:
    """Cost of sameness by class: less for what the city is made of, less for what the traveller loves.

    Returns:
        One weight a class, and a last one of 0 for what has no class.
    """
    shares = Counter(class_of(place) for place in sights)
    total = max(1, sum(shares.values()))
    weights = []
    for index, members in enumerate(CLASSES.values()):
        liking = max((request.interests.get(c.value, 0.0) for c in members), default=0.0)
        weights.append(SAMENESS * (1.0 - shares[index] / total) * (1.0 - 0.7 * max(0.0, liking)))
    return [*weights, 0.0]
