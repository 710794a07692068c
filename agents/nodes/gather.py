"""Gather: what the trip may be made of, what the weather will be, and who looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.appeal import appeals
from agents.paths import by_appeal, how_many, next_personas, personas_for
from agents.resolve import resolve
from agents.supplies import forewarned
from agents.workshop import Order
from planner.itinerary import Infeasible, Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.paths.persona import Persona
    from agents.state import TripState
    from planner.request import TripRequest


def gather(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Make the workshop ready; where the trip cannot be had at all, that is the answer.

    Days on which rain is likely join the request. What earlier trips had gives way where the trip
    cannot be had with it.
    """
    deps, wanted = runtime.context, state.wanted
    assert wanted is not None
    if deps.forecast is not None:
        _, stores, _ = resolve(wanted, state.files)
        wanted = forewarned(wanted, stores, deps.forecast)
    state = state.model_copy(update={"wanted": wanted})
    order = Order.of(state, deps.travel, state.old)
    if state.old is not None:
        deps.workshop.supplies(order)
        return {"wanted": wanted}
    stop = deps.stop(wanted)
    ground = deps.workshop.ground(order, stop, deps.seed + state.tries)
    if isinstance(ground, Infeasible):
        if state.anew is not None:
            update = _unlike_earlier(state)
            return update | gather(state.model_copy(update=update), runtime)
        return {"wanted": wanted, "answer": _as_asked(ground, wanted) if state.avoid else ground}
    all_ = panel(state, ground.problem.trip.prior, deps.paths)
    first = tuple(persona.name for persona in next_personas(ground, all_, ()))
    return {"wanted": wanted, "among": len(all_), "personas": first}


def _unlike_earlier(state: TripState) -> dict[str, Any]:
    """The trip without what earlier ones had, which is told no more."""
    told = state.recollection.as_before if state.recollection is not None else ()
    lost = Note(kind="assumption", text="What you wished for on earlier trips cannot be had here.")
    notes = (*(note for note in state.notes if note not in told), lost)
    return {"wanted": state.anew, "anew": None, "notes": notes}


def _as_asked(refusal: Infeasible, wanted: TripRequest) -> Infeasible:
    """The refusal of what was asked for: what was left out for the sake of a rule is no wish."""
    nearest = refusal.nearest and refusal.nearest.model_copy(update={"request": wanted})
    return refusal.model_copy(update={"request": wanted, "nearest": nearest})


def panel(state: TripState, prior: Mapping[str, float], paths: int | None) -> tuple[Persona, ...]:
    """All personas that may be asked about a trip, ``paths`` of them or as many as it deserves."""
    assert state.wanted is not None
    suited = by_appeal(personas_for(state.wanted, prior), appeals(state.votes))
    return suited[: how_many(state.wanted) if paths is None else paths]
