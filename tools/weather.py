"""What the weather is usually like, and the seam through which a real forecast would come."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from planner.city import ClimateMonth
from tools.distance import crow_metres

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.city import City

#: A reference station farther away than this says nothing about a city.
MAX_STATION_METRES: Final = 150_000.0


class Station(NamedTuple):
    """A reference station: twelve months of climate normals from January."""

    name: str
    lat: float
    lon: float
    months: tuple[ClimateMonth, ...]


def climate(city: City, month: int) -> ClimateMonth | None:
    """Climate normal of ``month`` (1 to 12): the city's own, else a station's within 150 km.

    Raises:
        ValueError: ``month`` is not 1 to 12.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"Expected a month from 1 to 12, got {month}.")
    if city.climate:
        return city.climate[month - 1]
    station = nearest_station(city.lat, city.lon)
    return None if station is None else station.months[month - 1]


@lru_cache(maxsize=1024)
def nearest_station(lat: float, lon: float) -> Station | None:
    """The reference station nearest to a point in degrees; None beyond 150 km."""
    best = min(stations(), key=lambda station: crow_metres(lat, lon, station.lat, station.lon))
    near = crow_metres(lat, lon, best.lat, best.lon) <= MAX_STATION_METRES
    return best if near else None


@lru_cache(maxsize=1)
def stations() -> tuple[Station, ...]:
    """The project's reference stations: rounded normals, written from general knowledge."""
    raw = json.loads(files("tools.facts").joinpath("climate.json").read_text("utf-8"))
    return tuple(_station(*row) for row in raw["stations"])


def _station(
    name: str, lat: float, lon: float, highs: list[float], lows: list[float], rain_days: list[float]
) -> Station:
    months = zip(highs, lows, rain_days, strict=True)
    return Station(
        name,
        lat,
        lon,
        tuple(ClimateMonth(high_c=h, low_c=low, rain_days=r) for h, low, r in months),
    )


class DayForecast(NamedTuple):
    """The weather expected in a city on one date."""

    high_c: float
    low_c: float
    rain_chance: float


class Forecast(Protocol):
    """Whoever knows the weather of the next days."""

    def day(self, city: City, day: dt.date) -> DayForecast | None:
        """The forecast; None beyond its horizon.

        Raises:
            ServiceError: the service failed.
        """
        ...


@dataclass(frozen=True, slots=True)
class FakeForecast:
    """A forecast from a table of (city id, date); anything else is beyond its horizon."""

    table: Mapping[tuple[str, dt.date], DayForecast]

    def day(self, city: City, day: dt.date) -> DayForecast | None:
        """The table's entry, if any."""
        return self.table.get((city.id, day))
