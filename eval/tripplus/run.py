"""Trip-Plus: dialogues held with Wayplan turn by turn, where there is a database to plan from.

    wayplan eval tripplus --data DIR --queries DIR/dialogues_dev.jsonl --out report.json

DIR holds the benchmark's ``database``. Put are the dialogues that go to a city whose sights, hotels
and restaurants are on file, by ways there and back that are; the others are outside the data. Every
turn goes through a conversation of Wayplan's own, with its built-in language rules; the ways there
and back are booked beside it. Needs no language model.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.case import Case
from eval.checker import CatalogueDirectory
from eval.command import positive
from eval.suite import run, suite_parser
from eval.task import Recipe, Task
from eval.tripplus.catalogue import city_of, places_of
from eval.tripplus.database import databases
from eval.tripplus.dialogue import read_dialogues
from eval.tripplus.replay import Reply, replay, shown
from eval.tripplus.scorer import figures, score
from eval.tripplus.verdict import Judge
from tools.catalogue import Catalogue
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.case import Score
    from eval.tripplus.database import Database
    from eval.tripplus.dialogue import Dialogue

DIALOGUES = "dialogues_dev.jsonl"


class Ground:
    """A city's database made ready: a catalogue file to plan in, and a judge of plans."""

    def __init__(self, database: Database) -> None:
        """Write the catalogue; its file lasts as long as the object."""
        self.database = database
        self._folder = TemporaryDirectory(prefix="tripplus")
        city = city_of(database)
        self.catalogue = Path(self._folder.name) / f"{city.id}.db"
        Catalogue.write(self.catalogue, city, places_of(database))
        store = Catalogue.open(self.catalogue)
        self.judge = Judge(database, CatalogueWorld({city.id: store}), CatalogueDirectory([store]))


def build(data: Path, queries: Path, paths: int) -> Task[Dialogue, list[Reply]]:
    """The task.

    Raises:
        UserError: there are no databases, or no dialogues, where they are said to be.
    """
    bases = databases(data)
    found = [
        (dialogue, base)
        for dialogue in read_dialogues(queries)
        for base in bases
        if base.serves(dialogue)
    ]
    grounds = {base.name: Ground(base) for _, base in found}
    served = {dialogue.id: grounds[base.name] for dialogue, base in found}

    def solve(case: Case[Dialogue], seed: int) -> list[Reply]:
        ground = served[case.id]
        return replay(case.question, ground.database, ground.catalogue, seed, paths)

    def judged(case: Case[Dialogue], replies: list[Reply]) -> Score:
        return score(list(served[case.id].judge.verdicts(case.question, replies)))

    cases = [
        Case(dialogue.id, dialogue, dialogue.interaction_type, dialogue.query)
        for dialogue, _ in found
    ]
    lengths = {dialogue.id: len(dialogue.turns) for dialogue, _ in found}
    return Task("tripplus", cases, solve, judged, partial(figures, lengths=lengths), shown)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; see ``eval.suite`` for the exit code."""
    parser = suite_parser("tripplus", __doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the benchmark")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE", help=f"JSON lines (DIR/{DIALOGUES})"
    )
    parser.add_argument("--paths", type=positive, default=1, help="paths of a new trip (1)")
    given = parser.parse_args(arguments)
    queries = given.queries or given.data / DIALOGUES
    settings = {"data": given.data, "queries": queries, "paths": given.paths}
    return run(Recipe(build, settings), given)


if __name__ == "__main__":
    raise SystemExit(main())
