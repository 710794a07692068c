"""Remember: the trip as it stands after the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.history import Version
from planner.itinerary import Itinerary

if TYPE_CHECKING:
    from agents.state import TripState


def remember(state: TripState) -> dict[str, Any]:
    """A plan stands from now on; a trial, or the nearest plan of a refusal, is put on offer.

    What was asked for stands even where it was refused, so that the next thing said changes it.
    """
    answer, left = state.answer, state.standing
    assert answer is not None and state.wanted is not None
    plan = answer if isinstance(answer, Itinerary) else answer.nearest
    found = plan and Version(said=state.said, request=plan.request, plan=plan)
    if state.trial:
        return {"offer": found}
    if isinstance(answer, Itinerary):
        return {"standing": found, "history": state.history.after(left), "offer": None}
    asked = Version(said=state.said, request=state.wanted, plan=left.plan if left else None)
    return {"standing": asked, "history": state.history.after(left), "offer": found}
