"""Wishes about cities that a trip no longer goes to: they end with the visit to the city."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.resolve import open_cities
from planner.itinerary import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.request import TripRequest
    from tools.catalogue import Catalogue

#: Fields that name places, and those whose items do.
_NAMES, _ITEMS = ("must", "must_not"), ("avoid", "locks", "shuns", "appointments")
#: Fields that name areas.
_AREAS = ("areas_in", "areas_out")


def without_left_behind(
    request: TripRequest, before: Mapping[str, Catalogue], files: Sequence[str]
) -> tuple[TripRequest, tuple[Note, ...]]:
    """The request without wishes about places of cities that are left out of it now.

    Args:
        request: changed, its places as ids.
        before: catalogues of the trip before the change, by city id.

    Returns:
        The request, and a sentence about each wish that a traveller had.
    """
    stores = open_cities(request, files)
    left = {key: store for key, store in before.items() if store not in stores}
    if not left:
        return request, ()
    update: dict[str, Any] = {}
    gone: dict[str, str] = {}
    for name in (*_NAMES, *_ITEMS):
        items = getattr(request, name)
        lost = {i: found for i, item in enumerate(items) if (found := _in(item, left))}
        gone |= dict(lost.values())
        if lost:
            update[name] = tuple(item for i, item in enumerate(items) if i not in lost)
    for name in _AREAS:
        areas = getattr(request, name)
        kept = tuple(a for a in areas if any(store.city.neighbourhood(a) for store in stores))
        gone |= {
            area: city for area in areas if area not in kept for city in _cities_of(area, left)
        }
        if kept != areas:
            update[name] = kept
    if request.lodging.place is not None and (found := _in(request.lodging.place, left)):
        update["lodging"] = request.lodging.model_copy(update={"place": None})
        gone |= dict([found])
    notes = (
        Note(kind="warning", text=f"{what} is in {city}, where the trip no longer goes.")
        for what, city in gone.items()
    )
    return request.model_copy(update=update), tuple(notes)


def _in(item: Any, left: Mapping[str, Catalogue]) -> tuple[str, str] | None:
    """The place that a wish names and its city, where that is left behind."""
    wished = item if isinstance(item, str) else item.place
    for store in left.values():
        place = store.get(wished) if wished is not None else None
        if place is not None:
            return place.name, store.city.name
    return None


def _cities_of(area: str, left: Mapping[str, Catalogue]) -> Iterator[str]:
    return (store.city.name for store in left.values() if store.city.neighbourhood(area))
