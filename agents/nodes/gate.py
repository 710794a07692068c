"""Gate: nothing goes on that breaks a rule, whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.gates import violations
from planner.itinerary import Itinerary
from planner.solve import GateError

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


def gate(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Hold the answer, and every other plan beside it, against all rules.

    Raises:
        GateError: the answer breaks one.
    """
    deps, answer = runtime.context, state.answer
    assert answer is not None
    plan = answer if isinstance(answer, Itinerary) else answer.nearest
    if plan is None:
        return {"others": ()}
    world = deps.storeroom.supplies(plan.request, state.files, deps.travel).world
    found = violations(plan, world)
    if found:
        raise GateError(found)
    return {"others": tuple(one for one in state.others if not violations(one.plan, world))}
