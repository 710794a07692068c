"""Simulated travellers talk with Wayplan, with parts of it, and with simple planners.

    wayplan eval dialogue --travellers 100 --out report.json

Each traveller has a hidden profile and plans two trips, to two cities and half a year apart. They
open with a vague wish, answer what is asked back, complain of what they dislike in the plan they
see, have second thoughts, and take the plan or leave. No language model is asked. *Satisfaction* is
what they make of the last plan, from 0 to 1; *regret* what it lacks of a plan made by one who knows
the profile; *turns* all that is said for a trip. The same travellers talk in every variant.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.case import Case, Score
from eval.command import positive
from eval.dialogue.judge import opinion
from eval.dialogue.known import known_plan
from eval.dialogue.summary import figures
from eval.dialogue.talk import Conversation, Errand, Talk
from eval.dialogue.traveller import draw
from eval.dialogue.variants import FULL, KNOWN, VARIANTS, Desk
from eval.doors import doorless
from eval.suite import run, suite_parser
from eval.sweep import open_bench
from eval.task import Recipe, Task
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.trial import Bench
    from tools.catalogue import Catalogue

#: First days of both trips, and how long before them they are planned.
STARTS = (dt.date(2027, 6, 8), dt.date(2027, 10, 19))
LEAD = dt.timedelta(days=60)
DAYS = 2


class Question(NamedTuple):
    """A traveller, by seed, and the variant that they talk with."""

    traveller: int
    variant: str


class Served(NamedTuple):
    """Both trips of a traveller, and rules that their plans break by the independent checker."""

    talks: tuple[Talk, ...]
    broken: tuple[str, ...]

    def as_json(self) -> list[dict[str, Any]]:
        """What was said, and what came of it."""
        return [
            {
                "said": talk.said,
                "complaints": talk.complaints,
                "course": [round(seen, 4) for seen in talk.course],
                "taken": talk.taken,
            }
            for talk in self.talks
        ]


def build(
    travellers: int, first: int = 0, variants: Sequence[str] = (*VARIANTS, KNOWN)
) -> Task[Question, Served]:
    """The task: so many travellers, from seed ``first`` on, in each of the variants."""
    bench = open_bench()

    def solve(case: Case[Question], seed: int) -> Served:
        return served(case.question, bench, seed)

    cases = [
        Case(f"{name}-{number}", Question(number, name), name)
        for number in range(first, first + travellers)
        for name in variants
    ]
    return Task("dialogue", cases, solve, _score, figures, Served.as_json)


def served(question: Question, bench: Bench, seed: int) -> Served:
    """Both trips of a traveller, planned in talk, or at once by one who knows the profile."""
    who = draw(question.traveller)
    order = Random(f"{who.seed} cities").sample(bench.stores, len(STARTS) + 2)
    towns = {store.city: store.places() for store in order[len(STARTS) :]}
    visits = who.been(towns, STARTS[0] - LEAD)
    variant = VARIANTS.get(question.variant, VARIANTS[FULL])
    desk = Desk(variant, visits, () if variant.doors else doorless(bench), seed)
    talks = []
    for number, (store, start) in enumerate(zip(order, STARTS, strict=False)):
        errand = Errand(store.city, start, DAYS, usual_day(store, bench), first=number == 0)
        today = start - LEAD
        if question.variant == KNOWN:
            whim = who.otherwise_minded()
            plan = known_plan(whim, errand, desk.deps(today))
            view = opinion(whim, plan, bench, errand.usual)
            talks.append(Talk(course=[view.satisfaction], taken=True, plan=plan))
            continue
        with closing(desk.partner(f"trip {number}", today)) as partner:
            talk = Conversation(who, errand, partner, bench)
            talks.append(talk.hold(Random(f"{who.seed} {number}")))
            who = talk.who
    broken = [
        f"{fault.rule}: {fault.sentence}"
        for talk in talks
        if talk.plan is not None
        for fault in bench.judged(talk.plan)
        if fault.judge == "checker"
    ]
    return Served(tuple(talks), tuple(broken))


def usual_day(store: Catalogue, bench: Bench) -> float:
    """Euros that a day usually costs a person: half of a room for two, and a meal and a half."""
    rate = bench.world.rate(store.city.currency, "EUR")
    nights = [p.nightly_rate for p in store.places((Group.STAY,)) if p.nightly_rate is not None]
    meals = [p.meal_price for p in store.places((Group.FOOD,)) if p.meal_price is not None]
    return rate * (median(nights) / 2 + 1.5 * median(meals))


def _score(case: Case[Question], found: Served) -> Score:
    """Passed where every trip was taken."""
    talks = found.talks
    marks: dict[str, float | None] = {
        "traveller": case.question.traveller,
        "satisfaction": sum(talk.satisfaction for talk in talks) / len(talks),
        "first": talks[0].satisfaction,
        "second": talks[-1].satisfaction,
        "second_at_first": talks[-1].at_first,
        "turns": sum(len(talk.said) for talk in talks) / len(talks),
        "second_turns": len(talks[-1].said),
        "left": sum(not talk.taken for talk in talks) / len(talks),
        "complaints": sum(len(talk.complaints) for talk in talks),
        "unheeded": sum(talk.unheeded for talk in talks),
        "broken": len(found.broken),
    }
    told = [
        f"not heeded: {words}" for talk in talks for words, heeded in talk.complaints if not heeded
    ]
    return Score(all(talk.taken for talk in talks), marks, (*told, *found.broken))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; see ``eval.suite`` for the exit code."""
    parser = suite_parser("dialogue", __doc__)
    parser.add_argument("--travellers", type=positive, default=100, help="how many (100)")
    parser.add_argument("--first", type=int, default=0, help="seed of the first traveller (0)")
    parser.add_argument(
        "--variant", action="append", default=[], choices=(*VARIANTS, KNOWN),
        help="only this one; may be repeated",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    settings = {"travellers": given.travellers, "first": given.first}
    if given.variant:
        settings["variants"] = given.variant
    return run(Recipe(build, settings), given)


if __name__ == "__main__":
    raise SystemExit(main())
