"""Commands that alter the trip: places in, out, elsewhere, kept; and back again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.repl.seats import find_day, find_stop, find_time
from planner.change import Change, Swap
from planner.errors import RequestError
from planner.request import Lock
from tools.exporters.text import FAINT

if TYPE_CHECKING:
    from agents.repl.chat import Chat
    from agents.repl.seats import Seat
    from tools.exporters.text import Page

_FOR = re.compile(r"\s+(?:for|with|by|->)\s+", re.IGNORECASE)
_TO = re.compile(r"(?P<place>.+)\s+to\s+(?P<day>.+?)(?:\s+at\s+(?P<time>\S+))?", re.IGNORECASE)


def add(chat: Chat, page: Page, argument: str) -> None:
    """Take a place in."""
    _change(chat, page, Change(add=(_named(argument, "/add Tivoli Gardens"),)))


def drop(chat: Chat, page: Page, argument: str) -> None:
    """Leave a place out."""
    _change(chat, page, Change(drop=(_id(_seat(chat, argument, "/drop Tivoli Gardens")),)))


def swap(chat: Chat, page: Page, argument: str) -> None:
    """One place in the stead of another."""
    parts = _FOR.split(argument)
    if len(parts) != 2:
        raise RequestError("Expected two places, such as /swap Kastellet for Nyhavn.")
    out = _seat(chat, parts[0], "/swap Kastellet for Nyhavn")
    _change(chat, page, Change(swap=(Swap(out=_id(out), into=parts[1]),)))


def move(chat: Chat, page: Page, argument: str) -> None:
    """A place to another day, and to a time if one is named."""
    found = _TO.fullmatch(argument)
    if found is None:
        raise RequestError("Expected a place and a day, such as /move Kastellet to 2 at 15:00.")
    place = _id(_seat(chat, found["place"], "/move Kastellet to 2"))
    plan = chat.plan()
    date = plan.days[find_day(plan, found["day"])].date
    time = find_time(found["time"]) if found["time"] else None
    held = Lock(place=place, date=date, start=time)
    _change(chat, page, Change(unlock=(place,), lock=(held,)))


def lock(chat: Chat, page: Page, argument: str) -> None:
    """Keep a stop on its day at its time."""
    seat = _seat(chat, argument, "/lock Tivoli Gardens")
    place, date = _id(seat), chat.plan().days[seat.day].date
    held = Lock(place=place, date=date, start=seat.stop.start.time())
    _settle(chat, page, Change(unlock=(place,), lock=(held,)))
    page.line((f"{seat.stop.name} stays on {date:%A} at {seat.stop.start:%H:%M}.", ""))


def unlock(chat: Chat, page: Page, argument: str) -> None:
    """Let a stop move again."""
    seat = _seat(chat, argument, "/unlock Tivoli Gardens")
    _settle(chat, page, Change(unlock=(_id(seat),)))
    page.line((f"{seat.stop.name} may move again.", ""))


def _settle(chat: Chat, page: Page, change: Change) -> None:
    """Make a change that should move nothing, and tell what came of it if it does."""
    turn = chat.run(chat.session.begin(change=change))
    if turn.mode != "change" or turn.diff:
        chat.tell(page, turn)


def attempt(chat: Chat, page: Page, argument: str) -> None:
    """What a change would do."""
    words = _named(argument, "/try it rains on Tuesday")
    chat.tell(page, chat.run(chat.session.begin(said=words, trial=True)))


def accept(chat: Chat, page: Page, argument: str) -> None:
    """Take what is on offer."""
    chat.tell(page, chat.run(chat.session.begin(command="accept")))


def others(chat: Chat, page: Page, argument: str) -> None:
    """Other good plans, and what each trades."""
    chat.plan()
    chat.tell(page, chat.run(chat.session.begin(command="others")))


def take(chat: Chat, page: Page, argument: str) -> None:
    """Take one of the other good plans."""
    others = len(chat.plan().alternatives)
    if not others:
        raise RequestError("There is no other plan to take; /others looks for some.")
    if not argument.isdecimal() or not 1 <= int(argument) <= others:
        raise RequestError(f"Expected the number of a plan, 1 to {others}, got {argument!r}.")
    chat.tell(page, chat.run(chat.session.choose(int(argument))))


def undo(chat: Chat, page: Page, argument: str) -> None:
    """Take the last change back."""
    said = chat.standing.said if chat.standing is not None else ""
    turn = chat.run(chat.session.begin(command="undo"))
    if turn.mode == "change" and said:
        page.line((f"Taken back: {said}", FAINT))
    chat.tell(page, turn)


def redo(chat: Chat, page: Page, argument: str) -> None:
    """Make a change again that was taken back."""
    chat.tell(page, chat.run(chat.session.begin(command="redo")))


def _change(chat: Chat, page: Page, change: Change) -> None:
    chat.plan()
    chat.tell(page, chat.run(chat.session.begin(change=change)))


def _named(argument: str, example: str) -> str:
    """What was typed after a command.

    Raises:
        RequestError: nothing.
    """
    if not argument:
        raise RequestError(f"Expected something after it, such as {example}.")
    return argument


def _seat(chat: Chat, argument: str, example: str) -> Seat:
    """The stop of the plan that is meant.

    Raises:
        RequestError: none is named, or none of the plan's is meant.
    """
    seat = find_stop(chat.plan(), _named(argument, example))
    if seat is None:
        raise RequestError(f"{argument!r} is not in the plan; /plan shows what is.")
    return seat


def _id(seat: Seat) -> str:
    """The place of a stop.

    Raises:
        RequestError: it has none, being an appointment of the traveller's own.
    """
    if seat.stop.place_id is None:
        raise RequestError(f"{seat.stop.name} is your own appointment: say what should change.")
    return seat.stop.place_id
