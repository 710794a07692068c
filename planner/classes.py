"""Classes of stops that feel alike: one tires of the fourth museum, and of noodles every noon."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from planner.kernel import APPOINTMENT, DINNER, LUNCH, VISIT
from planner.scoring import company, interest, interest_key
from planner.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.place import Place
    from planner.problem import Node
    from planner.request import TripRequest


class Kind(NamedTuple):
    """A class of sights.

    Attributes:
        sameness: points that each further sight of it costs over the trip, before city and
            traveller have their say.
        members: its categories.
        tag: what its sights are tagged with; empty is any of these categories that no class with a
            tag has.
    """

    sameness: float
    members: tuple[Category, ...]
    tag: str = ""


CLASSES: dict[str, Kind] = {
    "museums": Kind(0.35, (Category.MUSEUM, Category.GALLERY)),
    "palaces and history": Kind(0.35, (Category.PALACE, Category.HISTORIC_SITE)),
    "churches and temples": Kind(0.35, (Category.RELIGIOUS_SITE,)),
    "greenery": Kind(0.35, (Category.PARK, Category.GARDEN, Category.NATURE)),
    "town walks": Kind(
        0.25, (Category.SQUARE, Category.NEIGHBOURHOOD, Category.LANDMARK, Category.MONUMENT)
    ),
    "views": Kind(1.2, (Category.VIEWPOINT,)),
    "water": Kind(0.5, (Category.WATERFRONT, Category.BEACH)),
    "tours": Kind(2.5, (Category.TOUR,)),
    "markets and shops": Kind(0.8, (Category.MARKET, Category.SHOPPING)),
    "days out": Kind(1.5, (Category.ZOO, Category.THEME_PARK, Category.SPORT, Category.BATH)),
    "evenings out": Kind(1.0, (Category.PERFORMANCE, Category.NIGHTLIFE)),
    "boat trips": Kind(5.0, (Category.TOUR,), tag="water"),
}
_INDEX = {(c, kind.tag): i for i, kind in enumerate(CLASSES.values()) for c in kind.members}
_TAGGED = {category: tag for category, tag in _INDEX if tag}


#: Points that each further lunch or dinner of a cuisine costs over the trip, before city and
#: traveller have their say.
SAME_CUISINE = 2.0
#: The cuisines told apart, those first that most places have.
CUISINES = 16
#: Days up to which sameness counts in full; over a longer trip one tires of a kind more slowly.
SHORT_TRIP = 4


def class_of(place: Place | None) -> int:
    """A sight's index in ``CLASSES``; what is none shares the one past the end."""
    if place is None:
        return len(CLASSES)
    tag = _TAGGED.get(place.category, "")
    return _INDEX.get((place.category, tag if tag in place.tags else ""), len(CLASSES))


def classes_of(
    nodes: Iterable[Node], candidates: Sequence[Place], request: TripRequest
) -> tuple[list[int], list[float]]:
    """What feels alike among the stops of a trip.

    Sights go by ``CLASSES``, lunches and dinners by their first cuisine; breakfasts and rests are
    of the class past those of sights, of which nobody tires.

    Returns:
        The class of each node, and what each further stop of a class costs.
    """
    tables = Counter(_cuisine(place) for place in candidates if place.cuisines)
    known = sorted(tables, key=lambda cuisine: (-tables[cuisine], cuisine))[:CUISINES]
    numbers = {cuisine: len(CLASSES) + 1 + index for index, cuisine in enumerate(known)}
    total, patience = max(1, tables.total()), _patience(request)
    liked = {interest_key(name): max(0.0, weight) for name, weight in request.interests.items()}
    costs = [
        patience * SAME_CUISINE * (1.0 - tables[cuisine] / total) * (1.0 - liked.get(cuisine, 0.0))
        for cuisine in known
    ]
    return [_class(node, numbers) for node in nodes], [*class_weights(candidates, request), *costs]


def _class(node: Node, cuisines: Mapping[str, int]) -> int:
    if node.kind in (VISIT, APPOINTMENT):
        return class_of(node.place)
    if node.kind not in (LUNCH, DINNER) or node.place is None:
        return len(CLASSES)
    return cuisines.get(_cuisine(node.place), len(CLASSES))


def _cuisine(place: Place) -> str:
    """What a kitchen is told by first, as interests spell it; empty where nothing is on file."""
    return interest_key(place.cuisines[0]) if place.cuisines else ""


def class_weights(sights: Iterable[Place], request: TripRequest) -> list[float]:
    """Cost of sameness by class: less for what the city is made of or the traveller loves by name.

    Where a class is worth more to this party than to most, a further sight of it is so much less
    of a change: children like every canal boat, and one is enough.

    Returns:
        One weight a class, and a last one of 0 for what has no class.
    """
    members: defaultdict[int, list[Place]] = defaultdict(list)
    for place in sights:
        members[class_of(place)].append(place)
    total = max(1, sum(len(places) for places in members.values()))
    patience, weights = _patience(request), []
    for index, kind in enumerate(CLASSES.values()):
        liking = max((request.interests.get(c.value, 0.0) for c in kind.members), default=0.0)
        weights.append(
            patience
            * kind.sameness
            * _relish(members[index], request)
            * (1.0 - len(members[index]) / total)
            * (1.0 - 0.7 * max(0.0, liking))
        )
    return [*weights, 0.0]


def _patience(request: TripRequest) -> float:
    """How far sameness counts on a trip of so many days."""
    return min(1.0, SHORT_TRIP / request.days)


def _relish(sights: Sequence[Place], request: TripRequest) -> float:
    """How many times as much as to most its sights are worth to this party, at least once."""
    if not sights or not (request.interests or request.party.children):
        return 1.0
    worths = [interest(p, request.interests).value * company(p, request).value for p in sights]
    return max(1.0, sum(worths) / len(worths))
