"""The least that getting from some points of a city to others takes, with stops on the way or not.

Where a way is too far on foot in one leg, a stop in between may make two short ones of it; so the
least is sought over all stops that could be made on the way, each for its shortest time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.attempt import supplied
from planner.legs import UNREACHABLE, LeastLegs, least_legs
from planner.money import trip_currency
from planner.spans import MEAL_MIN
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from planner.attempt import Supplies
    from planner.facts import World
    from planner.kernel import Floats
    from planner.model import Point
    from planner.place import Place
    from planner.request import TripRequest


class Effort(NamedTuple):
    """Minutes, metres on foot and fare of a way; ``UNREACHABLE`` or more where there is none."""

    minutes: float
    walk: float
    cost: float


class Ways:
    """The least ways between points of one city, over stops made on the way.

    Args:
        direct: of single legs, between n points.
        passing: float (n,), shortest minutes of a stop at each point; ``UNREACHABLE`` where a way
            may only begin or end.
    """

    def __init__(self, direct: LeastLegs, passing: Floats) -> None:
        self._direct, self._passing = direct, passing
        self._known: dict[tuple[int, ...], LeastLegs] = {}

    def least(self, origins: tuple[int, ...], targets: tuple[int, ...]) -> Effort:
        """The least of each measure from any of the origins to any of the targets."""
        if origins not in self._known:
            free = np.where(self._passing < UNREACHABLE, 0.0, float(UNREACHABLE))
            self._known[origins] = LeastLegs(
                _spread(self._direct.minutes, self._passing, origins),
                _spread(self._direct.walk, free, origins),
                _spread(self._direct.cost, free, origins),
            )
        reached, at = self._known[origins], list(targets)
        return Effort(*(float(measure[at].min()) for measure in reached))


class Terrain:
    """Points of one city and the least legs between them.

    Args:
        stops: shortest minutes of a stop at each point where one could be made on the way.
        others: further points.

    Attributes:
        direct: of single legs.
    """

    def __init__(
        self,
        city_id: str,
        stops: Mapping[Point, int],
        others: Iterable[Point],
        request: TripRequest,
        currency: str,
        world: World,
    ) -> None:
        self._stops, points = stops, list(dict.fromkeys([*stops, *others]))
        self._rows = {point: row for row, point in enumerate(points)}
        self.direct = least_legs(city_id, points, request, currency, world)
        self._known: dict[tuple[tuple[int, int], ...], Ways] = {}

    def rows(self, points: Iterable[Point]) -> tuple[int, ...]:
        """Rows of points, each once."""
        return tuple(sorted({self._rows[point] for point in points}))

    def ways(self, further: Iterable[tuple[int, int]] = ()) -> Ways:
        """Ways over every stop, at whatever hour, and over ``further`` ones: (row, minutes)."""
        key = tuple(further)
        if key not in self._known:
            passing = np.full(len(self._rows), float(UNREACHABLE))
            places = ((self._rows[point], minutes) for point, minutes in self._stops.items())
            for row, minutes in (*places, *key):
                passing[row] = min(passing[row], minutes)
            self._known[key] = Ways(self.direct, passing)
        return self._known[key]


class Atlas:
    """The terrains of the cities that trips are made from, each worked out once.

    Args:
        supplies: what trips are made from; every place to see or eat at may be a stop on the way.
    """

    def __init__(self, supplies: Supplies) -> None:
        self.supplies = supplies
        self._known: dict[Hashable, Terrain] = {}

    def terrain(self, stay: int, ends: Iterable[Point], request: TripRequest) -> Terrain:
        """The terrain of a destination, in which ways may begin and end at these points too."""
        city = request.destinations[stay].city
        places = supplied(request, self.supplies)[stay]
        beds = (place.point for place in places if place.group is Group.STAY)
        points = tuple(sorted({*beds, *ends}, key=lambda point: (point.lat, point.lon)))
        currency = trip_currency(request, self.supplies.world)
        ways = (request.modes, request.liked_modes, request.max_walk_leg)
        key = (city, ways, request.party, currency, points)
        if key not in self._known:
            stops = _stops(places)
            world = self.supplies.world
            self._known[key] = Terrain(city, stops, points, request, currency, world)
        return self._known[key]


def _stops(places: Iterable[Place]) -> dict[Point, int]:
    """The shortest minutes of a stop, by point."""
    stops: dict[Point, int] = {}
    for place in places:
        if place.group in (Group.SIGHT, Group.FOOD):
            least = place.minutes.min
            if place.group is Group.FOOD:
                least = min(least, *MEAL_MIN.values())
            stops[place.point] = min(stops.get(place.point, least), least)
    return stops


def _spread(direct: Floats, passing: Floats, origins: Sequence[int]) -> Floats:
    """The least from any origin to every point, ``passing`` being spent at each point between."""
    reached: Floats = direct[list(origins)].min(axis=0)
    through = np.flatnonzero(passing < UNREACHABLE)
    while len(through):
        onward = (reached + passing)[through, None] + direct[through]
        nearer = np.minimum(reached, onward.min(axis=0))
        through = np.flatnonzero((nearer < reached) & (passing < UNREACHABLE))
        reached = nearer
    return reached
