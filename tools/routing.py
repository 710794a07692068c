"""Travel times from a real street network: one small seam for a router, and its fake.

``RoutedTravel`` answers like ``EstimatedTravel`` and replaces what a router knows (walk, bike, car
and taxi); transit and travel between cities stay estimates. When a router fails, strict mode
raises; otherwise that mode is estimated from then on, and ``notes`` says so. Routers over HTTP are
in ``tools.routers``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from planner.errors import ServiceError
from planner.facts import Mode
from tools.distance import FloatArray, crow_matrix
from tools.estimate import door_to_door
from tools.travel import EstimatedTravel, TravelModel, matrix_of, travel_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.city import City
    from planner.facts import Travel, TravelMatrix
    from planner.model import Point

#: A point farther than this from the router's streets is not on its map.
MAX_SNAP_METRES: Final = 500.0


class RouteTable(NamedTuple):
    """Seconds and metres between all pairs of n points, shape (n, n); NaN is no route."""

    seconds: FloatArray
    metres: FloatArray


class Router(Protocol):
    """Whoever knows a street network."""

    @property
    def modes(self) -> frozenset[Mode]:
        """The modes it can route: of walk, bike and car."""
        ...

    def table(self, points: Sequence[Point], mode: Mode) -> RouteTable:
        """Routes between all pairs of points.

        Raises:
            ServiceError: the router failed, timed out or answered nonsense.
        """
        ...


class RoutedTravel:
    """Travel by a router where it knows the mode, else by estimate; a ``tools.travel.TravelModel``.

    Attributes:
        notes: what fell back to an estimate and why, for the traveller.
    """

    def __init__(
        self, router: Router, *, strict: bool = False, fallback: TravelModel | None = None
    ) -> None:
        """Route by ``router``; ``strict`` raises ``ServiceError`` instead of estimating."""
        self._router = router
        self._strict = strict
        self._fallback: TravelModel = EstimatedTravel() if fallback is None else fallback
        self._failed: set[Mode] = set()
        self._pairs: dict[tuple[Mode, Point, Point], tuple[float, float]] = {}
        self.notes: tuple[str, ...] = ()

    def travel(self, city: City, origin: Point, target: Point, mode: Mode) -> Travel | None:
        """Travel between two points; None where the mode cannot, or no street connects them.

        Raises:
            ServiceError: strict, and the router failed.
        """
        routed = self._matrix(city, (origin, target), mode)
        return (
            self._fallback.travel(city, origin, target, mode)
            if routed is None
            else travel_of(routed, 0, 1)
        )

    def matrix(self, city: City, points: Sequence[Point], mode: Mode) -> TravelMatrix:
        """Travel between all pairs of points.

        Raises:
            ServiceError: strict, and the router failed.
        """
        routed = self._matrix(city, points, mode)
        return self._fallback.matrix(city, points, mode) if routed is None else routed

    def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
        """Travel between two cities, always an estimate."""
        return self._fallback.intercity(origin, target, mode)

    def _matrix(self, city: City, points: Sequence[Point], mode: Mode) -> TravelMatrix | None:
        """The router's answer; None where it does not know the mode or has failed."""
        street = Mode.CAR if mode is Mode.TAXI else mode
        if street not in self._router.modes or street in self._failed or not points:
            return None
        try:
            table = self._table(points, street)
        except ServiceError as error:
            if self._strict:
                raise
            self._failed.add(street)
            self.notes += (f"{street.value} times are estimates: {error}",)
            return None
        return _dressed(city, mode, table)

    def _table(self, points: Sequence[Point], street: Mode) -> RouteTable:
        """The router's table, from memory where every pair of it was asked before."""
        keys = [[(street, a, b) for b in points] for a in points]
        if all(key in self._pairs for row in keys for key in row):
            cells = np.array([[self._pairs[key] for key in row] for row in keys], dtype=np.float64)
            return RouteTable(cells[:, :, 0], cells[:, :, 1])
        table = self._router.table(points, street)
        _check(table, points)
        for i, row in enumerate(keys):
            for j, key in enumerate(row):
                self._pairs[key] = (float(table.seconds[i, j]), float(table.metres[i, j]))
        return table


def _check(table: RouteTable, points: Sequence[Point]) -> None:
    """Refuse a table no street network could give."""
    shape = (len(points), len(points))
    if table.seconds.shape != shape or table.metres.shape != shape:
        raise ServiceError(
            f"Expected a router's tables of {shape}, "
            f"got {table.seconds.shape} and {table.metres.shape}."
        )
    for values in table:
        if bool(np.any(values < 0)) or bool(np.any(np.isinf(values))):
            raise ServiceError(
                "Expected a router's times and distances to be 0 or more and finite."
            )
    short = table.metres + 2 * MAX_SNAP_METRES < crow_matrix(points)
    if bool(np.any(short)):
        i, j = (int(k) for k in np.argwhere(short)[0])
        raise ServiceError(
            f"Expected a route at least as long as the crow flies from {points[i]} to {points[j]}, "
            f"got {table.metres[i, j]:.0f} m."
        )


def _dressed(city: City, mode: Mode, table: RouteTable) -> TravelMatrix:
    """Door-to-door travel around the router's rides."""
    reached = ~(np.isnan(table.seconds) | np.isnan(table.metres))
    metres, ride = np.where(reached, table.metres, 0.0), np.where(reached, table.seconds, 0.0) / 60
    return matrix_of(door_to_door(city, mode, metres, ride), reached, mode, estimated=False)


@dataclass(frozen=True, slots=True)
class FakeRouter:
    """A router that knows a fixed set of (seconds, metres), or always fails with ``error``."""

    routes: Mapping[tuple[Point, Point], tuple[float, float]] = field(default_factory=dict)
    modes: frozenset[Mode] = frozenset({Mode.WALK, Mode.BIKE, Mode.CAR})
    error: str | None = None

    def table(self, points: Sequence[Point], mode: Mode) -> RouteTable:
        """The known routes; pairs it was not given have none, and a point is 0 away from itself."""
        if self.error is not None:
            raise ServiceError(self.error)
        none = (math.nan, math.nan)
        cells = [
            [(0.0, 0.0) if a == b else self.routes.get((a, b), none) for b in points]
            for a in points
        ]
        array = np.array(cells, dtype=np.float64).reshape(len(points), len(points), 2)
        return RouteTable(array[:, :, 0], array[:, :, 1])
