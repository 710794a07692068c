"""Arbitrate: which of the paths' answers is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agents.state import TripState


def arbitrate(state: TripState) -> dict[str, Any]:
    """A plan goes before a refusal, and the path asked first before the others."""
    found = sorted(state.paths, key=lambda found: found.answer.status != "planned")
    return {"answer": found[0].answer}
