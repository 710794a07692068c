"""What an hour is worth: each factor alone, and reasons that are true of the times they go with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.city import ClimateMonth
from planner.facts import Daylight, Span
from planner.hourly import (
    CROWD,
    CROWD_BUSY,
    DARK_GREEN,
    DARK_STREET,
    HEAT,
    SUNSET,
    by_slot,
    chill,
    crowding,
    darkness,
    heat,
    hourly,
    meal_by_slot,
    part_of_day,
    sundown,
    timely_reasons,
)
from planner.kernel import SLOTS
from planner.taxonomy import Category, Daypart, Setting
from tests.planner.tiny_problem import THURSDAY
from tests.worlds import PLACES, TinyWorld

WORLD = TinyWorld()
PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}
SUNDAY = THURSDAY + dt.timedelta(days=3)
#: Sunrise at 6:00, sunset at 20:00.
LIGHT = Daylight(360, 1200)
JULY, JANUARY, MILD = (ClimateMonth(high_c=c, low_c=c - 9, rain_days=3) for c in (34, 2, 18))


def _with(name: str, **change: Any) -> Any:
    return PLACE[name].model_copy(update=change)


#: A sight everybody goes to, outdoors and at its best at any time.
GREAT = _with("museum", category=Category.LANDMARK, popularity=1.0, setting=Setting.OUTDOOR)
PARK = _with("park", category=Category.PARK, setting=Setting.OUTDOOR, popularity=0.3)
VIEW = _with("park", category=Category.VIEWPOINT, popularity=0.3)


def slot(time: str) -> int:
    """The half-hour that begins at ``HH:MM``."""
    hour, minute = map(int, time.split(":"))
    return (hour * 60 + minute) // 30


def minutes(span: str) -> tuple[int, int]:
    """``HH:MM-HH:MM`` in minutes after midnight."""
    times = [dt.time.fromisoformat(time) for time in span.split("-")]
    start, end = (time.hour * 60 + time.minute for time in times)
    return start, end


def test_best_dayparts_are_worth_all_and_others_less() -> None:
    """The church is best in the morning and the afternoon; a landmark at any time."""
    curve = part_of_day(PLACE["church"]).values
    assert curve.shape == (SLOTS,)
    assert curve[slot("09:00")] == curve[slot("15:00")] == 1.0
    assert curve[slot("12:30")] == curve[slot("20:00")] == 0.75
    assert (part_of_day(GREAT).values == 1.0).all()


def test_a_night_out_is_nothing_by_day() -> None:
    """A show in the morning is worth a tenth."""
    show = _with("museum", category=Category.PERFORMANCE, dayparts=(Daypart.EVENING,))
    curve = part_of_day(show).values
    assert curve[slot("10:00")] == 0.1
    assert curve[slot("20:00")] == 1.0


def test_the_great_sights_are_fullest_around_noon() -> None:
    """Emptier early and late; fuller on a weekend; what few go to is never full."""
    plain, busy = (crowding(GREAT, 0, weekend).values for weekend in (False, True))
    assert plain[slot("12:00")] == pytest.approx(1 - CROWD)
    assert busy[slot("12:00")] == pytest.approx(1 - CROWD_BUSY)
    assert plain[slot("08:30")] > plain[slot("10:00")] > plain[slot("12:00")]
    assert plain[slot("12:00")] < plain[slot("17:00")] < plain[slot("19:30")]
    assert (crowding(_with("museum", popularity=0.5), 0, True).values == 1.0).all()


def test_the_first_hour_after_opening_is_emptier() -> None:
    """Of a sight that opens at eleven, at the height of the day, the hour until noon."""
    late, always = (crowding(GREAT, opens, False).values for opens in (660, 0))
    hour = slice(slot("11:00"), slot("12:00"))
    assert (late[hour] > always[hour]).all()
    assert late[slot("12:00")] == always[slot("12:00")]


def test_crowds_are_what_a_market_lives_by() -> None:
    """However renowned."""
    market = _with("museum", category=Category.MARKET, popularity=1.0)
    assert (crowding(market, 0, True).values == 1.0).all()


@pytest.mark.parametrize(
    ("span", "opens", "told"),
    [
        ("09:00-10:30", 0, True),
        ("09:30-10:30", 0, False),  # the crowd is coming
        ("10:00-11:30", 600, True),  # among the first of the day
        ("09:20-13:20", 0, False),  # most of it in the crowd
        ("14:00-15:00", 840, False),
    ],
)
def test_before_the_crowds_is_told_of_early_visits(span: str, opens: int, told: bool) -> None:
    """Begun by half past nine or within an hour of opening, and half done by eleven."""
    factor = crowding(GREAT, opens, False)
    assert factor.reason == "before the crowds"
    assert factor.holds(*minutes(span)) is told


def test_noon_is_too_hot_outdoors_in_hot_months() -> None:
    """The worst is lost from half past twelve to four, under a roof and in mild months nothing."""
    curve = heat(PARK, JULY).values
    assert curve[slot("13:00")] == pytest.approx(1 - HEAT)
    assert curve[slot("10:00")] == curve[slot("18:00")] == 1.0
    half = heat(_with("museum", setting=Setting.MIXED), JULY).values
    assert half[slot("13:00")] == pytest.approx(1 - HEAT / 2)
    for place, climate in ((_with("museum", setting=Setting.INDOOR), JULY), (PARK, MILD)):
        assert (heat(place, climate).values == 1.0).all()
    assert (heat(PARK, None).values == 1.0).all()
    assert (heat(_with("park", category=Category.BEACH), JULY).values == 1.0).all()


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ("10:00-11:30", True),
        ("11:00-12:10", False),
        ("12:30-14:00", False),
        ("16:00-17:30", False),
        ("17:00-18:30", True),
        ("17:00-17:20", False),  # too short to feel it
    ],
)
def test_out_of_the_heat_is_told_of_visits_that_are(span: str, told: bool) -> None:
    """Over by noon, or begun from half past four."""
    factor = heat(PARK, JULY)
    assert factor.reason == "out of the midday heat"
    assert factor.holds(*minutes(span)) is told


def test_a_warm_month_is_no_heat_to_speak_of() -> None:
    """At 27 degrees a little is lost, and nothing is said."""
    factor = heat(PARK, ClimateMonth(high_c=27, low_c=18, rain_days=3))
    assert 0.94 < factor.values[slot("13:00")] < 1.0
    assert not factor.holds(*minutes("10:00-11:30"))


def test_cold_months_are_for_noon_outdoors() -> None:
    """Nothing is lost from eleven to half past three, and the reason goes with those hours."""
    factor = chill(PARK, JANUARY)
    assert factor.values[slot("13:00")] == 1.0
    assert factor.values[slot("08:30")] < factor.values[slot("10:00")] < 1.0
    assert factor.values[slot("18:30")] < 1.0
    assert factor.holds(*minutes("13:00-14:00"))
    assert not factor.holds(*minutes("09:30-10:30"))
    assert (chill(PARK, MILD).values == 1.0).all()
    assert (chill(_with("museum", setting=Setting.INDOOR), JANUARY).values == 1.0).all()


def test_the_dark_is_worse_in_parks_than_in_streets() -> None:
    """Even where a park is open all night; a place best by night loses nothing."""
    night = slot("22:00")
    assert darkness(PARK, LIGHT).values[night] == pytest.approx(1 - DARK_GREEN)
    assert darkness(PARK, LIGHT).values[slot("14:00")] == 1.0
    assert darkness(PARK, LIGHT).values[slot("04:00")] == pytest.approx(1 - DARK_GREEN)
    square = _with("park", category=Category.SQUARE)
    assert darkness(square, LIGHT).values[night] == pytest.approx(1 - DARK_STREET)
    bright = square.model_copy(update={"dayparts": (Daypart.EVENING,)})
    woods = bright.model_copy(update={"tags": ("nature",)})
    assert darkness(bright, LIGHT).values[night] == 1.0
    assert darkness(woods, LIGHT).values[night] == pytest.approx(1 - DARK_GREEN)
    assert (darkness(_with("museum", setting=Setting.INDOOR), LIGHT).values == 1.0).all()


def test_a_view_is_best_at_sunset() -> None:
    """In January at five, in June at nine: always as the sun goes down."""
    for sunset in (1020, 1260):
        factor = sundown(VIEW, Daylight(360, sunset))
        assert abs(int(np.argmax(factor.values)) * 30 + 15 - sunset) <= 45
        assert factor.values.max() == pytest.approx(1 + SUNSET)
        assert factor.values[slot("12:00")] == 1.0
    assert (sundown(PARK, LIGHT).values == 1.0).all()


@pytest.mark.parametrize(
    ("span", "told"),
    [("19:30-20:10", True), ("19:15-19:50", True), ("19:00-19:45", False), ("20:05-20:30", False)],
)
def test_at_sunset_is_told_of_who_sees_it(span: str, told: bool) -> None:
    """The sun is down at eight: there until ten to eight at least, and before it is gone."""
    assert sundown(VIEW, LIGHT).holds(*minutes(span)) is told


def test_the_day_decides() -> None:
    """A Sunday is fuller than a Thursday, and all factors multiply."""
    world = TinyWorld([GREAT], hours={GREAT.id: (Span(0, 1440),)})
    weekday, weekend = (by_slot(GREAT, world, day) for day in (THURSDAY, SUNDAY))
    assert weekend[slot("12:00")] < weekday[slot("12:00")]
    product = np.prod([factor.values for factor in hourly(GREAT, world, THURSDAY)], axis=0)
    assert weekday == pytest.approx(product)


def test_a_public_holiday_is_as_full_as_a_weekend() -> None:
    """2 June 2026 is a Tuesday and the day of the republic."""
    world = TinyWorld([GREAT], hours={GREAT.id: (Span(0, 1440),)})
    tuesdays = (dt.date(2026, 6, 2), dt.date(2026, 6, 9))
    feast, plain = (by_slot(GREAT, world, day)[slot("12:00")] for day in tuesdays)
    assert feast < plain


@given(start=st.integers(0, 1380), length=st.integers(10, 240))
def test_reasons_are_told_where_they_are_true(start: int, length: int) -> None:
    """Whatever the times, each reason told is one whose factor says that it holds."""
    world = TinyWorld([GREAT], hours={GREAT.id: (Span(0, 1440),)})
    told = timely_reasons(GREAT, world, THURSDAY, start, start + length)
    true = {f.reason for f in hourly(GREAT, world, THURSDAY) if f.holds(start, start + length)}
    assert set(told) == true - {""}


def test_a_meal_is_best_in_the_middle_of_its_window() -> None:
    """Lunch to begin 11:45 to 14:00 is best with its middle near 13:20."""
    curve = meal_by_slot(705, 840)
    assert curve.shape == (SLOTS,)
    assert int(np.argmax(curve)) == 26  # 13:00 to 13:30
    assert curve.min() == pytest.approx(1 - 0.35 * 1.5**2)
    assert (np.diff(curve[:27]) >= 0).all()
    assert (np.diff(curve[27:]) <= 0).all()
