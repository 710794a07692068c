"""The rows behind a catalogue, as places: fetched, parsed once and kept."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from planner.errors import CatalogueError
from planner.place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

_CACHE_SIZE = 50_000
_CHUNK = 500


class PlaceTable:
    """Reads places from a connection of ``tools.catalogue.file``; ``label`` names it in errors.

    Every fault of the database comes out as a ``CatalogueError``.
    """

    def __init__(self, connection: sqlite3.Connection, label: str) -> None:
        """Take over the connection."""
        self._connection = connection
        self._label = label
        self._cache: dict[int, Place] = {}
        self._rows: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def damaged(self, detail: str) -> CatalogueError:
        """The error that says what is wrong with this catalogue."""
        return CatalogueError(f"{self._label} is damaged: {detail}.")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self.damaged(str(error)) from error

    def load(self, sql: str, values: Sequence[object]) -> list[Place]:
        """Places of a query for (rowid, body), in its order."""
        return list(self._fetch(sql, values).values())

    def get(self, place_id: str) -> Place | None:
        """The place of that id, if it is on file."""
        known = self._cache.get(self._rows.get(place_id, -1))
        if known is not None:
            return known
        found = self.load("SELECT rowid, body FROM place WHERE id = ?", (place_id,))
        return found[0] if found else None

    def by_row(self, rows: Sequence[int]) -> list[Place]:
        """Places of these rows, in their order."""
        cache = self._cache  # another thread may put a new one in its place
        found = {row: cache[row] for row in rows if row in cache}
        missing = [row for row in rows if row not in found]
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            sql = f"SELECT rowid, body FROM place WHERE rowid IN ({marks(chunk)})"
            found |= self._fetch(sql, chunk)
        return [found[row] for row in rows]

    def in_box(
        self, box: tuple[float, float, float, float], kinds: Sequence[str]
    ) -> list[tuple[int, float, float]]:
        """(row, lat, lon) of places of these kinds in (south, north, west, east), in degrees.

        The index rounds outwards: a place just outside may be among them.
        """
        return self.rows(
            "SELECT rowid, lat, lon FROM place_at"
            " WHERE max_lat >= ? AND min_lat <= ? AND max_lon >= ? AND min_lon <= ?"
            f" AND category IN ({marks(kinds)})",
            (*box, *kinds),
        )

    def _fetch(self, sql: str, values: Sequence[object]) -> dict[int, Place]:
        rows = self.rows(sql, values)
        found = {row: self._cache.get(row) or self._parse(body) for row, body in rows}
        if len(self._cache) > _CACHE_SIZE:
            self._cache, self._rows = {}, {}
        self._cache.update(found)
        self._rows.update((place.id, row) for row, place in found.items())
        return found

    def _parse(self, body: str) -> Place:
        try:
            return Place.model_validate_json(body)
        except ValidationError as error:
            raise self.damaged(f"a place cannot be read: {error}") from error


def marks(values: Sequence[object]) -> str:
    """As many SQL parameters as there are values."""
    return ",".join("?" * len(values))
