"""Switch: to the trip as it stood before, as it stood before that was undone, or as offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.nodes.others import voted
from agents.turn import Turn
from planner.diff import difference

if TYPE_CHECKING:
    from agents.appeal import Ballot
    from agents.history import Version
    from agents.state import TripState

#: What is said where there is no such trip.
LACKING = {
    "undo": "There is nothing to undo.",
    "redo": "There is nothing to redo.",
    "accept": "There is nothing on offer.",
}


def switch(state: TripState) -> dict[str, Any]:
    """Find the version of the trip that is to stand, and say what is different in it."""
    assert state.command is not None
    left, past = state.standing, state.history
    found, history = {
        "undo": lambda: past.undone(left),
        "redo": lambda: past.redone(left),
        "accept": lambda: (state.offer, past.after(left)),
    }[state.command]()
    if found is None:
        turn = Turn(mode="answer", said=state.said, lines=(LACKING[state.command],))
        return {"turn": turn}
    before = left.plan if left is not None else None
    votes = _votes(state, found)
    diff = difference(before, found.plan) if before is not None and found.plan is not None else ()
    turn = Turn(mode="change", said=state.said, plan=found.plan, diff=diff, notes=state.notes)
    return {"version": found, "then": history, "ballots": votes, "turn": turn}


def _votes(state: TripState, found: Version) -> tuple[Ballot, ...]:
    """The choices of this trip: one whose plan is undone was none, until that is redone."""
    left = state.standing
    if left is None or left.plan is None or found.plan is None:
        return state.ballots
    undone, redone = found.plan.other(left.plan), left.plan.other(found.plan)
    if state.command == "redo" and redone is not None:
        return voted(state, found.plan)
    if state.command != "undo" or undone is None or not undone.outlook:
        return state.ballots
    taken = [n for n, one in enumerate(state.ballots) if one.taken == undone.outlook]
    return tuple(one for n, one in enumerate(state.ballots) if n not in taken[-1:])
