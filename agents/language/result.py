"""What a speaker makes of a message: the same for the language rules and for a language model."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from planner.change import Change
from planner.model import Record
from tools.catalogue.query import PlaceQuery


class Mode(StrEnum):
    """What kind of answer a message asks for."""

    PLAN = "plan"
    CHANGE = "change"
    CLARIFY = "clarify"
    REFUSE = "refuse"
    QUESTION = "question"
    UNDO = "undo"
    REDO = "redo"
    NOTHING = "nothing"


class Span(Record):
    """A stretch of the message as typed: ``message[start:end] == text``."""

    # What the traveller typed is told back as it was, blanks included.
    model_config = Record.model_config | {"str_strip_whitespace": False}

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Item(Record):
    """One thing understood.

    Attributes:
        field: what it is about, such as ``days``, ``budget`` or ``must``; ``agents/language`` has
            one file for each family of fields.
        value: in JSON; for lists one element.
        evidence: the words it was understood from.
    """

    field: str
    value: Any
    evidence: Span


class Question(Record):
    """What must be asked back, with answers to choose from."""

    text: str
    answers: tuple[str, ...] = ()


class Understanding(Record):
    """A message, understood.

    Attributes:
        text: the message as typed.
        change: what becomes different in the standing request; for a first message its ``request``
            holds every field of a TripRequest that was spoken of.
        queries: questions about places, to be answered from the catalogue.
        picks: as ``queries``, but the first place that answers is to be part of the trip.
        questions: what has to be asked back before a plan is worth making.
        refused: why what is insisted upon cannot be had, in sentences.
        assumptions: how what was vague is taken, in sentences.
        beyond: what was understood but that no plan can heed yet, or that is not sure enough to be
            heeded, in sentences.
        items: everything understood, in the order of the text.
        missed: what no rule understood and that carries meaning, in the order of the text.
    """

    model_config = Span.model_config

    text: str
    mode: Mode
    change: Change = Change()
    queries: tuple[PlaceQuery, ...] = ()
    picks: tuple[PlaceQuery, ...] = ()
    questions: tuple[Question, ...] = ()
    refused: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    missed: tuple[Span, ...] = ()

    def values(self, field: str) -> list[Any]:
        """Values of all items of a field, in the order of the text."""
        return [item.value for item in self.items if item.field == field]

    def last(self, field: str) -> Any:
        """The value said last of a field, None where it was not spoken of."""
        return next((i.value for i in reversed(self.items) if i.field == field), None)
