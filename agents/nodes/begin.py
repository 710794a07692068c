"""Begin: what a turn begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.types import Overwrite

from agents.state import FRESH

if TYPE_CHECKING:
    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import TripState


def begin(state: TripState, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Clear what the turn before worked out; set the date, the hour and the files to plan from."""
    deps = runtime.context
    if deps.speaker is not None:
        deps.speaker.begin()
    return {
        **FRESH,
        "paths": Overwrite([]),
        "today": deps.today(),
        "began": deps.now(),
        "files": deps.files(state.standing),
    }
