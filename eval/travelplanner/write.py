"""A filled route written out, day by day, with sights that lie near one another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from eval.travelplanner.plan import FIELDS, NONE
from eval.travelplanner.ways import SIGHT_AFTER, SIGHT_BEFORE

if TYPE_CHECKING:
    from eval.travelplanner.database import Sight
    from eval.travelplanner.model import Filling
    from eval.travelplanner.plan import Day, Plan
    from eval.travelplanner.query import Ask
    from eval.travelplanner.route import Route
    from eval.travelplanner.solver import World

#: Sights on a day of stay, and on a day of travel that leaves time for some.
A_DAY, ON_THE_WAY = 3, 1


def written(route: Route, filling: Filling, ask: Ask, world: World) -> Plan:
    """The plan in the benchmark's format."""
    plan: Plan = [_day(number) for number in range(1, ask.days + 1)]
    unseen = [world.sights(city) for city in route.stops]
    first = 0
    for stop, (city, nights) in enumerate(zip(route.stops, route.nights, strict=True)):
        for day in plan[first : first + nights]:
            day["current_city"] = city
            day["accommodation"] = f"{filling.rooms[stop].name}, {city}"
        for day in plan[first + 1 : first + nights]:
            day["attraction"] = _named(_near_by(unseen[stop], A_DAY))
        first += nights
    for stop, (leg, way) in enumerate(zip(route.legs, filling.ways, strict=True)):
        day = plan[leg.day]
        day["current_city"] = f"from {leg.origin} to {leg.destination}"
        day["transportation"] = way.text
        if stop > 0 and way.leave >= SIGHT_BEFORE:
            day["attraction"] = _named(_near_by(unseen[stop - 1], ON_THE_WAY))
        elif stop < len(route.stops) and way.arrive <= SIGHT_AFTER:
            day["attraction"] = _named(_near_by(unseen[stop], ON_THE_WAY))
    for slot, restaurant in filling.meals.items():
        plan[slot.day][slot.meal] = f"{restaurant.name}, {restaurant.city}"
    return plan


def _day(number: int) -> Day:
    return {"days": number, "current_city": NONE, **dict.fromkeys(FIELDS, NONE)}


def _named(sights: list[Sight]) -> str:
    return "".join(f"{sight.name}, {sight.city};" for sight in sights) or NONE


def _near_by(unseen: list[Sight], count: int) -> list[Sight]:
    """Takes so many from ``unseen``: the first on file, then always the nearest to the last."""
    taken: list[Sight] = []
    while unseen and len(taken) < count:
        here = taken[-1] if taken else unseen[0]
        nearest = min(unseen, key=lambda sight: _apart(here, sight))
        unseen.remove(nearest)
        taken.append(nearest)
    return taken


def _apart(one: Sight, other: Sight) -> float:
    """Degrees, shrunk along the parallel: enough to tell which is nearer within a city."""
    east = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return math.hypot(one.lat - other.lat, east)
