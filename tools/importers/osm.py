"""OpenStreetMap files: ``.osm.pbf``, ``.osm.xml``, ``.osm`` and their compressed forms."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from planner.errors import ImportFileError
from tools.importers.feature import (
    Area,
    Extract,
    Feature,
    area_of,
    is_centre,
    is_neighbourhood,
    outline,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from tools.importers.feature import Progress
    from tools.importers.tags import TagMap

_STEP = 20_000


def read_osm(path: Path, tag_map: TagMap, progress: Progress) -> Extract:
    """Read the named features that a rule may want, areas and centres.

    Raises:
        ImportFileError: the file is not OpenStreetMap data, or is truncated or damaged.
    """
    with _reported(path):
        return _read(path, tag_map, progress)


def _read(path: Path, tag_map: TagMap, progress: Progress) -> Extract:
    import osmium
    from osmium.filter import KeyFilter

    extract = Extract("osm")
    found: dict[str, Feature] = {}
    shapes = osmium.geom.WKBFactory()
    objects = (
        osmium.FileProcessor(str(path))
        .with_areas()
        .with_filter(KeyFilter("name", "name:en"))
        .with_filter(KeyFilter(*tag_map.keys, "boundary"))
    )
    for item in objects:
        extract.read += 1
        if extract.read % _STEP == 0:
            progress("reading", extract.read, None)
        tags = dict(item.tags)
        feature = _feature(item, tags, shapes, extract)
        if feature is not None:
            # An area comes after the line that bounds it, and knows more.
            found[feature.ref] = feature
    extract.centres = [feature for feature in found.values() if is_centre(feature.tags)]
    extract.features = list(found.values())
    progress("reading", extract.read, extract.read)
    return extract


def _feature(item: Any, tags: dict[str, str], shapes: Any, extract: Extract) -> Feature | None:
    """The object with its position; counts it as skipped where it has none."""
    as_of = item.timestamp.date()
    if item.is_node():
        return Feature(f"osm:n{item.id}", item.location.lat, item.location.lon, tags, as_of)
    if item.is_way():
        position = _middle(item)
        if position is None:
            extract.skipped["no position in the file"] += 1
            return None
        return Feature(f"osm:w{item.id}", *position, tags, as_of)
    if item.is_area():
        ref = f"osm:{'w' if item.from_way() else 'r'}{item.orig_id()}"
        shape = _shape(item, shapes)
        if shape is None:
            extract.skipped["an area without a shape"] += 1
            return None
        _note_area(extract, ref, shape, tags)
        lat, lon, size = outline(shape)
        return Feature(ref, lat, lon, tags, as_of, area_m2=size)
    return None  # a relation: those that are areas come again with their shape


def _note_area(extract: Extract, ref: str, shape: BaseGeometry, tags: dict[str, str]) -> None:
    if is_neighbourhood(tags):
        area: Area | None = area_of(ref, shape, tags)
        if area is not None:
            extract.areas.append(area)


def _shape(area: Any, shapes: Any) -> BaseGeometry | None:
    from shapely import from_wkb

    try:
        shape: BaseGeometry = from_wkb(shapes.create_multipolygon(area))
    except RuntimeError:  # osmium's word for rings that do not close
        return None
    return shape


def _middle(way: Any) -> tuple[float, float] | None:
    """The way's middle node that the file holds."""
    located = [node.location for node in way.nodes if node.location.valid()]
    if not located:
        return None
    middle = located[len(located) // 2]
    return middle.lat, middle.lon


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn the reader's errors into ones that name the file."""
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        detail = str(error).strip().rstrip(".")
        raise ImportFileError(f"{path} cannot be read as OpenStreetMap data: {detail}.") from error
