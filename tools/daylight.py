"""Sunrise and sunset in local minutes, from the sun's elevation by the ``astral`` library.

The crossings of the horizon are searched for here: astral's own ``sunrise`` and ``sunset`` go by
the date in UTC and lose an evening a year where the sun sets around midnight UTC, as in New York.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from planner.facts import Daylight

if TYPE_CHECKING:
    from astral import Observer

    from planner.city import City

#: Elevation of the sun's centre in degrees at sunrise and sunset: its radius and refraction.
HORIZON_DEGREES: Final = -0.833

_DAY: Final = 24 * 60
_ONE_DAY: Final = dt.timedelta(days=1)
_HALF_A_DAY: Final = dt.timedelta(hours=12)
_PRECISION: Final = dt.timedelta(seconds=2)


def daylight(city: City, day: dt.date) -> Daylight:
    """Sunrise and sunset of ``day`` at the city's centre, in local minutes.

    Sunrise is rounded up and sunset down, so that a visit inside them is in daylight. Sunset passes
    1440 where the sun sets after midnight (Reykjavik in June). When the sun never sets the answer
    is 0 to 1440; when it never rises, both are the local minute of its highest point.
    """
    return _daylight(city.lat, city.lon, city.timezone, day)


@lru_cache(maxsize=4096)
def _daylight(lat: float, lon: float, timezone: str, day: dt.date) -> Daylight:
    from astral import Observer

    observer, zone = Observer(latitude=lat, longitude=lon), ZoneInfo(timezone)
    noon = _mean_noon(lon, zone, day)
    if not _is_up(observer, noon):
        middle = round(_local_minute(noon, zone, day))
        return Daylight(middle, middle)
    rise = _crossing(observer, noon - _HALF_A_DAY, noon)
    fall = _crossing(observer, noon + _HALF_A_DAY, noon)
    first = 0 if rise is None else math.ceil(_local_minute(rise, zone, day))
    last = _DAY if fall is None else math.floor(_local_minute(fall, zone, day))
    return Daylight(max(0, first), last)


def _mean_noon(lon: float, zone: ZoneInfo, day: dt.date) -> dt.datetime:
    """The mean sun's highest point, in UTC, that falls nearest to noon of the local date."""
    middle = dt.datetime.combine(day, dt.time(12), zone)
    at_zero = dt.datetime.combine(day, dt.time(12), dt.UTC) - dt.timedelta(minutes=4 * lon)
    around = (at_zero - _ONE_DAY, at_zero, at_zero + _ONE_DAY)
    return min(around, key=lambda moment: abs(moment - middle))


def _crossing(observer: Observer, night: dt.datetime, noon: dt.datetime) -> dt.datetime | None:
    """When the sun crosses the horizon between midnight and noon, by bisection; None if up at both.

    ``night`` may lie before or after ``noon``; the sun is up at noon.
    """
    if _is_up(observer, night):
        return None
    down, up = night, noon
    while abs(up - down) > _PRECISION:
        middle = down + (up - down) / 2
        down, up = (down, middle) if _is_up(observer, middle) else (middle, up)
    return up


def _is_up(observer: Observer, moment: dt.datetime) -> bool:
    from astral.sun import elevation

    return elevation(observer, moment, with_refraction=False) > HORIZON_DEGREES


def _local_minute(moment: dt.datetime, zone: ZoneInfo, day: dt.date) -> float:
    """Minutes on the local wall clock since the start of ``day``."""
    wall = moment.astimezone(zone).replace(tzinfo=None)
    return (wall - dt.datetime.combine(day, dt.time())).total_seconds() / 60
