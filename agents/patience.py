"""How long a search may take: rounds that suit the trip, or seconds; and a halt at any time."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

from planner.errors import SettingsError
from planner.stop import FirstOf, MaxRounds, MaxSeconds

if TYPE_CHECKING:
    from planner.request import TripRequest
    from planner.stop import Stop

#: Rounds of search for each day of a trip, and for the shortest trips.
ROUNDS, LEAST_ROUNDS = 30, 60
#: Seconds after which a search ends whatever its rounds, so that a slow machine still answers.
PATIENCE = 20.0


class Halt:
    """A stop that somebody else pulls: done once ``pull`` was called."""

    def __init__(self) -> None:
        self._pulled = threading.Event()

    def pull(self) -> None:
        """End every search that asks."""
        self._pulled.set()

    def release(self) -> None:
        """Let searches go on again."""
        self._pulled.clear()

    @property
    def pulled(self) -> bool:
        """Whether it was pulled, and not released since."""
        return self._pulled.is_set()

    def __call__(self, rounds: int) -> float:
        """1 once it was pulled, until then 0."""
        return 1.0 if self.pulled else 0.0


def stop_for(
    request: TripRequest, time_limit: float | None, halt: Halt | None = None, share: float = 1.0
) -> Stop:
    """By default a number of rounds that suits the trip's length; a time limit replaces it.

    Args:
        time_limit: seconds; infinite is those rounds however long they take, so that the plan is
            the same on any machine.
        share: of the rounds, or of the time.

    Raises:
        SettingsError: ``time_limit`` is not a positive number of seconds.
    """
    halts = () if halt is None else (halt,)
    if time_limit is None or time_limit == math.inf:
        rounds = MaxRounds(max(1, round(rounds_for(request) * share)))
        if time_limit is not None:
            return FirstOf(rounds, *halts)
        return FirstOf(rounds, MaxSeconds(PATIENCE * share, time.monotonic), *halts)
    if not time_limit > 0:
        raise SettingsError(f"time_limit: expected more than 0 seconds, got {time_limit}.")
    return FirstOf(MaxSeconds(time_limit * share, time.monotonic), *halts)


def rounds_for(request: TripRequest) -> int:
    """Rounds of search that suit a trip's length."""
    return max(LEAST_ROUNDS, ROUNDS * request.days)
