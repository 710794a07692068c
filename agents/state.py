"""What the graph knows: what a turn is given, and all that it works out on the way."""

from __future__ import annotations

import datetime as dt
import operator
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field

from agents.appeal import Ballot
from agents.history import History, Version
from agents.language import Question, Understanding
from agents.memory.recollection import Recollection
from agents.paths import Path, Verdict
from agents.turn import Turn
from planner.change import Change
from planner.gates import Violation
from planner.itinerary import Alternative, Infeasible, Itinerary, Note
from planner.model import Record
from planner.request import Avoid, TripRequest

Command = Literal["undo", "redo", "accept", "others"]
Answer = Itinerary | Infeasible


class InputState(Record):
    """What one turn is given: one of ``said``, ``asked``, ``change``, ``why`` and ``command``."""

    # What the traveller typed is told back as it was, blanks included.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    said: str = ""
    """What the traveller says, in words."""
    asked: TripRequest | None = None
    """A whole trip as data."""
    change: Change | None = None
    """A change of the standing trip as data."""
    why: str | None = None
    """A place: why is it not in the plan?"""
    command: Command | None = None
    """Another version of the trip: the one before, the one undone, the one on offer; or other good
    plans beside the one that stands."""
    trial: bool = False
    """Whether the turn is only tried: the plan is put on offer, and the one that stands stays."""
    standing: Version | None = None
    """The trip as it stands; None before the first."""


class Brief(Record):
    """What it takes to make ready all that a trip is planned from."""

    wanted: TripRequest | None = None
    """The trip that this turn asks for, resolved."""
    files: tuple[str, ...] = ()
    """Catalogue files that it is made from."""
    recollection: Recollection | None = None
    """What is known of the traveller that bears on it."""
    avoid: tuple[Avoid, ...] = ()
    """What broke a rule where a plan had it, to be left out beside what the traveller wants out."""


class TripState(InputState, Brief):
    """What is known while a turn goes on; what outlasts it comes first."""

    history: History = History()
    """Versions of the trip before the one that stands, and those undone."""
    ballots: tuple[Ballot, ...] = ()
    """Which of the plans told beside the one that stood were taken, and which were not."""
    offer: Version | None = None
    """What ``accept`` would make stand."""
    today: dt.date | None = None
    """The traveller's date when the turn began."""
    began: AwareDatetime | None = None
    """When the turn began."""
    heard: Understanding | None = None
    """The words, understood."""
    notes: tuple[Note, ...] = ()
    """How the words and names were taken."""
    anew: TripRequest | None = None
    """What is wanted without what earlier trips had, where something of them was laid under it."""
    questions: tuple[Question, ...] = ()
    """What has to be asked back."""
    asked_back: int = 0
    """How many times somebody was asked back in this turn."""
    keep: float | None = None
    """From 0, any plan, to 1, touch nothing that need not change; None plans anew."""
    personas: tuple[str, ...] = ()
    """Who is to plan the trip next, each by an objective of its own."""
    among: int = 1
    """How many may be asked in all; they share the time of one search."""
    paths: Annotated[list[Path], operator.add] = Field(default_factory=list)
    """Their plans, so far."""
    verdict: Verdict | None = None
    """What they come to."""
    answer: Answer | None = None
    """What is going to be answered: a plan, or a refusal."""
    others: tuple[Alternative, ...] = ()
    """Other good plans beside it."""
    faults: tuple[Violation, ...] = ()
    """What the gates say of the answer."""
    tries: int = 0
    """How many times the paths were sent back for it."""
    refined: bool = False
    """Whether the plan was refined."""
    version: Version | None = None
    """The version of the trip that is to stand instead."""
    then: History | None = None
    """The history that goes with it."""
    turn: Turn | None = None
    """The turn, answered."""

    @property
    def votes(self) -> tuple[Ballot, ...]:
        """What is known of the traveller's choices among plans, on earlier trips too."""
        before = self.recollection.ballots if self.recollection is not None else ()
        return (*before, *self.ballots)

    @property
    def old(self) -> Itinerary | None:
        """The plan to keep to; None where the trip is planned anew."""
        return None if self.keep is None or self.standing is None else self.standing.plan


class PathInput(Brief):
    """What one path is given."""

    persona: str
    """Whose path it is."""
    among: int
    """How many paths share the time of one search."""
    tries: int = 0
    """How many times the paths were sent back."""


#: What a turn begins with, beside its input.
FRESH: dict[str, Any] = {
    name: field.get_default()
    for name, field in TripState.model_fields.items()
    if name not in {*InputState.model_fields, "history", "ballots", "offer", "paths"}
}
