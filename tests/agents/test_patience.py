"""How long a search may take: rounds, seconds, or rounds however long they take."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from agents.context import Deps
from agents.patience import rounds_for, stop_for
from planner.errors import SettingsError
from planner.request import Destination, TripRequest

TRIP = TripRequest(destinations=(Destination(city="rome", nights=3),), start=dt.date(2027, 6, 8))


@pytest.mark.parametrize("time_limit", [None, math.inf])
def test_rounds_suit_the_length_of_a_trip(time_limit: float | None) -> None:
    """Without a limit, or with none but the rounds: done after thirty a day, or a share of them."""
    assert rounds_for(TRIP) == 120
    assert stop_for(TRIP, time_limit)(0) == 0.0
    assert stop_for(TRIP, time_limit)(60) == pytest.approx(0.5)
    assert stop_for(TRIP, time_limit)(120) == 1.0
    assert stop_for(TRIP, time_limit, share=0.25)(30) == 1.0


def test_less_effort_ends_every_search_sooner() -> None:
    """Half of the effort is half of the rounds of a whole search, and of a share of one."""
    deps = Deps(effort=0.5)
    assert deps.stop(TRIP)(30) == pytest.approx(0.5)
    assert deps.stop(TRIP, 0.5)(30) == 1.0


@pytest.mark.parametrize("wrong", [0.0, -1.0, math.nan])
def test_a_limit_is_more_than_no_time(wrong: float) -> None:
    """What is no length of time is refused by its value."""
    with pytest.raises(SettingsError, match=f"more than 0 seconds, got {wrong}"):
        stop_for(TRIP, wrong)
