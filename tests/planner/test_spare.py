"""Where to go on to at the end of a day: only what could be added to the plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from planner.facts import Span
from planner.gates import violations
from planner.place import Closure
from planner.request import Budget, TripRequest, Window
from planner.spare import MOST_MINUTES, prolonged, spare
from tests.planner.gate_cases import request_of
from tests.tiny_places import at
from tests.worlds import PLACES, TinyWorld, good_itinerary

if TYPE_CHECKING:
    from planner.itinerary import Itinerary, Spare

ALWAYS = (Span(0, 1440),)


def _found(
    hours: tuple[Span, ...] | None = ALWAYS,
    where: tuple[int, int] = (1000, -300),
    request: TripRequest | None = None,
    **changes: Any,
) -> tuple[Spare | None, Itinerary, TinyWorld]:
    """A pier 100 m from Thursday's dinner, which ends at 20:20, as somewhere to go on to."""
    park = next(place for place in PLACES if place.id == "lumen:park")
    lat, lon = at("lumen", *where)
    named = {"id": "lumen:pier", "name": "Old Pier", "lat": lat, "lon": lon}
    pier = park.model_copy(update={**named, **changes})
    world = TinyWorld(places=[pier], hours={"lumen:pier": hours})
    plan = good_itinerary(world, request or request_of())
    assert not violations(plan, world)
    return spare(plan, 0, pier, world, {}), plan, world


def test_it_begins_where_and_when_the_last_stop_ends() -> None:
    """On foot and at once, for as long as is usual, and home from there."""
    found, plan, world = _found()
    assert found is not None
    dinner = plan.days[0].stops[-1]
    assert (found.date, found.way.start, found.way.origin) == (
        plan.days[0].date, dinner.end, dinner.name
    )  # fmt: skip
    assert found.visit.start == found.way.end
    assert found.visit.minutes == 60
    assert (found.back.start, found.back.target) == (found.visit.end, plan.days[0].end.name)
    longer = prolonged(plan, found)
    assert not violations(longer, world)
    assert longer.days[0].stops == (*plan.days[0].stops, found.visit)
    assert longer.days[1] == plan.days[1]
    assert not plan.spare and not longer.spare


def test_what_closes_early_is_visited_as_briefly_as_makes_sense() -> None:
    """Half an hour in a park that shuts at nine, and not at all in one that shuts before."""
    found, _, _ = _found((Span(600, 21 * 60),))
    assert found is not None and found.visit.minutes == 30
    assert _found((Span(600, 20 * 60 + 45),))[0] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": None},
        {"where": (1000, 2500)},
        {"admission": None},
        {"booking_days": 2},
        {"closures": (Closure(start="06-01", end="06-08"),)},
        {"open_months": (1, 2)},
        {"request": request_of(max_sights_on={dt.date(2026, 6, 4): 3})},
        {"request": request_of(must_not=("lumen:pier",))},
        {
            "request": request_of(
                windows={dt.date(2026, 6, 4): Window(start=dt.time(8), end=dt.time(20, 45))}
            )
        },
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_added_is_not_told(wrong: dict[str, Any]) -> None:
    """Unsure, far, to be booked, shut, out of season, or against what was asked for."""
    assert _found(**wrong)[0] is None


def test_the_budget_holds() -> None:
    """30 euro are left of the whole: two tickets of 15 fit in, two of 16 do not."""
    free = next(place for place in PLACES if place.id == "lumen:park").admission
    assert free is not None
    for adult, fits in ((15, True), (16, False)):
        request = request_of(budget=Budget(currency="EUR", total=300))
        admission = free.model_copy(update={"adult": adult})
        found, plan, _ = _found(request=request, admission=admission)
        assert (found is not None) == fits
        if found is not None:
            assert prolonged(plan, found).costs.total == plan.costs.total + 2 * adult


def test_nobody_walks_longer_than_that() -> None:
    """Somewhere farther and farther off is told up to the limit, and not beyond it."""
    told = [_found(where=(1000, north))[0] for north in range(-300, 1600, 100)]
    minutes = [found.way.minutes for found in told if found is not None]
    assert MOST_MINUTES - 2 <= max(minutes) <= MOST_MINUTES
    assert told[len(minutes) :] == [None] * (len(told) - len(minutes))
