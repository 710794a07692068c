"""The command ``wayplan chat``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from agents import console, options
from agents.host import Host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agents.repl.chat import Chat
    from agents.repl.look import Look


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
    from agents.context import Deps
    from agents.repl.chat import Chat
    from agents.repl.keep import trip_name
    from agents.repl.watch import live, quietly
    from agents.session import Session
    from tools.routers import travel_by

    host = ctx.ensure_object(Host)
    deps = Deps(
        catalogues=tuple(catalogue or ()),
        today=host.today,
        seed=seed,
        time_limit=time_limit,
        travel=travel_by(router) if router is not None else None,
    )
    folder = console.folder(host.settings.data)
    seen = sys.stdout.isatty() and not plain
    begun = Chat(
        trip_name(trip) if trip is not None else None,
        lambda name: Session(name, deps, host.settings.threads),
        host,
        _look(seen),
        live if seen else quietly,
    )
    with begun:
        _write(begun.greet())
        if sys.stdin.isatty() and seen:
            from agents.repl.terminal import converse

            converse(begun, _write, folder / "typed")
        else:
            _read(begun, sys.stdin, echo=not sys.stdin.isatty())


def _look(seen: bool) -> Look:
    """How replies look on standard output."""
    from agents.repl.look import PLAIN, Look

    if not seen:
        return PLAIN
    return Look(lambda: console.screen().width, console.screen().colour, drawn=True)


def _read(begun: Chat, lines: Iterable[str], echo: bool) -> None:
    """Answer line after line; ``echo`` tells them back, where no terminal shows them."""
    _prompt(echo)
    for line in lines:
        if echo:
            _write(line if line.endswith("\n") else f"{line}\n")
        _write(begun.take(line))
        if begun.over:
            return
        _prompt(echo)
    _write("\n" + begun.take("/quit"))


def _prompt(echo: bool) -> None:
    """Invite to type."""
    sys.stdout.write("\n> ")
    sys.stdout.flush()


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
