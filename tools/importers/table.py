"""Tables of places, CSV or Parquet, read by a column map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.errors import ImportFileError
from tools.importers.column_map import layout_for, root
from tools.importers.feature import Extract, Feature, outline
from tools.importers.refs import file_date, made_up_ref, safe_ref
from tools.importers.tags import UNWANTED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from tools.importers.column_map import ColumnMap
    from tools.importers.feature import Progress
    from tools.importers.tags import TagMap

_BATCH = 20_000
#: Columns that a map may name and that are not tags.
_OWN = {"id", "lat", "lon", "geometry", "category", "confidence", "closed"}


def read_table(
    path: Path, tag_map: TagMap, progress: Progress, column_map: str | Path | None = None
) -> Extract:
    """Read every row.

    Args:
        path: a CSV or Parquet file.
        tag_map: knows which tag a plain value such as ``museum`` belongs to.
        progress: told after each batch.
        column_map: name of a built-in map, or a TOML file; None finds it by the file's columns.

    Raises:
        ImportFileError: the file cannot be read, or lacks columns that the map needs.
    """
    import duckdb

    try:
        with duckdb.connect(":memory:", config={"threads": 2}) as database:
            table = _Table(database, path)
            layout = layout_for(path, table.columns, column_map)
            return _read(path, table, layout, tag_map, progress)
    except duckdb.Error as error:
        kind = "CSV" if _is_csv(path) else "Parquet"
        raise ImportFileError(
            f"{path} cannot be read as {kind}: {str(error).splitlines()[0]}"
        ) from error


class _Table:
    """The rows of one file."""

    def __init__(self, database: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._database = database
        self._path = str(path)
        self._reader = "read_csv(?)" if _is_csv(path) else "read_parquet(?)"
        self.columns = [row[0] for row in self._query("DESCRIBE SELECT *").fetchall()]

    def __len__(self) -> int:
        return int(self._query("SELECT count(*)").fetchall()[0][0])

    def rows(self, wanted: set[str]) -> Iterator[dict[str, Any]]:
        """Rows cut to the wanted columns, in the file's order."""
        names = [column for column in self.columns if column in wanted]
        quoted = ('"' + name.replace('"', '""') + '"' for name in names)
        answer = self._query(f"SELECT {', '.join(quoted)}")
        while batch := answer.fetchmany(_BATCH):
            for row in batch:
                yield dict(zip(names, row, strict=True))

    def _query(self, select: str) -> duckdb.DuckDBPyConnection:
        return self._database.execute(f"{select} FROM {self._reader}", [self._path])


def _read(
    path: Path, table: _Table, layout: ColumnMap, tag_map: TagMap, progress: Progress
) -> Extract:
    extract = Extract(layout.source)
    today, total = file_date(path), len(table)
    wanted = {root(path) for paths in layout.columns.values() for path in paths}
    for row in table.rows(wanted):
        extract.read += 1
        if extract.read % _BATCH == 0:
            progress("reading", extract.read, total)
        _add(extract, row, layout, tag_map, today)
    progress("reading", extract.read, total)
    return extract


def _add(
    extract: Extract, row: Mapping[str, Any], layout: ColumnMap, tag_map: TagMap, today: dt.date
) -> None:
    values = {ours: _first(row, paths) for ours, paths in layout.columns.items()}
    closed = values.get("closed")
    if closed is not None and ("*" in layout.closed_values or str(closed) in layout.closed_values):
        extract.skipped["closed for good"] += 1
        return
    position = _position(values)
    if position is None:
        extract.skipped["no position in the file"] += 1
        return
    kind = str(values.get("category") or "")
    category, answered = layout.category_of(kind)
    if answered and category is None:
        extract.skipped[UNWANTED] += 1
        return
    tags = {k: str(v) for k, v in values.items() if k not in _OWN and v is not None and v != ""}
    if not answered and kind and (key := tag_map.key_of(kind)):
        tags[key] = kind
    if cuisine := layout.cuisine_of(kind):
        tags["cuisine"] = cuisine
    own = safe_ref(str(values.get("id") or ""))
    ref = f"{layout.source}:{own or made_up_ref(tags.get('name', ''), kind, *position[:2])}"
    extract.features.append(
        Feature(
            ref, *position[:2], tags, today, position[2], category, _share(values.get("confidence"))
        )
    )


def _first(row: Mapping[str, Any], paths: Sequence[str]) -> Any:
    return next((value for path in paths if (value := _at(row, path)) is not None), None)


def _at(row: Any, path: str) -> Any:
    """The value at a dotted path through structs, maps and lists; None where it ends early."""
    value = row
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def _position(values: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """(lat, lon, square metres); None where the row has no position on the globe."""
    if values.get("geometry") is not None:
        from shapely import from_wkb

        return outline(from_wkb(bytes(values["geometry"])))
    lat, lon = _number(values.get("lat")), _number(values.get("lon"))
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return lat, lon, 0.0


def _number(value: Any) -> float | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        return None


def _share(value: Any) -> float | None:
    number = _number(value)
    return None if number is None else min(1.0, max(0.0, number))


def _is_csv(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz", ".tsv"))
