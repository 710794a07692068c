"""What may follow what was typed: commands, and names of stops, places, days, trips, formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agents.repl.commands import COMMANDS
from planner.errors import UserError
from planner.taxonomy import Group
from tools.catalogue import resolve_city
from tools.exporters import FORMATS
from tools.exporters import wording as w
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agents.repl.chat import Chat
    from agents.repl.commands import Command, Kind

#: Words between what a command takes first and second.
_BETWEEN = re.compile(r"\s(?:for|with|by|to)\s", re.IGNORECASE)
#: Places of each city that are offered, the most visited, and offers at once.
_KNOWN, _MOST = 400, 12
#: Words of a sentence that a name may be begun by.
_WORDS = 4


class Offer(NamedTuple):
    """One way to go on: ``text`` in the stead of the last ``replaced`` letters."""

    text: str
    replaced: int
    about: str = ""


def offers(chat: Chat, typed: str, *, asked: bool = True) -> Iterator[Offer]:
    """Ways to go on from what was typed.

    Args:
        asked: whether they were asked for; within a sentence nothing is offered unasked.
    """
    if not typed.startswith("/"):
        return _in_sentence(chat, typed) if asked else iter(())
    name, blank, rest = typed[1:].partition(" ")
    if not blank:
        return (
            Offer(f"/{command.name}", len(typed), command.help)
            for command in COMMANDS
            if command.name.startswith(name)
        )
    command = next((command for command in COMMANDS if command.name == name), None)
    return _after(chat, command, rest) if command is not None else iter(())


def _after(chat: Chat, command: Command, rest: str) -> Iterator[Offer]:
    """Ways to go on after a command's name."""
    between = _BETWEEN.search(rest)
    if between is None:
        kind, begun = next(iter(command.completes), None), rest
    else:
        kind, begun = next(iter(command.completes[1:]), None), rest[between.end() :]
    if kind is None:
        return
    wanted = fold(begun)
    found = [name for name in _names(chat, kind) if _begins(name, wanted)]
    for name in found[:_MOST]:
        yield Offer(name, len(begun))


def _in_sentence(chat: Chat, typed: str) -> Iterator[Offer]:
    """Names of places that the last words begin, the most words first."""
    words = [match.start() for match in re.finditer(r"\S+", typed)][-_WORDS:]
    names = [(name, fold(name)) for name in _names(chat, "place")]
    for start in words:
        begun = fold(typed[start:])
        if len(begun) < 3:
            continue
        found = [name for name, folded in names if folded.startswith(begun)]
        if found:
            yield from (Offer(name, len(typed) - start) for name in found[:_MOST])
            return


def _begins(name: str, wanted: str) -> bool:
    """Whether a name, or a word in it, begins as wanted."""
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded


def _names(chat: Chat, kind: Kind) -> Iterable[str]:
    """Everything of a kind by name, the likeliest first."""
    plan = chat.planned
    if kind == "trip":
        return chat.session.threads.names()
    if kind == "format":
        return FORMATS
    if kind == "command":
        return [command.name for command in COMMANDS]
    if kind == "day":
        days = plan.days if plan is not None else ()
        return [str(number) for number in range(1, len(days) + 1)] + [
            w.weekday_name(day.date) for day in days
        ]
    stops = [stop.name for day in plan.days for stop in day.stops] if plan is not None else []
    return dict.fromkeys(stops if kind == "stop" else [*stops, *_known(chat)])


def _known(chat: Chat) -> Iterator[str]:
    """The most visited places of the trip's cities."""
    standing = chat.standing
    files = chat.session.deps.files(standing)
    for stop in standing.request.destinations if standing is not None else ():
        try:
            store = resolve_city(stop.city, files)
        except UserError:
            continue  # its catalogue is not at hand: there is nothing to offer
        yield from (place.name for place in store.places((Group.SIGHT, Group.FOOD), limit=_KNOWN))
