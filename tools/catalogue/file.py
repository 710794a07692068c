"""The file behind a catalogue: its schema, how it is written (all or nothing) and checked."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from planner.errors import CatalogueError
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic import BaseModel

    from planner.city import City
    from planner.place import Place

APPLICATION_ID = (
    0x57415950  # "WAYP", so that `file` and we can tell a catalogue from another database
)
SCHEMA_VERSION = 1
_MAGIC = b"SQLite format 3\x00"
_BATCH = 5000
_MAPPED = 256 * 1024 * 1024

_SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, category TEXT NOT NULL,
    popularity REAL NOT NULL, body TEXT NOT NULL
);
CREATE TABLE place_name (
    key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE place_at USING rtree(
    rowid, min_lat, max_lat, min_lon, max_lon, +lat REAL, +lon REAL, +category TEXT
);
CREATE VIRTUAL TABLE place_text USING fts5(
    names, tags, description, content='', tokenize='unicode61 remove_diacritics 0', prefix='3'
);
CREATE VIRTUAL TABLE name_word USING fts5(word, detail=none, tokenize='trigram');
"""
# The words of all names, to find the one meant by a misspelt one: far fewer than there are names.
_AFTER = """
CREATE INDEX place_rank ON place (category, popularity DESC, id);
CREATE VIRTUAL TABLE temp.term USING fts5vocab(main, place_text, col);
INSERT INTO name_word SELECT term FROM temp.term WHERE col = 'names';
DROP TABLE temp.term;
"""


def connect_memory(city: City, places: Iterable[Place]) -> sqlite3.Connection:
    """A catalogue in memory.

    Raises:
        CatalogueError: there are no places, two share an id, or one belongs to another city.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    _fill(connection, city, places, None)
    return connection


def write(path: Path, city: City, places: Iterable[Place], report: BaseModel | None) -> None:
    """Write a catalogue so that ``path`` holds either all of it or what it held before.

    Raises:
        CatalogueError: as ``connect_memory``, or the file cannot be written there.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _write_draft(draft, city, places, report)
        os.replace(draft, path)
        _sync(path.parent)
    except (OSError, sqlite3.OperationalError) as error:
        raise CatalogueError(f"Cannot write the catalogue {path}: {error}.") from error
    finally:
        draft.unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """Open a catalogue file for reading only.

    Raises:
        CatalogueError: it is absent, empty, truncated, no catalogue, or of another version.
    """
    _check_header(path)
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
    )
    try:
        _check_version(connection, path)
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    except sqlite3.Error as error:
        connection.close()
        raise CatalogueError(f"{path} is damaged: {error}.") from error
    except CatalogueError:
        connection.close()
        raise
    return connection


def _write_draft(
    draft: Path, city: City, places: Iterable[Place], report: BaseModel | None
) -> None:
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        # The draft is thrown away on any fault: it needs no journal, and one sync at the end.
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
        )
        _fill(connection, city, places, report)
    finally:
        connection.close()
    _sync(draft)


def _fill(
    connection: sqlite3.Connection, city: City, places: Iterable[Place], report: BaseModel | None
) -> None:
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    total = 0
    for batch in _batches(places):
        _insert(connection, city, batch, total + 1)
        total += len(batch)
    if not total:
        raise CatalogueError(f"No places for {city.name}: a catalogue needs at least one.")
    connection.execute("COMMIT")
    connection.executescript(_AFTER)
    meta = {"city": city.model_dump_json(exclude_defaults=True)}
    if report is not None:
        meta["report"] = report.model_dump_json()
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())


def _batches(places: Iterable[Place]) -> Iterator[list[Place]]:
    stream = iter(places)
    while batch := list(islice(stream, _BATCH)):
        yield batch


def _insert(connection: sqlite3.Connection, city: City, batch: list[Place], first: int) -> None:
    stranger = next((place for place in batch if place.city != city.id), None)
    if stranger is not None:
        raise CatalogueError(
            f"Expected places of {city.id!r}, got {stranger.id!r} of {stranger.city!r}."
        )
    numbered = list(enumerate(batch, start=first))
    try:
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
            (
                (row, p.id, p.category, p.popularity, p.model_dump_json(exclude_defaults=True))
                for row, p in numbered
            ),
        )
    except sqlite3.IntegrityError as error:
        raise CatalogueError(
            f"Two places of {city.id!r} share an id: {_repeated(connection, batch, first)!r}."
        ) from error
    connection.executemany(
        "INSERT INTO place_at VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((row, p.lat, p.lat, p.lon, p.lon, p.lat, p.lon, p.category) for row, p in numbered),
    )
    names = [(row, _names(place)) for row, place in numbered]
    connection.executemany(
        "INSERT INTO place_name VALUES (?, ?)",
        ((key, row) for row, keys in names for key in _keys(keys)),
    )
    connection.executemany(
        "INSERT INTO place_text (rowid, names, tags, description) VALUES (?, ?, ?, ?)",
        (
            (row, " ".join(keys), _tags(place), fold(place.description))
            for (row, keys), place in zip(names, batch, strict=True)
        ),
    )


def _repeated(connection: sqlite3.Connection, batch: list[Place], first: int) -> str:
    """An id that stands twice in ``batch``, or stands in the rows before ``first`` too."""
    ids = [place.id for place in batch]
    twice = next((id_ for id_, number in Counter(ids).items() if number > 1), None)
    if twice is not None:
        return twice
    marks = ",".join("?" * len(ids))
    row = connection.execute(
        f"SELECT id FROM place WHERE rowid < ? AND id IN ({marks})", (first, *ids)
    ).fetchone()
    return str(row[0])


def _names(place: Place) -> tuple[str, ...]:
    """The place's names, folded, without repeats."""
    every = (place.name, place.name_local or "", *place.aliases)
    return tuple(dict.fromkeys(key for key in map(fold, every) if key))


def _keys(names: tuple[str, ...]) -> dict[str, None]:
    """Keys by which the names are looked up: as they are, and written as one word."""
    return dict.fromkeys((*names, *(name.replace(" ", "") for name in names)))


def _tags(place: Place) -> str:
    words = chain(
        (place.category.traits.label, place.neighbourhood or ""),
        place.tags,
        place.cuisines,
        place.diets,
    )
    return fold(" ".join(words).replace("_", " "))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check_header(path: Path) -> None:
    if not path.is_file():
        raise CatalogueError(f"No catalogue at {path}.")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise CatalogueError(f"Cannot read the catalogue {path}: {error}.") from error
    if not header:
        raise CatalogueError(f"{path} is empty; expected a Wayplan catalogue.")
    if len(header) < 100 or header[:16] != _MAGIC:
        raise CatalogueError(f"{path} is not a catalogue: it does not begin like an SQLite file.")
    (page_size,), (pages,) = struct.unpack(">H", header[16:18]), struct.unpack(">I", header[28:32])
    expected = (65536 if page_size == 1 else page_size) * pages
    if path.stat().st_size < expected:
        raise CatalogueError(f"{path} is truncated: {path.stat().st_size} bytes of {expected}.")


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise CatalogueError(f"{path} is an SQLite file, but not a Wayplan catalogue.")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != SCHEMA_VERSION:
        raise CatalogueError(
            f"{path} has catalogue version {version}, expected {SCHEMA_VERSION};"
            " import its source again."
        )
    if connection.execute("SELECT 1 FROM place LIMIT 1").fetchone() is None:
        raise CatalogueError(f"{path} holds no places.")
