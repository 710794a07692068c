"""TravelPlanner, sole planning: plans from gold fields or from the text alone, scored by its rules.

    wayplan eval travelplanner --data DIR --queries FILE --track gold|text --out report.json

DIR holds the benchmark's tables (``accommodations``, ``restaurants`` ...), or a folder
``database`` or ``travelplanner/database`` that does. Needs no language model.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.case import Case
from eval.suite import run, suite_parser
from eval.task import Recipe, Task
from eval.travelplanner.database import load
from eval.travelplanner.query import read_queries
from eval.travelplanner.scorer import figures, judge
from eval.travelplanner.solver import Answer, solve
from eval.travelplanner.words import Reader
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.case import Score
    from eval.travelplanner.query import Query

TRACKS = ("gold", "text")


def build(
    data: Path, queries: Path, track: str, with_reference: bool = False
) -> Task[Query, Answer]:
    """The task.

    Args:
        with_reference: leave out the queries for which no flights are on file.

    Raises:
        SettingsError: there are no tables, or no queries, where they are said to be.
    """
    folder = _tables(data)
    database = load(folder)
    reader = Reader(database)
    found = read_queries(queries, database, folder, reader.ask)

    def solved(case: Case[Query], seed: int) -> Answer:
        query = case.question
        ask = query.gold if track == "gold" else reader.ask(query.text)
        return solve(query, ask, database, seed)

    def score(case: Case[Query], answer: Answer) -> Score:
        return judge(answer.plan, case.question, database, answer.reason)

    cases = [
        Case(query.id, query, query.level, query.text)
        for query in found
        if query.reference is not None or not with_reference
    ]
    return Task(f"travelplanner ({track})", cases, solved, score, figures, _shown)


def _shown(answer: Answer) -> dict[str, Any]:
    return {"plan": answer.plan, "given_up": list(answer.given_up), "reason": answer.reason}


def _tables(data: Path) -> Path:
    """The folder of the tables."""
    places = (data, data / "database", data / "travelplanner" / "database")
    for folder in places:
        if (folder / "googleDistanceMatrix").is_dir():
            return folder
    raise SettingsError(f"--data: expected the tables of TravelPlanner in {data}.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; see ``eval.suite`` for the exit code."""
    parser = suite_parser("travelplanner", __doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the tables")
    parser.add_argument("--queries", type=Path, required=True, metavar="FILE", help="JSON lines")
    parser.add_argument("--track", choices=TRACKS, default="gold", help="what is planned from")
    parser.add_argument(
        "--with-reference", action="store_true",
        help="only the queries that have reference information, and with it flights",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    settings = {
        name: getattr(given, name) for name in ("data", "queries", "track", "with_reference")
    }
    return run(Recipe(build, settings), given)


if __name__ == "__main__":
    raise SystemExit(main())
