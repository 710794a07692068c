"""Opening hours as the checker reads them: rules, holidays, midnight, the unknown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from eval.checker.hours import is_known, is_open
from tests.worlds import LUMEN, PLACES, TinyWorld

if TYPE_CHECKING:
    from planner.place import Place

MUSEUM = next(place for place in PLACES if place.id == "lumen:museum")


def _place(spec: str | None) -> Place:
    return MUSEUM.model_copy(update={"opening_hours": spec})


def _open_at(spec: str, time: str) -> bool:
    place = _place(spec)
    assert is_known(place, LUMEN, dt.date.fromisoformat(time[:10]))
    return is_open(place, LUMEN, dt.datetime.fromisoformat(time).replace(tzinfo=LUMEN.zone))


@pytest.mark.parametrize(
    ("spec", "time", "expected"),
    [
        ("Tu-Su 10:00-18:00", "2026-06-01T12:00", False),  # a Monday
        ("Tu-Su 10:00-18:00", "2026-06-02T12:00", True),  # a holiday of which the text says nothing
        ("Tu-Su 10:00-18:00; PH off", "2026-06-02T12:00", False),
        ("Tu-Su 10:00-18:00; PH 10:00-13:00", "2026-06-02T12:59", True),
        ("Tu-Su 10:00-18:00; PH 10:00-13:00", "2026-06-02T13:00", False),
        ("Su,PH 09:00-11:00", "2026-06-02T10:00", True),
        ("Su,PH 09:00-11:00", "2026-06-03T10:00", False),
        ("Mo-Su 10:00-18:00; We 14:00-16:00", "2026-06-03T12:00", False),
        ("Mo-Fr 10:00-12:00, We 14:00-16:00", "2026-06-03T11:00", True),
        ("Mo-Fr 10:00-12:00, We 14:00-16:00", "2026-06-03T15:00", True),
        ("Mo-Su 10:00-18:00; 12:00-13:00 off", "2026-06-03T12:30", False),
        ("Mo-Su 10:00-18:00; 12:00-13:00 off", "2026-06-03T13:00", True),
        ("Tu-Su 10:00-18:00; Jan 01,May 01,Dec 25 off", "2026-12-25T12:00", False),
        ("Apr-Sep 10:00-19:00; Oct-Mar 10:00-16:00", "2026-10-01T17:00", False),
        ("Fr-Sa 22:00-03:00", "2026-06-07T02:59", True),  # Sunday morning
        ("Fr-Sa 22:00-03:00", "2026-06-07T03:00", False),
        ("Fr 22:00-03:00", "2026-06-05T02:00", False),  # Friday morning is Thursday's night
        ("24/7; Mo off", "2026-06-01T12:00", False),
        ("sunrise-sunset", "2026-06-04T05:00", False),
        ("sunrise-sunset", "2026-06-04T06:00", True),
        ("Jun Su,PH 09:00-11:00", "2026-12-25T10:00", False),
        ("We[1] 10:00-12:00", "2026-06-03T11:00", True),
        ("Dec 24-Jan 02 off", "2027-01-01T11:00", False),
    ],
)
def test_open_at_the_minute(spec: str, time: str, expected: bool) -> None:
    """Weekdays, seasons, holidays and nights, to the minute."""
    assert _open_at(spec, time) is expected


@pytest.mark.parametrize(
    "spec",
    [
        None,
        "",
        "Mo-Fr 10:00-18:00; SH off",
        "Mo-Fr 10:00+",
        "Mo-Fr 10:00-18:00 || 12:00-13:00",
        'Mo-Fr 10:00-18:00 "by appointment"',
        "Mo 10:00-12:00 unknown",
        "Feb 30 off; Mo-Su 10:00-18:00",
        "PH +1 day off; Mo-Su 10:00-18:00",
        "Mo-Sa 12:00-14:00; 19:00-22:00",
        "ask at the desk",
    ],
)
def test_unsure_texts_are_unknown(spec: str | None) -> None:
    """No plan may rest on open ends, fallbacks, comments, school holidays or prose."""
    assert not is_known(_place(spec), LUMEN, dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("spec", "known"),
    [
        ("PH off; Tu 10:00-12:00", False),
        ("PH 10:00-12:00; Mo-Su 10:00-18:00", False),
        ("PH off; Apr-Oct 10:00-18:00", False),
        ("PH 10:00-18:00; Mo-Su 10:00-18:00", True),  # overridden by the same hours
        ("PH off; We 10:00-12:00", True),  # not that day
        ("Tu-Su 10:00-17:30; PH 10:00-17:30; May 28-Jun 04 off", True),
        ("Mo-Su 10:00-17:30; PH 10:00-12:00; Jun off", True),
        ('PH off; Su 10:00-12:00 "by appointment"', True),
        ('PH 10:00-12:00 "by appointment"', False),
    ],
)
def test_a_holiday_overridden_by_weekdays_is_unknown(spec: str, known: bool) -> None:
    """On Tuesday 2 June, a holiday, only dates of their own and shut seasons override ``PH``."""
    assert is_known(_place(spec), LUMEN, dt.date(2026, 6, 2)) is known


def test_a_comment_makes_only_its_own_dates_unknown() -> None:
    """Saturdays by appointment are unknown, Fridays are not."""
    place = _place('Mo-Fr 10:00-18:00; Sa 10:00-12:00 "by appointment"')
    assert is_known(place, LUMEN, dt.date(2026, 6, 5))
    assert not is_known(place, LUMEN, dt.date(2026, 6, 6))


def test_holidays_nobody_knows_make_hours_unknown() -> None:
    """A text that depends on public holidays is unknown where no list of them exists."""
    nowhere = LUMEN.model_copy(update={"country": "ZZ"})
    assert not is_known(_place("Mo-Su 10:00-18:00; PH off"), nowhere, dt.date(2026, 6, 1))
    assert is_known(_place("Mo-Su 10:00-18:00"), nowhere, dt.date(2026, 6, 1))


def test_public_spaces_are_open_by_their_nature() -> None:
    """A park with no hours on file is open; a museum's hours are unknown."""
    park = next(place for place in PLACES if place.id == "lumen:park").model_copy(
        update={"opening_hours": None}
    )
    assert is_known(park, LUMEN, dt.date(2026, 6, 4))
    assert is_open(park, LUMEN, dt.datetime(2026, 6, 4, 3, tzinfo=dt.UTC))


def test_midnight_of_the_clock_change() -> None:
    """At 00:30 and 01:30 UTC on 25 October 2026 it is 02:30 in Lumen."""
    first = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    for instant in (first, first + dt.timedelta(hours=1)):
        assert is_open(_place("02:00-03:00"), LUMEN, instant)
    assert not is_open(_place("02:00-03:00"), LUMEN, first + dt.timedelta(hours=2))


@pytest.mark.parametrize(
    "place", [p for p in PLACES if p.opening_hours], ids=lambda place: str(place.id)
)
def test_tiny_world_tells_the_same_hours(place: Place) -> None:
    """The tiny world's hours by hand agree with its texts, over two weeks with a holiday."""
    world = TinyWorld()
    city = world.city(place.city)
    for day in (dt.date(2026, 6, 1) + dt.timedelta(days=offset) for offset in range(14)):
        spans = world.hours(place.id, day).spans
        for minute in range(0, 1440, 10):
            instant = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), city.zone)
            expected = any(span.open <= minute < span.close for span in spans)
            assert is_open(place, city, instant) is expected, (day, minute)
