"""Remember: the trip as it stands after the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.history import Version
from agents.spoken import context_of
from planner.itinerary import Itinerary

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


def remember(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """A plan stands from now on; a trial, or the nearest plan of a refusal, is put on offer.

    What was asked for stands even where it was refused, so that the next thing said changes it.
    Where a user is named, what was said is kept for later trips.
    """
    _keep(state, runtime.context)
    answer, left = state.answer, state.standing
    if answer is None or state.wanted is None:
        return {}
    plan = answer if isinstance(answer, Itinerary) else answer.nearest
    found = plan and Version(said=state.said, request=plan.request, plan=plan)
    if state.trial:
        return {"offer": found}
    if isinstance(answer, Itinerary):
        return {"standing": found, "history": state.history.after(left), "offer": None}
    asked = Version(said=state.said, request=state.wanted, plan=left.plan if left else None)
    return {"standing": asked, "history": state.history.after(left), "offer": found}


def _keep(state: TripState, deps: Deps) -> None:
    """Keep what was said; kept twice, after a crash, it is kept once."""
    if deps.memory is None or deps.user is None or state.heard is None or state.trial:
        return
    assert state.today is not None and state.began is not None
    standing = state.standing.request if state.standing is not None else None
    context = context_of(state.said, state.files, state.today, standing)
    items = state.heard.items
    deps.memory.remember(deps.user, state.said, context, state.began, items=items, trip=deps.trip)
