"""Small source files, written by the tests themselves: a street corner in each format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = '<?xml version="1.0"?><osm version="0.6">'
#: A square building of about 110 by 78 m with its middle at 45.0005, 10.0005, as nodes 91 to 94.
_CORNERS = ((45.0, 10.0), (45.0, 10.001), (45.001, 10.001), (45.001, 10.0))


def node(number: int, lat: float, lon: float, **tags: str) -> str:
    """A node in OSM XML; ``__`` in a key stands for ``:``."""
    inner = "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())
    stamp = 'version="1" timestamp="2025-05-01T10:00:00Z"'
    return f'<node id="{number}" lat="{lat}" lon="{lon}" {stamp}>{inner}</node>'


def block(number: int, **tags: str) -> str:
    """The square building as a closed way, with its corner nodes."""
    corners = "".join(node(91 + i, lat, lon) for i, (lat, lon) in enumerate(_CORNERS))
    refs = "".join(f'<nd ref="{ref}"/>' for ref in (91, 92, 93, 94, 91))
    inner = "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())
    stamp = 'version="1" timestamp="2025-05-01T10:00:00Z"'
    return f'{corners}<way id="{number}" {stamp}>{refs}{inner}</way>'


def osm_file(folder: Path, *parts: str, name: str = "smallville.osm.xml") -> Path:
    """An OSM XML file of these nodes and ways."""
    path = folder / name
    path.write_text(_HEAD + "".join(parts) + "</osm>", encoding="utf-8")
    return path


def point(properties: dict[str, Any], lat: float = 45.0, lon: float = 10.0) -> dict[str, Any]:
    """A GeoJSON feature with a position."""
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def geojson_file(folder: Path, *features: dict[str, Any], **rest: Any) -> Path:
    """A feature collection; ``rest`` joins its top level."""
    path = folder / "smallville.geojson"
    collection = {"type": "FeatureCollection", "features": list(features), **rest}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path
