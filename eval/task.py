"""A task is cases, a solver and a scorer; ``execute`` puts one case to it, ``Recipe`` builds it."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from eval.case import Outcome, Score
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from eval.case import Case

Q = TypeVar("Q")
A = TypeVar("A")


def no_figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """None besides those that every suite has."""
    return {}


def as_it_is(answer: Any) -> Any:
    """The answer is JSON already."""
    return answer


@dataclass(frozen=True)
class Task(Generic[Q, A]):
    """Everything that is needed to measure.

    Attributes:
        solve: the answer to a case, with a seed that repeats it.
        score: the verdict on an answer, by code that shares nothing with the solver.
        figures: the suite's own metrics of all outcomes, beside those of ``eval.report``.
        show: an answer as JSON.
    """

    name: str
    cases: Sequence[Case[Q]]
    solve: Callable[[Case[Q], int], A]
    score: Callable[[Case[Q], A], Score]
    figures: Callable[[Sequence[Outcome]], Mapping[str, float]] = no_figures
    show: Callable[[A], Any] = as_it_is


@dataclass(frozen=True)
class Recipe(Generic[Q, A]):
    """How to build a task, in this process or another.

    Attributes:
        build: a function of a module, so that it can be pickled.
        settings: its arguments by name; JSON, paths apart.
        only: ids of the cases to keep; none keeps all.
    """

    build: Callable[..., Task[Q, A]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    def task(self) -> Task[Q, A]:
        """Build the task.

        Raises:
            SettingsError: there is no such case, or none at all.
        """
        task = self.build(**self.settings)
        known = {case.id: case for case in task.cases}
        for wanted in self.only:
            if wanted not in known:
                raise SettingsError(f"There is no case {wanted!r} in {task.name}.")
        if not known:
            raise SettingsError(f"{task.name} has no case to put.")
        kept = [known[wanted] for wanted in self.only] or task.cases
        return replace(task, cases=kept)


def execute(task: Task[Q, A], case: Case[Q], seed: int) -> Outcome:
    """Solve one case and score the answer; a crash is an outcome too."""
    answer = None
    seconds = cpu = 0.0
    score, error = Score(passed=False), ""
    began, cpu_began = time.perf_counter(), time.process_time()
    try:
        try:
            solved = task.solve(case, seed)
        finally:
            seconds, cpu = time.perf_counter() - began, time.process_time() - cpu_began
        answer = task.show(solved)
        score = task.score(case, solved)
    except Exception:  # a suite has to tell of every crash and go on
        error = traceback.format_exc()
    return Outcome(
        case=case.id,
        seed=seed,
        passed=score.passed,
        seconds=round(seconds, 4),
        cpu_seconds=round(cpu, 4),
        group=case.group,
        text=case.text,
        marks=score.marks,
        explanation=score.explanation,
        answer=answer,
        error=error,
    )
