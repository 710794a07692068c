"""From positions on the ground to a drawing: a plane in metres around a middle, and a frame on it.

The projection is equirectangular, true to scale at the middle; over a city it is off by less than
a line's width.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.exporters.route import Position

_METRES_PER_DEGREE = math.radians(1) * 6_371_008.8
#: Least that a map shows from side to side, in metres.
_LEAST = 600.0
_ROUND = (1, 2, 5)


class Frame(NamedTuple):
    """What part of the ground a drawing shows, north up.

    Attributes:
        lat, lon: the middle, in degrees.
        width, height: of the drawing, in its own units.
        metres: on the ground for one unit of the drawing.
    """

    lat: float
    lon: float
    width: float
    height: float
    metres: float

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a position lies in the drawing, from its upper left corner."""
        east = _turn(lon - self.lon) * _METRES_PER_DEGREE * math.cos(math.radians(self.lat))
        north = (lat - self.lat) * _METRES_PER_DEGREE
        return self.width / 2 + east / self.metres, self.height / 2 - north / self.metres

    def of(self, spot: Position) -> tuple[float, float]:
        """``place`` of whatever has a position."""
        return self.place(spot.lat, spot.lon)


def frame_around(
    spots: Sequence[Position], width: float, tallest: float, least: float, margin: float
) -> Frame:
    """A frame that shows all positions.

    Args:
        spots: at least one.
        width: of the drawing.
        tallest, least: bounds of its height, which follows the shape of the ground shown.
        margin: kept free at each side, for what is drawn around a position.
    """
    first = spots[0].lon
    easts = [_turn(spot.lon - first) for spot in spots]  # continuous across the date line
    norths = [spot.lat for spot in spots]
    lat, lon = (min(norths) + max(norths)) / 2, _turn(first + (min(easts) + max(easts)) / 2)
    wide = (max(easts) - min(easts)) * _METRES_PER_DEGREE * math.cos(math.radians(lat))
    tall = (max(norths) - min(norths)) * _METRES_PER_DEGREE
    wide = max(wide, _LEAST)
    height = min(tallest, max(least, (width - 2 * margin) * tall / wide + 2 * margin))
    metres = max(wide / (width - 2 * margin), tall / (height - 2 * margin))
    return Frame(lat, lon, width, height, metres)


def round_length(most: float) -> float:
    """The longest of 1, 2, 5, 10, 20, ... that is not above ``most``, for a scale bar."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in _ROUND if step * power <= most)


def _turn(degrees: float) -> float:
    """A difference of longitudes the short way round."""
    return (degrees + 180) % 360 - 180
