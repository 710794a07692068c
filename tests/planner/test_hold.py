"""How an old plan is held on to: bonuses, barred days, and stops that begin no earlier."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from planner.attempt import Supplies
from planner.change import Change, DayChange, apply
from planner.hold import Hold, anchored, held, left_alone
from planner.lodging import choose_lodgings
from planner.request import Terminal
from planner.standing import standing_problem, surviving
from tests.planner.tiny_problem import THURSDAY, evaluate, node
from tests.worlds import (
    DayDraft,
    TinyWorld,
    good_days,
    good_itinerary,
    good_request,
    night,
    trip,
)

if TYPE_CHECKING:
    from planner.itinerary import Itinerary
    from planner.problem import TripProblem

WORLD = TinyWorld()
SUPPLIES = Supplies([WORLD.places("lumen")], WORLD, {})
FIRM = Hold(stay=300.0, touched=8.0, newcomer=3.0, barred=True)


def _old() -> Itinerary:
    """Museum, bistro, gallery, park and trattoria, then market, church and cafe."""
    station = "lumen:station"
    return good_itinerary(
        WORLD,
        good_request(
            arrival=Terminal(time=dt.time(9), at=station),
            departure=Terminal(time=dt.time(18), at=station),
        ),
    )


def _problem(**change: Any) -> TripProblem:
    request = apply(_old().request, Change(**change))
    lodging = choose_lodgings(0, SUPPLIES.places[0], request, "EUR", WORLD)[:1]
    return standing_problem(_old(), request, SUPPLIES, lodging)


def _held(problem: TripProblem, hold: Hold = FIRM) -> TripProblem:
    return held(problem, surviving(problem, _old()), _old(), hold)


def _bonus(problem: TripProblem, name: str, day: int, hold: Hold = FIRM) -> float:
    number = node(problem, name)
    return float(_held(problem, hold).arrays.value[number, day] - problem.arrays.value[number, day])


def test_the_bonus_is_higher_where_the_change_leaves_a_day_alone() -> None:
    """Without the park Thursday is touched, Friday is not."""
    problem = _problem(drop=("lumen:park",))
    assert _bonus(problem, "museum", 0) == pytest.approx(8.0)
    assert _bonus(problem, "church", 1) == pytest.approx(300.0)


def test_rain_takes_the_bonus_of_what_is_outdoors() -> None:
    """On a wet Thursday the park need not stay, the museum may."""
    wet = _problem(days=(DayChange(date=THURSDAY, rain=True),))
    assert _bonus(wet, "park", 0) == 0.0
    assert _bonus(wet, "museum", 0) == pytest.approx(8.0)


def test_a_lighter_day_holds_none_of_its_sights() -> None:
    """They may go; Friday is left alone."""
    lighter = _problem(days=(DayChange(date=THURSDAY, pace="light"),))
    assert _bonus(lighter, "museum", 0) == 0.0
    assert _bonus(lighter, "church", 1) == pytest.approx(300.0)


def test_a_newcomer_is_charged_unless_it_is_wanted() -> None:
    """The hill costs three points; asked for, none."""
    assert _bonus(_problem(), "beacon", 0) == pytest.approx(-3.0)
    assert _bonus(_problem(add=("lumen:beacon",)), "beacon", 0) == 0.0


def test_only_a_firm_hold_bars_newcomers_from_untouched_days() -> None:
    """The hill may come on the touched Thursday, not on Friday; loosely held, on both."""
    problem = _problem(drop=("lumen:park",))
    beacon = node(problem, "beacon")
    assert (_held(problem).arrays.n_spans[beacon] > 0).tolist() == [True, False]
    loose = _held(problem, Hold(stay=8.0, touched=8.0))
    assert (loose.arrays.n_spans[beacon] > 0).all()


def test_a_day_that_is_only_made_shorter_takes_in_nothing_new() -> None:
    """Who wants less of a day is not given other sights instead; a longer one has room for them."""
    for start, end, open_to_it in ((11, 20, False), (8, 20, True), (11, 23, True)):
        shorter = DayChange(date=THURSDAY, start=dt.time(start), end=dt.time(end))
        problem = _problem(days=(shorter,))
        assert (_held(problem).arrays.n_spans[node(problem, "beacon"), 0] > 0) == open_to_it


def test_the_bonus_is_highest_at_the_old_time() -> None:
    """The museum is worth most in the half-hour its old visit centred on."""
    problem = _problem()
    museum, a = node(problem, "museum"), _held(problem).arrays
    plain = problem.arrays.value[museum, 0] * problem.arrays.by_slot[museum]
    gain = a.value[museum, 0] * a.by_slot[museum] - plain
    assert int(np.argmax(gain)) == (10 * 60 + 50) // 30
    assert gain.max() == pytest.approx(300.0)


def test_anchored_stops_begin_no_earlier_than_they_did() -> None:
    """With the gallery gone the park still begins at half past two, not an hour earlier."""
    problem = _problem(drop=("lumen:gallery",))
    start = surviving(problem, _old())
    firm = anchored(problem, start, _old())
    position = start[0].index(node(problem, "park"))
    _, loose_work = evaluate(problem, start[0])
    assert loose_work.starts[position] < 14 * 60 + 30
    _, firm_work = evaluate(firm, start[0])
    assert firm_work.starts[position] == 14 * 60 + 30


def test_a_day_that_cannot_be_anchored_is_left_as_it_is() -> None:
    """Dinner at twenty past eight is too late for being back by half past: it may be earlier."""
    late = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="09:40").come("lumen:station", "09:30")
    late.meal("dinner", "lumen:noodles", "20:20", 80, cost=30)
    first = late.done(stay=night(WORLD, "lumen:hotel", 100))
    old = trip(_old().request, [first, good_days(WORLD)[1]])
    change = Change(days=(DayChange(date=THURSDAY, end=dt.time(20, 30)),))
    lodging = choose_lodgings(0, SUPPLIES.places[0], old.request, "EUR", WORLD)[:1]
    problem = standing_problem(old, apply(old.request, change), SUPPLIES, lodging)
    start = surviving(problem, old)
    assert start[0] == [node(problem, "noodles", "dinner")]
    spans, plain = anchored(problem, start, old).arrays.spans, problem.arrays.spans
    assert (spans[:, 0] == plain[:, 0]).all()
    assert (spans[:, 1] != plain[:, 1]).any()


def test_a_day_is_left_alone_with_its_stops_window_and_weather() -> None:
    """A later start or rain touches it, and so does a stop that cannot stay."""
    for change, alone in (
        ({}, True),
        ({"days": (DayChange(date=THURSDAY, rain=True),)}, False),
        ({"days": (DayChange(date=THURSDAY, end=dt.time(21, 45)),)}, False),
        ({"drop": ("lumen:park",)}, False),
    ):
        problem = _problem(**change)
        row = surviving(problem, _old())[0]
        assert left_alone(problem, row, _old(), 0) is alone
