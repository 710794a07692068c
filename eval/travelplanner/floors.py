"""What a route takes at the least: routes that cannot keep the wishes are told without a model."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from eval.travelplanner.plan import MEALS

if TYPE_CHECKING:
    from eval.travelplanner.query import Ask
    from eval.travelplanner.route import Route
    from eval.travelplanner.solver import World


class Floors:
    """The least of everything for one ask, each city looked at once."""

    def __init__(self, ask: Ask, world: World) -> None:
        self._ask, self._world = ask, world
        self._bed = lru_cache(maxsize=None)(self._cheapest_bed)
        self._restaurants = lru_cache(maxsize=None)(world.restaurants)

    def allow(self, route: Route) -> bool:
        """Whether beds, cuisines and budget may do; where not, no filling of the route does."""
        stays = list(zip(route.stops, route.nights, strict=True))
        beds = [self._bed(city, nights) for city, nights in stays]
        if math.inf in beds or not all(
            any(cuisine in row.cuisines for city in route.stops for row in self._restaurants(city))
            for cuisine in self._ask.cuisines
        ):
            return False
        ways = sum(min(way.cost for way in leg.ways) for leg in route.legs)
        meals = sum(self._meals(city, len(MEALS) * (nights - 1)) for city, nights in stays)
        return ways + sum(beds) + meals <= self._ask.budget

    def _cheapest_bed(self, city: str, nights: int) -> float:
        """Dollars for all nights in a city; infinite where no room keeps the wishes."""
        return min(
            (
                room.price * nights * math.ceil(self._ask.people / room.sleeps)
                for room in self._world.rooms(city, nights, self._ask)
            ),
            default=math.inf,
        )

    def _meals(self, city: str, count: int) -> float:
        """Dollars for so many meals in different restaurants."""
        costs = sorted(row.cost for row in self._restaurants(city))
        return sum(costs[:count]) * self._ask.people
