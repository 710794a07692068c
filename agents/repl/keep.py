"""Commands that keep: trips by name, and plans as files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from agents import console
from agents.answer import known_world
from planner.errors import RequestError
from tools.exporters import FORMATS, SUFFIXES, outline
from tools.exporters import export as write_out
from tools.exporters.text import STRONG

if TYPE_CHECKING:
    from agents.history import Version
    from agents.repl.chat import Chat
    from planner.itinerary import Itinerary
    from tools.exporters import Format
    from tools.exporters.text import Page

_NAME = re.compile(r"[\w][\w .-]{0,59}")


def trips(chat: Chat, page: Page, argument: str) -> None:
    """All trips by name, the one spoken of last first."""
    names = chat.session.threads.names()
    for name in names:
        title = _title(chat.session.standing_of(name))
        here = " (this one)" if name == chat.session.thread_id else ""
        page.line((name, STRONG), (f"  {title}{here}", ""), indent=2)
    if not names:
        page.line(("No trip is kept yet.", ""))


def _title(standing: Version | None) -> str:
    if standing is None:
        return "nothing planned yet"
    if standing.plan is not None:
        return outline.title(standing.plan)
    return ", ".join(stop.city for stop in standing.request.destinations)


def open_trip(chat: Chat, page: Page, argument: str) -> None:
    """Go on with a trip, or begin one of that name."""
    chat.open(trip_name(argument))
    page.put(chat.greet())


def save(chat: Chat, page: Page, argument: str) -> None:
    """Give the trip a name, under which it is found again."""
    name = trip_name(argument)
    chat.rename(name)
    page.line((f"Kept as {name}; go on with it by: wayplan chat {name}", ""))


def trip_name(text: str) -> str:
    """The name of a trip as it was typed.

    Raises:
        RequestError: it is no name.
    """
    if not _NAME.fullmatch(text):
        raise RequestError(f"trip: expected a name of letters and digits, got {text!r}.")
    return text


def export(chat: Chat, page: Page, argument: str) -> None:
    """Write the plan to a file."""
    plan = chat.plan()
    format, path = _target(argument, plan)
    console.check_writable(path)
    world = known_world(plan, format)
    console.write(write_out(plan, format, now=chat.host.now(), world=world), path)
    page.line((f"Written: {path}", ""))


def _target(argument: str, plan: Itinerary) -> tuple[Format, Path]:
    """The format and the file meant by ``html``, ``html trip.html`` or ``trip.html``.

    Raises:
        RequestError: no format is meant.
    """
    first, _, rest = argument.partition(" ")
    format = next((known for known in FORMATS if known == first.lower()), None)
    if format is None:
        format, rest = SUFFIXES.get(Path(argument).suffix.lower()), argument
    if format is None:
        raise RequestError(f"Expected a format ({', '.join(FORMATS)}) or a file, got {argument!r}.")
    suffix = next(end for end, of in SUFFIXES.items() if of == format)
    return format, Path(rest.strip()) if rest.strip() else Path(f"{_slug(plan)}{suffix}")


def _slug(plan: Itinerary) -> str:
    cities = dict.fromkeys(stop.city for stop in plan.request.destinations)
    return f"{'-'.join(cities)}-{plan.request.start}"
