"""TravelPlanner's database: what there is in each city, and how one gets from city to city.

Tables are taken as the benchmark takes them: a row with any empty field is left out, the first of
several rows for a pair of cities counts, and there is no road where the drive lasts days.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

#: What pandas reads as an absent value.
ABSENT = frozenset({"", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "#N/A", "<NA>"})
#: Dollars for a kilometre on the road; the sum is cut to whole dollars.
DRIVE, TAXI = 0.05, 1


class Room(NamedTuple):
    """Somewhere to sleep.

    Attributes:
        kind: ``Entire home/apt``, ``Private room`` or ``Shared room``.
        price: dollars a night, of one that ``sleeps`` so many.
        rules: as on file, such as ``No pets & No smoking``.
    """

    name: str
    city: str
    kind: str
    price: float
    nights: float
    rating: float
    rules: str
    sleeps: int


class Restaurant(NamedTuple):
    """Somewhere to eat; ``cost`` is dollars a person, ``cuisines`` as on file."""

    name: str
    city: str
    cuisines: str
    cost: float
    rating: float


class Sight(NamedTuple):
    """Something to see, free of charge."""

    name: str
    city: str
    lat: float
    lon: float


class Road(NamedTuple):
    """The way by car."""

    minutes: int
    km: float

    @property
    def drive(self) -> int:
        """Dollars for one's own car."""
        return int(self.km * DRIVE)

    @property
    def taxi(self) -> int:
        """Dollars for a taxi."""
        return int(self.km * TAXI)


class Flight(NamedTuple):
    """A flight on a date; ``price`` is dollars a person, times are ``hh:mm``."""

    number: str
    origin: str
    destination: str
    date: str
    price: float
    departs: str
    arrives: str


Named = TypeVar("Named", Room, Restaurant, Sight)


@dataclass(frozen=True)
class Database:
    """The tables, by city.

    Attributes:
        states: the state of each city.
    """

    rooms: Mapping[str, Sequence[Room]]
    restaurants: Mapping[str, Sequence[Restaurant]]
    sights: Mapping[str, Sequence[Sight]]
    roads: Mapping[tuple[str, str], Road | None]
    states: Mapping[str, str]

    @cached_property
    def cities(self) -> Mapping[str, Sequence[str]]:
        """The cities of each state, in the order of the file."""
        found = defaultdict[str, list[str]](list)
        for city, state in self.states.items():
            found[state].append(city)
        return found

    @cached_property
    def cuisines(self) -> list[str]:
        """Every cuisine on file."""
        of_all = (row.cuisines for rows in self.restaurants.values() for row in rows)
        return sorted({cuisine for text in of_all for cuisine in text.split(", ")})

    def room(self, name: str, city: str) -> Room | None:
        """The room that the benchmark takes a name for."""
        return first(self.rooms.get(city, ()), name)

    def restaurant(self, name: str, city: str) -> Restaurant | None:
        """The restaurant that the benchmark takes a name for."""
        return first(self.restaurants.get(city, ()), name)

    def sight(self, name: str, city: str) -> Sight | None:
        """The sight that the benchmark takes a name for."""
        return first(self.sights.get(city, ()), name)

    def road(self, origin: str, destination: str) -> Road | None:
        """The way by car, None where there is none."""
        return self.roads.get((origin, destination))


def first(rows: Iterable[Named], name: str) -> Named | None:
    """The first row whose name contains ``name``, as the benchmark looks names up."""
    return next((row for row in rows if name in row.name), None)


def load(folder: Path) -> Database:
    """Read the tables of ``travelplanner/database``.

    Raises:
        SettingsError: a table is not there.
    """
    rooms = (
        Room(
            row["NAME"], row["city"], row["room type"], float(row["price"]),
            float(row["minimum nights"]), float(row["review rate number"]), row["house_rules"],
            int(float(row["maximum occupancy"])),
        )
        for row in _rows(folder / "accommodations" / "clean_accommodations_2022.csv")
    )  # fmt: skip
    restaurants = (
        Restaurant(
            row["Name"], row["City"], row["Cuisines"], float(row["Average Cost"]),
            float(row["Aggregate Rating"]),
        )
        for row in _rows(folder / "restaurants" / "clean_restaurant_2022.csv")
    )  # fmt: skip
    sights = (
        Sight(row["Name"], row["City"], float(row["Latitude"]), float(row["Longitude"]))
        for row in _rows(folder / "attractions" / "attractions.csv")
    )
    return Database(
        _by_city(rooms), _by_city(restaurants), _by_city(sights), _roads(folder), _states(folder)
    )


def _by_city(rows: Iterable[Named]) -> dict[str, list[Named]]:
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for row in rows:
        found[row.city].append(row)
    return dict(found)


def _rows(path: Path, absent: frozenset[str] = ABSENT) -> Iterator[dict[str, str]]:
    """Rows with a value in every column."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if not absent.intersection(row.values()):
                    yield row
    except OSError as error:
        raise SettingsError(f"--data: cannot read {path}: {error.strerror}.") from error


def _roads(folder: Path) -> dict[tuple[str, str], Road | None]:
    found: dict[tuple[str, str], Road | None] = {}
    for row in _rows(folder / "googleDistanceMatrix" / "distance.csv", frozenset()):
        found.setdefault(
            (row["origin"], row["destination"]), road(row["duration"], row["distance"])
        )
    return found


def road(duration: str, distance: str) -> Road | None:
    """A way as the file tells it, such as ``1 hour 47 mins`` and ``1,144 km``."""
    minutes = [int(n) * (60 if unit == "hour" else 1)
               for n, unit in re.findall(r"(\d+) (hour|min)", duration)]  # fmt: skip
    km = re.fullmatch(r"([\d,.]+) km", distance)
    if "day" in duration or not minutes or km is None:
        return None
    return Road(sum(minutes), float(km[1].replace(",", "")))


def _states(folder: Path) -> dict[str, str]:
    path = folder / "background" / "citySet_with_states.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SettingsError(f"--data: cannot read {path}: {error.strerror}.") from error
    return {city: state for city, _, state in (line.partition("\t") for line in lines) if state}
