"""Refine: other plans beside the one agreed on, for those whom it serves least."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.paths import Ground, others
from agents.patience import stop_for
from agents.workshop import Order
from planner.alternatives import alternatives
from planner.itinerary import Itinerary, Note

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.stop import Stop


def refine(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Look for as many other plans as were asked for, and say why there are fewer."""
    deps, plan, verdict = runtime.context, state.answer, state.verdict
    if not isinstance(plan, Itinerary) or state.old is not None or not deps.alternatives:
        return {"refined": True}
    order, seed = Order.of(state, deps.travel), deps.seed + state.tries
    k = deps.alternatives

    def new_stop() -> Stop:
        return stop_for(order.request, deps.time_limit, deps.halt)

    if verdict is None:
        supplies = deps.workshop.supplies(order)
        found, lacking = alternatives(plan, supplies, new_stop, k, seed=seed)
    else:
        ground = deps.workshop.ground(order, new_stop(), seed)
        assert isinstance(ground, Ground)
        found, lacking = others(ground, verdict, state.paths, new_stop, k, seed=seed)
    if lacking:
        note = Note(kind="warning", text=lacking)
        plan = plan.model_copy(update={"notes": (*plan.notes, note)})
    return {"refined": True, "answer": plan, "others": found}
