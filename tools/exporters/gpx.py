"""A plan as GPX 1.1: each stop a waypoint, each day a route through its stops."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.route import routes

if TYPE_CHECKING:
    from gpxpy.gpx import GPXRoute, GPXWaypoint

    from planner.itinerary import Anchor, Itinerary
    from tools.exporters.route import Route, Waypoint


def to_gpx(plan: Itinerary) -> str:
    """Write a plan as GPX; what lies between two stops is left to the device that leads there."""
    from gpxpy.gpx import GPX

    gpx = GPX()
    gpx.creator = "Wayplan"
    gpx.name = outline.title(plan)
    gpx.description = outline.subtitle(plan)
    for route in routes(plan):
        gpx.waypoints += [_waypoint(route, waypoint) for waypoint in route.waypoints]
        gpx.routes.append(_route(route))
    return gpx.to_xml(version="1.1") + "\n"


def _waypoint(route: Route, waypoint: Waypoint) -> GPXWaypoint:
    from gpxpy.gpx import GPXWaypoint

    _, stop, row = waypoint
    facts = outline.joined(row.time, row.facts, row.cost)
    return GPXWaypoint(
        latitude=stop.lat,
        longitude=stop.lon,
        # Devices read times of GPX as universal time.
        time=stop.start.astimezone(dt.UTC),
        name=f"{route.number}.{waypoint.number} {row.title}",
        description="\n".join(filter(None, (facts, row.why, *row.notes))),
        type=stop.kind,
    )


def _route(route: Route) -> GPXRoute:
    from gpxpy.gpx import GPXRoute, GPXRoutePoint

    def point(at: Anchor) -> GPXRoutePoint:
        return GPXRoutePoint(at.lat, at.lon, name=w.clean(at.name))

    stops = [
        GPXRoutePoint(stop.lat, stop.lon, name=f"{number} {row.title}")
        for number, stop, row in route.waypoints
    ]
    made = GPXRoute(name=route.title, description=w.clean(route.day.theme), number=route.number)
    made.points = [point(route.bases[0]), *stops, point(route.bases[-1])]
    return made
