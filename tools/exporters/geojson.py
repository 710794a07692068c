"""A plan as GeoJSON (RFC 7946): stops and bases as points, ways as lines, styled by day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.route import COLOURS, routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.itinerary import Itinerary
    from tools.exporters.route import Route, Way, Waypoint


def to_geojson(plan: Itinerary) -> str:
    """Write a plan as one feature collection.

    Colours are named as in Mapbox's simplestyle, which many viewers know.
    """
    features = [feature for route in routes(plan) for feature in _features(route)]
    collection = {"type": "FeatureCollection", "name": outline.title(plan), "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _features(route: Route) -> Iterator[dict[str, Any]]:
    for base in route.bases:
        yield _feature("Point", [base.lon, base.lat], _about(route, "base", w.clean(base.name)))
    yield from (_stop(route, waypoint) for waypoint in route.waypoints)
    yield from (_way(route, way) for way in route.ways)


def _stop(route: Route, waypoint: Waypoint) -> dict[str, Any]:
    number, stop, row = waypoint
    properties = _about(route, stop.kind, row.title) | {
        "number": number,
        "place": stop.place_id,
        "category": stop.category and stop.category.value,
        "start": stop.start.isoformat(),
        "end": stop.end.isoformat(),
        "cost": stop.cost,
        "why": row.why,
        "notes": list(row.notes),
        "marker-color": COLOURS[route.shade],
        "marker-symbol": str(number) if number < 10 else "",
    }
    return _feature("Point", [stop.lon, stop.lat], properties)


def _way(route: Route, way: Way) -> dict[str, Any]:
    leg = way.leg
    properties = _about(route, "leg", outline.ends(leg)) | {
        "mode": leg.mode.value,
        "start": leg.start.isoformat(),
        "end": leg.end.isoformat(),
        "minutes": leg.minutes,
        "metres": leg.metres,
        "cost": leg.cost,
        "stroke": COLOURS[route.shade],
    }
    line = [[at.lon, at.lat] for at in (way.origin, way.target)]
    return _feature("LineString", line, properties)


def _about(route: Route, kind: str, name: str) -> dict[str, Any]:
    return {"kind": kind, "name": name, "day": route.number, "date": route.day.date.isoformat()}


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
