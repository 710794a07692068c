"""Trip-Plus' databases: what there is in a city, and the ways there and back.

A folder holds the tables of one city, and of the flights and trains between it and others. Which
dialogues it serves is told by its content: those to its city whose ways there and back are on file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from eval.tripplus.table import (
    Alias,
    Hotel,
    Position,
    Restaurant,
    Segment,
    Sight,
    read_table,
)
from eval.tripplus.timetable import Timetable
from planner.errors import SettingsError
from planner.model import Point
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from eval.tripplus.dialogue import Dialogue

Named = TypeVar("Named", Sight, Hotel, Restaurant)
#: What a station of the railway is called by, or not.
_STATION = " railway station"


@dataclass(frozen=True)
class Database:
    """One folder's tables.

    Attributes:
        name: of the folder.
        city: whose sights, hotels and restaurants it holds.
        sights, hotels, restaurants: by name.
        positions: of all that is named anywhere, stations among them, by folded name.
        timetable: of the services of all folders.
    """

    name: str
    city: str
    sights: Mapping[str, Sight]
    hotels: Mapping[str, Hotel]
    restaurants: Mapping[str, Restaurant]
    positions: Mapping[str, Point]
    timetable: Timetable

    def where(self, name: str) -> Point | None:
        """Where something is; None where that is not on file."""
        key = fold(name)
        spellings = (key, key.removesuffix(_STATION), key + _STATION)
        return next((self.positions[one] for one in spellings if one in self.positions), None)

    def serves(self, dialogue: Dialogue) -> bool:
        """Whether a dialogue goes to this city, by ways that are on file."""
        base = dialogue.base
        if base.dest != (self.city,):
            return False
        ways = (
            self.timetable.services(base.org, self.city, base.depart_date),
            self.timetable.services(self.city, base.org, base.return_date),
        )
        return all(any(one.way == base.route_mode for one in found) for found in ways)


def databases(folder: Path) -> list[Database]:
    """The databases of ``tripplus/database``, by name of their folders.

    Raises:
        SettingsError: there are none, or a table cannot be read.
    """
    root = next((place for place in (folder / "database", folder) if place.is_dir()), folder)
    folders = [place for place in sorted(root.glob("*/")) if (place / "attractions").is_dir()]
    if not folders:
        raise SettingsError(f"--data: expected the databases of Trip-Plus in {folder}.")
    timetable = Timetable(
        {"flight": _segments(folders, "flights"), "train": _segments(folders, "trains")}
    )
    return [load(place, timetable) for place in folders]


def load(folder: Path, timetable: Timetable) -> Database:
    """Read one database.

    Raises:
        SettingsError: a table cannot be read, or is not of one city.
    """
    sights = read_table(folder / "attractions" / "attractions.csv", Sight)
    hotels = read_table(folder / "hotels" / "hotels.csv", Hotel)
    restaurants = read_table(folder / "restaurants" / "restaurants.csv", Restaurant)
    rows: list[Sight | Hotel | Restaurant] = [*sights, *hotels, *restaurants]
    cities = {row.city for row in rows}
    if len(cities) != 1:
        told = ", ".join(sorted(cities)) or "none"
        raise SettingsError(f"--data: {folder}: expected the tables of one city, got {told}.")
    return Database(
        folder.name,
        cities.pop(),
        _by_name(sights),
        _by_name(hotels),
        _by_name(restaurants),
        _positions(folder),
        timetable,
    )


def _by_name(rows: Sequence[Named]) -> dict[str, Named]:
    """Rows by name, of several called alike the first, in the order of the table."""
    found: dict[str, Named] = {}
    for row in rows:
        found.setdefault(row.name, row)
    return found


def _segments(folders: Sequence[Path], way: str) -> Iterator[Segment]:
    """The segments of all tables of a way; there may be one for each city at the other end."""
    for folder in folders:
        for path in sorted((folder / way).rglob("*.csv")):
            yield from read_table(path, Segment)


def _positions(folder: Path) -> dict[str, Point]:
    """Positions by folded name: those of the table of places go before those of stations."""
    found = dict(_stations(folder / "subway" / "subway.json"))
    for row in read_table(folder / "locations" / "locations_coords.csv", Position):
        found[fold(row.poi_name)] = Point(lat=row.latitude, lon=row.longitude)
    aliases = folder / "locations" / "location_aliases.csv"
    for alias in read_table(aliases, Alias) if aliases.exists() else ():
        point = found.get(fold(alias.canonical_name))
        if point is not None:
            found.setdefault(fold(alias.alias), point)
    return found


def _stations(path: Path) -> Iterator[tuple[str, Point]]:
    """Folded names and positions of the stations of the underground."""
    if not path.exists():
        return
    try:
        lines: Sequence[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["lines"]
        for line in lines:
            for station in line["stations"]:
                point = Point(lat=float(station["latitude"]), lon=float(station["longitude"]))
                yield fold(station["name"]), point
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"--data: {path} is no table of stations: {error!r}.") from error
