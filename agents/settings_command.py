"""The command ``wayplan doctor``."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from agents import console
from agents.host import Host


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(doctor)


def doctor(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Tell what is set and from where, what can be reached, and what will be used.

    Ends with 0 where all that is set works, 2 where a setting is wrong, 4 where a service fails.
    """
    from agents.doctor import examine, lines, shown

    loaded = ctx.ensure_object(Host).loaded()
    checks = examine(loaded.settings)
    if as_json:
        settings = {
            name: {"value": value, "origin": origin}
            for name, (value, origin) in shown(loaded).items()
        }
        found = {
            "file": str(loaded.file),
            "settings": settings,
            "checks": [check.model_dump() for check in checks],
        }
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(lines(loaded, checks)))
    broken = [check for check in checks if check.state == "broken"]
    if broken:
        only_services = all(check.service for check in broken)
        raise typer.Exit(console.Exit.SERVICE if only_services else console.Exit.USAGE)
