"""The command line that all suites share: ``wayplan eval SUITE ...``.

    --out FILE.json   the report; beside it FILE.jsonl, a row a case, and FILE.html, failures first

While a suite runs its rows are in FILE.json.part: the same command goes on from there after it was
ended, as long as neither the code nor the options are others.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from agents import console
from eval.batch import batch, shown
from eval.command import parser_of, positive, write
from eval.journal import Journal, code_stamp
from eval.page import page
from eval.report import figures_of, print_table, report, threshold
from planner.errors import SettingsError

if TYPE_CHECKING:
    import argparse

    from eval.task import Recipe

#: Layers whose code decides what a row says.
CODE = ("planner", "tools", "agents", "eval")
#: Suffixes of the page and of the rows, beside the report.
BESIDE = (".html", ".jsonl")


def suite_parser(name: str, description: str | None) -> argparse.ArgumentParser:
    """A parser with the options that every suite has."""
    parser = parser_of(name, description)
    parser.add_argument("--workers", type=positive, default=2, metavar="N", help="processes (2)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    parser.add_argument(
        "--seeds", type=positive, default=1, metavar="K",
        help="how many seeds each case is run with; pass^2 to pass^K are told (1)",
    )  # fmt: skip
    parser.add_argument("--only", action="append", default=[], metavar="ID", help="only this case")
    parser.add_argument(
        "--require", action="append", default=[], type=threshold, metavar="FIGURE=LEAST",
        help="exit with 1 unless the figure is at least so much; FIGURE<=MOST: at most",
    )  # fmt: skip
    return parser


def run(recipe: Recipe[Any, Any], given: argparse.Namespace) -> int:
    """Measure, print the table, write the report; the exit code.

    It is 1 where a case crashed or a requirement is not met, else 0.

    Raises:
        SettingsError: there is no such case, or the report cannot be written.
    """
    if given.out is not None and given.out.suffix in BESIDE:
        raise SettingsError(f"--out: expected a .json file, got {given.out}.")
    recipe = replace(recipe, only=tuple(given.only))
    task = recipe.task()
    seeds = range(given.seed, given.seed + given.seeds)
    part = given.out.with_name(f"{given.out.name}.part") if given.out else None
    journal = Journal(part, _stamp(recipe))
    try:
        with shown(task.name, len(task.cases) * len(seeds)) as tell:
            outcomes = batch(recipe, task, seeds, journal, given.workers, tell)
    except KeyboardInterrupt:
        if part is not None:
            console.say(f"{len(journal)} outcomes are kept in {part}.")
        raise
    figures = figures_of(task, outcomes)
    missed = [bound for bound in given.require if not bound.kept(figures)]
    print_table(figures, outcomes, missed)
    if given.out is not None:
        write(report(task, figures, outcomes), given.out)
        html, rows = (given.out.with_suffix(suffix) for suffix in BESIDE)
        console.write(page(task.name, figures, outcomes), html)
        journal.finish(rows)
    return 1 if missed or figures["crashed"] else 0


def _stamp(recipe: Recipe[Any, Any]) -> str:
    """What rows depend on: the code, and how the task was built."""
    settings = json.dumps([*recipe.only, recipe.settings], sort_keys=True, default=str)
    return f"{code_stamp(*CODE)} {settings}"
