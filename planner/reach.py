"""Places within reach of a change: the few that a repair may need, near the days it touches."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from planner.change import named
from planner.eligible import why_not
from planner.leaning import differs, turned
from planner.roster import wanted_ids
from planner.taxonomy import Group

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from planner.attempt import Supplies
    from planner.itinerary import Itinerary, Stop
    from planner.place import Place
    from planner.request import TripRequest

#: Nearest places of a group that are looked at in each destination, and most visited ones.
NEAREST = {Group.SIGHT: 24, Group.FOOD: 12}
RENOWNED = {Group.SIGHT: 12, Group.FOOD: 6}
#: Fields of a request that say where a change is: any other concerns every day.
PLACED = frozenset(
    {"must", "must_not", "avoid", "locks", "windows", "paces", "max_sights_on", "wet_days"}
)


def within_reach(old: Itinerary, request: TripRequest, supplies: Supplies) -> list[list[Place]]:
    """Of each destination's places, those wanted, and some near the old stops of touched days.

    The best known are among them, and those of the kinds that the change turned to.
    """
    wanted, dates = wanted_ids(request), touched(old, request)
    stops = [stop for day in old.days if day.date in dates for stop in day.stops]
    found = []
    for stay, places in enumerate(supplies.places):
        city = supplies.world.city(request.destinations[stay].city)
        pool = {place.id: place for place in places if place.id in wanted}
        here = {place.id for place in places}
        around = [stop for stop in stops if stop.place_id in here]
        for group in NEAREST if around else ():
            members = [place for place in places if place.group is group]
            known = sorted(members, key=lambda p: (-p.popularity, p.id))
            sought = [place for place in known if turned(place, old.request, request) > 0]
            for order, count in (
                (_by_distance(members, around), NEAREST[group]),
                (known, RENOWNED[group]),
                (sought, RENOWNED[group]),
            ):
                fit = (place for place in order if why_not(place, city, request) is None)
                pool.update((place.id, place) for place in islice(fit, count))
        found.append(list(pool.values()))
    return found


def touched(old: Itinerary, request: TripRequest) -> set[dt.date]:
    """Dates of the days that a change is about: all of them unless it says where."""
    before = old.request
    differing = {
        name
        for name in type(request).model_fields
        if getattr(request, name) != getattr(before, name)
    }
    if differing - PLACED:
        return {day.date for day in old.days}
    about = named(before, request)
    return {
        day.date
        for day in old.days
        if any(stop.place_id in about for stop in day.stops) or differs(before, request, day.date)
    }


def _by_distance(places: Sequence[Place], stops: Sequence[Stop]) -> Iterator[Place]:
    """Places by how far they are from the nearest stop."""
    where = np.array([(place.lat, place.lon) for place in places]).reshape(-1, 2)
    to = np.array([(stop.lat, stop.lon) for stop in stops])
    shrink = np.cos(np.radians(to[:, 0].mean()))
    north = where[:, None, 0] - to[None, :, 0]
    east = (where[:, None, 1] - to[None, :, 1]) * shrink
    away = (north**2 + east**2).min(axis=1)
    return (places[i] for i in np.argsort(away, kind="stable"))
