"""A failing service is left alone, and tried again after its rest."""

from __future__ import annotations

import pytest

from planner.errors import ServiceError
from tools.breaker import Breaker


def test_breaker_lets_one_through_per_rest() -> None:
    """While the service is down only one caller per rest pays for finding out."""
    now = [0.0]
    breaker = Breaker(lambda: now[0], trips=1, rest=10.0)
    breaker.record(succeeded=False)
    now[0] = 10.5
    breaker.check()
    with pytest.raises(ServiceError):
        breaker.check()


def test_a_success_counts_anew() -> None:
    """Failures in a row trip it, not failures in all."""
    breaker = Breaker(lambda: 0.0, trips=2)
    for succeeded in (False, True, False):
        breaker.record(succeeded)
        breaker.check()
    breaker.record(succeeded=False)
    with pytest.raises(ServiceError, match="2 times in a row and is left alone for 30 s"):
        breaker.check()
