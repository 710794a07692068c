"""Gate: nothing goes on that breaks a rule, whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.types import Overwrite

from agents.workshop import Order
from planner.gates import violations
from planner.itinerary import Infeasible, Itinerary
from planner.request import Avoid
from planner.roster import wanted_ids
from planner.solve import GateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState
    from planner.gates import Violation

#: How many times the trip is planned again, at most, because what came of it broke a rule.
MOST_TRIES = 2


def gate(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Hold the answer, and every other plan beside it, against all rules.

    What breaks one is planned anew, without what broke it and by another search.

    Raises:
        GateError: it broke a rule every time.
    """
    deps, answer = runtime.context, state.answer
    order = Order.of(state, deps.travel, state.old)
    world = deps.workshop.supplies(order).world
    plan = answer.nearest if isinstance(answer, Infeasible) else answer
    found = [*state.faults, *(violations(plan, world) if plan is not None else ())]
    if not found:
        return {"others": tuple(one for one in state.others if not violations(one.plan, world))}
    if state.tries == MOST_TRIES or isinstance(answer, Infeasible):
        raise GateError(found)
    culprits = [one for path in state.paths for one in _culprits(path.plan, path.violations)]
    if plan is not None:
        culprits += _culprits(plan, found)
    wanted = wanted_ids(order.request)
    return {
        "avoid": (*state.avoid, *(one for one in culprits if one.place not in wanted)),
        "tries": state.tries + 1,
        "faults": (),
        "keep": None,
        "answer": None,
        "verdict": None,
        "others": (),
        "refined": False,
        "paths": Overwrite([]),
    }


def _culprits(plan: Itinerary, faults: Sequence[Violation]) -> Iterator[Avoid]:
    """The stops that break a rule, each on its date."""
    for fault in faults:
        if fault.day is not None and fault.stop is not None:
            day = plan.days[fault.day]
            place = day.stops[fault.stop].place_id
            if place is not None:
                yield Avoid(place=place, date=day.date)
