"""What a trip may be made of, fetched from the catalogues."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from agents.visited import prior_of
from planner.attempt import Supplies
from planner.roster import wanted_ids
from planner.taxonomy import Group
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from planner.itinerary import Itinerary
    from planner.place import Place
    from planner.request import TripRequest
    from tools.catalogue import Catalogue
    from tools.next_poi.predictor import Visit
    from tools.travel import TravelModel
    from tools.weather import Forecast

#: Chance of rain from which a day counts as wet.
LIKELY = 0.5
#: Most places of a group that are looked at in one city, by popularity.
POOL = {Group.SIGHT: 800, Group.FOOD: 1_500, Group.STAY: 400}


def gather(
    request: TripRequest,
    stores: Mapping[str, Catalogue],
    travel: TravelModel | None = None,
    old: Itinerary | None = None,
    visits: Sequence[Visit] = (),
    model: Path | None = None,
) -> Supplies:
    """What the trip may be made of: each city's most visited places, and all that were named.

    ``visits`` tell the traveller's taste, ``model`` whom to ask for it (``prior_of``).
    """
    named = wanted_ids(request)
    if old is not None:
        named |= {stop.place_id for day in old.days for stop in day.stops if stop.place_id}
    places = [pool(stores[stop.city], named) for stop in request.destinations]
    prior = prior_of(request, places, stores, visits, model)
    return Supplies(places, CatalogueWorld(stores, travel), prior)


def pool(store: Catalogue, named: set[str]) -> list[Place]:
    """Places of one city that are looked at."""
    found = {
        place.id: place
        for group, limit in POOL.items()
        for place in store.places((group,), limit=limit)
    }
    for place_id in sorted(named):
        place = store.get(place_id)
        if place is not None:
            found[place.id] = place
    return list(found.values())


def forewarned(
    request: TripRequest, stores: Mapping[str, Catalogue], forecast: Forecast
) -> TripRequest:
    """The request with every day added on which rain is likely."""
    wet = []
    for index in range(request.days):
        date = request.start + dt.timedelta(days=index)
        city = stores[request.destinations[request.city_index(index)].city].city
        told = forecast.day(city, date)
        if told is not None and told.rain_chance >= LIKELY:
            wet.append(date)
    return request.model_copy(update={"wet_days": tuple(dict.fromkeys((*request.wet_days, *wet)))})
