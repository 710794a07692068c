"""Repair: the old plan with what a change asks for, and as little else as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.workshop import Order
from planner.replan import replan

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


def repair(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Change the plan that stands, and leave alone what need not change."""
    deps, order = runtime.context, Order.of(state, runtime.context.travel, state.old)
    assert order.old is not None and state.keep is not None
    answer = replan(
        order.old,
        order.request,
        deps.workshop.supplies(order),
        deps.stop(order.request),
        keep=state.keep,
        seed=deps.seed,
    )
    return {"answer": answer}
