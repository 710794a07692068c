"""ChinaTravel: trips between ten cities whose wishes are given as programs.

    wayplan eval chinatravel --data DIR --queries DIR/queries_dev_early.jsonl --out report.json

DIR holds the benchmark's `database` and its `output_schema.json`. The logic of a query is read, and
never executed. Plans are judged by the benchmark's own rules: its schema, its 25 checks of the
environment, its logic; of plans that pass, its three preferences. A query that no plan fulfils is
told with the programs that conflict, where that could be proved.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import suite
from eval.case import Case, Score
from eval.chinatravel.conflict import Conflicts
from eval.chinatravel.figures import figures, marks_of
from eval.chinatravel.query import Query, read_queries
from eval.chinatravel.sandbox import Sandbox
from eval.chinatravel.solver.solver import Solver
from eval.chinatravel.verdict import Judge
from eval.task import Recipe, Task
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.chinatravel.concepts import Plan
    from eval.chinatravel.verdict import Verdict

#: Seconds to work on the preferences of a plan, and on one whose wishes are not all fulfilled.
LIKED, MOST = 4.0, 7.0


def chinatravel(data: str, queries: Sequence[str]) -> Task[Query, Plan]:
    """The task of some files of queries.

    Raises:
        SettingsError: a file is missing, or is not what it should be.
    """
    folder = Path(data)
    sandbox = Sandbox(folder / "database")
    solver = Solver(sandbox, LIKED, MOST, time.perf_counter)
    judge = Judge(sandbox, _schema(folder / "output_schema.json"))
    conflicts = Conflicts(sandbox)

    def solve(case: Case[Query], seed: int) -> Plan:
        return solver.plan(case.question, seed)

    def score(case: Case[Query], plan: Plan) -> Score:
        verdict = judge.verdict(plan, case.question)
        told = tuple(_told(verdict, case.question, conflicts))
        return Score(verdict.passed, marks_of(verdict, case.question.logic), told)

    cases = [
        Case(query.uid, query, query.level or Path(name).stem, query.text)
        for name in queries
        for query in read_queries(Path(name))
    ]
    return Task("chinatravel", cases, solve, score, figures)


def _told(verdict: Verdict, query: Query, conflicts: Conflicts) -> Iterator[str]:
    """What is wrong with a plan, and whether any plan could be right."""
    if verdict.schema:
        yield f"schema: {verdict.schema}"
    yield from (f"{check}: {sentence}" for check, sentence in verdict.checks.items())
    failing = [number for number, holds in enumerate(verdict.logic) if not holds]
    for number in failing:
        yield f"program {number} does not hold: {query.logic[number]}"
    if not verdict.passed:
        yield conflicts.sentence(query)


def _schema(path: Path) -> dict[str, Any]:
    try:
        schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SettingsError(f"--data: {path} is no JSON schema, {fault}.") from None
    return schema


def main(arguments: Sequence[str] | None = None) -> int:
    """Plan and judge all queries; 0 where nothing crashed and every requirement is met."""
    parser = suite.suite_parser("chinatravel", __doc__)
    parser.add_argument("--data", required=True, metavar="DIR", help="the benchmark's folder")
    parser.add_argument(
        "--queries", required=True, action="append", metavar="FILE", help="JSONL; may be repeated"
    )
    given = parser.parse_args(arguments)
    settings = {"data": given.data, "queries": given.queries}
    return suite.run(Recipe(chinatravel, settings), given)


if __name__ == "__main__":
    raise SystemExit(main())
