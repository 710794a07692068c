"""What the two benchmarks ask for alike on the command line."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

from agents import console
from eval import command
from eval.command import positive
from eval.journal import Journal, code_stamp
from eval.tour.race import race, shown
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.journal import Row
    from eval.tour.task import Run


def parser_of(name: str, description: str | None, seconds: str) -> argparse.ArgumentParser:
    """A parser with the options that both have."""
    parser = command.parser_of(name, description)
    parser.add_argument(
        "--seconds", type=numbers, default=numbers(seconds), metavar="S,S",
        help=f"limits of a search, each a search of its own ({seconds})",
    )  # fmt: skip
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="run the peers too"
    )
    parser.add_argument(
        "--every", type=positive, default=1, metavar="K", help="only every K-th instance (1)"
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of every search (0)")
    parser.add_argument(
        "--workers", type=positive, default=2, metavar="N",
        help="how many searches of one core run side by side (2)",
    )  # fmt: skip
    return parser


def numbers(text: str) -> list[float]:
    """Positive numbers with commas between."""
    found = [float(part) for part in text.split(",")]
    if not all(0 < number < math.inf for number in found):
        raise argparse.ArgumentTypeError(f"expected numbers above 0, got {text!r}")
    return found


def wholes(text: str) -> list[int]:
    """Positive whole numbers with commas between."""
    return [positive(part) for part in text.split(",")]


def measure(
    runs: Sequence[Run],
    figures: Callable[[Sequence[Row]], dict[str, float]],
    given: argparse.Namespace,
    doing: str,
    complete: Callable[[Row], Row] = dict,
) -> dict[str, Any]:
    """Run everything, write the report where asked, and return it.

    Args:
        complete: adds to a row what does not come from the search.

    Raises:
        SettingsError: there is nothing to run, or the report cannot be written.
    """
    if not runs:
        raise SettingsError("Expected instances to solve; the options leave none.")
    partial = given.out.with_name(f"{given.out.name}.part") if given.out is not None else None
    journal = Journal(partial, code_stamp("eval/tour", "planner"))
    try:
        with shown(len(runs), doing) as tell:
            rows = [complete(row) for row in race(runs, journal, given.workers, tell)]
    except KeyboardInterrupt:
        if partial is not None:
            console.say(f"{len(journal)} of {len(runs)} searches are kept in {partial}.")
        raise
    report = {"figures": figures(rows), "rows": rows}
    command.write(report, given.out)
    journal.finish()
    return report
