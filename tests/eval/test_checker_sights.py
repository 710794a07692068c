"""The rule of how many sights a day may have, as the checker judges it."""

from __future__ import annotations

from tests.eval.edits import found, with_request
from tests.planner.gate_cases import FRIDAY, THURSDAY
from tests.worlds import good_itinerary


def test_a_day_has_no_more_sights_than_its_limit() -> None:
    """Thursday has three beside its meals, Friday two."""
    plan = good_itinerary()
    assert found(with_request(plan, max_sights_day=3), "sights") == []
    assert found(with_request(plan, max_sights_day=1), "sights") == [(0, None, 2), (1, None, 1)]


def test_a_date_of_its_own_goes_before_the_limit_of_every_day() -> None:
    """It may allow more, or fewer; another date's says nothing."""
    plan = good_itinerary()
    own = with_request(plan, max_sights_day=2, max_sights_on={THURSDAY: 3})
    assert found(own, "sights") == []
    assert found(with_request(plan, max_sights_on={FRIDAY: 1}), "sights") == [(1, None, 1)]
