"""Travel by estimate; the models are in ``tools.estimate`` (cities) and ``tools.intercity``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from planner.facts import LOCAL_MODES, Mode, Travel, TravelMatrix
from tools.distance import crow_matrix, crow_metres
from tools.estimate import PER_PERSON, estimate, offered
from tools.intercity import intercity_travel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.city import City
    from planner.model import Point
    from tools.distance import FloatArray
    from tools.estimate import BoolArray, Estimate

#: Minutes in a matrix where the mode cannot make the trip.
UNREACHABLE: Final = -1


class TravelModel(Protocol):
    """Whoever knows how long it takes to get about: ``EstimatedTravel``, ``RoutedTravel``."""

    def travel(self, city: City, origin: Point, target: Point, mode: Mode) -> Travel | None:
        """Travel between two points; None where the mode cannot."""
        ...

    def matrix(self, city: City, points: Sequence[Point], mode: Mode) -> TravelMatrix:
        """Travel between all pairs of points; equal to ``travel`` in every cell."""
        ...

    def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
        """Travel between two cities; None where the mode cannot or nothing is known."""
        ...


class EstimatedTravel:
    """Travel from coordinates alone: deterministic, symmetric, monotone in distance."""

    def travel(self, city: City, origin: Point, target: Point, mode: Mode) -> Travel | None:
        """Travel between two points of a city; None where the mode cannot, or is not local."""
        if mode not in LOCAL_MODES:
            return None
        crow = crow_metres(origin.lat, origin.lon, target.lat, target.lon)
        if not offered(city, mode, crow):
            return None
        trip = estimate(city, mode, crow)
        return Travel(
            minutes=math.ceil(trip.minutes),
            metres=math.ceil(trip.metres),
            walk_metres=math.ceil(trip.walk_metres),
            fare=None if trip.fare is None else float(trip.fare),
            per_person=PER_PERSON[mode],
            estimated=True,
        )

    def matrix(self, city: City, points: Sequence[Point], mode: Mode) -> TravelMatrix:
        """Travel between all pairs of points in one go; every cell equals ``travel`` exactly.

        Raises:
            ValueError: ``mode`` is not one for getting about a city.
        """
        if mode not in LOCAL_MODES:
            raise ValueError(f"Expected one of {', '.join(LOCAL_MODES)}, got {mode.value!r}.")
        crow = crow_matrix(points)
        possible = offered(city, mode, crow)
        trip = estimate(city, mode, crow)
        return matrix_of(trip, possible, mode, estimated=True)

    def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
        """Travel between two cities; see ``tools.intercity``."""
        return intercity_travel(origin, target, mode)


def matrix_of(
    trip: Estimate[FloatArray], possible: BoolArray, mode: Mode, *, estimated: bool
) -> TravelMatrix:
    """Trips rounded up to whole minutes and metres; impossible ones marked ``UNREACHABLE``."""
    shape = trip.metres.shape
    fare = np.broadcast_to(np.nan if trip.fare is None else trip.fare, shape)
    return TravelMatrix(
        minutes=np.where(possible, np.ceil(trip.minutes), UNREACHABLE).astype(np.int32),
        metres=np.where(possible, np.ceil(trip.metres), 0).astype(np.int32),
        walk_metres=np.where(possible, np.ceil(trip.walk_metres), 0).astype(np.int32),
        fare=np.where(possible, fare, np.nan),
        per_person=PER_PERSON[mode],
        estimated=np.full(shape, estimated),
    )


def travel_of(matrix: TravelMatrix, i: int, j: int) -> Travel | None:
    """The matrix's cell from point ``i`` to point ``j`` as a record; None where unreachable."""
    if matrix.minutes[i, j] == UNREACHABLE:
        return None
    fare = float(matrix.fare[i, j])
    return Travel(
        minutes=int(matrix.minutes[i, j]),
        metres=int(matrix.metres[i, j]),
        walk_metres=int(matrix.walk_metres[i, j]),
        fare=None if math.isnan(fare) else fare,
        per_person=matrix.per_person,
        estimated=bool(matrix.estimated[i, j]),
    )
