"""What a turn may still ask of a language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.errors import ServiceError

if TYPE_CHECKING:
    from agents.settings import LlmSettings


class Allowance(NamedTuple):
    """Requests, tokens of answers and seconds of waiting that are left."""

    calls: int
    tokens: int
    seconds: float

    @classmethod
    def of(cls, settings: LlmSettings) -> Allowance:
        """What a turn begins with."""
        return cls(settings.calls, settings.tokens, settings.deadline)

    def check(self) -> None:
        """Pass if something is left of each.

        Raises:
            ServiceError: something is used up.
        """
        for what, left in self._asdict().items():
            if left <= 0:
                raise ServiceError(f"This turn's {what} of the language model are used up.")

    def less(self, tokens: int, seconds: float) -> Allowance:
        """What is left after one more request."""
        return Allowance(self.calls - 1, self.tokens - tokens, self.seconds - seconds)
