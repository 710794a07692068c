"""The command ``wayplan export``: a plan that is on file, in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from agents import console, options
from agents.answer import chosen_format, give
from agents.host import Host


def export(
    ctx: typer.Context,
    answer: Annotated[
        str, typer.Argument(metavar="PLAN", help="A plan in JSON; - reads standard input.")
    ],
    format: options.Format = None,
    out: options.Out = None,
    alarm: Annotated[
        int | None,
        typer.Option(metavar="MINUTES", min=0, help="Let a calendar ring before each stop."),
    ] = None,
    catalogue: options.Catalogue = None,
) -> None:
    """Write a plan as a web page, a calendar, a map, for people or for programs."""
    chosen = chosen_format(format, out)
    data = console.read_object(answer)
    from agents.app import parse_answer

    give(
        parse_answer(data),
        chosen,
        out,
        host=ctx.ensure_object(Host),
        catalogues=catalogue or (),
        alarm=alarm,
    )
