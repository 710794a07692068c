"""Plans for people and programs: text, Markdown, web pages, calendars, maps and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from planner.errors import SettingsError
from planner.itinerary import Itinerary

if TYPE_CHECKING:
    import datetime as dt

    from planner.facts import World
    from planner.itinerary import Infeasible

Format = Literal["text", "json", "markdown", "html", "ics", "gpx", "kml", "geojson"]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Formats that have room for a plan only, not for why there is none.
PLAN_ONLY: frozenset[Format] = frozenset({"ics", "gpx", "kml", "geojson"})
#: Ends of file names -> the format they stand for.
SUFFIXES: dict[str, Format] = {
    **{".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "text"},
    **{".html": "html", ".htm": "html", ".ics": "ics"},
    **{".gpx": "gpx", ".kml": "kml", ".geojson": "geojson"},
}

__all__ = ["FORMATS", "PLAN_ONLY", "SUFFIXES", "Format", "export"]


def export(
    answer: Itinerary | Infeasible,
    format: Format,
    *,
    now: dt.datetime,
    world: World | None = None,
    width: int = 80,
    colour: bool = False,
    alarm: int | None = None,
) -> str:
    """Write an answer out, ending in a line break.

    Args:
        answer: a plan, or why there is none; of a refusal a format in ``PLAN_ONLY`` shows the
            nearest plan.
        format: ``json`` can be read back, the others are for people and their devices.
        now: the moment of the export, aware; a calendar needs it.
        world: the world the plan lives in, for opening hours and the map's areas; without one they
            are left out.
        width: columns of text.
        colour: text with ANSI styles, for a terminal.
        alarm: minutes before a stop at which a calendar rings; None is never.

    Raises:
        SettingsError: the format shows plans only, and there is none.
    """
    if format == "json":
        return answer.model_dump_json(indent=2) + "\n"
    if format == "markdown":
        from tools.exporters.markdown import to_markdown

        return to_markdown(answer)
    if format == "html":
        from tools.exporters.html.page import to_html

        return to_html(answer, world)
    if format == "text":
        from tools.exporters.text import to_text

        return to_text(answer, width, colour)
    plan = answer if isinstance(answer, Itinerary) else answer.nearest
    if plan is None:
        raise SettingsError(
            f"format: expected one that can tell why there is no plan, got {format}."
        )
    return _for_devices(plan, format, now, world, alarm)


def _for_devices(
    plan: Itinerary, format: Format, now: dt.datetime, world: World | None, alarm: int | None
) -> str:
    if format == "ics":
        from tools.exporters.ics import to_ics

        return to_ics(plan, now, world, alarm)
    if format == "gpx":
        from tools.exporters.gpx import to_gpx

        return to_gpx(plan)
    if format == "kml":
        from tools.exporters.kml import to_kml

        return to_kml(plan)
    from tools.exporters.geojson import to_geojson

    return to_geojson(plan)
