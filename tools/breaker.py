"""Leaves an outside service alone for a while when it fails again and again."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

from planner.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

#: Failures in a row after which a service is left alone, and for how many seconds.
TRIPS, REST = 3, 30.0


class Breaker:
    """Lets requests through while a service answers; safe for use by many threads."""

    def __init__(self, clock: Callable[[], float], trips: int = TRIPS, rest: float = REST) -> None:
        """Leave the service alone for ``rest`` seconds after ``trips`` failures in a row."""
        self._clock, self._trips, self._rest = clock, trips, rest
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = -math.inf

    def check(self) -> None:
        """Pass, or raise ``ServiceError`` while the service rests.

        After the rest one caller per rest passes.
        """
        with self._lock:
            if self._failures < self._trips:
                return
            left = self._closed_until - self._clock()
            if left > 0:
                raise ServiceError(
                    f"The model server failed {self._failures} times in a row "
                    f"and is left alone for {left:.0f} s."
                )
            self._closed_until = self._clock() + self._rest

    def record(self, succeeded: bool) -> None:
        """Count how a request ended."""
        with self._lock:
            self._failures = 0 if succeeded else self._failures + 1
            if self._failures >= self._trips:
                self._closed_until = self._clock() + self._rest
