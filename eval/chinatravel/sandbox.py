"""The benchmark's database: what there is to see, to eat and to sleep in, by city.

The folder is ``database`` of the ChinaTravel release; see ``Sandbox``. Where a table names a place
twice, the first row counts, as it does for the original.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.clock import DAY, minutes
from eval.chinatravel.intercity import Timetable
from eval.chinatravel.transit import Transit
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eval.chinatravel.transit import Position


class Hours(NamedTuple):
    """Minutes after midnight; closing at or before opening is closing on the next day."""

    opens: int
    closes: int

    def hold(self, start: int, end: int) -> bool:
        """Whether it is open for all of a stay."""
        return self.opens <= start and end <= self.closes


class Attraction(NamedTuple):
    """A sight; price a ticket in yuan, ``least`` minutes are recommended."""

    name: str
    kind: str
    hours: Hours
    price: float
    least: int


class Restaurant(NamedTuple):
    """Where to eat; price a head in yuan."""

    name: str
    kind: str
    hours: Hours
    price: float


class Hotel(NamedTuple):
    """Where to sleep; price a room and night in yuan, ``kind`` is what it is known for."""

    name: str
    kind: str
    price: float
    beds: int


@dataclass(frozen=True)
class City:
    """One city's tables, each by name.

    Attributes:
        name: as queries write it.
        transit: ways between places of the city.
    """

    name: str
    attractions: Mapping[str, Attraction]
    restaurants: Mapping[str, Restaurant]
    hotels: Mapping[str, Hotel]
    transit: Transit


class Sandbox:
    """The whole database; a city is read when it is first asked for.

    Args:
        folder: holds ``attractions``, ``restaurants``, ``accommodations``, ``poi``,
            ``transportation`` and ``intercity_transport``.

    Raises:
        SettingsError: a file is missing or is not what it should be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.timetable = Timetable.read(folder / "intercity_transport")
        self._cities: dict[str, City] = {}

    @property
    def cities(self) -> tuple[str, ...]:
        """Names of all cities, as queries write them."""
        return tuple(self._folders)

    def city(self, name: str) -> City:
        """The tables of a city.

        Raises:
            SettingsError: there is no such city.
        """
        if name not in self._cities:
            if name not in self._folders:
                raise SettingsError(f"There is no city {name!r} in {self._folder}.")
            self._cities[name] = self._read(name, self._folders[name])
        return self._cities[name]

    @cached_property
    def _folders(self) -> dict[str, str]:
        """Folder by city: that whose places mention the city most."""
        names = self.timetable.cities
        found = {}
        for folder in sorted((self._folder / "poi").iterdir()):
            places = [place["name"] for place in _json(folder / "poi.json")]
            counts = {name: sum(name in place for place in places) for name in names}
            found[max(names, key=lambda name: counts[name])] = folder.name
        return {name: found[name] for name in names if name in found}

    def _read(self, name: str, folder: str) -> City:
        base = self._folder
        places: dict[str, Position] = {
            place["name"]: (float(place["position"][0]), float(place["position"][1]))
            for place in _json(base / "poi" / folder / "poi.json")
        }
        return City(
            name,
            _by_name(base / "attractions" / folder / "attractions.csv", _attraction),
            _by_name(base / "restaurants" / folder / f"restaurants_{folder}.csv", _restaurant),
            _by_name(base / "accommodations" / folder / "accommodations.csv", _hotel),
            Transit(places, _stations(self._subways[folder])),
        )

    @cached_property
    def _subways(self) -> dict[str, Any]:
        subways: dict[str, Any] = _json(self._folder / "transportation" / "subways.json")
        return subways


def _stations(lines: list[dict[str, Any]]) -> list[tuple[str, Position]]:
    """Names and positions of a city's stations, a station of two lines twice."""
    found = []
    for line in lines:
        for station in line["stations"]:
            lon, lat = map(float, station["position"].split(","))
            found.append((station["name"], (lat, lon)))
    return found


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SettingsError(f"{path}: expected JSON of the database, {fault}.") from None


def _by_name(path: Path, made: Any) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [made(row) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as fault:
        raise SettingsError(f"{path}: expected a table of the database, {fault}.") from None
    return {row.name: row for row in reversed(rows)}


def _hours(row: Mapping[str, str]) -> Hours:
    opens, closes = minutes(row["opentime"]), minutes(row["endtime"])
    if opens is None or closes is None:
        raise ValueError(f"hours of {row['name']} are no times")
    return Hours(opens, closes if closes > opens else closes + DAY)


def _attraction(row: Mapping[str, str]) -> Attraction:
    least = int(float(row["recommendmintime"]) * 60)
    return Attraction(row["name"], row["type"], _hours(row), float(row["price"]), least)


def _restaurant(row: Mapping[str, str]) -> Restaurant:
    return Restaurant(row["name"], row["cuisine"], _hours(row), float(row["price"]))


def _hotel(row: Mapping[str, str]) -> Hotel:
    return Hotel(row["name"], row["featurehoteltype"], float(row["price"]), int(row["numbed"]))
