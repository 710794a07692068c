"""Arbitrate: whether to ask more personas, and what all of their plans come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.appeal import appeals
from agents.nodes.gather import panel
from agents.paths import Ground, consensus, next_personas, offered
from agents.paths.effort import MERGING
from agents.patience import stop_for
from agents.workshop import Order
from planner.solve import GateError

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.itinerary import Itinerary


#: Plans beside the one agreed on that are told with it in a conversation.
BESIDE = 3


def arbitrate(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Ask on while the paths differ; then merge them into the plan that they agree on.

    Where every path breaks a rule there is none, and the faults tell why.
    """
    deps, order = runtime.context, Order.of(state, runtime.context.travel)
    seed = deps.seed + state.tries
    ground = deps.workshop.ground(order, stop_for(order.request, None), seed)
    assert isinstance(ground, Ground)
    asked = panel(state, ground.problem.trip.prior, deps.paths)
    more = next_personas(ground, asked, state.paths)
    if more:
        return {"personas": tuple(persona.name for persona in more)}
    if len(asked) == 1:
        (path,) = state.paths
        return {"personas": (), "answer": _as_asked(path.plan, state)}
    stop = deps.stop(order.request, MERGING)
    try:
        verdict = consensus(ground, state.paths, stop, seed=seed)
    except GateError as error:
        return {"personas": (), "faults": tuple(error.violations)}
    told = offered(ground, verdict, state.paths, appeals(state.votes)) if deps.asks else []
    others = (one.model_copy(update={"plan": _as_asked(one.plan, state)}) for one in told[:BESIDE])
    update = {"personas": (), "verdict": verdict, "others": tuple(others)}
    return update | {"answer": _as_asked(verdict.winner, state)}


def _as_asked(plan: Itinerary, state: TripState) -> Itinerary:
    """The plan, which does not tell what was left out for the sake of a rule."""
    assert state.wanted is not None
    request = plan.request.model_copy(update={"avoid": state.wanted.avoid})
    return plan.model_copy(update={"request": request}) if state.avoid else plan
