"""Path: one way of looking at the trip, as a complete plan of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.patience import stop_for
from agents.state import Found, PathInput
from agents.turn import Searched
from planner.replan import replan
from planner.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from langgraph.runtime import Runtime

    from agents.context import Deps


def path(state: PathInput, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Plan the trip anew, or keep to the old plan."""
    deps, wanted, old = runtime.context, state.wanted, state.old
    supplies = deps.storeroom.supplies(wanted, state.files, deps.travel, old, state.recollection)
    stop = stop_for(wanted, deps.time_limit, deps.halt)
    if old is not None:
        answer = replan(old, wanted, supplies, stop, keep=state.keep, seed=deps.seed)
    else:
        told = _teller(state.path, runtime)
        answer = solve(
            wanted, supplies, stop, seed=deps.seed, catalogues=state.files, on_progress=told
        )
    return {"paths": [Found(path=state.path, answer=answer)]}


def _teller(path: str, runtime: Runtime[Deps]) -> Callable[[int, float], None]:
    def tell(rounds: int, points: float) -> None:
        runtime.stream_writer(Searched(path=path, rounds=rounds, points=points))

    return tell
