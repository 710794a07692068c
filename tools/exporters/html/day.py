"""One day of the page: what it is about, its map, its stops and ways in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.html.chart import chart, stop_id
from tools.exporters.markup import element
from tools.exporters.openness import told_hours

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

    from planner.city import City
    from planner.facts import World
    from planner.itinerary import Itinerary
    from tools.exporters.markup import Child
    from tools.exporters.outline import Row
    from tools.exporters.route import Route

#: Width of a day's map, in pixels.
_WIDTH = 440


def day_section(
    plan: Itinerary, route: Route, world: World | None, city: City | None
) -> ET.Element:
    """A day as a section, with its own map where it has any stop."""
    label = ", ".join(f"{number} {row.title}" for number, _, row in route.waypoints)
    drawn = chart([route], city, f"Map of the day: {label}", _WIDTH) if route.waypoints else None
    return element(
        "section",
        element("h2", route.title),
        *(element("p", line, class_="about") for line in outline.about(route.day)),
        element(
            "div", drawn, element("ol", *_entries(plan, route, world), class_="hours"), class_="day"
        ),
        id=f"day-{route.number}",
        class_=f"c{route.shade}",
    )


def _entries(plan: Itinerary, route: Route, world: World | None) -> Iterator[ET.Element]:
    waypoints = iter(route.waypoints)
    for row in outline.rows(plan, route.number - 1):
        if row.kind != "stop":
            yield _entry(row)
            continue
        number, stop, _ = next(waypoints)
        hours = told_hours(world, stop.place_id, route.day.date)
        yield _entry(row, number, hours, stop_id(route, number))


def _entry(
    row: Row, number: int | None = None, hours: str = "", id: str | None = None
) -> ET.Element:
    badge = element("span", str(number), class_="number", aria_hidden="true") if number else None
    facts = [*row.facts.split(outline.JOINT), *filter(None, (row.cost, hours))]
    return element(
        "li",
        element("span", row.time, class_="time"),
        element(
            "div",
            element("h3", badge, row.title) if row.title else None,
            element("p", *_joined(facts), class_="facts"),
            element("p", w.sentence(row.why), class_="why") if row.why else None,
            *(element("p", note, class_="note") for note in row.notes),
        ),
        class_=row.kind,
        id=id,
    )


def _joined(facts: list[str]) -> Iterator[Child]:
    """Facts side by side, each of which stays on one line if it can."""
    for number, fact in enumerate(facts):
        yield outline.JOINT if number else None
        yield element("span", fact)
