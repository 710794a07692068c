"""What a conversation gives back: a Turn, and what happens on the way to it."""

from __future__ import annotations

from collections.abc import Generator
from typing import Literal

from agents.language import Question
from planner.itinerary import Infeasible, Itinerary, Note
from planner.model import Record

#: Plans anew, changes the plan, asks back, cannot grant everything, answers a question.
Mode = Literal["plan", "change", "clarify", "refuse", "answer"]


class Began(Record):
    """A node of the graph began its work."""

    node: str


class Searched(Record):
    """How far a search has come: rounds done and points of the best plan so far."""

    path: str
    rounds: int
    points: float


Event = Began | Searched


class Turn(Record):
    """One turn of the conversation, answered.

    Attributes:
        mode: what kind of answer it is.
        said: what was said, as it was typed.
        plan: the plan after this turn; of a trial or a refusal, what is on offer.
        refusal: why not everything can be granted, where a search has shown it.
        questions: what is asked back; the next thing said is taken as the answer, after a refusal
            as one more change.
        lines: the answer to a question, or what there is to say instead of a plan, line by line.
        diff: what changed in the plan, in sentences.
        notes: how the words were taken: assumptions, and what was not understood.
        trial: what it comes to is on offer only: it stands once it is accepted.
    """

    mode: Mode
    said: str = ""
    plan: Itinerary | None = None
    refusal: Infeasible | None = None
    questions: tuple[Question, ...] = ()
    lines: tuple[str, ...] = ()
    diff: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    trial: bool = False


#: A turn as it goes on: what happens on the way, and the Turn last.
Events = Generator[Event | Turn, None, None]
