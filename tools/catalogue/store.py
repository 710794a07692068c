"""The place store: one city's places, found by id, kind, distance, area, name or words.

A catalogue is one SQLite file a city, opened read-only in well under a millisecond, or one of the
starter cities built in memory. It may be shared by threads. Lists come best first: by popularity
unless said otherwise, ties by id.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from shapely import contains_xy, prepare

from planner.city import City, Neighbourhood
from planner.scoring import interest_key
from planner.taxonomy import Category, Group
from tools import starter
from tools.catalogue import file
from tools.catalogue.find import Hit, candidates, ranked
from tools.catalogue.table import PlaceTable, marks
from tools.closing import Closing
from tools.distance import EARTH_RADIUS_METRES, crow_metres
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import BaseModel

    from planner.model import Point
    from planner.place import Place


class Near(NamedTuple):
    """A place and how far away it is as the crow flies."""

    place: Place
    metres: float


class Catalogue(Closing):
    """One city's places. Made by ``open``, ``starter`` or ``in_memory``; closes as a context.

    Attributes:
        city: the city.
        report: what the import said that made the file, as parsed JSON; None where nobody said.
    """

    def __init__(self, table: PlaceTable, *, shared: bool = False) -> None:
        """Take the places, and read the city and the import's report that lie beside them.

        Args:
            shared: others may use the object too: ``close`` leaves it open.
        """
        self._table = table
        self._shared = shared
        meta = dict(table.rows("SELECT key, value FROM meta"))
        try:
            self.city: City = City.model_validate_json(meta["city"])
            report = meta.get("report")
            self.report: dict[str, Any] | None = json.loads(report) if report else None
        except (KeyError, ValueError) as error:
            raise table.damaged(f"its city record cannot be read: {error}") from error

    @classmethod
    def open(cls, path: Path | str, *, shared: bool = False) -> Catalogue:
        """Open a catalogue file for reading, for one who closes it or to be ``shared``.

        Raises:
            CatalogueError: it is absent, empty, damaged, no catalogue, or of another version.
        """
        path = Path(path)
        return cls(PlaceTable(file.connect(path), str(path)), shared=shared)

    @staticmethod
    def starter(city_id: str) -> Catalogue:
        """One of the cities that ship with Wayplan: built in memory once, then shared.

        Raises:
            CatalogueError: no such city ships, or its data do not fit their schema.
        """
        return _starter(city_id)

    @classmethod
    def in_memory(cls, city: City, places: Iterable[Place]) -> Catalogue:
        """A catalogue of these places that lives as long as the object.

        Raises:
            CatalogueError: there are no places, two share an id, or one belongs to another city.
        """
        connection = file.connect_memory(city, places)
        return cls(PlaceTable(connection, f"the catalogue of {city.name}"))

    @staticmethod
    def write(
        path: Path | str, city: City, places: Iterable[Place], report: BaseModel | None = None
    ) -> None:
        """Write a catalogue file; a fault or Ctrl-C leaves at ``path`` what was there before.

        Raises:
            CatalogueError: as ``in_memory``, or the file cannot be written there.
        """
        file.write(Path(path), city, places, report)

    def close(self) -> None:
        """Let go of the file, unless others use it too."""
        if not self._shared:
            self._table.close()

    def get(self, place_id: str) -> Place | None:
        """The place of that id, if it is on file."""
        return self._table.get(place_id)

    def has_label(self, label: str, groups: Iterable[Group] | None = None) -> bool:
        """Whether a place of these groups has this tag or cuisine, however its words are joined."""
        words, kinds = fold(label.replace("_", " ")), _kinds(groups, None)
        if not words:
            return False
        each = (f"SELECT value FROM json_each(body, '$.{field}')" for field in ("tags", "cuisines"))
        found = self._table.rows(
            "SELECT 1 FROM place_text JOIN place ON place.rowid = place_text.rowid"
            f" WHERE place_text MATCH ? AND category IN ({marks(kinds)}) AND EXISTS"
            f" (SELECT 1 FROM ({' UNION ALL '.join(each)})"
            "  WHERE replace(replace(lower(value), ' ', '_'), '-', '_') = ?) LIMIT 1",
            (f'tags : "{words}"', *kinds, interest_key(label)),
        )
        return bool(found)

    def count(
        self, groups: Iterable[Group] | None = None, categories: Iterable[Category] | None = None
    ) -> int:
        """How many places there are of these kinds."""
        kinds = _kinds(groups, categories)
        ((number,),) = self._table.rows(
            f"SELECT count(*) FROM place WHERE category IN ({marks(kinds)})", kinds
        )
        return int(number)

    def places(
        self,
        groups: Iterable[Group] | None = None,
        categories: Iterable[Category] | None = None,
        *,
        min_popularity: float = 0.0,
        limit: int | None = None,
    ) -> list[Place]:
        """Places of these kinds (in ``groups`` *and* ``categories``), most popular first."""
        kinds = _kinds(groups, categories)
        return self._table.load(
            f"SELECT rowid, body FROM place WHERE category IN ({marks(kinds)}) AND popularity >= ?"
            " ORDER BY popularity DESC, id LIMIT ?",
            (*kinds, min_popularity, -1 if limit is None else limit),
        )

    def near(
        self,
        point: Point,
        metres: float,
        categories: Iterable[Category] | None = None,
        *,
        groups: Iterable[Group] | None = None,
        limit: int | None = None,
    ) -> list[Near]:
        """Places of these kinds within ``metres`` as the crow flies, nearest first."""
        margin_lat = math.degrees(metres / EARTH_RADIUS_METRES) * 1.001
        margin_lon = min(
            180.0,
            margin_lat / max(1e-6, math.cos(math.radians(min(89.9, abs(point.lat) + margin_lat)))),
        )
        west, east = point.lon - margin_lon, point.lon + margin_lon
        if west < -180 or east > 180:  # a circle across the date line: the distance alone decides
            west, east = -180.0, 180.0
        box = (point.lat - margin_lat, point.lat + margin_lat, west, east)
        inside = [
            (distance, row)
            for row, lat, lon in self._table.in_box(box, _kinds(groups, categories))
            if (distance := crow_metres(point.lat, point.lon, lat, lon)) <= metres
        ]
        inside.sort()
        places = self._table.by_row([row for _, row in inside[:limit]])
        return [Near(place, distance) for place, (distance, _) in zip(places, inside, strict=False)]

    def in_area(
        self,
        area: Neighbourhood,
        categories: Iterable[Category] | None = None,
        *,
        groups: Iterable[Group] | None = None,
    ) -> list[Place]:
        """Places of these kinds inside the area, most popular first."""
        polygon = area.polygon
        prepare(polygon)
        west, south, east, north = polygon.bounds
        boxed = self._table.in_box((south, north, west, east), _kinds(groups, categories))
        rows = [row for row, lat, lon in boxed if contains_xy(polygon, lon, lat)]
        return sorted(self._table.by_row(rows), key=lambda place: (-place.popularity, place.id))

    def find(
        self,
        text: str,
        limit: int = 5,
        *,
        groups: Iterable[Group] | None = None,
        categories: Iterable[Category] | None = None,
    ) -> list[Hit]:
        """Places that a typed name may mean, likeliest first.

        Accents, articles, order of words and slips are forgiven; names, local names and aliases
        count alike. Of names equally like, the more popular place comes first.
        """
        query, kinds = fold(text), set(_kinds(groups, categories))
        found = self._table.by_row(candidates(self._table.rows, query))
        light = {
            word for name in (self.city.name, *self.city.aliases) for word in fold(name).split()
        }
        return ranked(query, (place for place in found if place.category in kinds), light)[:limit]

    def text_search(
        self,
        text: str,
        limit: int = 50,
        *,
        groups: Iterable[Group] | None = None,
        categories: Iterable[Category] | None = None,
    ) -> list[Place]:
        """Places whose name, tags, cuisines or description hold the words, closest match first.

        Where no place holds all the words, places that hold some of them.
        """
        words = [f'"{word}"' for word in dict.fromkeys(fold(text).split())]
        kinds = _kinds(groups, categories)
        for operator in (" AND ", " OR "):
            found = self._match(operator.join(words), kinds, limit) if words else []
            if found:
                return found
        return []

    def _match(self, expression: str, kinds: Sequence[str], limit: int) -> list[Place]:
        return self._table.load(
            "SELECT place.rowid, body FROM place_text JOIN place ON place.rowid = place_text.rowid"
            f" WHERE place_text MATCH ? AND category IN ({marks(kinds)})"
            " ORDER BY bm25(place_text, 4.0, 3.0, 1.0) - popularity, id LIMIT ?",
            (expression, *kinds, limit),
        )


@cache
def _starter(city_id: str) -> Catalogue:
    city, places = starter.load(city_id)
    table = PlaceTable(file.connect_memory(city, places), f"the catalogue of {city.name}")
    return Catalogue(table, shared=True)


def _kinds(
    groups: Iterable[Group] | None, categories: Iterable[Category] | None
) -> tuple[Category, ...]:
    """Categories that are in ``categories`` and of one of ``groups``; None is all."""
    of_groups = set(Group if groups is None else groups)
    return tuple(
        c
        for c in (Category if categories is None else dict.fromkeys(map(Category, categories)))
        if c.group in of_groups
    )
