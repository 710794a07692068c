"""Names of a city's areas on a map, set where they cover nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.exporters import wording as w
from tools.exporters.markup import element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator, Sequence

    from planner.city import Neighbourhood
    from tools.exporters.frame import Frame

#: Left, top, right and bottom.
Box = tuple[float, float, float, float]
#: Width of a letter and height of a line, in units of the drawing.
_LETTER, _LINE = 6.6, 15.0
#: How far from the middle of its area a name may go up or down, in lines.
_SHIFTS = (0, -1, 1, -2, 2, -3, 3)


def names_of(
    areas: Sequence[Neighbourhood], frame: Frame, taken: Sequence[Box]
) -> Iterator[ET.Element]:
    """Names of areas, the smallest first; one that finds no room of its own is left out.

    Args:
        taken: what the names must not cover.
    """
    full = list(taken)
    for area in sorted(areas, key=lambda area: area.polygon.area):
        middle = area.polygon.representative_point()
        x, y = frame.place(middle.y, middle.x)
        name = w.clean(area.name)
        half = len(name) * _LETTER / 2
        for shift in _SHIFTS:
            line = y + shift * _LINE
            box = (x - half, line - _LINE, x + half, line + 4)
            if _inside(box, frame) and not any(_meet(box, other) for other in full):
                full.append(box)
                yield element("text", name, class_="name keep", **at(x, line))
                break


def at(x: float, y: float) -> dict[str, str]:
    """Attributes that set something at a point, where it keeps its size when the map is zoomed."""
    return {"transform": f"translate({x:.1f} {y:.1f})", "data_x": f"{x:.1f}", "data_y": f"{y:.1f}"}


def _inside(box: Box, frame: Frame) -> bool:
    """Whether a box is in the drawing and clear of its corners' furniture."""
    left, top, right, bottom = box
    return left > 4 and top > 2 and right < frame.width - 4 and bottom < frame.height - 34


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
