"""Check-ins from any CSV."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TextIO

import numpy as np

from planner.errors import ImportFileError, SettingsError
from tools.next_poi.visits import HOUR, CheckIns, Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns to read.

    Attributes:
        time: UTC time, ISO 8601.
        local: local time, ISO 8601; None takes ``time`` for local.
        outing: trajectory identifier; None starts a new one after ``gap_hours`` without a visit.
    """

    user: str = "user_id"
    place: str = "POI_id"
    category: str = "POI_catname"
    lat: str = "latitude"
    lon: str = "longitude"
    time: str = "UTC_time"
    local: str | None = "local_time"
    outing: str | None = "trajectory_id"
    gap_hours: float = 24.0

    @classmethod
    def named_by(cls, pairs: Sequence[str]) -> Columns:
        """The usual columns but for ``pairs`` such as ``user=uid``; ``outing=`` is without any.

        Raises:
            SettingsError: a pair names no kind of column.
        """
        kinds = [field.name for field in fields(cls) if field.name != "gap_hours"]
        named: dict[str, str | None] = {}
        for pair in pairs:
            kind, equals, name = pair.partition("=")
            if kind not in kinds or not equals or not (name or kind in ("local", "outing")):
                raise SettingsError(f"Expected KIND=NAME with one of {kinds}, got {pair!r}.")
            named[kind] = name or None
        return cls(**named)  # type: ignore[arg-type]

    def named(self) -> tuple[str, ...]:
        """Every column that has to be there."""
        names = (
            self.user,
            self.place,
            self.category,
            self.lat,
            self.lon,
            self.time,
            self.local,
            self.outing,
        )
        return tuple(name for name in names if name is not None)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a check-in file. ``time`` and ``local`` are seconds."""

    user: str
    place: str
    category: str
    lat: float
    lon: float
    time: int
    local: int
    outing: str


def read_rows(path: Path, columns: Columns | None = None) -> list[Row]:
    """Read a check-in CSV (``.gz`` too), in order of time.

    Raises:
        ImportFileError: the file is absent, lacks a column, holds no rows, or a line cannot be
            read.
    """
    columns = columns or Columns()
    try:
        with _open(path) as file:
            rows = list(_parse(csv.DictReader(file), columns, path))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise ImportFileError(f"Cannot read check-ins from {str(path)!r}: {error}.") from error
    if not rows:
        raise ImportFileError(f"Expected check-ins in {str(path)!r}, found only a header.")
    rows.sort(key=lambda row: row.time)
    return rows if columns.outing else _with_outings(rows, columns.gap_hours)


def split_rows(rows: Sequence[Row], share: float = 0.1) -> tuple[list[Row], list[Row]]:
    """Rows, and those of the outings that begin within the last ``share`` of them."""
    begun: dict[str, int] = {}
    for row in rows:
        begun.setdefault(row.outing, row.time)
    cut = rows[min(int((1 - share) * len(rows)), len(rows) - 1)].time
    early = [row for row in rows if begun[row.outing] < cut]
    return early, [row for row in rows if begun[row.outing] >= cut]


def index_rows(rows: Iterable[Row]) -> CheckIns:
    """Check-ins whose users and places are those of ``rows``, sorted by identifier."""
    rows = list(rows)
    by_id = {row.place: row for row in reversed(rows)}
    ids = tuple(sorted(by_id))
    categories = tuple(sorted({row.category for row in by_id.values()}))
    number = {name: i for i, name in enumerate(categories)}
    places = Places(
        ids=ids,
        category=np.array([number[by_id[i].category] for i in ids], dtype=np.int64),
        lat=np.array([by_id[i].lat for i in ids]),
        lon=np.array([by_id[i].lon for i in ids]),
        categories=categories,
    )
    return _columns(rows, places, tuple(sorted({row.user for row in rows})))


def index_like(rows: Iterable[Row], known: CheckIns) -> CheckIns:
    """Check-ins in the numbering of ``known``.

    Rows with a user or place that it lacks are dropped.
    """
    users = set(known.users)
    kept = [row for row in rows if row.user in users and row.place in known.places.index]
    return _columns(kept, known.places, known.users)


def join(first: CheckIns, *others: CheckIns) -> CheckIns:
    """Check-ins of several files in one numbering (see ``index_like``), in order of time.

    Outings stay apart.
    """
    parts = (first, *others)
    shift = np.cumsum([0, *(int(part.outing.max(initial=-1)) + 1 for part in parts[:-1])])
    outing = np.concatenate([part.outing + step for part, step in zip(parts, shift, strict=True)])
    user, place, time, local = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("user", "place", "time", "local")
    )
    order = np.argsort(time, kind="stable")
    return CheckIns(
        first.places,
        first.users,
        user[order],
        place[order],
        time[order],
        local[order],
        outing[order],
    )


def file_hash(path: Path) -> str:
    """SHA-256 of a data file, for a checkpoint's manifest."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open(path: Path) -> TextIO:
    return (
        gzip.open(path, "rt", encoding="utf-8", newline="")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8", newline="")
    )


def _parse(reader: csv.DictReader[str], columns: Columns, path: Path) -> Iterator[Row]:
    missing = set(columns.named()) - set(reader.fieldnames or ())
    if missing:
        raise ImportFileError(
            f"Expected columns {sorted(missing)} in {str(path)!r}, found {reader.fieldnames}."
        )
    for line in reader:
        try:
            yield _row(line, columns)
        except (ValueError, TypeError) as error:
            raise ImportFileError(f"Line {reader.line_num} of {str(path)!r}: {error}.") from error


def _row(line: Mapping[str, str], columns: Columns) -> Row:
    lat, lon = float(line[columns.lat]), float(line[columns.lon])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"expected degrees, got latitude {lat} and longitude {lon}")
    return Row(
        user=line[columns.user],
        place=line[columns.place],
        category=line[columns.category],
        lat=lat,
        lon=lon,
        time=_instant(line[columns.time]),
        local=_wall(line[columns.local or columns.time]),
        outing=line[columns.outing] if columns.outing else "",
    )


def _instant(text: str) -> int:
    moment = dt.datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp())


def _wall(text: str) -> int:
    # The data set writes local clock readings with a meaningless "+00:00": only the reading counts.
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp())


def _with_outings(rows: list[Row], gap_hours: float) -> list[Row]:
    last: dict[str, tuple[int, int]] = {}
    named = []
    for row in rows:
        time, number = last.get(row.user, (row.time, 0))
        number += row.time - time > gap_hours * HOUR
        last[row.user] = (row.time, number)
        named.append(
            Row(
                row.user,
                row.place,
                row.category,
                row.lat,
                row.lon,
                row.time,
                row.local,
                f"{row.user}_{number}",
            )
        )
    return named


def _columns(rows: list[Row], places: Places, users: tuple[str, ...]) -> CheckIns:
    number = {user: i for i, user in enumerate(users)}
    outings = {name: i for i, name in enumerate(dict.fromkeys(row.outing for row in rows))}
    return CheckIns(
        places=places,
        users=users,
        user=np.array([number[row.user] for row in rows], dtype=np.int64),
        place=np.array([places.index[row.place] for row in rows], dtype=np.int64),
        time=np.array([row.time for row in rows], dtype=np.int64),
        local=np.array([row.local for row in rows], dtype=np.int64),
        outing=np.array([outings[row.outing] for row in rows], dtype=np.int64),
    )
