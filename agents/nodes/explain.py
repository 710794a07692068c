"""Explain: the turn in words that are all taken from the plan and the request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.language import Question
from agents.spare import with_spare
from agents.turn import Turn
from agents.workshop import Order
from planner.diff import difference
from planner.itinerary import Infeasible, Itinerary, Note

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import Answer, TripState


def explain(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Say how the words were taken and what changed."""
    assert state.answer is not None
    deps = runtime.context
    notes = (*state.notes, *_said_by(deps.travel))
    answer = _with_notes(state.answer, notes)
    if isinstance(answer, Itinerary):
        answer = answer.model_copy(update={"alternatives": state.others})
        answer = with_spare(answer, Order.of(state, deps.travel, state.old), deps.workshop)
    plan = answer if isinstance(answer, Itinerary) else answer.nearest
    before = state.old
    turn = Turn(
        mode="refuse" if isinstance(answer, Infeasible) else "change" if before else "plan",
        said=state.said,
        plan=plan,
        refusal=answer if isinstance(answer, Infeasible) else None,
        questions=_what_may_give_way(state, answer) if deps.asks else (),
        diff=_worded(difference(before, plan), deps) if before and plan else (),
        notes=notes,
        trial=state.trial,
    )
    return {"answer": answer, "turn": turn}


def _what_may_give_way(state: TripState, answer: Answer) -> tuple[Question, ...]:
    """The wishes to choose from where a change conflicts with what was agreed before it.

    Who insists on all of them is not asked.
    """
    if not isinstance(answer, Infeasible) or answer.nearest is None or state.old is None:
        return ()
    if state.heard is not None and state.heard.last("insist"):
        return ()
    choices = tuple(wish.text for wish in answer.conflict)
    return (Question(text="What may give way?", answers=choices),) if len(choices) > 1 else ()


def _worded(sentences: tuple[str, ...], deps: Deps) -> tuple[str, ...]:
    return deps.speaker.word(sentences) if deps.speaker is not None else sentences


def _said_by(travel: object) -> tuple[Note, ...]:
    """What a router has to say for itself: where it failed, and estimates stood in."""
    told = getattr(travel, "notes", ())
    return tuple(Note(kind="warning", text=text) for text in told)


def _with_notes(answer: Answer, notes: tuple[Note, ...]) -> Answer:
    """The answer with notes put before those of its plan."""
    if not notes:
        return answer
    if isinstance(answer, Itinerary):
        return answer.model_copy(update={"notes": (*notes, *answer.notes)})
    if answer.nearest is None:
        return answer
    nearest = answer.nearest.model_copy(update={"notes": (*notes, *answer.nearest.notes)})
    return answer.model_copy(update={"nearest": nearest})
