"""The command ``wayplan chat``."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from agents import console, options
from agents.host import Host

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from agents.context import Deps
    from agents.repl.chat import Chat
    from agents.repl.look import Look
    from agents.settings import Colours

#: Invites to type.
_INVITED = "\n> "


def chat(
    ctx: typer.Context,
    trip: Annotated[
        str | None,
        typer.Argument(metavar="TRIP", help="The trip to go on with, or to begin, by its name."),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="No colours, no drawing: for pipes and screen readers."),
    ] = False,
    catalogue: options.Catalogue = None,
    router: options.Router = None,
    seed: options.Seed = 0,
    time_limit: options.TimeLimit = None,
) -> None:
    """Plan a trip in a conversation; it is kept, and goes on under its name."""
    host = ctx.ensure_object(Host)
    seen = sys.stdout.isatty() and not plain
    with ExitStack() as opened:
        with console.waiting("Waking up") if seen else nullcontext():
            deps = _deps(host, catalogue or (), router, seed, time_limit, opened)
            begun = opened.enter_context(closing(_begun(host, trip, deps, seen)))
            hello = begun.greet()
        _write(hello)
        if seen and sys.stdin.isatty():
            from agents.repl.terminal import converse

            converse(begun, _write, host.settings.data / "typed")
        else:
            _read(begun, sys.stdin, echo=not sys.stdin.isatty())


def _deps(
    host: Host,
    files: Sequence[Path],
    router: str | None,
    seed: int,
    time_limit: float | None,
    opened: ExitStack,
) -> Deps:
    """What the trips are planned from; what is opened for it is closed with ``opened``."""
    from agents.context import Deps
    from agents.llm import speaker_of
    from agents.memory import Memory
    from agents.memory.storage import open_store
    from agents.workshop import Workshop
    from tools.routers import travel_by

    settings = host.settings
    console.folder(settings.data)
    return Deps(
        tuple(files),
        host.today,
        host.now,
        seed=seed,
        time_limit=time_limit,
        currency=settings.currency,
        travel=travel_by(router) if router is not None else None,
        speaker=speaker_of(settings),
        memory=Memory(opened.enter_context(open_store(settings.memory))),
        user=settings.user,
        workshop=Workshop((), settings.next_poi, settings.next_poi_server),
    )


def _begun(host: Host, trip: str | None, deps: Deps, seen: bool) -> Chat:
    """The conversation, about the trip that was named or a new one."""
    from agents.repl.chat import Chat
    from agents.repl.keep import trip_name
    from agents.repl.watch import live, quietly
    from agents.session import Session

    return Chat(
        trip_name(trip) if trip is not None else None,
        lambda name: Session(name, deps, host.settings.threads),
        host,
        _look(seen, host.settings.colours),
        live if seen else quietly,
    )


def _look(seen: bool, colours: Colours) -> Look:
    """How replies look on standard output."""
    from agents.repl.look import PLAIN, Look

    if not seen:
        return PLAIN
    shown = console.screen(colours)
    return Look(lambda: console.screen(colours).width, shown.colour, drawn=True)


def _read(begun: Chat, lines: Iterable[str], echo: bool) -> None:
    """Answer line after line; ``echo`` tells them back, where no terminal shows them."""
    _write(_INVITED)
    for line in lines:
        if echo:
            _write(line if line.endswith("\n") else f"{line}\n")
        _write(begun.take(line))
        if begun.over:
            return
        _write(_INVITED)
    _write("\n" + begun.take("/quit"))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
