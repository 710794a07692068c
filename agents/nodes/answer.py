"""Answer: a question about places, or about the plan; a wish that contradicts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.spoken import answer_lines
from agents.turn import Turn
from agents.why import why_not

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


#: What is said to who asks for nothing.
NOTHING_ASKED = "The trip stands as it is. Say what to change, or ask about it."
NOTHING_PLANNED = "Say where you want to go, and when."


def answer(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Answer from the catalogue, or by trying to force a place in; or say what cannot be had.

    Raises:
        RequestError: the question names no city, or no place that is on file.
    """
    deps, standing = runtime.context, state.standing
    asked = [state.why] if state.why is not None else []
    refused = state.heard.refused if state.heard is not None else ()
    lines = list(refused)
    offer = None
    if state.heard is not None:
        asked += state.heard.values("why_not")
        if state.heard.queries:
            request = standing.request if standing is not None else None
            lines += answer_lines(state.heard, state.files, request)
    for place in asked:
        reason = why_not(place, standing, deps)
        lines += reason.lines
        offer = reason.offer or offer
    if not lines:
        lines.append(NOTHING_ASKED if standing is not None else NOTHING_PLANNED)
    turn = Turn(
        mode="refuse" if refused else "answer",
        said=state.said,
        lines=tuple(lines),
        notes=state.notes,
        trial=offer is not None,
    )
    return {"turn": turn, "offer": offer or state.offer}
