"""Recall: what is known of the traveller that bears on the trip asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.parsing import parse_request
from agents.resolve import resolve

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.memory import Recollection
    from agents.state import TripState
    from planner.request import TripRequest


def recall(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Lay standing instructions under a new trip, and what earlier ones had, and say which.

    Tastes count in every turn. Where no user is named nothing is read.
    """
    assert state.wanted is not None
    found = recollected(state.wanted, state, runtime.context)
    if found is None:
        return {}
    asked = state.wanted.model_dump(mode="json", exclude_unset=True)
    if state.keep is not None or not (found.standing or found.earlier):
        return {"recollection": found}
    request, _, notes = resolve(parse_request(found.under(asked)), state.files)
    notes = (*state.notes, *found.notes, *notes)
    update = {"recollection": found, "wanted": request, "notes": notes}
    if not found.earlier:
        return update
    alike = parse_request(found.as_earlier(request.model_dump(mode="json", exclude_unset=True)))
    return update | {"wanted": alike, "anew": request, "notes": (*notes, *found.as_before)}


def recollected(request: TripRequest, state: TripState, deps: Deps) -> Recollection | None:
    """What memory has to say to a request; None where no user is named."""
    if deps.memory is None or deps.user is None:
        return None
    assert state.today is not None
    spoken = state.heard.items if state.heard is not None else ()
    return deps.memory.recall(deps.user, request, state.today, spoken=spoken, trip=deps.trip)
