"""Gather: what the trip may be made of, and what the weather will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.resolve import resolve
from agents.supplies import forewarned

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


def gather(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Fetch the supplies into the storeroom; days on which rain is likely join the request."""
    deps, wanted = runtime.context, state.wanted
    assert wanted is not None
    if deps.forecast is not None:
        _, stores, _ = resolve(wanted, state.files)
        wanted = forewarned(wanted, stores, deps.forecast)
    deps.storeroom.supplies(wanted, state.files, deps.travel, state.old, state.recollection)
    return {"wanted": wanted}
