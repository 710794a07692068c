"""What a trip is and what makes it good. Pure: no network, no model, no clock, no environment.

``plan`` is the one door out: it hands over to the application, so that users write
``from planner import plan``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from planner.itinerary import Infeasible, Itinerary
    from planner.request import TripRequest

__all__ = ["Infeasible", "Itinerary", "TripRequest", "plan"]

#: Public name -> its module, loaded when first asked for: errors and help texts need none.
_HOMES = {
    "Infeasible": "planner.itinerary",
    "Itinerary": "planner.itinerary",
    "TripRequest": "planner.request",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def plan(
    request: TripRequest | Mapping[str, Any] | str,
    *,
    catalogues: Sequence[Path | str] = (),
    seed: int = 0,
    time_limit: float | None = None,
    alternatives: int = 0,
    on_progress: Callable[[int, float], None] | None = None,
) -> Itinerary | Infeasible:
    """Plan a trip: see ``agents.app.plan``, which this calls."""
    from agents import app

    return app.plan(
        request,
        catalogues=catalogues,
        seed=seed,
        time_limit=time_limit,
        alternatives=alternatives,
        on_progress=on_progress,
    )
