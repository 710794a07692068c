"""The command ``wayplan chat``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from agents import console, options
from agents.host import Host

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from agents.repl.chat import Chat
    from agents.repl.look import Look
    from agents.session import Session


def chat(
    ctx: typer.Context,
    trip: Annotated[
        str | None,
        typer.Argument(metavar="TRIP", help="Name of a trip to go on with, or to begin."),
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
    from agents.repl.watch import live, quietly
    from agents.session import Session

    host = ctx.ensure_object(Host)
    store = _store(host)

    def take_up(name: str) -> Session:
        deps = Deps(
            catalogues=tuple(catalogue or ()), today=host.today, seed=seed, time_limit=time_limit
        )
        return Session(name, deps, store)

    seen = sys.stdout.isatty() and not plain
    talk = Chat(trip or "", take_up, host, _look(plain), live if seen else quietly)
    ...
