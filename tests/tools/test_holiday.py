"""Public holidays by country and subdivision."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.tools.facts_builders import a_city
from tools.holiday import holiday_name, knows_holidays


@pytest.mark.parametrize(
    ("city_id", "day", "name"),
    [
        ("copenhagen", "2026-12-25", "Christmas Day"),
        ("rome", "2026-04-06", "Easter Monday"),
        ("tokyo", "2026-04-29", "Showa Day"),
        ("new-york", "2026-11-26", "Thanksgiving Day"),
        ("monaco", "2026-01-27", "Saint Devote's Day"),
        ("ulm", "2026-01-06", "Epiphany"),
        ("hamburg", "2026-01-06", None),
        ("copenhagen", "2026-06-17", None),
    ],
)
def test_names_are_english_and_local(city_id: str, day: str, name: str | None) -> None:
    """The holiday of that country and subdivision, in English; None on ordinary days."""
    assert holiday_name(a_city(city_id), dt.date.fromisoformat(day)) == name


def test_a_country_without_a_calendar_is_told_apart() -> None:
    """No holidays on file is not the same as no holiday."""
    unknown = a_city().model_copy(update={"country": "ZZ"})
    assert holiday_name(unknown, dt.date(2026, 12, 25)) is None
    assert not knows_holidays(unknown)
    assert knows_holidays(a_city())


def test_an_unknown_subdivision_keeps_the_nationwide_holidays() -> None:
    """A subdivision the calendar lacks does not lose Christmas."""
    city = a_city("ulm").model_copy(update={"subdivision": "XX"})
    assert holiday_name(city, dt.date(2026, 12, 25)) == "Christmas Day"
