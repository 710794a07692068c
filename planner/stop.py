"""When to stop searching: a stop tells how far the search has come, from 0 to 1.

A stop is asked before every round. By rounds a search is repeatable; by seconds it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Stop(Protocol):
    """How far a search has come."""

    def __call__(self, rounds: int) -> float:
        """Share of the search that is done after so many rounds; 1 or more ends it."""
        ...


class MaxRounds:
    """Done after ``limit`` rounds."""

    def __init__(self, limit: int) -> None:
        """A stop by rounds; 0 is no search at all."""
        if limit < 0:
            raise ValueError(f"Expected limit >= 0, got {limit}.")
        self._limit = limit

    def __call__(self, rounds: int) -> float:
        """Share of the rounds."""
        return 1.0 if rounds >= self._limit else rounds / self._limit


class MaxSeconds:
    """Done ``limit`` seconds of ``clock`` after it was first asked.

    What is prepared before the search is not counted.
    """

    def __init__(self, limit: float, clock: Callable[[], float]) -> None:
        """A stop by time; ``clock`` gives seconds."""
        if not limit > 0:
            raise ValueError(f"Expected limit > 0 seconds, got {limit}.")
        self._clock, self._limit = clock, limit
        self._start: float | None = None

    def __call__(self, rounds: int) -> float:
        """Share of the time."""
        now = self._clock()
        if self._start is None:
            self._start = now
        return (now - self._start) / self._limit


class FirstOf:
    """Done as soon as any of several stops is; until then as far as the first of them says.

    Rounds first, seconds second: then a search that ends in time does not depend on the clock.
    """

    def __init__(self, *stops: Stop) -> None:
        """The first of these stops."""
        if not stops:
            raise ValueError("Expected at least one stop.")
        self._stops = stops

    def __call__(self, rounds: int) -> float:
        """Share of the first stop, 1 if any is done."""
        shares = [stop(rounds) for stop in self._stops]
        return 1.0 if max(shares) >= 1.0 else shares[0]
