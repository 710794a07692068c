"""Preselection: of all the places of a city, those worth the optimiser's time.

A city may have ten thousand places and a trip has room for twenty. Kept are all wanted places, the
sights with most appeal, the places to eat with most appeal, and those nearest to the best sights,
so that lunch is never far from where one is.
"""

from __future__ import annotations

import datetime as dt
import heapq
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
    *,
    breadth: int = 1,
) -> list[Place]:
    """Sights and places to eat of one destination that may be in the trip, by id.

    ``breadth`` times the usual number of them are kept, to see what the usual number loses.
    """
    city = world.city(request.destinations[stay].city)
    dates = dates_in(request, stay)
    wanted = wanted_ids(request)
    offered: dict[Group, list[Place]] = {Group.SIGHT: [], Group.FOOD: []}
    for place in places:
        if place.group in offered and why_not(place, city, request) is None:
            offered[place.group].append(place)
    sights = [p for p in offered[Group.SIGHT] if _receives(p, dates)]
    food = [p for p in offered[Group.FOOD] if _feeds(p, request, wanted)]
    appraiser, middle = Appraiser(request, world, prior), dates[len(dates) // 2]
    extra = PER_DAY * len(dates)
    top = _best(sights, breadth * (SIGHTS + extra), wanted, appraiser, middle)
    tables = _best(food, breadth * (FOOD + extra), wanted, appraiser, middle)
    kept = {p.id: p for p in (*top, *tables, *_nearest(top[: breadth * AROUND], food, request))}
    kept.update({p.id: p for found in offered.values() for p in found if p.id in wanted})
    return [kept[key] for key in sorted(kept)]


def _best(
    places: Iterable[Place], count: int, wanted: set[str], appraiser: Appraiser, day: dt.date
) -> list[Place]:
    """At most ``count`` places, those wanted first, then those of most appeal, ties by id.

    Hours are only looked up of places that could be among them: the others' ceiling is too low.
    """
    worth: dict[str, float] = {}
    least: list[float] = []
    ceilings = [(p.id not in wanted, -appraiser.ceiling(p, day), p) for p in places]
    ceilings.sort(key=lambda item: item[:2])
    for unasked, lowest, place in ceilings:
        if unasked and len(least) == count and -lowest < least[0]:
            break
        points = worth[place.id] = appraiser.appeal(place, day)
        if len(least) < count:
            heapq.heappush(least, points)
        else:
            heapq.heappushpop(least, points)
    looked_at = [place for _, _, place in ceilings[: len(worth)]]
    return sorted(looked_at, key=lambda p: (p.id not in wanted, -worth[p.id], p.id))[:count]


def dates_in(request: TripRequest, stay: int) -> list[dt.date]:
    """The dates spent in one destination."""
    days = [i for i in range(request.days) if request.city_index(i) == stay]
    return [request.start + dt.timedelta(days=i) for i in days]


def _receives(place: Place, dates: Sequence[dt.date]) -> bool:
    return any(place.in_season(day) and place.closure(day) is None for day in dates)


def _feeds(place: Place, request: TripRequest, wanted: set[str]) -> bool:
    return place.id in wanted or any(serves(place, wish.meal) > 0 for wish in request.meals)


def _nearest(sights: Sequence[Place], food: Sequence[Place], request: TripRequest) -> list[Place]:
    """For each meal wanted, the places to eat nearest to each of the sights, ties by id."""
    found = []
    food = sorted(food, key=lambda p: p.id)
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
