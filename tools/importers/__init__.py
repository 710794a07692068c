"""Bring your own places: OpenStreetMap extracts, GeoJSON, CSV and Parquet, into one catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import ImportFileError
from tools.importers.feature import Progress, no_progress
from tools.importers.report import ImportReport, MalformedHours

if TYPE_CHECKING:
    from tools.importers.feature import Extract

#: End of a file's name -> kind. The longest that fits counts.
KINDS = {
    ".osm.pbf": "osm",
    ".pbf": "osm",
    ".osm.xml": "osm",
    ".osm": "osm",
    ".osm.bz2": "osm",
    ".osm.gz": "osm",
    ".geojson": "geojson",
    ".json": "geojson",
    ".csv": "table",
    ".csv.gz": "table",
    ".tsv": "table",
    ".parquet": "table",
}

__all__ = ["KINDS", "ImportReport", "MalformedHours", "Progress", "import_file"]


def import_file(
    path: Path | str,
    out: Path | str,
    *,
    kind: str | None = None,
    city_name: str | None = None,
    country: str | None = None,
    column_map: str | Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read a file of places into a catalogue; a fault leaves no half catalogue behind.

    Args:
        path: the source file.
        out: the catalogue to write; what was there before is replaced at the very end.
        kind: ``osm``, ``geojson`` or ``table``; None goes by the file's name.
        city_name: what the city is called; None takes it from the data, else from the file's name.
        country: ISO 3166-1 alpha-2; None takes it from the data, else from the time zone.
        column_map: for tables: ``overture``, ``foursquare``, ``plain`` or a TOML file; None goes by
            the columns.
        progress: called as (stage, done, total).

    Raises:
        ImportFileError: the file cannot be read as what it claims to be, or holds no places.
        CatalogueError: the catalogue cannot be written.
    """
    from tools.importers.pipeline import catalogue_from

    path, told = Path(path), progress or no_progress
    extract = _read(path, kind or _kind_of(path), column_map, told)
    return catalogue_from(
        extract, path, Path(out), city_name=city_name, country=country, progress=told
    )


def _read(path: Path, kind: str, column_map: str | Path | None, progress: Progress) -> Extract:
    from tools.importers.tags import default_tag_map

    _check_readable(path)
    tag_map = default_tag_map()
    if kind == "osm":
        from tools.importers.osm import read_osm

        return read_osm(path, tag_map, progress)
    if kind == "geojson":
        from tools.importers.geojson import read_geojson

        return read_geojson(path, tag_map, progress)
    if kind == "table":
        from tools.importers.table import read_table

        return read_table(path, tag_map, progress, column_map)
    raise ImportFileError(
        f"Unknown kind {kind!r}; expected one of {', '.join(sorted(set(KINDS.values())))}."
    )


def _kind_of(path: Path) -> str:
    name = path.name.lower()
    fits = [suffix for suffix in KINDS if name.endswith(suffix)]
    if not fits:
        raise ImportFileError(
            f"Cannot tell what {path} is by its name; expected one of {', '.join(KINDS)}."
        )
    return KINDS[max(fits, key=len)]


def _check_readable(path: Path) -> None:
    if not path.is_file():
        raise ImportFileError(f"No file at {path}.")
    if path.stat().st_size == 0:
        raise ImportFileError(f"{path} is empty.")
