"""Many cases side by side, each kept when it is done, so that what was ended goes on."""

from __future__ import annotations

import sys
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from eval.case import Outcome
from eval.task import execute
from eval.workers import pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from eval.journal import Journal
    from eval.task import Recipe, Task

    Tell = Callable[[Outcome], None]
    Run = tuple[int, int]

#: Cases of a worker that wait for it, so that a process never stands idle, and none waits long
#: behind a slow case while another process has nothing to do.
AHEAD = 2


def batch(
    recipe: Recipe[Any, Any],
    task: Task[Any, Any],
    seeds: Sequence[int],
    journal: Journal,
    workers: int,
    tell: Tell,
) -> list[Outcome]:
    """Put every case to the task with every seed; outcomes by case, then by seed.

    Args:
        recipe: builds ``task`` again in each process.
        journal: what it holds is not done again.
        workers: processes; 1 is this one.
        tell: called with each outcome, taken up or new, as it comes.
    """
    runs = [(number, seed) for number in range(len(task.cases)) for seed in seeds]
    done: dict[Run, Outcome] = {}
    for run in runs:
        if (row := journal.get(_names(task, run))) is not None:
            done[run] = outcome_of(row)
            tell(done[run])
    waiting = [run for run in runs if run not in done]
    for run, outcome in _outcomes(recipe, task, waiting, min(workers, len(waiting))):
        journal.add(_names(task, run), asdict(outcome))
        done[run] = outcome
        tell(outcome)
    return [done[run] for run in runs]


def outcome_of(row: dict[str, Any]) -> Outcome:
    """The outcome that was kept as JSON."""
    return Outcome(**{**row, "explanation": tuple(row["explanation"])})


def _names(task: Task[Any, Any], run: Run) -> dict[str, Any]:
    return {"case": task.cases[run[0]].id, "seed": run[1]}


def _outcomes(
    recipe: Recipe[Any, Any], task: Task[Any, Any], runs: Iterable[Run], workers: int
) -> Iterator[tuple[Run, Outcome]]:
    """Outcomes as they come."""
    if workers < 2:
        for number, seed in runs:
            yield (number, seed), execute(task, task.cases[number], seed)
        return
    left = iter(runs)
    with pool(workers, _open, recipe) as processes:
        pending: dict[Future[Outcome], Run] = {}

        def submit(count: int) -> None:
            for run in islice(left, count):
                pending[processes.submit(_execute, *run)] = run

        submit(workers * AHEAD)
        while pending:
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                yield pending.pop(future), future.result()
                submit(1)


#: The task of this process.
_tasks: list[Task[Any, Any]] = []


def _open(recipe: Recipe[Any, Any]) -> None:
    _tasks.append(recipe.task())


def _execute(number: int, seed: int) -> Outcome:
    task = _tasks[-1]
    return execute(task, task.cases[number], seed)


@contextmanager
def shown(name: str, count: int) -> Iterator[Tell]:
    """A bar on a terminal; yields what ``batch`` is to tell."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    failed = 0
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task(name, total=count)

        def tell(outcome: Outcome) -> None:
            nonlocal failed
            failed += not outcome.passed
            progress.update(bar, advance=1, description=f"{name}: {failed} failed")

        yield tell
