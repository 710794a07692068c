"""A language model as a guest: asked in time and within bounds, its every word checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agents.llm.speaker import Speaker
    from agents.settings import Settings


def speaker_of(settings: Settings) -> Speaker | None:
    """The language model that is set; None where none is."""
    if settings.llm is None:
        return None
    from agents.llm.endpoint import Endpoint
    from agents.llm.speaker import Speaker

    return Speaker(Endpoint(settings.llm))
