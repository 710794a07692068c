"""Wayplan's own scenarios: trips from easy to infeasible, wishes alone, clashes, changes.

    wayplan eval core --count 1000 --require 'violations<=0' --out report.json

Cities are those that ship with Wayplan and those of catalogue files made by ``wayplan import``.
Plans are judged by ``eval.checker``, which shares no code with the gates; refusals by another,
longer search; of a change in mid-trip nothing that is past may move. With ``--planner`` the same
scenarios are put to simple planners too, and the share that each passes is told.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.case import Case
from eval.command import positive
from eval.core.answer import Answer, answered
from eval.core.mutants import build_mutants
from eval.core.planners import FIRST, PLANNERS
from eval.core.question import Question, questions
from eval.core.score import figures, judged
from eval.suite import run, suite_parser
from eval.sweep import open_bench
from eval.task import Recipe, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.case import Score

#: Seconds to search for a plan: rules bind the first plan as they do the best.
TIME_LIMIT = 0.3


class Put(NamedTuple):
    """A question that is put to a planner of ``PLANNERS``."""

    planner: str
    question: Question


def build(
    count: int,
    first: int = 0,
    cities: Sequence[str] = (),
    files: Sequence[Path] = (),
    time_limit: float = TIME_LIMIT,
    planners: Sequence[str] = (FIRST,),
) -> Task[Put, Answer]:
    """The task: so many questions, with seeds from ``first`` on, put to each planner.

    Raises:
        UnknownNameError: there is no such city.
    """
    bench = open_bench(cities, files, time_limit)

    def solve(case: Case[Put], seed: int) -> Answer:
        return answered(case.question.question, bench, seed, PLANNERS[case.question.planner])

    def score(case: Case[Put], answer: Answer) -> Score:
        return judged(answer, bench, case.question.question.seed)

    cases = [_case(Put(name, q), planners) for q in questions(count, first) for name in planners]
    return Task("core", cases, solve, score, figures, Answer.as_json)


def _case(put: Put, planners: Sequence[str]) -> Case[Put]:
    """The case; where several planners are asked it counts under the planner's name."""
    name, question = put
    if len(planners) == 1:
        return Case(question.id, put, f"{question.kind} {question.about}".strip())
    return Case(f"{name}: {question.id}", put, name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; see ``eval.suite`` for the exit code."""
    parser = suite_parser("core", __doc__)
    parser.add_argument("--count", type=positive, default=1000, help="how many scenarios (1000)")
    parser.add_argument("--first", type=int, default=0, help="seed of the first scenario (0)")
    parser.add_argument("--city", action="append", default=[], help="id of a city to draw from")
    parser.add_argument("--catalogue", action="append", default=[], type=Path, help="a file")
    parser.add_argument(
        "--time-limit", type=float, default=TIME_LIMIT, help=f"seconds a search ({TIME_LIMIT})"
    )
    parser.add_argument(
        "--mutants", action="store_true",
        help="instead, break every gate in turn and look whether the checker notices",
    )  # fmt: skip
    parser.add_argument(
        "--planner", action="append", default=[], choices=PLANNERS, metavar="NAME",
        help=f"who plans: {', '.join(PLANNERS)}; may be repeated ({FIRST})",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    where = {"cities": given.city, "files": given.catalogue, "time_limit": given.time_limit}
    if given.mutants:
        return run(Recipe(build_mutants, where), given)
    scenarios: dict[str, Any] = {"count": given.count, "first": given.first}
    if given.planner:
        scenarios["planners"] = given.planner
    return run(Recipe(build, {**scenarios, **where}), given)


if __name__ == "__main__":
    raise SystemExit(main())
