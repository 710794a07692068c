"""A plan as one page of HTML that needs nothing else: map, days, costs, all in one file.

Whatever comes from a catalogue or a traveller goes in as text, never as markup; the page's policy
forbids it to load anything and to run any script but its own.
"""

from __future__ import annotations

import base64
import hashlib
import xml.etree.ElementTree as ET
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from planner.errors import UnknownNameError
from planner.itinerary import Infeasible
from planner.request import MAX_DAYS
from tools.exporters import alternatives, closing, outline, refusal
from tools.exporters import wording as w
from tools.exporters.html.chart import chart
from tools.exporters.html.day import day_section
from tools.exporters.markup import element
from tools.exporters.route import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.city import City
    from planner.facts import World
    from planner.itinerary import Itinerary
    from tools.exporters.route import Route

_POLICY = "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'"
#: Lets the switch of a day show and hide it on the map, without a script.
_SWITCHES = "".join(
    f".overview:has(.show-{day}:not(:checked)) .day-{day} {{ display: none }}\n"
    for day in range(1, MAX_DAYS + 1)
)
#: Width of the map of all days, in pixels.
_WIDTH = 880


def to_html(answer: Itinerary | Infeasible, world: World | None = None) -> str:
    """Write an answer as a page, ending in a line break.

    Args:
        world: tells opening hours, and the areas beneath the map; without one they are left out.
    """
    if isinstance(answer, Infeasible):
        title, main = refusal.headline(answer), list(_refusal(answer, world))
    else:
        title, main = outline.title(answer), list(_plan(answer, world, "h1"))
    style, script = _asset("page.css") + _SWITCHES, _asset("page.js")
    policy = _POLICY.format(style=_digest(style), script=_digest(script))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", style),
    )
    footer = element("footer", element("p", "Planned with Wayplan."))
    body = element("body", element("main", *main), footer, element("script", script))
    page = element("html", head, body, lang="en")
    return f"<!DOCTYPE html>\n{ET.tostring(page, encoding='unicode', method='html')}\n"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The hash by which a page's policy lets a style or script pass."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _plan(plan: Itinerary, world: World | None, heading: str) -> Iterator[ET.Element]:
    days = list(routes(plan))
    yield element(
        "header",
        element(heading, outline.title(plan)),
        element("p", outline.summary(plan), class_="subtitle"),
        element("nav", *(_jump(route) for route in days), aria_label="Days"),
    )
    yield from _overview(days, world)
    for route in days:
        yield day_section(plan, route, world, _city(world, route))
    yield _costs(plan)
    yield from _section(closing.KNOW, closing.good_to_know(plan))
    yield from _section(closing.BOOK, closing.bookings(plan))
    for told, lines in alternatives.told(plan):
        yield from _section(told, lines)


def _jump(route: Route) -> ET.Element:
    date = f"{w.weekday(route.day.date)[:3]} {route.day.date.day}"
    return element(
        "a",
        element("b", f"Day {route.number}"),
        f" {date}",
        href=f"#day-{route.number}",
        class_=f"c{route.shade}",
    )


def _city(world: World | None, route: Route) -> City | None:
    """The city of a day, where its catalogue is at hand."""
    try:
        return None if world is None else world.city(route.day.city)
    except UnknownNameError:
        return None


def _overview(days: Sequence[Route], world: World | None) -> Iterator[ET.Element]:
    """A map of all days of each stretch in one city, with a switch for each day."""
    for city, stretch in groupby(days, lambda route: route.day.city):
        there = list(stretch)
        if len(there) == 1:
            continue  # the day's own map shows the same
        name = w.city_name(city)
        yield element(
            "section",
            element("h2", f"Map of {name}"),
            chart(there, _city(world, there[0]), f"Map of all stops in {name}", _WIDTH),
            element("p", *(_switch(route) for route in there), class_="switches"),
            class_="overview",
        )


def _switch(route: Route) -> ET.Element:
    return element(
        "label",
        element("input", type="checkbox", checked="", class_=f"show-{route.number}"),
        f" Day {route.number}",
        class_=f"c{route.shade}",
    )


def _costs(plan: Itinerary) -> ET.Element:
    heads, *lines = closing.cost_cells(plan)
    first = element("tr", *(element("th" if head else "td", head, scope="col") for head in heads))
    rows = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(element("td", cell) for cell in cells),
        )
        for name, *cells in lines
    ]
    return element(
        "section",
        element("h2", closing.costs_heading(plan)),
        element("table", element("thead", first), element("tbody", *rows)),
    )


def _section(heading: str, entries: Iterable[str]) -> Iterator[ET.Element]:
    """A heading and a list, or nothing where the list is empty."""
    lines = [element("li", entry) for entry in entries]
    if lines:
        yield element("section", element("h2", heading), element("ul", *lines))


def _refusal(answer: Infeasible, world: World | None) -> Iterator[ET.Element]:
    yield element("header", element("h1", refusal.headline(answer)))
    for clash in refusal.clashes(answer):
        yield from _section(clash.heading, clash.wishes)
        yield element("p", " ".join(clash.told))
    if answer.nearest is None:
        yield element("p", refusal.NOTHING)
        return
    yield from _section(refusal.GIVES_UP, refusal.gives_up(answer))
    yield from _plan(answer.nearest, world, "h2")
