"""What a change of tastes or pace does to a plan that stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from planner.attempt import Supplies
from planner.change import Change, DayChange, apply
from planner.gates import violations
from planner.itinerary import Itinerary, Visit
from planner.leaning import eased, turned
from planner.replan import replan
from planner.request import Pace, Terminal
from planner.stop import MaxRounds
from tests.worlds import TinyWorld, good_itinerary, good_request

if TYPE_CHECKING:
    from typing import Any

THURSDAY = dt.date(2026, 6, 4)
WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})


def _old(**more: Any) -> Itinerary:
    """Museum, gallery and park, then market and church."""
    station = "lumen:station"
    at = {
        "arrival": Terminal(time=dt.time(9), at=station),
        "departure": Terminal(time=dt.time(18), at=station),
    }
    return good_itinerary(WORLD, good_request(**at, **more))


def _replanned(old: Itinerary, **request: Any) -> Itinerary:
    wanted = apply(old.request, Change(request=request))
    plan = replan(old, wanted, SUPPLIES, MaxRounds(4))
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    return plan


def _sights(plan: Itinerary) -> set[str]:
    stops = (stop for day in plan.days for stop in day.stops if isinstance(stop, Visit))
    return {stop.place_id.partition(":")[2] for stop in stops}


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ({}, {"museum": -0.6}, -1),
        ({}, {"museum": 0.7}, 1),
        ({}, {"park": 0.7}, 0),
        ({"museum": 1.0}, {"museum": 0.7}, 0),
        ({"museum": 1.0}, {}, 0),
        ({"museum": -1.0}, {"museum": -0.6}, 0),
        ({"museum": -1.0}, {"museum": 0.7}, 1),
        ({"museum": 0.7}, {"museum": 0.7, "history": -1.0}, -1),
    ],
)
def test_what_is_said_of_a_place_turns(
    before: dict[str, float], after: dict[str, float], way: int
) -> None:
    """To liking, to disliking, or neither way; its tags count as its category does."""
    museum = WORLD.place("lumen:museum")
    assert museum is not None
    requests = (good_request(interests=interests) for interests in (before, after))
    assert turned(museum, *requests) == way


def test_days_are_eased_by_a_slower_pace() -> None:
    """From packed to balanced, from balanced to relaxed, to light; not the other way."""
    light, slow, usual, fast = (good_request(pace=pace) for pace in Pace)
    assert eased(fast, usual, THURSDAY)
    assert eased(usual, slow, THURSDAY)
    assert eased(slow, light, THURSDAY)
    assert not eased(slow, fast, THURSDAY)
    assert not eased(usual, usual, THURSDAY)


def test_one_day_is_eased() -> None:
    """A lighter Thursday is no lighter Friday."""
    before = good_request()
    after = apply(before, Change(days=(DayChange(date=THURSDAY, pace=Pace.LIGHT),)))
    assert eased(before, after, THURSDAY)
    assert not eased(before, after, THURSDAY + dt.timedelta(days=1))
    assert after.window_on(THURSDAY) == before.window_on(THURSDAY)


def test_what_is_disliked_leaves_the_plan() -> None:
    """Who does not care for museums has none any more; the other day stays as it was."""
    old = _old()
    plan = _replanned(old, interests={"museum": -1.0})
    assert "museum" in _sights(old)
    assert "museum" not in _sights(plan)
    assert plan.days[1] == old.days[1]


def test_what_is_longed_for_comes() -> None:
    """A view is seen once views are loved, and the best of what was there stays."""
    old = _old()
    plan = _replanned(old, interests={"viewpoint": 1.0})
    assert "beacon" in _sights(plan)
    assert {"museum", "gallery"} <= _sights(plan)
    assert "beacon" not in _sights(old)


def test_a_taste_for_what_is_there_already_changes_nothing() -> None:
    """Who loves the museum that is in the plan keeps the plan."""
    old = _old()
    assert _sights(_replanned(old, interests={"museum": 1.0})) == _sights(old)
