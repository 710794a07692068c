"""The rule of rests, as the checker judges it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.request import Appointment, RestWish, Terminal
from tests.eval.edits import found, later, rules_broken, with_request, with_stop
from tests.worlds import DayDraft, TinyWorld, good_itinerary, good_request, night, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary

WORLD = TinyWorld()
RESTS = (RestWish(),)


def _resting(at: str = "lumen:hotel", **more: Any) -> Itinerary:
    """Two days in Lumen, each with an hour's rest from 14:00 on, the first one's ``at`` a place."""
    first = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="09:40")
    first.come("lumen:station", "09:30").meal("lunch", "lumen:bistro", "12:00", 60, cost=50)
    first.rest("14:00", 60, at).meal("dinner", "lumen:trattoria", "19:00", 80, cost=60)
    last = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    last.meal("lunch", "lumen:cafe", "12:00", 60, cost=24).rest("14:00", 60)
    last.go("lumen:station", "17:00")
    days = [first.done(stay=night(WORLD, "lumen:hotel", 100)), last.done()]
    return trip(good_request(**({"rests": RESTS} | more)), days)


def test_rests_as_asked_for_break_no_rule() -> None:
    """Neither this rule nor another: the bed is no place visited twice, and costs nothing more."""
    assert rules_broken(_resting()) == set()


def test_rests_that_are_due_are_taken() -> None:
    """They may begin from 13:30 to 15:30, two hours, on both days."""
    plan = with_request(good_itinerary(), rests=RESTS)
    assert found(plan, "rests") == [(0, None, 120), (1, None, 120)]


def test_rests_after_an_arrival_or_beside_an_appointment_are_not_due() -> None:
    """Less than an hour is left to begin in, once at the end and once on either side."""
    arrival = Terminal(time=dt.time(14, 10), mode="car")
    talk = Appointment(
        name="Talk", place="lumen:cafe",
        start=dt.datetime(2026, 6, 5, 14), end=dt.datetime(2026, 6, 5, 15),
    )  # fmt: skip
    plan = with_request(good_itinerary(), rests=RESTS, arrival=arrival, appointments=(talk,))
    assert found(plan, "rests") == []


def test_rests_nobody_asked_for() -> None:
    """One a day is one too many."""
    assert found(_resting(rests=()), "rests") == [(0, 1, 1), (1, 1, 1)]


def test_rests_begin_in_their_window_and_last() -> None:
    """Forty minutes too early, ten too late, a quarter of an hour short."""
    plan = _resting()
    rest = plan.days[0].stops[1]
    assert found(with_stop(plan, 0, 1, start=later(rest.start, -40)), "rests") == [(0, 1, 10)]
    late = with_stop(plan, 0, 1, start=later(rest.start, 100), end=later(rest.end, 100))
    assert found(late, "rests") == [(0, 1, 10)]
    assert found(with_stop(plan, 0, 1, end=later(rest.end, -15)), "rests") == [(0, 1, 15)]


def test_rests_where_one_sleeps() -> None:
    """A bench in the park is some way from the bed."""
    ((day, stop, metres),) = found(_resting("lumen:park"), "rests")
    assert (day, stop) == (0, 1)
    assert metres is not None
    assert metres > 500
