"""Talks with partners made by hand: who heeds complaints, who does not, who asks back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from agents.language import Question
from eval.dialogue.partner import Baseline, Reply
from eval.dialogue.talk import Conversation, Errand, Talk
from eval.dialogue.traveller import Traveller, draw
from eval.sweep import open_bench
from planner.request import Pace, Party
from planner.taxonomy import Category
from tests.worlds import LUMEN, DayDraft, TinyWorld, good_request, trip

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.trial import Bench
    from planner.itinerary import Itinerary

WORLD = TinyWorld()
ERRAND = Errand(LUMEN, dt.date(2026, 6, 4), 1, 50.0, first=True)
WHO = replace(
    draw(0),
    tastes={Category.MUSEUM: 2.0, Category.PARK: -2.0},
    party=Party(), pace=Pace.RELAXED, walking=20_000, rising=9 * 60, purse=4.0, meals=0, diet=None,
    bar=0.6, patience=2, whim=None,
)  # fmt: skip


class _Room:
    """A bench of the tiny world."""

    world = WORLD
    directory = None


def _plan(name: str, start: str) -> Itinerary:
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel").visit(f"lumen:{name}", start, 180)
    return trip(good_request(), [draft.done()])


MUSEUM, PARK = _plan("museum", "10:00"), _plan("park", "10:00")


class _Partner:
    """Answers by hand."""

    def __init__(self, answer: Callable[[int], Reply], *others: Itinerary) -> None:
        self.heard: list[str] = []
        self._answer = answer
        self._others = others

    def say(self, text: str) -> Reply:
        self.heard.append(text)
        return self._answer(len(self.heard))

    def take(self) -> Reply:
        return Reply(MUSEUM)

    def undo(self) -> Reply:
        return Reply(PARK)

    def others(self) -> Reply:
        return Reply(PARK, others=self._others)

    def choose(self, number: int) -> Reply:
        return Reply(self._others[number])

    def close(self) -> None:
        return None


def _talk(
    answer: Callable[[int], Reply], who: Traveller = WHO, *others: Itinerary
) -> tuple[Talk, _Partner]:
    partner = _Partner(answer, *others)
    talk = Conversation(who, ERRAND, partner, _Room()).hold(Random(1))  # type: ignore[arg-type]
    return talk, partner


def test_a_good_plan_is_taken_at_once() -> None:
    """One turn, no complaint."""
    talk, _ = _talk(lambda turn: Reply(MUSEUM))
    assert (talk.taken, len(talk.said), talk.complaints) == (True, 1, [])


def test_a_complaint_that_is_heeded_ends_the_talk() -> None:
    """The park goes for the museum: two turns, heeded, content."""
    talk, partner = _talk(lambda turn: Reply(PARK if turn == 1 else MUSEUM))
    assert (talk.taken, len(partner.heard), talk.unheeded) == (True, 2, 0)
    assert talk.satisfaction > 0.6


def test_who_is_not_heeded_leaves_when_patience_ends() -> None:
    """Two different complaints, none heeded, and off they go."""
    talk, partner = _talk(lambda turn: Reply(PARK))
    assert not talk.taken
    assert (len(talk.complaints), talk.unheeded) == (2, 2)
    assert len(set(partner.heard)) == 3


def test_who_is_not_content_asks_what_else_there_is() -> None:
    """The best of the other plans is taken, in two turns; where none is better, they complain."""
    talk, partner = _talk(lambda turn: Reply(PARK), WHO, PARK, MUSEUM)
    assert talk.said[1:] == ["what else is there?", "(takes another plan)"]
    assert (talk.taken, talk.complaints, len(partner.heard)) == (True, [], 1)
    talk, _ = _talk(lambda turn: Reply(PARK if turn == 1 else MUSEUM), WHO, PARK)
    assert (talk.said[1], len(talk.complaints)) == ("what else is there?", 1)


def test_a_better_plan_beside_the_first_is_taken_unasked() -> None:
    """Also by who would have taken the first one; one that is no better is left."""
    easy = replace(WHO, bar=0.0)
    talk, _ = _talk(lambda turn: Reply(PARK, others=(MUSEUM,)), easy, MUSEUM)
    assert talk.said[1:] == ["(takes another plan)"]
    talk, _ = _talk(lambda turn: Reply(PARK, others=(PARK,)), easy)
    assert talk.said[1:] == []


def test_questions_are_answered() -> None:
    """Where to, says the city; what has no answers is shrugged off."""
    where = Question(text="Where do you want to go?", answers=("Porta", "Lumen"))
    which = Question(text="How much?")
    talk, partner = _talk(
        lambda turn: Reply(None, questions=(where, which)[turn - 1 :]) if turn < 3
        else Reply(MUSEUM)
    )  # fmt: skip
    assert partner.heard[1:] == ["Lumen", "it doesn't matter"]
    assert talk.taken


@pytest.mark.parametrize(("before", "offer", "said"), [(PARK, MUSEUM, "(takes the offer)"),
                                                       (PARK, PARK, "(undo)")])  # fmt: skip
def test_an_offer_is_taken_where_it_is_better(
    before: Itinerary, offer: Itinerary, said: str
) -> None:
    """A refusal offers the nearest plan: better than what stands it is taken, else undone."""
    talk, _ = _talk(lambda turn: Reply(before, offer if turn == 2 else None))
    assert talk.said[3] == said


def test_a_change_of_mind() -> None:
    """Who finds out to love parks says so after the first plan, and judges by it from then on."""
    talk, partner = _talk(lambda turn: Reply(PARK), replace(WHO, whim=Category.PARK))
    assert "parks" in partner.heard[1]
    assert talk.taken


def test_nobody_is_satisfied_without_a_plan() -> None:
    """No plan at all: nothing, and left."""
    talk, _ = _talk(lambda turn: Reply(None))
    assert (talk.satisfaction, talk.taken) == (0.0, False)


@pytest.fixture(scope="module")
def bench() -> Bench:
    """One city."""
    return open_bench(["copenhagen"])


def test_a_baseline_understands_what_wayplan_does(bench: Bench) -> None:
    """It asks where to, plans what is asked for, heeds a change, and is deaf to nonsense."""
    from eval.baselines import popular

    partner = Baseline(popular, dt.date(2027, 3, 1))
    assert partner.say("two days away from 8 June 2027").questions
    plan = partner.say("Copenhagen").plan
    assert plan is not None
    assert plan.request.start == dt.date(2027, 6, 8)
    first = next(stop for stop in plan.days[0].stops if stop.kind == "visit")
    changed = partner.say(f"drop {first.name}").plan
    assert changed is not None
    assert first.place_id not in {stop.place_id for day in changed.days for stop in day.stops}
    assert partner.say("gru zor wib").plan == changed
