"""A plan as KML 2.2: a folder for each day, with its stops and the ways between them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.markup import add, element
from tools.exporters.route import COLOURS, routes

if TYPE_CHECKING:
    from planner.itinerary import Anchor, Itinerary
    from tools.exporters.route import Position, Route, Way, Waypoint

_NAMESPACE = "http://www.opengis.net/kml/2.2"


def to_kml(plan: Itinerary) -> str:
    """Write a plan as KML, each day in its colour."""
    document = element(
        "Document",
        element("name", outline.title(plan)),
        element("description", outline.subtitle(plan)),
        *(_style(number, colour) for number, colour in enumerate(COLOURS)),
        *(_folder(route) for route in routes(plan)),
    )
    root = element("kml", document, xmlns=_NAMESPACE)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _style(number: int, colour: str) -> ET.Element:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    backwards = f"ff{blue}{green}{red}"  # KML has colours as opacity, blue, green, red
    return element(
        "Style",
        element("IconStyle", element("color", backwards)),
        element("LineStyle", element("color", backwards), element("width", "3")),
        id=f"day{number}",
    )


def _folder(route: Route) -> ET.Element:
    return element(
        "Folder",
        element("name", route.title),
        *(_base(base) for base in route.bases),
        *(_stop(route, waypoint) for waypoint in route.waypoints),
        *(_line(route, way) for way in route.ways),
    )


def _base(base: Anchor) -> ET.Element:
    return element("Placemark", element("name", w.clean(base.name)), _spot(base))


def _stop(route: Route, waypoint: Waypoint) -> ET.Element:
    number, stop, row = waypoint
    facts = outline.joined(row.time, row.facts, row.cost)
    placemark = _placemark(route, f"{number} {row.title}", (facts, row.why, *row.notes))
    span = element(
        "TimeSpan",
        element("begin", stop.start.isoformat()),
        element("end", stop.end.isoformat()),
    )
    placemark.insert(2, span)  # the schema wants it before the style
    add(placemark, _spot(stop))
    return placemark


def _line(route: Route, way: Way) -> ET.Element:
    placemark = _placemark(route, outline.ends(way.leg), (way.row.facts, way.row.cost))
    ends = f"{_position(way.origin)} {_position(way.target)}"
    add(placemark, element("LineString", element("coordinates", ends)))
    return placemark


def _placemark(route: Route, name: str, lines: tuple[str, ...]) -> ET.Element:
    return element(
        "Placemark",
        element("name", name),
        element("description", "\n".join(filter(None, lines))),
        element("styleUrl", f"#day{route.shade}"),
    )


def _spot(at: Position) -> ET.Element:
    return element("Point", element("coordinates", _position(at)))


def _position(at: Position) -> str:
    return f"{at.lon},{at.lat}"
