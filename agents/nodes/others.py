"""Others: good plans beside the one that stands, looked for once they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.nodes.recall import recollected
from agents.paths import choices
from agents.patience import stop_for
from agents.turn import Turn
from agents.workshop import Order
from planner.alternatives import alternatives
from planner.gates import violations

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.stop import Stop

#: How many are looked for, and the share of the search of one plan that each persona has.
SOUGHT, SHARE = 3, 0.25


def others(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Put them beside the plan, which stays as it is, and say why there are fewer."""
    deps, standing = runtime.context, state.standing
    if standing is None or standing.plan is None:
        return {"turn": Turn(mode="answer", said=state.said, lines=("There is no plan yet.",))}
    plan = standing.plan
    known = recollected(plan.request, state, deps)
    supplies = deps.workshop.supplies(Order(plan.request, state.files, deps.travel, known=known))
    single = deps.paths == 1
    look = alternatives if single else choices

    def new_stop() -> Stop:
        return stop_for(plan.request, deps.time_limit, deps.halt, 1.0 if single else SHARE)

    found, lacking = look(plan, supplies, new_stop, SOUGHT, seed=deps.seed)
    sound = tuple(one for one in found if not violations(one.plan, supplies.world))
    plan = plan.model_copy(update={"alternatives": sound})
    lines = (lacking,) if lacking else ()
    return {
        "standing": standing.model_copy(update={"plan": plan}),
        "turn": Turn(mode="answer", said=state.said, plan=plan, lines=lines),
    }
