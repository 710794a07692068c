"""Refine: what a good plan still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.patience import stop_for
from planner.alternatives import alternatives
from planner.itinerary import Itinerary, Note

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


def refine(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Look for as many other plans as were asked for, and say why there are fewer."""
    deps, plan = runtime.context, state.answer
    if not isinstance(plan, Itinerary) or not deps.alternatives or state.old is not None:
        return {"refined": True}
    request = plan.request
    other = alternatives(
        plan,
        deps.storeroom.supplies(request, state.files, deps.travel, None, state.recollection),
        lambda: stop_for(request, deps.time_limit, deps.halt),
        deps.alternatives,
        seed=plan.seed,
    )
    if other.lacking:
        lacking = Note(kind="warning", text=other.lacking)
        plan = plan.model_copy(update={"notes": (*plan.notes, lacking)})
    return {"refined": True, "answer": plan, "others": other.found}
