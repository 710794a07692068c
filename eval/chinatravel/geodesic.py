"""Distances on the WGS-84 ellipsoid, by Vincenty's inverse formula (Survey Review 23, 1975)."""

from __future__ import annotations

from math import atan, atan2, cos, hypot, radians, sin, tan

#: Half axes in kilometres.
MAJOR, MINOR = 6378.137, 6356.752314245
FLATTENING = 1 - MINOR / MAJOR
#: Enough for any two points that do not lie on opposite sides of the Earth.
ROUNDS = 20


def kilometres(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The distance between two points, each in degrees of latitude and longitude."""
    if start == end:
        return 0.0
    u1, u2 = (atan((1 - FLATTENING) * tan(radians(point[0]))) for point in (start, end))
    sin1, cos1, sin2, cos2 = sin(u1), cos(u1), sin(u2), cos(u2)
    lam = across = radians(end[1] - start[1])
    for _ in range(ROUNDS):
        sin_lam, cos_lam = sin(lam), cos(lam)
        sin_sigma = hypot(cos2 * sin_lam, cos1 * sin2 - sin1 * cos2 * cos_lam)
        cos_sigma = sin1 * sin2 + cos1 * cos2 * cos_lam
        sigma = atan2(sin_sigma, cos_sigma)
        sin_alpha = cos1 * cos2 * sin_lam / sin_sigma
        cos2_alpha = 1 - sin_alpha**2
        middle = cos_sigma - 2 * sin1 * sin2 / cos2_alpha if cos2_alpha else 0.0
        c = FLATTENING / 16 * cos2_alpha * (4 + FLATTENING * (4 - 3 * cos2_alpha))
        inner = middle + c * cos_sigma * (2 * middle**2 - 1)
        following = across + (1 - c) * FLATTENING * sin_alpha * (sigma + c * sin_sigma * inner)
        settled, lam = abs(following - lam) < 1e-13, following
        if settled:
            break
    squared = cos2_alpha * (MAJOR**2 - MINOR**2) / MINOR**2
    a = 1 + squared / 16384 * (4096 + squared * (-768 + squared * (320 - 175 * squared)))
    b = squared / 1024 * (256 + squared * (-128 + squared * (74 - 47 * squared)))
    third = b / 6 * middle * (4 * sin_sigma**2 - 3) * (4 * middle**2 - 3)
    delta = b * sin_sigma * (middle + b / 4 * (cos_sigma * (2 * middle**2 - 1) - third))
    return MINOR * a * (sigma - delta)
