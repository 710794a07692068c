"""Estimated travel between two cities, door to door: train, coach, car and plane.

Without a timetable this is what a trip of that length usually takes, on the slow side, and costs:

    train  20 min to the station and 15 before departure, 90 km/h for 200 km and 130 beyond over
           1.25 times the crow's distance, 15 min at the far end; 0.14 EUR/km to 300 km, 0.09
           beyond, at least 6; not over 1,500 km
    bus    15 + 15 min, 70 km/h over 1.3 times, 15 min; 0.06 EUR/km, at least 5; not over 1,000 km
    car    10 min, 80 km/h over 1.3 times, 15 min of rest in every two hours; cost unknown; not
           over 1,200 km
    flight 45 min to the airport, 90 there, 35 plus 800 km/h over 1.05 times, 30 to leave it and 45
           to the city; 45 EUR + 0.09 EUR/km to 2,000 km, 0.05 beyond; not under 200 km

Land modes need both cities on one land mass, told by country and by boxes around larger islands;
where the land is not on file they are None. Ferries are always None: whether one sails cannot be
told from coordinates. Distances are limits as the crow flies.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from planner.errors import UnknownNameError
from planner.facts import Mode, Travel
from tools.currency import rate
from tools.distance import crow_metres

if TYPE_CHECKING:
    from planner.city import City

#: Below this two cities are one, and local modes serve them.
MIN_KM: Final = 5.0
MAX_LAND_KM: Final = {Mode.TRAIN: 1500.0, Mode.BUS: 1000.0, Mode.CAR: 1200.0}
MIN_FLIGHT_KM: Final = 200.0

_FLIGHT_WALK_METRES: Final = 800
_LAND_WALK_METRES: Final = 500


def intercity_travel(origin: City, target: City, mode: Mode) -> Travel | None:
    """Estimated travel between two cities; None where ``mode`` cannot or nothing can be said.

    ``fare`` is for one adult in the origin's currency; None where that has no rate on file.
    """
    km = crow_metres(origin.lat, origin.lon, target.lat, target.lon) / 1000
    if mode is Mode.FLIGHT:
        return _flight(origin, km) if km >= MIN_FLIGHT_KM else None
    if mode not in MAX_LAND_KM or not MIN_KM <= km <= MAX_LAND_KM[mode]:
        return None
    land = land_mass(origin)
    if land is None or land != land_mass(target):
        return None
    return {Mode.TRAIN: _train, Mode.BUS: _bus, Mode.CAR: _car}[mode](origin, km)


def land_mass(city: City) -> str | None:
    """The land a city stands on; None where it is not on file."""
    for land, country, south, west, north, east in _islands():
        if country == city.country and south <= city.lat <= north and west <= city.lon <= east:
            return land
    return _mainlands().get(city.country)


def _train(origin: City, crow_km: float) -> Travel:
    km = crow_km * 1.25
    ride = min(km, 200) / 90 + max(0.0, km - 200) / 130
    euros = max(6.0, 0.14 * min(km, 300) + 0.09 * max(0.0, km - 300))
    return _travel(origin, 20 + 15 + ride * 60 + 15, km, _LAND_WALK_METRES, euros)


def _bus(origin: City, crow_km: float) -> Travel:
    km = crow_km * 1.3
    return _travel(origin, 15 + 15 + km / 70 * 60 + 15, km, _LAND_WALK_METRES, max(5.0, 0.06 * km))


def _car(origin: City, crow_km: float) -> Travel:
    km = crow_km * 1.3
    drive = km / 80 * 60
    return _travel(origin, 10 + drive + 15 * (drive // 120), km, 0, None)


def _flight(origin: City, crow_km: float) -> Travel:
    km = crow_km * 1.05
    euros = 45 + 0.09 * min(km, 2000) + 0.05 * max(0.0, km - 2000)
    return _travel(origin, 45 + 90 + 35 + km / 800 * 60 + 30 + 45, km, _FLIGHT_WALK_METRES, euros)


def _travel(
    origin: City, minutes: float, km: float, walk_metres: int, euros: float | None
) -> Travel:
    return Travel(
        minutes=math.ceil(minutes),
        metres=math.ceil(km * 1000),
        walk_metres=walk_metres,
        fare=None if euros is None else _in_currency(euros, origin.currency),
        per_person=euros is not None,
        estimated=True,
    )


def _in_currency(euros: float, currency: str) -> float | None:
    try:
        return round(euros * rate("EUR", currency), 2)
    except UnknownNameError:
        return None


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[list[str | float]] | list[str]]]:
    table: dict[str, dict[str, list[list[str | float]] | list[str]]] = json.loads(
        files("tools.facts").joinpath("landmasses.json").read_text("utf-8")
    )
    return table


@lru_cache(maxsize=1)
def _mainlands() -> dict[str, str]:
    return {
        str(country): land
        for land, countries in _table()["mainlands"].items()
        for country in countries
    }


@lru_cache(maxsize=1)
def _islands() -> tuple[tuple[str, str, float, float, float, float], ...]:
    boxes = [(land, *box) for land, boxes in _table()["islands"].items() for box in boxes]
    return tuple(
        (land, str(c), float(s), float(w), float(n), float(e)) for land, c, s, w, n, e in boxes
    )
