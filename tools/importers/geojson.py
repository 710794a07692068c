"""GeoJSON with OpenStreetMap tags (Overpass, osmtogeojson, GDAL) or flat properties."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from planner.errors import ImportFileError
from tools.importers.feature import Extract, Feature, area_of, is_centre, is_neighbourhood, outline
from tools.importers.refs import file_date, made_up_ref

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.importers.feature import Progress
    from tools.importers.tags import TagMap

#: Properties that hold the kind of a feature without saying which tag it is.
_KIND_KEYS = ("interest", "fclass", "category", "type", "kind", "class")
_OSM_ID = re.compile(r"(node|way|relation)/(\d+)")
_HSTORE = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
_STEP = 5_000


def read_geojson(path: Path, tag_map: TagMap, progress: Progress) -> Extract:
    """Read every feature of a collection.

    Raises:
        ImportFileError: the file is no JSON, no feature collection, or not in WGS 84.
    """
    rows = _features(path)
    today = file_date(path)
    extract = Extract("geojson", read=len(rows))
    for number, row in enumerate(rows, start=1):
        if number % _STEP == 0:
            progress("reading", number, len(rows))
        if not isinstance(row, dict) or not isinstance(row.get("geometry"), dict):
            extract.skipped["no position in the file"] += 1
            continue
        try:
            _add(extract, row, tag_map, today)
        except (ValueError, TypeError, IndexError, AttributeError) as error:
            raise ImportFileError(
                f"{path}, feature {number}: malformed geometry: {error}."
            ) from error
    progress("reading", len(rows), len(rows))
    return extract


def _features(path: Path) -> list[Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{path} is not text in UTF-8: {error}.") from error
    except json.JSONDecodeError as error:
        raise ImportFileError(f"{path} is not JSON: line {error.lineno}: {error.msg}.") from error
    rows = data.get("features") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise ImportFileError(f"{path} is JSON, but not a GeoJSON FeatureCollection.")
    crs = json.dumps(data.get("crs") or "")
    if crs != '""' and not re.search(r"CRS84|EPSG:+4326", crs):
        raise ImportFileError(f"{path} is not in WGS 84 (longitude, latitude): its crs is {crs}.")
    return rows


def _add(extract: Extract, row: dict[str, Any], tag_map: TagMap, today: dt.date) -> None:
    from shapely.geometry import shape

    geometry = shape(row["geometry"])
    if geometry.is_empty:
        extract.skipped["no position in the file"] += 1
        return
    tags = _tags(row.get("properties") or {}, tag_map)
    lat, lon, size = outline(geometry)
    ref = _ref(row) or "geojson:" + made_up_ref(tags.get("name", ""), _kind(tags), lat, lon)
    if is_neighbourhood(tags) and (area := area_of(ref, geometry, tags)):
        extract.areas.append(area)
    feature = Feature(ref, lat, lon, tags, _as_of(row, today), area_m2=size)
    extract.features.append(feature)
    if is_centre(tags):
        extract.centres.append(feature)


def _tags(properties: Mapping[str, Any], tag_map: TagMap) -> dict[str, str]:
    """Properties as tags; those nested under ``tags`` or packed into ``other_tags`` join them."""
    nested = properties.get("tags")
    flat = {**properties, **(nested if isinstance(nested, dict) else {})}
    packed = flat.pop("other_tags", None)
    tags = {k: str(v) for k, v in flat.items() if isinstance(v, str | int | float) and v != ""}
    if isinstance(packed, str):
        tags |= dict(_HSTORE.findall(packed))
    for key in _KIND_KEYS:
        value = tags.get(key, "")
        tag = tag_map.key_of(value) if value else None
        if tag is not None:
            tags.setdefault(tag, value)
    return tags


def _kind(tags: Mapping[str, str]) -> str:
    return next((tags[key] for key in _KIND_KEYS if key in tags), "")


def _ref(row: Mapping[str, Any]) -> str | None:
    """``osm:n123`` for a feature that says which object of OpenStreetMap it is."""
    properties = row.get("properties") or {}
    for text in (row.get("id"), properties.get("@id"), properties.get("id")):
        match = _OSM_ID.search(str(text))
        if match:
            return f"osm:{match[1][0]}{match[2]}"
    if str(properties.get("osm_id", "")).isdecimal():
        letter = str(properties.get("osm_type", "n"))[:1].lower()
        return f"osm:{letter}{properties['osm_id']}"
    return None


def _as_of(row: Mapping[str, Any], today: dt.date) -> dt.date:
    stamp = str((row.get("properties") or {}).get("@timestamp", ""))[:10]
    try:
        return dt.date.fromisoformat(stamp)
    except ValueError:
        return today
