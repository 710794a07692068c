"""What a repair looks at: places wanted, and those near the days that a change touches."""

from __future__ import annotations

import datetime as dt

import pytest

from planner import reach
from planner.attempt import Supplies
from planner.change import Change, DayChange, apply
from planner.reach import touched, within_reach
from planner.request import Avoid
from planner.taxonomy import Group
from tests.planner.tiny_problem import THURSDAY
from tests.worlds import TinyWorld, good_itinerary

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})
OLD = good_itinerary(WORLD)
FRIDAY = THURSDAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "dates"),
    [
        (Change(), set()),
        (Change(drop=("lumen:park",)), {THURSDAY}),
        (Change(close=(Avoid(place="lumen:cafe", date=FRIDAY),)), {FRIDAY}),
        (Change(days=(DayChange(date=FRIDAY, start=dt.time(11)),)), {FRIDAY}),
        (Change(days=(DayChange(date=THURSDAY, rain=True),)), {THURSDAY}),
        (Change(add=("lumen:beacon",)), set()),
        (Change(request={"pace": "relaxed"}), {THURSDAY, FRIDAY}),
        (Change(drop=("lumen:park",), request={"diets": ["vegan"]}), {THURSDAY, FRIDAY}),
    ],
)
def test_a_change_touches_the_days_it_names(change: Change, dates: set[dt.date]) -> None:
    """By a stop, a window or rain; what says no day touches all of them."""
    assert touched(OLD, apply(OLD.request, change)) == dates


def _within(change: Change) -> set[str]:
    (pool,) = within_reach(OLD, apply(OLD.request, change), SUPPLIES)
    return {place.id.partition(":")[2] for place in pool}


def test_where_no_day_is_touched_only_what_is_wanted_is_looked_at() -> None:
    """The hill that is asked for, and nothing else."""
    assert _within(Change(add=("lumen:beacon",))) == {"beacon"}


def test_the_nearest_and_the_most_visited_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of each: beside Friday's stops, and of renown; what is barred does not count."""
    monkeypatch.setattr(reach, "NEAREST", {Group.SIGHT: 1, Group.FOOD: 1})
    monkeypatch.setattr(reach, "RENOWNED", {Group.SIGHT: 1, Group.FOOD: 1})
    found = _within(Change(drop=("lumen:market",)))
    assert found == {"church", "museum", "cafe", "trattoria"}
    assert "museum" not in _within(Change(drop=("lumen:market", "lumen:museum")))
