"""Ways between places of a city: on foot, by taxi, by metro, as the benchmark reckons them.

Straight lines: on foot 5 km/h and free; a taxi 40 km/h; the metro 30 km/h between the stations
nearest to both ends, and on foot to and from these. Minutes are cut off, piece by piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from eval.chinatravel.geodesic import kilometres

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Position = tuple[float, float]
Mode = Literal["walk", "taxi", "metro"]
MODES: tuple[Mode, ...] = ("walk", "taxi", "metro")
SPEEDS = {"walk": 5.0, "taxi": 40.0, "metro": 30.0}
#: Kilometres up to which the fare is 2, 3, 4 yuan and so on.
FARES = (4, 9, 14, 21, 28, 37, 48, 61)
STATION = "-地铁站"
#: Stations nearest on a flat map, among which the nearest on the ellipsoid is.
FEW = 8


class Piece(NamedTuple):
    """One leg of a way.

    Attributes:
        minutes: whole minutes, cut off.
        price: yuan a ticket or a car.
        km: as the benchmark tells it: a walk all the way is not rounded, the rest is, to 0.01.
    """

    start: str
    end: str
    mode: Mode
    minutes: int
    price: float
    km: float


class Way(NamedTuple):
    """From one place to another by one mode: one piece, or three by metro."""

    mode: Mode
    pieces: tuple[Piece, ...]
    minutes: int
    price: float


class Transit:
    """Ways between the places of one city.

    Args:
        places: latitude and longitude by name.
        stations: names and positions of the metro.
    """

    def __init__(
        self, places: Mapping[str, Position], stations: Sequence[tuple[str, Position]]
    ) -> None:
        self.places = places
        self._stations = stations
        self._points = np.array([position for _, position in stations])
        self._nearest: dict[str, tuple[int, float]] = {}
        self._distances: dict[tuple[str, str], float] = {}
        self._rides: dict[tuple[int, int], float] = {}
        self._ways: dict[tuple[str, str, Mode], Way | None] = {}

    def distance(self, start: str, end: str) -> float:
        """Kilometres between two places.

        Raises:
            KeyError: one of them is not of this city.
        """
        if (start, end) not in self._distances:
            apart = kilometres(self.places[start], self.places[end])
            self._distances[start, end] = self._distances[end, start] = apart
        return self._distances[start, end]

    def way(self, start: str, end: str, mode: Mode) -> Way | None:
        """The way by one mode; None by metro where both have the same station nearest.

        Raises:
            KeyError: one of the places is not of this city.
        """
        key = (start, end, mode)
        if key not in self._ways:
            self._ways[key] = self._metro(start, end) if mode == "metro" else self._plain(*key)
        return self._ways[key]

    def _plain(self, start: str, end: str, mode: Mode) -> Way:
        km = self.distance(start, end)
        price = round(taxi_price(km), 2) if mode == "taxi" else 0.0
        told = round(km, 2) if mode == "taxi" else km
        piece = Piece(start, end, mode, _minutes(km, mode), price, told)
        return Way(mode, (piece,), piece.minutes, price)

    def _metro(self, start: str, end: str) -> Way | None:
        (first, to_first), (last, from_last) = self.station(start), self.station(end)
        if self._stations[first] == self._stations[last]:
            return None
        board, leave = (self._stations[number][0] + STATION for number in (first, last))
        km = self._ride(first, last)
        price = metro_price(km)
        pieces = (
            Piece(start, board, "walk", _minutes(to_first, "walk"), 0, round(to_first, 2)),
            Piece(board, leave, "metro", _minutes(km, "metro"), price, round(km, 2)),
            Piece(leave, end, "walk", _minutes(from_last, "walk"), 0, round(from_last, 2)),
        )
        return Way("metro", pieces, sum(piece.minutes for piece in pieces), price)

    def _ride(self, first: int, last: int) -> float:
        """Kilometres between two stations."""
        if (first, last) not in self._rides:
            self._rides[first, last] = kilometres(self._stations[first][1], self._stations[last][1])
        return self._rides[first, last]

    def station(self, place: str) -> tuple[int, float]:
        """Number of the nearest station, and the kilometres to it."""
        if place not in self._nearest:
            here = self.places[place]
            steps = (self._points - here) * (1.0, np.cos(np.radians(here[0])))
            few = np.argsort((steps**2).sum(axis=1), kind="stable")[:FEW]
            apart = {int(n): kilometres(here, self._stations[n][1]) for n in sorted(few)}
            best = min(apart, key=apart.__getitem__)
            self._nearest[place] = best, apart[best]
        return self._nearest[place]


def taxi_price(km: float) -> float:
    """Yuan a car."""
    if km <= 1.8:
        return 11.0
    if km <= 10:
        return 11.0 + (km - 1.8) * 3.5
    return 11.0 + (10 - 1.8) * 3.5 + (km - 10) * 4.5


def metro_price(km: float) -> float:
    """Yuan a ticket."""
    for step, limit in enumerate(FARES):
        if km <= limit:
            return 2 + step
    return 9 + (km - FARES[-1] + 14) // 15


def _minutes(km: float, mode: str) -> int:
    return int(km / SPEEDS[mode] * 60)
