"""A small map of a plan in a terminal, and the same in words for who cannot see it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agents.repl.canvas import ACROSS, DOWN, Canvas
from tools.distance import crow_metres
from tools.exporters import wording as w
from tools.exporters.frame import frame_around, round_length
from tools.exporters.route import spots
from tools.exporters.text import FAINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.exporters.frame import Frame
    from tools.exporters.route import Position, Route
    from tools.exporters.text import Page

#: Colours of days, of middle brightness: they read on light and on dark ground.
_COLOURS = ("color(32)", "color(166)", "color(35)", "color(133)", "color(136)", "color(161)")
#: Most columns and rows of a map, and the fewest rows.
_WIDEST, _TALLEST, _LEAST = 72, 20, 8
#: Dots kept free at each side, so that a sign at the edge has room.
_MARGIN = 6.0
_HOUSE = "\N{HOUSE}"
_LEFT = "\N{BOX DRAWINGS LIGHT VERTICAL AND RIGHT}"
_RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"
_RIGHT = "\N{BOX DRAWINGS LIGHT VERTICAL AND LEFT}"
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def draw(page: Page, routes: Sequence[Route]) -> None:
    """Draw days that are in one city.

    One day has its stops numbered; of several, each stop bears the number of its day.
    """
    columns = min(_WIDEST, page.width - 2)
    frame = _frame(routes, columns)
    canvas = Canvas(columns, math.ceil(frame.height / DOWN))
    for route in routes:
        for way in route.ways:
            canvas.line(frame.of(way.origin), frame.of(way.target), colour_of(route))
    for base in dict.fromkeys(frame.of(base) for route in routes for base in route.bases):
        canvas.sign(base, _HOUSE, "bold")
    for route in routes:
        for number, stop, _ in route.waypoints:
            sign = str(number if len(routes) == 1 else route.number)
            canvas.sign(frame.of(stop), sign, f"bold {colour_of(route)}")
    page.print(*canvas.lines())
    page.line((_scale(frame), FAINT))


def colour_of(route: Route) -> str:
    """The colour of a day."""
    return _COLOURS[(route.number - 1) % len(_COLOURS)]


def _frame(routes: Sequence[Route], columns: int) -> Frame:
    return frame_around(spots(routes), columns * ACROSS, _TALLEST * DOWN, _LEAST * DOWN, _MARGIN)


def _scale(frame: Frame) -> str:
    """A bar of a round length, at most a quarter as long as the map is wide."""
    metres = round_length(frame.width / 4 * frame.metres)
    bar = _RULE * max(1, round(metres / frame.metres / ACROSS) - 2)
    return f"{_LEFT}{bar}{_RIGHT} {w.distance(round(metres))}   north is up"


def in_words(routes: Sequence[Route]) -> Iterator[str]:
    """Where each stop lies from where its day begins, a line a stop."""
    for route in routes:
        base = route.bases[0]
        yield f"{route.title}, from {w.clean(base.name)}"
        for number, stop, row in route.waypoints:
            metres = round(crow_metres(base.lat, base.lon, stop.lat, stop.lon), -1)
            where = f"{w.distance(int(metres))} {_wind(base, stop)}" if metres else "there"
            yield f"  {number} {row.title}: {where}"


def _wind(origin: Position, target: Position) -> str:
    """The direction from one position to another, one of eight."""
    north = target.lat - origin.lat
    east = (target.lon - origin.lon) * math.cos(math.radians(origin.lat))
    return _WINDS[round(math.degrees(math.atan2(east, north)) / 45) % 8]
