"""Path: a persona's own plan of the whole trip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.paths import Ground, persona_named, search_of, walk
from agents.patience import stop_for
from agents.turn import Searched
from agents.workshop import Order

if TYPE_CHECKING:
    from collections.abc import Callable

    from langgraph.runtime import Runtime

    from agents.context import Deps
    from agents.state import PathInput


def path(state: PathInput, runtime: Runtime[Deps]) -> dict[str, Any]:
    """Plan the trip by one objective, in this path's share of the time of a search."""
    deps, persona = runtime.context, persona_named(state.persona)
    order, seed = Order.of(state, deps.travel), deps.seed + state.tries
    share, params = search_of(persona.name, state.among)
    ground = deps.workshop.ground(order, stop_for(order.request, None), seed)
    assert isinstance(ground, Ground)
    stop = deps.stop(order.request, share)
    told = _teller(persona.name, runtime)
    found = walk(persona, ground, stop, seed=seed, params=params, on_progress=told)
    return {"paths": [found]}


def _teller(path: str, runtime: Runtime[Deps]) -> Callable[[int, float], None]:
    def tell(rounds: int, points: float) -> None:
        runtime.stream_writer(Searched(path=path, rounds=rounds, points=points))

    return tell
