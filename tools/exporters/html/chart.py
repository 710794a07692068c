"""A map drawn in SVG: areas, ways and numbered stops of some days, with a scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.frame import frame_around, round_length
from tools.exporters.html.apart import apart
from tools.exporters.html.areas import at, names_of
from tools.exporters.markup import element
from tools.exporters.route import spots

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Sequence

    from planner.city import City, Neighbourhood
    from tools.exporters.frame import Frame
    from tools.exporters.route import Route, Way

#: Bounds of a map's height as shares of its width.
_TALLEST, _LEAST = 1.1, 0.45
#: Room kept free at each side, for marks and for the scale bar.
_MARGIN = 44.0
#: Radius of a numbered mark, and the least distance between two, in units of the drawing.
_RADIUS, _GAP = 12.0, 23.0
#: Longest scale bar.
_BAR = 140.0
#: A house, around its middle.
_HOUSE = "M-8 1 L0 -8 L8 1 L5 1 L5 8 L-5 8 L-5 1 Z"


def chart(routes: Sequence[Route], city: City | None, label: str, width: float) -> ET.Element:
    """A map of these days, all in one city.

    Args:
        routes: at least one.
        city: its areas are drawn beneath, where it is known.
        label: what the map shows, for who cannot see it.
        width: of the drawing; marks and letters are as large as on a screen of that many pixels.
    """
    shown = spots(routes)
    frame = frame_around(shown, width, width * _TALLEST, width * _LEAST, _MARGIN)
    areas = [area for area in (city.neighbourhoods if city else ()) if _in_view(area, frame)]
    half = _GAP / 2
    taken = [(x - half, y - half, x + half, y + half) for x, y in map(frame.of, shown)]
    ground = element(
        "g",
        *(_outline(area, frame) for area in areas),
        *(_ways(route, frame) for route in routes),
        *names_of(areas, frame, taken),
        *_marks(routes, frame),
        class_="ground",
    )
    svg = element(
        "svg",
        ground,
        _scale(frame),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {frame.width:.0f} {frame.height:.0f}",
        class_="map",
        role="img",
        aria_label=label,
        data_metres=f"{frame.metres:.4f}",
    )
    return element("div", svg, class_="chart")


def _outline(area: Neighbourhood, frame: Frame) -> ET.Element:
    points = " ".join(_xy(frame.place(lat, lon)) for lon, lat in area.ring)
    return element("polygon", class_="area", points=points)


def _in_view(area: Neighbourhood, frame: Frame) -> bool:
    corners = [frame.place(lat, lon) for lon, lat in area.ring]
    return (
        max(x for x, _ in corners) > 0
        and min(x for x, _ in corners) < frame.width
        and max(y for _, y in corners) > 0
        and min(y for _, y in corners) < frame.height
    )


def _ways(route: Route, frame: Frame) -> ET.Element:
    return element("g", *(_line(way, frame) for way in route.ways), class_=_day(route))


def _line(way: Way, frame: Frame) -> ET.Element:
    ends = (_xy(frame.of(end)) for end in (way.origin, way.target))
    told = f"{outline.ends(way.leg)}: {way.row.facts}"
    kind = f"way {way.leg.mode.value}"
    return element("polyline", element("title", told), class_=kind, points=" ".join(ends))


def _marks(routes: Sequence[Route], frame: Frame) -> list[ET.Element]:
    """Where days start and end, then the stops by number; each day's are in a group."""
    bases = {(base.lat, base.lon): base for route in routes for base in route.bases}
    points = [frame.of(base) for base in bases.values()]
    points += [frame.of(waypoint.stop) for route in routes for waypoint in route.waypoints]
    shifts = iter(zip(points, apart(points, _GAP), strict=True))
    houses = [
        _mark(element("path", d=_HOUSE), w.clean(base.name), *next(shifts), kind="base")
        for base in bases.values()
    ]
    groups = []
    for route in routes:
        marks = [
            _link(route, number, _mark(_number(number), row.title, *next(shifts), kind="stop"))
            for number, _, row in route.waypoints
        ]
        groups.append(element("g", *marks, class_=_day(route)))
    return houses + groups


def _link(route: Route, number: int, mark: ET.Element) -> ET.Element:
    return element("a", mark, href=f"#{stop_id(route, number)}", tabindex="-1")


def _number(number: int) -> ET.Element:
    return element("text", str(number), y="4.5")


def _mark(
    sign: ET.Element,
    name: str,
    point: tuple[float, float],
    shift: tuple[float, float],
    *,
    kind: str,
) -> ET.Element:
    """A disc with a sign, shifted off its position, with a thread to it if that is far."""
    x, y = shift
    thread = element("line", x2=f"{x:.1f}", y2=f"{y:.1f}", class_="thread")
    ring, off = element("circle", r=_RADIUS), f"translate({x:.1f} {y:.1f})"
    far = abs(x) + abs(y) > 1
    inner = (thread if far else None, element("g", ring, sign, transform=off))
    return element("g", element("title", name), *inner, class_=f"mark {kind} keep", **at(*point))


def _scale(frame: Frame) -> ET.Element:
    metres = round_length(_BAR * frame.metres)
    length = metres / frame.metres
    x, y = 14, frame.height - 14
    return element(
        "g",
        element("path", d=f"M{x} {y - 6:.0f} V{y:.0f} H{x + length:.1f} V{y - 6:.0f}"),
        element("text", w.distance(round(metres)), x=str(x + 6), y=f"{y - 6:.0f}"),
        class_="scale",
    )


def _day(route: Route) -> str:
    return f"day-{route.number} c{route.shade}"


def _xy(point: tuple[float, float]) -> str:
    x, y = point
    return f"{x:.1f},{y:.1f}"


def stop_id(route: Route, number: int) -> str:
    """Name of a stop's entry in the page, which its mark on the map leads to."""
    return f"day-{route.number}-stop-{number}"
