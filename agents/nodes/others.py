"""Others: good plans beside the one that stands, asked for or once another one was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.nodes.recall import recollected
from agents.paths import choices
from agents.turn import Turn
from agents.workshop import Order
from planner.alternatives import alternatives
from planner.gates import violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.alternatives import Alternatives
    from planner.attempt import Supplies
    from planner.itinerary import Itinerary
    from planner.stop import Stop

#: How many are looked for, and the share of the search of one plan that each persona has: asked
#: for, and unasked.
SOUGHT, SHARE, UNASKED = 3, 0.25, 0.1


def others(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Put them beside the plan, which stays as it is, and say why there are fewer."""
    deps, standing = runtime.context, state.standing
    if standing is None or standing.plan is None:
        return {"turn": Turn(mode="answer", said=state.said, lines=("There is no plan yet.",))}
    plan = standing.plan
    single = deps.paths == 1
    look, share = (alternatives, 1.0) if single else (choices, SHARE)
    found, lacking = beside(plan, _supplies(plan, state, deps), deps, share, look)
    plan = plan.model_copy(update={"alternatives": found})
    lines = (lacking,) if lacking else ()
    return {
        "standing": standing.model_copy(update={"plan": plan}),
        "turn": Turn(mode="answer", said=state.said, plan=plan, lines=lines),
    }


def more(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Put other plans beside one that was just taken, so that the next can be taken too."""
    deps, version, turn = runtime.context, state.version, state.turn
    assert version is not None and version.plan is not None and turn is not None
    if not deps.offers:
        return {}
    found, _ = beside(version.plan, _supplies(version.plan, state, deps), deps)
    plan = version.plan.model_copy(update={"alternatives": found})
    return {
        "version": version.model_copy(update={"plan": plan}),
        "turn": turn.model_copy(update={"plan": plan}),
    }


def _supplies(plan: Itinerary, state: TripState, deps: Deps) -> Supplies:
    """What a plan that stands may be made of."""
    known = recollected(plan.request, state, deps)
    return deps.workshop.supplies(Order(plan.request, state.files, deps.travel, known=known))


def beside(
    plan: Itinerary,
    supplies: Supplies,
    deps: Deps,
    share: float = UNASKED,
    look: Callable[..., Alternatives] = choices,
) -> Alternatives:
    """Plans beside one that was made, all of them sound.

    Args:
        share: of the search of one plan that each search has.
    """

    def new_stop() -> Stop:
        return deps.stop(plan.request, share)

    found = look(plan, supplies, new_stop, SOUGHT, seed=deps.seed)
    sound = tuple(one for one in found.found if not violations(one.plan, supplies.world))
    return found._replace(found=sound)
