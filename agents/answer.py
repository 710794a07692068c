"""How the command line hands an answer over: in which format, where to, with which exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from agents import console
from planner.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from planner.itinerary import Infeasible, Itinerary
    from tools.exporters import Format

_SUFFIXES: dict[str, Format] = {".json": "json", ".md": "markdown", ".markdown": "markdown"}


def chosen_format(name: str | None, out: Path | None) -> Format:
    """The format asked for, else the one that the name of the file suggests."""
    from tools.exporters import FORMATS

    if name is None:
        return _SUFFIXES.get(out.suffix.lower(), "text") if out else "text"
    chosen = next((known for known in FORMATS if known == name), None)
    if chosen is None:
        raise SettingsError(f"--format: expected {', '.join(FORMATS)}, got {name!r}.")
    return chosen


def give(answer: Itinerary | Infeasible, format: Format, out: Path | None) -> None:
    """Write an answer where it was asked for; a refusal ends with its exit code."""
    from tools.exporters import export

    if out is None and format == "text":
        screen = console.screen()
        text = export(answer, format, width=screen.width, colour=screen.colour)
    else:
        text = export(answer, format)
    console.write(text, out)
    if answer.status == "infeasible":
        if out is not None:
            console.say(f"No plan grants every wish: the reason and the nearest plan are in {out}.")
        raise typer.Exit(console.Exit.INFEASIBLE)


def tell_terms(answer: Itinerary | Infeasible, seconds: float) -> None:
    """The terms of the score and the time it took, for who wants to know."""
    plan = answer if answer.status == "planned" else answer.nearest
    for term in plan.terms if plan else ():
        console.say(f"{term.name:<10}{term.value:>10.1f}  {term.reason}")
    console.say(f"score {plan.score if plan else 0:.1f}, {seconds:.2f} s")
