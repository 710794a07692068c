"""What every reader hands over, whatever it read: features with OpenStreetMap tags, and areas."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from planner.taxonomy import Category

_METRES_PER_DEGREE = 111_195.0


class Progress(Protocol):
    """Told how far a stage of an import is; ``total`` is None where it is not known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take note of the progress."""
        ...


def no_progress(stage: str, done: int, total: int | None) -> None:
    """Take no note."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something on the map.

    Attributes:
        ref: identifier with its source, such as ``osm:n123``; becomes the place's id.
        tags: in OpenStreetMap's vocabulary, whatever the source.
        area_m2: extent in square metres; 0 for a point or a line.
        as_of: when the source last touched it.
        category: set where the source's own categories say it; None leaves it to the tags.
        confidence: the source's own trust in it, 0..1; None where it states none.
    """

    ref: str
    lat: float
    lon: float
    tags: Mapping[str, str]
    as_of: dt.date
    area_m2: float = 0.0
    category: Category | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A named area that may become a neighbourhood; ``ring`` is (lon, lat) in degrees."""

    ref: str
    name: str
    ring: tuple[tuple[float, float], ...]
    area_m2: float
    tags: Mapping[str, str]


@dataclass(slots=True)
class Extract:
    """All that was read from one file.

    Attributes:
        source: the kind of source, e.g. ``osm``.
        read: things looked at.
        skipped: reason -> how many were left out by the reader already.
        centres: features tagged as a city or town, which name the city.
    """

    source: str
    features: list[Feature] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    centres: list[Feature] = field(default_factory=list)
    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


def outline(shape: BaseGeometry) -> tuple[float, float, float]:
    """(lat, lon, square metres) of a geometry in degrees; the position lies on the geometry."""
    centre = shape.centroid
    if shape.area and not shape.covers(centre):
        centre = shape.representative_point()
    shrink = math.cos(math.radians(centre.y))
    return centre.y, centre.x, float(shape.area) * _METRES_PER_DEGREE**2 * shrink


def area_of(ref: str, shape: BaseGeometry, tags: Mapping[str, str]) -> Area | None:
    """The largest part of a polygon as an area, its border simplified to about 10 m.

    None where it is no polygon or has no name.
    """
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    name = tags.get("name")
    if not parts or not name:
        return None
    largest = max(parts, key=lambda part: part.area)
    simple = largest.simplify(0.0001)
    ring = (simple if simple.is_valid and not simple.is_empty else largest).exterior.coords
    return Area(ref, name, tuple((x, y) for x, y, *_ in ring), outline(largest)[2], tags)


def is_neighbourhood(tags: Mapping[str, str]) -> bool:
    """Whether a polygon with these tags is an area that people of the city would name."""
    if tags.get("place") in {"suburb", "quarter", "neighbourhood", "borough"}:
        return True
    return tags.get("boundary") == "administrative" and tags.get("admin_level") in {"9", "10", "11"}


def is_centre(tags: Mapping[str, str]) -> bool:
    """Whether these tags mark a whole city or town."""
    return tags.get("place") in {"city", "town"} and "name" in tags
