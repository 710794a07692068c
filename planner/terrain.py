"""The least that getting from some points of a city to others takes, with stops on the way or not.

Where a way is too far on foot in one leg, a stop in between may make two short ones of it; so the
least is sought over all stops that could be made on the way, each for its shortest time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.legs import UNREACHABLE, LeastLegs, least_legs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.facts import World
    from planner.kernel import Floats
    from planner.model import Point
    from planner.request import TripRequest


class Terrain:
    """Points of one city and the least ways between them.

    Args:
        stops: shortest minutes of a stop at each point where one could be made on the way.
        others: points where a way may only begin or end.
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
        points = list(dict.fromkeys([*stops, *others]))
        self._rows = {point: row for row, point in enumerate(points)}
        self._passing = np.array([float(stops.get(point, UNREACHABLE)) for point in points])
        self.direct = least_legs(city_id, points, request, currency, world)
        self._known: dict[tuple[int, ...], LeastLegs] = {}

    def rows(self, points: Iterable[Point]) -> tuple[int, ...]:
        """Rows of points, each once."""
        return tuple(sorted({self._rows[point] for point in points}))

    def least(self, origins: tuple[int, ...], targets: tuple[int, ...]) -> Effort:
        """The least of each measure from any of the origins to any of the targets."""
        if origins not in self._known:
            free = np.where(self._passing < UNREACHABLE, 0.0, float(UNREACHABLE))
            self._known[origins] = LeastLegs(
                _spread(self.direct.minutes, self._passing, origins),
                _spread(self.direct.walk, free, origins),
                _spread(self.direct.cost, free, origins),
            )
        reached, at = self._known[origins], list(targets)
        return Effort(*(float(measure[at].min()) for measure in reached))


class Effort(NamedTuple):
    """Minutes, metres on foot and fare of a way; ``UNREACHABLE`` or more where there is none."""

    minutes: float
    walk: float
    cost: float


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
