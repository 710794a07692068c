"""Refine: other plans beside the one agreed on or changed, for those whom it serves least."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.nodes.others import beside, voted
from agents.paths import Ground, others
from agents.workshop import Order
from planner.alternatives import alternatives
from planner.itinerary import Itinerary, Note

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.stop import Stop


def refine(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Look for as many other plans as were asked for, and say why there are fewer.

    A changed plan has some beside it in a conversation, as a new one does.
    """
    deps, plan, verdict = runtime.context, state.answer, state.verdict
    order, seed = Order.of(state, deps.travel, state.old), deps.seed + state.tries
    if state.old is not None and deps.offers and isinstance(plan, Itinerary) and not state.trial:
        votes = voted(state, plan)
        return {"refined": True, "ballots": votes, "others": beside(plan, order, deps, votes)}
    if not isinstance(plan, Itinerary) or state.old is not None or not deps.alternatives:
        return {"refined": True}
    k = deps.alternatives

    def new_stop() -> Stop:
        return deps.stop(order.request)

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
