"""Commands that show: the plan, a day, a map, what it costs, what changed and why."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from agents.repl.seats import find_day, find_stop
from agents.repl.sketch import draw, in_words
from planner.errors import RequestError
from tools.exporters import closing, outline
from tools.exporters import wording as w
from tools.exporters.closing import note_line
from tools.exporters.route import routes
from tools.exporters.text import FAINT, STRONG, to_text, write_costs, write_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.repl.chat import Chat
    from planner.itinerary import Stop
    from tools.exporters.route import Route
    from tools.exporters.text import Page


def plan(chat: Chat, page: Page, argument: str) -> None:
    """The whole plan."""
    page.put(to_text(chat.plan(), page.width, page.colour))


def day(chat: Chat, page: Page, argument: str) -> None:
    """One day with its map."""
    standing = chat.plan()
    index = find_day(standing, argument) if argument or len(standing.days) > 1 else 0
    write_day(page, standing, index)
    route = list(routes(standing))[index]
    if chat.look.drawn and route.waypoints:
        page.gap()
        draw(page, [route])


def chart(chat: Chat, page: Page, argument: str) -> None:
    """Where the stops lie: of one day, or of all days of each city."""
    standing = chat.plan()
    all_days = list(routes(standing))
    if argument:
        all_days = [all_days[find_day(standing, argument)]]
    there = [route for route in all_days if route.waypoints]
    if not there:
        raise RequestError("There is nothing to show: no stop is planned.")
    for number, (city, stretch) in enumerate(groupby(there, lambda route: route.day.city)):
        if number:
            page.gap()
        _chart(page, w.city_name(city), list(stretch), chat.look.drawn)


def _chart(page: Page, city: str, there: Sequence[Route], drawn: bool) -> None:
    if not drawn:
        for line in in_words(there):
            page.line((line, ""))
        return
    page.line((there[0].title if len(there) == 1 else city, STRONG))
    draw(page, there)
    legend = (
        "Each stop bears its number." if len(there) == 1 else "Each stop bears its day's number."
    )
    page.line((legend, FAINT))


def costs(chat: Chat, page: Page, argument: str) -> None:
    """The table of costs, and what there is to know of prices."""
    standing = chat.plan()
    write_costs(page, standing)
    page.section(closing.BOOK, closing.bookings(standing))


def diff(chat: Chat, page: Page, argument: str) -> None:
    """What the last turn changed."""
    changed = chat.last.diff if chat.last is not None else ()
    for sentence in changed or ("Nothing has changed.",):
        page.line((sentence, ""))


def why(chat: Chat, page: Page, argument: str) -> None:
    """Why a place is in the plan; of one that is not, what it would cost to have it."""
    if not argument:
        raise RequestError("Expected a place, such as /why Tivoli Gardens.")
    standing = chat.plan()
    seat = find_stop(standing, argument)
    if seat is None:
        chat.tell(page, chat.run(chat.session.begin(why=argument)))
        return
    stop = seat.stop
    row = outline.stop_row(stop, standing.costs.currency)
    page.line((row.title, STRONG), (f"{outline.JOINT}{outline.heading(standing, seat.day)}", ""))
    page.line((outline.joined(row.time, row.facts, row.cost), ""))
    for line in _reasons(stop):
        page.line((line, ""), label="  -", indent=4)


def _reasons(stop: Stop) -> list[str]:
    told = [w.sentence(w.clean(reason)) for reason in stop.reasons]
    told = told or ["It fits in well between the stops around it."]
    return [*told, *(note_line(note) for note in stop.notes)]
