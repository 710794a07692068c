"""What the core suite asks: random trips, each wish alone, clashes, and changes in mid-trip."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from eval.changes import CHANGES
from eval.clashes import clashing
from eval.scenarios import WISHES, Level, Scenario, random_scenario, wishing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.trial import Bench

#: The kinds of ten questions in a row: half are random trips, of every level in turn.
KINDS = (
    "trip", "wish", "trip", "change", "trip", "clash", "trip", "wish", "trip", "change",
)  # fmt: skip


class Question(NamedTuple):
    """One scenario by its seed.

    Attributes:
        kind: one of ``KINDS``.
        about: the level of a trip, the name of a wish or of a change; empty of a clash.
    """

    kind: str
    about: str
    seed: int

    @property
    def id(self) -> str:
        """Kind, what it is about, and the seed."""
        return "-".join(filter(None, (self.kind, self.about, str(self.seed))))


def questions(count: int, first: int) -> Iterator[Question]:
    """So many questions, with seeds from ``first`` on; levels, wishes and changes take turns."""
    turns: dict[str, list[str]] = {
        "trip": list(Level), "wish": sorted(WISHES), "change": sorted(CHANGES), "clash": [""],
    }  # fmt: skip
    asked = dict.fromkeys(turns, 0)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        about = turns[kind][asked[kind] % len(turns[kind])]
        asked[kind] += 1
        yield Question(kind, str(about), first + number)


def drawn(question: Question, bench: Bench) -> Scenario:
    """The request of a question; the same seed and catalogues give the same."""
    rng = Random(question.seed)
    if question.kind == "trip":
        return random_scenario(rng, bench.stores, Level(question.about))
    if question.kind == "wish":
        return Scenario(wishing(rng, bench.stores, question.about), Level.HARD)
    if question.kind == "change":
        return random_scenario(rng, bench.stores, Level.EASY)
    request, clashes = clashing(rng, bench.stores, bench.world)
    return Scenario(request, Level.IMPOSSIBLE, " + ".join(clashes))
