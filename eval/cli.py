"""The command ``wayplan`` with its measurements: ``wayplan eval NAME ...``.

A measurement is a module whose ``main`` takes the arguments after its name and returns the exit
code. It is loaded only when it is run, so that the other commands start as fast as without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import typer

from agents import cli, console
from agents.host import Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.core import TyperGroup


class Measurement(NamedTuple):
    """One subcommand of ``wayplan eval``."""

    module: str
    help: str


MEASUREMENTS = {
    "bench": Measurement("eval.bench", "All tables of `make bench`."),
    "orienteering": Measurement(
        "eval.tour.run_orienteering", "The optimiser on TOPTW and TTDP, beside its peers."
    ),
    "tour": Measurement(
        "eval.tour.run_tour", "The optimiser on generated tours, beside its peers."
    ),
    "core": Measurement("eval.core.run", "Wayplan's own scenarios: rules, refusals, changes."),
    "small": Measurement("eval.small", "Small problems against trying everything."),
    "refusals": Measurement(
        "eval.refusals", "Impossible requests: is each conflict what it claims."
    ),
    "replans": Measurement("eval.replans", "Changes of a plan: how much else moves."),
    "dialogue": Measurement(
        "eval.dialogue.run", "Simulated travellers talk with Wayplan: how satisfied they are."
    ),
    "paths": Measurement("eval.paths", "Several paths and their consensus: do they help."),
    "alternatives": Measurement("eval.alternatives", "Several plans of one trip: do they differ."),
    "nextpoi": Measurement("eval.next_poi", "Where people go next, beside simple rankings."),
    "serving": Measurement("eval.serving", "The next-place model by vLLM and in this process."),
    "taste": Measurement("eval.taste", "The shipped model: do plans meet hidden tastes better."),
    "onward": Measurement("eval.onward", "The shipped model: do travellers go on where it says."),
    "tours": Measurement("eval.tours", "Where tourists go next in a city no model has seen."),
    "language": Measurement(
        "eval.language.command", "Plain words: how much of them is understood."
    ),
    "adversary": Measurement(
        "eval.adversary", "A hostile language model: no rule broken, no place invented."
    ),
    "profile": Measurement(
        "eval.profiles.run", "What a profile foretells, and how plans made with it are enjoyed."
    ),
    "turn": Measurement("eval.turns", "How long a turn of a conversation takes."),
    "speed": Measurement("eval.speed", "How long plans take, and what they cost as cities grow."),
    "travelplanner": Measurement(
        "eval.travelplanner.run", "TravelPlanner's queries, scored by its own rules."
    ),
    "chinatravel": Measurement(
        "eval.chinatravel.run", "ChinaTravel: trips whose wishes are programs, by its own rules."
    ),
    "tripplus": Measurement(
        "eval.tripplus.run", "Trip-Plus: whole dialogues, judged turn by turn by its own rules."
    ),
    "sweep": Measurement("eval.sweep", "Random requests: every answer keeps the rules."),
}


def main() -> None:
    """Run the command ``wayplan``."""
    console.never_fail_to_print()
    command()(obj=Host(), prog_name="wayplan")


def command() -> TyperGroup:
    """The commands of ``agents.cli``, and ``eval``."""
    whole = typer.main.get_group(cli.app)
    whole.add_command(typer.main.get_group(_measurements()), "eval")
    return whole


def _measurements() -> typer.Typer:
    app = typer.Typer(
        help="Measure Wayplan.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
    )
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}
    for name, measurement in MEASUREMENTS.items():
        app.command(name, help=measurement.help, context_settings=passed_on, add_help_option=False)(
            _handed_to(measurement.module)
        )
    return app


def _handed_to(module: str) -> Callable[[typer.Context], None]:
    """A command that leaves its arguments, ``--help`` too, to the ``main`` of a module."""

    def run(ctx: typer.Context) -> None:
        raise typer.Exit(import_module(module).main(ctx.args))

    return run
