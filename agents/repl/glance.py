"""A plan at a glance: what it is, each day in a paragraph, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.exporters import outline
from tools.exporters import wording as w
from tools.exporters.text import FAINT, STRONG, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.itinerary import Itinerary
    from tools.exporters.text import Page


def write_glance(page: Page, plan: Itinerary) -> None:
    """Write a plan in a few lines a day."""
    page.line((outline.title(plan), STRONG))
    page.line((outline.summary(plan), ""))
    for index, day in enumerate(plan.days):
        page.gap()
        theme = f"{outline.JOINT}{w.clean(day.theme)}" if day.theme else ""
        page.line((outline.heading(plan, index), STRONG), (theme, FAINT))
        page.line(*_stops(plan, index, page.width // 2), indent=2)


def _stops(plan: Itinerary, index: int, short: int) -> Iterator[tuple[str, str]]:
    """Times and names of a day's stops, side by side.

    A name of at most ``short`` letters stays on one line with its time, a longer one begins there.
    """
    rows = [row for row in outline.rows(plan, index) if row.kind == "stop"]
    if not rows:
        yield "nothing planned", FAINT
    for number, row in enumerate(rows):
        first, blank, rest = row.title.partition(" ")
        name = f" {row.title}" if len(row.title) <= short else f" {first}"
        name = whole(name) if len(row.title) <= short else f"{whole(name)}{blank}{rest}"
        yield ("  " if number else "") + row.time.partition("-")[0], STRONG
        yield name, ""
