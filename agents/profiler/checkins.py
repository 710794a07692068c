"""Check-ins from a CSV file, one entry for each day of its traveller."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from agents.entries import CheckIn, Outing
from planner.errors import ImportFileError, SettingsError
from planner.taxonomy import Group
from tools.importers.column_map import ColumnMap
from tools.next_poi.training.data import Columns, read_rows
from tools.next_poi.visits import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.next_poi.training.data import Row

#: What a column map has to name.
_NEEDED = ("user", "place", "category", "lat", "lon", "time")
#: Longest label kept, in letters.
_LABEL = 80


def read_outings(
    path: Path, column_map: Path | None = None, only: str | None = None
) -> list[Outing]:
    """The days of one person in a file of check-ins.

    Args:
        column_map: TOML that names the columns and kinds of places, in the manner of
            ``checkins.toml``, which is taken if there is none.
        only: the person's name in the file; may be left out where the file is of one person.

    Raises:
        ImportFileError: the file or the map cannot be read, or a column is not there.
        SettingsError: the file is of several persons and ``only`` is none of them.
    """
    layout = layout_of(column_map)
    rows = read_rows(path, _columns(layout))
    users = dict.fromkeys(row.user for row in rows)
    if only is None and len(users) == 1:
        only = rows[0].user
    if only not in users:
        some = ", ".join(list(users)[:5])
        got = "none" if only is None else repr(only)
        raise SettingsError(
            f"--only: expected one of the {len(users)} persons of {path} ({some} ...), got {got}."
        )
    return outings_of((row for row in rows if row.user == only), layout)


def layout_of(column_map: Path | None = None) -> ColumnMap:
    """A map of columns and kinds, the built-in one by default."""
    if column_map is None:
        return _built_in()
    try:
        return ColumnMap.load(column_map.read_text("utf-8"), str(column_map))
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFileError(f"Cannot read the column map {column_map}: {error}.") from error


@lru_cache(maxsize=1)
def _built_in() -> ColumnMap:
    file = files("agents.profiler").joinpath("checkins.toml")
    return ColumnMap.load(file.read_text("utf-8"), file.name)


def _columns(layout: ColumnMap) -> Columns:
    """The map's columns, of several named for one the first."""
    named = {ours: paths[0] for ours, paths in layout.columns.items()}
    if missing := [name for name in _NEEDED if name not in named]:
        raise ImportFileError(f"The column map names no column for {', '.join(missing)}.")
    user, place, category, lat, lon, time = (named[name] for name in _NEEDED)
    return Columns(user, place, category, lat, lon, time, named.get("local"), outing=None)


def outings_of(rows: Iterable[Row], layout: ColumnMap) -> list[Outing]:
    """Entries of one person's rows, which are in order of time."""
    found = []
    for number, visits in groupby(rows, key=lambda row: row.local // DAY):
        day = dt.date(1970, 1, 1) + dt.timedelta(days=int(number))
        stops = tuple(_visit(row, layout) for row in visits)
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        text = f"{len(stops)} check-ins on {day}"
        found.append(Outing(at=at, text=text, day=day, visits=stops))
    return found


def _visit(row: Row, layout: ColumnMap) -> CheckIn:
    category, _ = layout.category_of(row.category)
    food = category is not None and category.group is Group.FOOD
    return CheckIn(
        minute=row.local % DAY // 60,
        place=row.place,
        label=row.category[:_LABEL] or "somewhere",
        category=category,
        cuisine=layout.cuisine_of(row.category) if food else None,
    )
