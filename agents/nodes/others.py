"""Others: good plans beside the one that stands, asked for or once another one was taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from agents.appeal import Ballot, appeals
from agents.nodes.recall import recollected
from agents.paths import choices
from agents.spare import with_spare
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
    from planner.itinerary import Alternative, Itinerary
    from planner.stop import Stop

#: How many are looked for, and the share of the search of one plan that each persona has.
SOUGHT, SHARE = 3, 0.25
#: How many personas are asked unasked, and the share that each has then.
FEW, UNASKED = 5, 0.1


def others(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Put them beside the plan, which stays as it is, and say why there are fewer."""
    deps, standing = runtime.context, state.standing
    if standing is None or standing.plan is None:
        return {"turn": Turn(mode="answer", said=state.said, lines=("There is no plan yet.",))}
    plan = standing.plan
    single = deps.paths == 1
    votes = voted(state, plan)
    order = _order(plan, state, deps)
    look = alternatives if single else partial(choices, appeal=_appeals(order, votes))
    found, lacking = _sound(plan, order, deps, look, 1.0 if single else SHARE)
    plan = plan.model_copy(update={"alternatives": found})
    lines = (lacking,) if lacking else ()
    return {
        "ballots": votes,
        "standing": standing.model_copy(update={"plan": plan}),
        "turn": Turn(mode="answer", said=state.said, plan=plan, lines=lines),
    }


def more(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Put other plans beside one that was just taken, so that the next can be taken too."""
    deps, version, turn = runtime.context, state.version, state.turn
    assert version is not None and version.plan is not None and turn is not None
    votes = voted(state, version.plan)
    order = _order(version.plan, state, deps)
    plan = with_spare(version.plan, order, deps.workshop)
    if deps.offers:
        plan = plan.model_copy(update={"alternatives": beside(plan, order, deps, votes)})
    return {
        "ballots": votes,
        "version": version.model_copy(update={"plan": plan}),
        "turn": turn.model_copy(update={"plan": plan}),
    }


def voted(state: TripState, now: Itinerary) -> tuple[Ballot, ...]:
    """All choices of this trip, that among them which is made as ``now`` comes to stand."""
    left = state.standing.plan if state.standing is not None else None
    told = [one for one in left.alternatives if one.outlook] if left is not None else []
    if not told:
        return state.ballots
    chosen = left.other(now) if left is not None else None
    taken = chosen.outlook if chosen is not None else ""
    return (*state.ballots, Ballot(told=tuple(one.outlook for one in told), taken=taken))


def beside(
    plan: Itinerary, order: Order, deps: Deps, votes: tuple[Ballot, ...]
) -> tuple[Alternative, ...]:
    """Plans to tell beside one unasked: of the personas that appeal most, each a short search."""
    look = partial(choices, appeal=_appeals(order, votes), among=FEW)
    return _sound(plan, order, deps, look, UNASKED).found


def _order(plan: Itinerary, state: TripState, deps: Deps) -> Order:
    """What a plan that stands may be made of."""
    known = recollected(plan.request, state, deps)
    return Order(plan.request, state.files, deps.travel, known=known)


def _appeals(order: Order, votes: tuple[Ballot, ...]) -> dict[str, float]:
    before = order.known.ballots if order.known is not None else ()
    return appeals((*before, *votes))


def _sound(
    plan: Itinerary, order: Order, deps: Deps, look: Callable[..., Alternatives], share: float
) -> Alternatives:
    """What is found beside a plan and keeps all rules; each search has a share of a whole one."""
    supplies = deps.workshop.supplies(order)

    def new_stop() -> Stop:
        return deps.stop(plan.request, share)

    found = look(plan, supplies, new_stop, SOUGHT, seed=deps.seed)
    sound = tuple(one for one in found.found if not violations(one.plan, supplies.world))
    return found._replace(found=sound)
