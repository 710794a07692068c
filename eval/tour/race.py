"""Many runs: searches that use both cores one by one, the others side by side."""

from __future__ import annotations

import sys
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

from eval.tour.task import WIDE
from eval.workers import pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from eval.journal import Journal, Row
    from eval.tour.task import Run


def race(
    runs: Sequence[Run], journal: Journal, workers: int, tell: Callable[[Run, Row], None]
) -> list[Row]:
    """The rows of all runs, in their order.

    Runs of the journal are not repeated. ``tell`` is called with every run that is done.

    Args:
        workers: how many searches of one core run side by side.
    """

    def keep(run: Run, row: Row) -> None:
        journal.add(run.names(), row)
        tell(run, row)

    waiting = [run for run in runs if journal.get(run.names()) is None]
    for run in runs:
        if (row := journal.get(run.names())) is not None:
            tell(run, row)
    with pool(workers) as processes:
        for (_, wide), group in groupby(waiting, key=lambda run: (run.task, run.solver in WIDE)):
            if wide:
                for run in group:
                    keep(run, run.row())
            else:
                _side_by_side(processes, list(group), keep)
    return [row for run in runs if (row := journal.get(run.names())) is not None]


def _side_by_side(
    processes: ProcessPoolExecutor, runs: Sequence[Run], keep: Callable[[Run, Row], None]
) -> None:
    """All of ``runs``, the longest first so that none is left alone at the end."""
    ordered = sorted(runs, key=lambda run: -run.seconds)
    pending: dict[Future[Row], Run] = {processes.submit(run.row): run for run in ordered}
    while pending:
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            keep(pending.pop(future), future.result())


@contextmanager
def shown(count: int, doing: str) -> Iterator[Callable[[Run, Row], None]]:
    """A bar on a terminal; yields what ``race`` is to tell."""
    if not sys.stderr.isatty():
        yield lambda run, row: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), "{task.description}")
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(doing, total=count)

        def tell(run: Run, row: Row) -> None:
            found = row["score"] if row["score"] is not None else row["broken"] or "nothing found"
            what = f"{row['instance']}, {run.solver}, {run.seconds:g} s: {found}"
            progress.update(bar, advance=1, description=what)

        yield tell
