"""Preselection: of all the places of a city, those worth the optimiser's time.

A city may have ten thousand places and a trip has room for twenty. Kept are all wanted places, the
sights with most appeal, the places to eat with most appeal, and those nearest to the best sights,
so that lunch is never far from where one is.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from planner.appeal import Appraiser
from planner.eligible import serves, why_not
from planner.roster import wanted_ids
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.facts import World
    from planner.place import Place
    from planner.request import TripRequest

#: How many sights and places to eat are kept: a base and so many more for each day.
SIGHTS, FOOD, PER_DAY = 40, 16, 8
#: Sights around which places to eat are sought, and how many around each.
AROUND, NEAREST = 30, 2


def candidates(
    stay: int,
    places: Iterable[Place],
    request: TripRequest,
    world: World,
    prior: Mapping[str, float],
) -> list[Place]:
    """Sights and places to eat of one destination that may be in the trip, by id."""
    city = world.city(request.destinations[stay].city)
    dates = dates_in(request, stay)
    wanted = wanted_ids(request)
    allowed = [
        p
        for p in places
        if p.group in (Group.SIGHT, Group.FOOD) and why_not(p, city, request) is None
    ]
    middle = dates[len(dates) // 2]
    appraiser = Appraiser(request, world, prior)
    worth = {p.id: appraiser.appeal(p, middle) for p in allowed}
    ranked = sorted(allowed, key=lambda p: (p.id not in wanted, -worth[p.id], p.id))
    sights = [p for p in ranked if p.group is Group.SIGHT and _receives(p, dates)]
    food = [p for p in ranked if p.group is Group.FOOD and _feeds(p, request, wanted)]
    extra = PER_DAY * len(dates)
    top = sights[: SIGHTS + extra]
    kept = {p.id: p for p in (*top, *food[: FOOD + extra], *_nearest(top[:AROUND], food, request))}
    kept.update({p.id: p for p in allowed if p.id in wanted})
    return [kept[key] for key in sorted(kept)]


def dates_in(request: TripRequest, stay: int) -> list[dt.date]:
    """The dates spent in one destination."""
    days = [i for i in range(request.days) if request.city_index(i) == stay]
    return [request.start + dt.timedelta(days=i) for i in days]


def _receives(place: Place, dates: Sequence[dt.date]) -> bool:
    return any(place.in_season(day) and place.closure(day) is None for day in dates)


def _feeds(place: Place, request: TripRequest, wanted: set[str]) -> bool:
    return place.id in wanted or any(serves(place, wish.meal) > 0 for wish in request.meals)


def _nearest(sights: Sequence[Place], food: Sequence[Place], request: TripRequest) -> list[Place]:
    """For each meal wanted, the places to eat nearest to each of the sights."""
    found = []
    for wish in request.meals:
        kitchens = [p for p in food if serves(p, wish.meal) >= 0.5]
        if not kitchens or not sights:
            continue
        where = np.array([(p.lat, p.lon) for p in kitchens])
        for sight in sights:
            shrink = np.cos(np.radians(sight.lat))
            away = (where[:, 0] - sight.lat) ** 2 + ((where[:, 1] - sight.lon) * shrink) ** 2
            for _ in range(min(NEAREST, len(kitchens))):
                nearest = int(away.argmin())
                found.append(kitchens[nearest])
                away[nearest] = np.inf
    return found
