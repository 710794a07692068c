"""Sunrise and sunset in local minutes, from the equator to polar day and night."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.facts import Daylight
from tests.tools.facts_builders import a_city
from tools.daylight import daylight


@pytest.mark.parametrize(
    ("city_id", "day", "sunrise", "sunset"),
    [
        ("copenhagen", "2026-06-21", 4 * 60 + 26, 21 * 60 + 57),
        ("copenhagen", "2026-12-21", 8 * 60 + 38, 15 * 60 + 38),
        ("rome", "2026-03-20", 6 * 60 + 13, 18 * 60 + 21),
        ("tokyo", "2026-09-23", 5 * 60 + 30, 17 * 60 + 37),
        ("new-york", "2026-07-04", 5 * 60 + 29, 20 * 60 + 30),
        ("new-york", "2020-08-09", 6 * 60 + 2, 19 * 60 + 59),  # sets at midnight UTC
    ],
)
def test_known_cities(city_id: str, day: str, sunrise: int, sunset: int) -> None:
    """Almanac times hold to two minutes, summer time included."""
    answer = daylight(a_city(city_id), dt.date.fromisoformat(day))
    assert answer.sunrise == pytest.approx(sunrise, abs=2)
    assert answer.sunset == pytest.approx(sunset, abs=2)


def test_polar_day_and_night() -> None:
    """Where the sun stays up the day is all light; where it stays down it has none."""
    assert daylight(a_city("tromso"), dt.date(2026, 6, 21)) == Daylight(0, 1440)
    night = daylight(a_city("tromso"), dt.date(2026, 12, 21))
    assert night.sunrise == night.sunset
    assert 11 * 60 < night.sunrise < 12 * 60


def test_a_sunset_after_midnight_belongs_to_the_evening_before() -> None:
    """Reykjavik's June sun sets after midnight, past minute 1440."""
    answer = daylight(a_city("reykjavik"), dt.date(2026, 6, 21))
    assert answer.sunset > 1440
    assert answer.sunrise < 240


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
def test_the_sun_rises_before_it_sets(day: dt.date) -> None:
    """In the temperate zones there are 6 to 19 hours of light, changing little from day to day."""
    for city_id in ("copenhagen", "rome", "tokyo", "new-york"):
        today = daylight(a_city(city_id), day)
        tomorrow = daylight(a_city(city_id), day + dt.timedelta(days=1))
        length = today.sunset - today.sunrise
        assert 360 < length < 1140
        assert abs(tomorrow.sunset - tomorrow.sunrise - length) <= 7
