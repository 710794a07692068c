"""Clarify: ask back what has to be known before a plan is worth making."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.types import interrupt

from agents.spoken import answered

if TYPE_CHECKING:
    from agents.state import TripState


def clarify(state: TripState) -> dict[str, Any]:
    """Wait for an answer, and read it as if it had been said in the first place."""
    answer = interrupt([question.model_dump() for question in state.questions])
    return {
        "said": answered(state.said, answer),
        "questions": (),
        "asked_back": state.asked_back + 1,
    }
