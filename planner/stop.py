"""When to stop searching. A stop is asked before every batch of rounds; by rounds it is repeatable, by seconds it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Stop(Protocol):
    """Says whether to stop, given the rounds done so far and the rounds since the last improvement."""

    def __call__(self, rounds: int, idle: int) -> bool:
        """Whether to stop now."""
        ...


class MaxRounds:
    """Stop after ``limit`` rounds of shaking."""

    def __init__(self, limit: int) -> None:
        if limit < 0:
            raise ValueError(f"Expected limit >= 0, got {limit}.")
        self._limit = limit

    def __call__(self, rounds: int, idle: int) -> bool:
        """Whether ``limit`` rounds are done."""
        return rounds >= self._limit


class NoImprovement:
    """Stop after ``limit`` rounds without improvement."""

    def __init__(self, limit: int) -> None:
        if limit < 1:
            raise ValueError(f"Expected limit >= 1, got {limit}.")
        self._limit = limit

    def __call__(self, rounds: int, idle: int) -> bool:
        """Whether ``limit`` rounds have brought nothing."""
        return idle >= self._limit


class MaxSeconds:
    """Stop when ``clock`` has advanced by ``limit`` seconds since construction."""

    def __init__(self, limit: float, clock: Callable[[], float]) -> None:
        if not limit > 0:
            raise ValueError(f"Expected limit > 0 seconds, got {limit}.")
        self._clock, self._until = clock, clock() + limit

    def __call__(self, rounds: int, idle: int) -> bool:
        """Whether the time is over."""
        return self._clock() >= self._until


class FirstOf:
    """Stop as soon as any of several stops says so."""

    def __init__(self, *stops: Stop) -> None:
        if not stops:
            raise ValueError("Expected at least one stop.")
        self._stops = stops

    def __call__(self, rounds: int, idle: int) -> bool:
        """Whether any says stop."""
        return any(stop(rounds, idle) for stop in self._stops)
