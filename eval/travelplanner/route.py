"""Which cities to visit, in which order and how long: routes, the likeliest first."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eval.travelplanner.query import Ask
    from eval.travelplanner.solver import World
    from eval.travelplanner.ways import Way


class Leg(NamedTuple):
    """The way from one city to the next; ``day`` counts from 0."""

    origin: str
    destination: str
    day: int
    ways: Sequence[Way]


class Route(NamedTuple):
    """Cities with the nights in each, and the legs from home through all of them and back."""

    stops: Sequence[str]
    nights: Sequence[int]
    legs: Sequence[Leg]

    @property
    def minutes(self) -> int:
        """How long the quickest ways take."""
        return sum(min(way.minutes for way in leg.ways) for leg in self.legs)


def routes(ask: Ask, world: World) -> Iterator[Route]:
    """Routes that can be travelled: first those of the cities on file for the query, then others.

    Of several orders or cities those with the least time on the way come first.
    """
    told = world.stops
    if len(told) == ask.stops and all(city in _cities(ask, world) for city in told):
        first = _route(told, ask, world)
        if first is not None:
            yield first
        yield from _by_time((order for order in permutations(told) if order != told), ask, world)
    others = [c for c in _cities(ask, world) if c != ask.origin and world.can_be_visited(c)]
    orders = (order for order in permutations(others, ask.stops) if set(order) != set(told))
    yield from _by_time(orders, ask, world)


def _cities(ask: Ask, world: World) -> Sequence[str]:
    """The cities that a destination stands for; a name of both is a state on longer trips."""
    of_state = world.database.cities.get(ask.destination, ())
    is_city = ask.destination in world.database.states
    return (ask.destination,) if is_city and (ask.stops == 1 or not of_state) else of_state


def _by_time(orders: Iterable[Sequence[str]], ask: Ask, world: World) -> Iterator[Route]:
    found = (_route(order, ask, world) for order in orders)
    yield from sorted((route for route in found if route is not None), key=lambda r: r.minutes)


def _route(stops: Sequence[str], ask: Ask, world: World) -> Route | None:
    """The route through these cities; None where a leg has no way."""
    each, more = divmod(ask.days - 1, len(stops))
    nights = [each + (number < more) for number in range(len(stops))]
    legs: list[Leg] = []
    for number, (a, b) in enumerate(zip((ask.origin, *stops), (*stops, ask.origin), strict=True)):
        day = sum(nights[:number])
        found = world.ways(a, b, ask.date(day), ask)
        if not found:
            return None
        legs.append(Leg(a, b, day, found))
    return Route(stops, nights, legs)
