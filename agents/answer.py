"""How the command line hands an answer over: in which format, where to, with which exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from agents import console
from planner.errors import SettingsError, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agents.host import Host
    from planner.facts import World
    from planner.itinerary import Infeasible, Itinerary
    from tools.exporters import Format


def chosen_format(name: str | None, out: Path | None) -> Format:
    """The format asked for, else the one that the name of the file suggests.

    Raises:
        SettingsError: there is no such format, or nothing can be written to ``out``.
    """
    console.check_writable(out)
    from tools.exporters import FORMATS, SUFFIXES

    if name is None:
        return SUFFIXES.get(out.suffix.lower(), "text") if out else "text"
    chosen = next((known for known in FORMATS if known == name), None)
    if chosen is None:
        raise SettingsError(f"--format: expected {', '.join(FORMATS)}, got {name!r}.")
    return chosen


def give(
    answer: Itinerary | Infeasible,
    format: Format,
    out: Path | None,
    *,
    host: Host,
    catalogues: Sequence[Path] = (),
    alarm: int | None = None,
) -> None:
    """Write an answer where it was asked for; a refusal ends with its exit code.

    Args:
        host: tells the moment, and whether colours are wanted.
        catalogues: where its places are, if not where they were when the plan was made.
        alarm: as ``tools.exporters.export`` takes it.
    """
    from tools.exporters import PLAN_ONLY, export

    plan = answer if answer.status == "planned" else answer.nearest
    seen = out is None and format == "text"
    screen = console.screen(host.settings.colours) if seen else console.PAPER
    if plan is not None or format not in PLAN_ONLY:
        text = export(
            answer,
            format,
            now=host.now(),
            world=known_world(plan, format, catalogues) if plan else None,
            width=screen.width,
            colour=screen.colour,
            alarm=alarm,
        )
        console.write(text, out)
    if answer.status == "infeasible":
        _tell_refusal(answer, format, out)
        raise typer.Exit(console.Exit.INFEASIBLE)


def known_world(
    plan: Itinerary, format: Format, catalogues: Sequence[Path | str] = ()
) -> World | None:
    """The world of a plan, if the format tells of it; None, said aloud, where it is not at hand."""
    from agents.app import world_of

    if format not in ("html", "ics"):
        return None
    try:
        return world_of(plan, catalogues)
    except UserError as error:
        console.say(f"Without opening hours: {error}")
        return None


def _tell_refusal(answer: Infeasible, format: Format, out: Path | None) -> None:
    """Say what was written, and why there is no plan where the format has no room for that."""
    from tools.exporters import PLAN_ONLY, refusal

    if format in PLAN_ONLY:
        console.say(refusal.headline(answer))
        for clash in refusal.clashes(answer):
            console.say(f"{clash.heading}: {'; '.join(clash.wishes)}. {' '.join(clash.told)}")
        written = "Nothing is" if answer.nearest is None else "The nearest plan is"
        console.say(f"{written} written.")
    elif out is not None:
        console.say(f"No plan grants every wish: the reason and the nearest plan are in {out}.")


def tell_terms(answer: Itinerary | Infeasible, seconds: float) -> None:
    """The terms of the score and the time it took, for who wants to know."""
    plan = answer if answer.status == "planned" else answer.nearest
    for term in plan.terms if plan else ():
        console.say(f"{term.name:<10}{term.value:>10.1f}  {term.reason}")
    console.say(f"score {plan.score if plan else 0:.1f}, {seconds:.2f} s")
