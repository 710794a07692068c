"""Questions about places that a catalogue answers: closest, cheapest, best known, all of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from planner.eligible import offers_diet
from planner.errors import UnknownNameError
from planner.model import Point, Record
from planner.taxonomy import Category, Group
from tools.catalogue.store import Near
from tools.distance import crow_metres

if TYPE_CHECKING:
    from planner.place import Place
    from tools.catalogue.store import Catalogue

#: Metres within which something is near.
WALKABLE = 1_500
_VISITED = (Group.SIGHT, Group.FOOD)


class PlaceQuery(Record):
    """A question about places.

    Attributes:
        kind: a category, a group (``sight``, ``food``) or a tag.
        cuisine, diet: what a place must serve.
        near: name of a place or area; None is the whole city.
        order: what comes first; ``best`` goes by renown, for no catalogue has ratings.
        limit: most answers; None is all of them.
    """

    kind: str
    cuisine: str | None = None
    diet: str | None = None
    near: str | None = None
    order: Literal["closest", "cheapest", "best"] = "closest"
    limit: int | None = Field(default=5, ge=1)


def answer(store: Catalogue, query: PlaceQuery) -> list[Near]:
    """Places that answer a query, best first; with the metres from ``near``, or from the centre.

    Near a place is within a walk of it, or the nearest there are if none is. Places without a price
    on file are no answer to what is cheapest.

    Raises:
        UnknownNameError: ``near`` is neither an area of the city nor surely one of its places.
    """
    middle, itself = _middle(store, query.near)
    fitting = [p for p in store.places() if _fits(p, query) and p.id != itself]
    found = [Near(p, crow_metres(middle.lat, middle.lon, p.lat, p.lon)) for p in fitting]
    if query.order == "cheapest":
        found = [near for near in found if price(near.place) is not None]
    if query.near is not None:
        around = [near for near in found if near.metres <= WALKABLE]
        found = around or sorted(found, key=lambda near: near.metres)[: query.limit or 1]
    found.sort(key=lambda near: (*_rank(near, query), near.metres, near.place.id))
    return found[: query.limit]


def price(place: Place) -> float | None:
    """What one grown-up pays for a meal, the way in or a night; None where that is unknown."""
    if place.group is Group.STAY:
        return place.nightly_rate
    if place.group is Group.FOOD:
        return place.meal_price
    return place.admission.adult if place.admission is not None else None


def _middle(store: Catalogue, near: str | None) -> tuple[Point, str | None]:
    """Where to measure from, and the id of the place that it is, if it is one."""
    centre = Point(lat=store.city.lat, lon=store.city.lon)
    if near is None:
        return centre, None
    area = store.city.neighbourhood(near)
    if area is not None:
        return Point(lat=area.polygon.centroid.y, lon=area.polygon.centroid.x), None
    hits = store.find(near, limit=3)
    if not hits or not hits[0].sure:
        raise UnknownNameError("place", near, tuple(hit.place.name for hit in hits))
    place = hits[0].place
    return place.point, place.id


def _fits(place: Place, query: PlaceQuery) -> bool:
    groups = {group.value for group in Group}
    if query.kind in groups:
        kind = place.group.value == query.kind
    elif query.kind in {category.value for category in Category}:
        kind = place.category.value == query.kind
    else:
        kind = query.kind in place.tags and place.group in _VISITED
    cuisine = query.cuisine is None or query.cuisine in place.cuisines
    return kind and cuisine and (query.diet is None or offers_diet(place, query.diet))


def _rank(near: Near, query: PlaceQuery) -> tuple[float, ...]:
    if query.order == "best":
        return (-near.place.popularity,)
    if query.order == "cheapest":
        return (price(near.place) or 0.0, -near.place.popularity)
    return ()
