"""The rules open, daylight and season."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.itinerary import Itinerary, Note
from planner.place import Closure
from tests.eval.edits import changed, found, with_day, with_request, with_stop
from tests.worlds import DayDraft, TinyWorld, good_itinerary, good_request, trip

WORLD = TinyWorld()
UNVERIFIED = Note(kind="unverified", text="Hours are not on file.")


def _day(id: str, time: str, minutes: int, date: str = "2026-06-04", **more: object) -> Itinerary:
    """One day, one visit."""
    draft = DayDraft(WORLD, date, "lumen:hotel").visit(id, time, minutes, **more)  # type: ignore[arg-type]
    return trip(good_request(start=dt.date.fromisoformat(date)), [draft.done()])


@pytest.mark.parametrize(
    ("time", "minutes", "closed"),
    [
        ("10:00", 60, None),
        ("09:50", 60, 10),
        ("17:00", 60, None),
        ("17:01", 60, 1),
        ("19:00", 50, 50),
    ],
)
def test_open_counts_the_closed_minutes(time: str, minutes: int, closed: int | None) -> None:
    """Every minute outside the hours is counted."""
    assert found(_day("lumen:museum", time, minutes), "open") == (
        [(0, 0, closed)] if closed else []
    )


def test_open_wants_one_span() -> None:
    """A stop may not reach over the midday break."""
    assert found(_day("lumen:church", "11:50", 40), "open") == [(0, 0, 30)]


@pytest.mark.parametrize(("time", "late"), [("17:30", []), ("17:31", [(0, 0, 1)])])
def test_open_admits_until_the_last_admission(time: str, late: list[object]) -> None:
    """The museum lets nobody in during its last 30 minutes."""
    assert found(_day("lumen:museum", time, 20), "open") == late


def test_open_knows_public_holidays() -> None:
    """Tuesday 2 June is a holiday: the museum says off, the bistro says nothing."""
    assert found(_day("lumen:museum", "11:00", 60, "2026-06-02"), "open") == [(0, 0, 60)]
    assert found(_day("lumen:bistro", "12:00", 60, "2026-06-02"), "open") == []


def test_open_past_midnight() -> None:
    """The club's Friday lasts until three on Saturday; Thursday has none."""
    assert found(_day("lumen:club", "24:30", 60, "2026-06-05"), "open") == []
    assert found(_day("lumen:club", "26:30", 60, "2026-06-05"), "open") == [(0, 0, 30)]
    assert found(_day("lumen:club", "22:30", 60, "2026-06-04"), "open") == [(0, 0, 60)]


def test_open_respects_closed_spells() -> None:
    """A place in a closed spell is closed whatever its hours say."""
    closure = Closure(start="06-01", end="06-04", reason="works")
    world = changed(WORLD, "lumen:museum", closures=(closure,))
    assert found(good_itinerary(), "open", world) == [(0, 0, None)]
    over = changed(WORLD, "lumen:museum", closures=(Closure(start="06-05", end="06-30"),))
    assert found(good_itinerary(), "open", over) == []


def test_open_refuses_or_marks_the_unknown() -> None:
    """The beacon's hours are unknown: marked it passes, unmarked or excluded it does not."""
    silent = _day("lumen:beacon", "11:00", 30)
    marked = with_stop(silent, 0, 0, notes=(UNVERIFIED,))
    assert found(silent, "open") == [(0, 0, None)]
    assert found(marked, "open") == []
    assert found(with_request(marked, unknown_hours="exclude"), "open") == [(0, 0, None)]


def test_open_takes_a_mark_on_the_itinerary_for_that_place_only() -> None:
    """A note of the whole plan counts where it names the place."""
    silent = _day("lumen:beacon", "11:00", 30)
    for place_id, expected in (
        ("lumen:beacon", []),
        ("lumen:museum", [(0, 0, None)]),
        (None, [(0, 0, None)]),
    ):
        note = UNVERIFIED.model_copy(update={"place_id": place_id})
        assert found(silent.model_copy(update={"notes": (note,)}), "open") == expected


def test_open_keeps_the_unknown_to_plausible_hours() -> None:
    """Nobody would expect a viewpoint open before eight."""
    early = with_stop(_day("lumen:beacon", "07:40", 30), 0, 0, notes=(UNVERIFIED,))
    assert found(early, "open") == [(0, 0, 20)]


def test_daylight_ends_half_an_hour_after_sunset() -> None:
    """The sun sets at 21:06 on 4 June, so 21:36 is the end of it."""
    assert found(_day("lumen:park", "20:36", 60), "daylight") == []
    ((day, stop, minutes),) = found(_day("lumen:park", "21:10", 60), "daylight")
    assert (day, stop) == (0, 0)
    assert minutes == pytest.approx(32, abs=1)


def test_daylight_begins_half_an_hour_before_sunrise() -> None:
    """The sun rises at 05:36 on 4 June."""
    assert found(_day("lumen:park", "05:07", 60), "daylight") == []
    ((_, _, minutes),) = found(_day("lumen:park", "04:30", 60), "daylight")
    assert minutes == pytest.approx(34, abs=1)


def test_daylight_binds_only_visits_that_need_it() -> None:
    """A place may say that it needs no daylight."""
    world = changed(WORLD, "lumen:park", daylight=False)
    assert found(_day("lumen:park", "22:30", 60), "daylight", world) == []


def test_season_is_the_month() -> None:
    """The beacon receives visitors from April to October."""
    assert found(_day("lumen:beacon", "11:00", 30, "2026-10-31"), "season") == []
    assert found(_day("lumen:beacon", "11:00", 30, "2026-11-01"), "season") == [(0, 0, None)]


def test_times_are_taken_at_their_instant() -> None:
    """The same plan told in UTC breaks the time zone and nothing about hours."""
    plan = good_itinerary()
    stops = plan.days[0].stops
    moved = tuple(
        s.model_copy(update={"start": s.start.astimezone(dt.UTC), "end": s.end.astimezone(dt.UTC)})
        for s in stops
    )
    told = with_day(plan, 0, stops=moved)
    assert found(told, "open") == []
    assert found(told, "time_zone")[0] == (0, 0, 120)
