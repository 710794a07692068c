"""The commands of the conversation: what each is called, takes and does."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from agents.repl import alter, keep, known, show
from planner.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable

    from agents.repl.chat import Chat
    from tools.exporters.text import Page

#: What may be typed after a command: a stop of the plan, any place, a day, a trip, a format.
Kind = Literal["stop", "place", "day", "trip", "format", "command"]


class Command(NamedTuple):
    """One command.

    Attributes:
        run: does it, and writes what came of it.
        usage: what is typed after its name.
        help: what it does, in a sentence.
        completes: what can be completed after it.
    """

    name: str
    run: Callable[[Chat, Page, str], None]
    usage: str
    help: str
    completes: tuple[Kind, ...] = ()


def _help(chat: Chat, page: Page, argument: str) -> None:
    """Every command, or one of them."""
    if argument:
        wanted = command_named(argument.removeprefix("/"))
        page.line((f"/{wanted.name} {wanted.usage}".rstrip(), "bold"))
        page.line((wanted.help, ""))
        return
    page.line(("Say in your own words where you want to go, or what to change. Or:", ""))
    for command in COMMANDS:
        label = f"  /{command.name} {command.usage}".rstrip()
        page.line((command.help, ""), label=label, indent=34)


def _quit(chat: Chat, page: Page, argument: str) -> None:
    chat.over = True
    if chat.session.last is not None:
        page.line((f"The trip is kept: wayplan chat {chat.session.thread_id}", ""))


COMMANDS = (
    Command("help", _help, "[COMMAND]", "This list, or one command.", ("command",)),
    Command("plan", show.plan, "", "The whole plan."),
    Command("day", show.day, "DAY", "One day in full, with its map.", ("day",)),
    Command("map", show.chart, "[DAY]", "Where the stops lie.", ("day",)),
    Command("costs", show.costs, "", "What it costs, against the budget."),
    Command("diff", show.diff, "", "What the last change did."),
    Command("why", show.why, "PLACE", "Why a place is in the plan, or is not.", ("place",)),
    Command("add", alter.add, "PLACE", "Take a place in.", ("place",)),
    Command("drop", alter.drop, "PLACE", "Leave a place out.", ("stop",)),
    Command(
        "swap", alter.swap, "PLACE for PLACE", "One place in the stead of another.",
        ("stop", "place"),
    ),
    Command(
        "move", alter.move, "PLACE to DAY [at TIME]", "A stop to another day.", ("stop", "day")
    ),
    Command("lock", alter.lock, "PLACE", "Keep a stop at its time whatever changes.", ("stop",)),
    Command("unlock", alter.unlock, "PLACE", "Let it move again.", ("stop",)),
    Command("try", alter.attempt, "WORDS", "What a change would do, without making it."),
    Command("accept", alter.accept, "", "Take the plan that is on offer."),
    Command("others", alter.others, "", "Look for other good plans."),
    Command("take", alter.take, "NUMBER", "Take one of the other good plans."),
    Command("undo", alter.undo, "", "Take the last change back."),
    Command("redo", alter.redo, "", "Make it again."),
    Command("profile", known.profile, "", "What is held of you, and what it rests on."),
    Command("memory", known.memory, "", "What you said and did that is remembered."),
    Command("forget", known.forget, "KEY", "Delete what is remembered, for good."),
    Command("trips", keep.trips, "", "All trips that are kept."),
    Command("open", keep.open_trip, "TRIP", "Go on with a trip, or begin one.", ("trip",)),
    Command("save", keep.save, "TRIP", "Give this trip a name."),
    Command(
        "export", keep.export, "FORMAT [FILE]", "Write the plan to a file.", ("format",)
    ),
    Command("quit", _quit, "", "Leave; the trip is kept."),
)  # fmt: skip
_NAMED = {command.name: command for command in COMMANDS}


def command_named(name: str) -> Command:
    """The command of that name, or the only one that begins so.

    Raises:
        RequestError: there is none, or several begin so.
    """
    if name in _NAMED:
        return _NAMED[name]
    begun = [other for other in _NAMED if name and other.startswith(name)]
    if len(begun) == 1:
        return _NAMED[begun[0]]
    near = begun or get_close_matches(name, _NAMED, n=3)
    hint = f" Did you mean {' or '.join(f'/{other}' for other in near)}?" if near else ""
    raise RequestError(f"There is no command /{name}.{hint} /help lists them all.")
