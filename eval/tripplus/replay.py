"""A dialogue of Trip-Plus held with Wayplan, turn by turn, in one session."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from agents.context import Deps
from agents.session import Session
from eval.tripplus.booking import Booking
from eval.tripplus.trip import trip_of

if TYPE_CHECKING:
    from pathlib import Path

    from agents.turn import Turn
    from eval.tripplus.database import Database
    from eval.tripplus.dialogue import Dialogue, Expectation
    from eval.tripplus.trip import Trip
    from planner.itinerary import Itinerary

#: Days before the trip on which it is talked about.
AHEAD = dt.timedelta(days=30)


class Reply(NamedTuple):
    """What became of one turn.

    Attributes:
        turn: as Wayplan answered it.
        plan: the plan that stands after it.
        trip: the same as the benchmark looks at it, with its tickets.
    """

    turn: Turn
    plan: Itinerary | None = None
    trip: Trip | None = None

    @property
    def mode(self) -> Expectation:
        """The kind of answer, in the benchmark's words."""
        return response_mode(self.turn)


def response_mode(turn: Turn) -> Expectation:
    """The kind of answer, in the benchmark's words.

    Ranked places to choose from, and a refusal that asks which wish may give way, are questions.
    """
    if turn.mode in ("plan", "change"):
        return "plan"
    if turn.mode == "refuse" and not turn.questions:
        return "no_solution"
    return "clarification"


def replay(
    dialogue: Dialogue, database: Database, catalogue: Path, seed: int, paths: int
) -> list[Reply]:
    """Say every turn of a dialogue.

    Args:
        catalogue: the file of the database's places.
        paths: personas that plan a new trip.
    """
    booking = Booking(database)
    deps = Deps(
        catalogues=(catalogue,),
        today=lambda: dialogue.base.depart_date - AHEAD,
        seed=seed,
        paths=paths,
        speaker=booking,
    )
    replies: list[Reply] = []
    with Session(dialogue.id, deps) as session:
        for said in dialogue.turns:
            turn, plan = session.say(said.utterance), session.plan
            if turn.mode in ("plan", "change") and not turn.trial and plan is not None:
                replies.append(Reply(turn, plan, trip_of(plan, booking.tickets)))
            else:
                replies.append(replies[-1]._replace(turn=turn) if replies else Reply(turn))
    return replies


def shown(replies: list[Reply]) -> list[dict[str, Any]]:
    """Replies as JSON, plans in short."""
    return [
        {
            "said": reply.turn.said,
            "mode": reply.turn.mode,
            "told": _told(reply.turn),
            "tickets": [
                f"{one.number} {one.seat_class} {one.leaves} to {one.arrives}, {one.price:g} yuan"
                for one in (reply.trip.tickets if reply.trip is not None else ())
            ],
            "plan": _days(reply.plan) if reply.plan is not None else None,
        }
        for reply in replies
    ]


def _told(turn: Turn) -> list[str]:
    refusal = turn.refusal
    return [
        *(note.text for note in turn.notes),
        *turn.lines,
        *(question.text for question in turn.questions),
        *((refusal.reason, *(wish.text for wish in refusal.conflict)) if refusal else ()),
        *turn.diff,
    ]


def _days(plan: Itinerary) -> list[str]:
    return [
        f"{day.date}: "
        + ", ".join(f"{stop.start:%H:%M}-{stop.end:%H:%M} {stop.name}" for stop in day.stops)
        + (f"; night at {day.stay.name}" if day.stay is not None else "")
        for day in plan.days
    ]
