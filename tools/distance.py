"""Great-circle distance from unit vectors: to the bit the same for one pair and for a matrix.

Only +, -, * and sqrt touch the pairs, which IEEE 754 rounds alike everywhere; sines and cosines,
whose last bit differs between ``math`` and vectorised numpy, are taken per point by ``math``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.model import Point

FloatArray = npt.NDArray[np.float64]
Number = TypeVar("Number", float, FloatArray)

EARTH_RADIUS_METRES = 6_371_008.8
_DIAMETER = 2 * EARTH_RADIUS_METRES


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """The point in degrees as x, y, z on the unit sphere."""
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


def crow_metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Metres as the crow flies between two points in degrees."""
    x1, y1, z1 = unit_vector(lat1, lon1)
    x2, y2, z2 = unit_vector(lat2, lon2)
    dx, dy, dz = x1 - x2, y1 - y2, z1 - z2
    half_chord = math.sqrt(dx * dx + dy * dy + dz * dz) / 2
    return _arc(half_chord) if half_chord < _SHORT else _DIAMETER * math.asin(min(1.0, half_chord))


def crow_matrix(points: Sequence[Point]) -> FloatArray:
    """Metres as the crow flies between all pairs, shape (n, n); ``crow_metres`` to the bit."""
    vectors = np.array([unit_vector(p.lat, p.lon) for p in points], dtype=np.float64).reshape(-1, 3)
    dx, dy, dz = (vectors[:, None, axis] - vectors[None, :, axis] for axis in range(3))
    half_chord = np.sqrt(dx * dx + dy * dy + dz * dz) / 2
    metres: FloatArray = _arc(half_chord)
    for i, j in np.argwhere(half_chord >= _SHORT):
        metres[i, j] = _DIAMETER * math.asin(min(1.0, float(half_chord[i, j])))
    return metres


#: Half chords below this (about 127 km) take four terms of the arcsine's series: error < 1 um.
_SHORT = 0.01


def _arc(half_chord: Number) -> Number:
    square = half_chord * half_chord
    return _DIAMETER * (
        half_chord * (1 + square * (1 / 6 + square * (3 / 40 + square * (15 / 336))))
    )
