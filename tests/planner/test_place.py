"""Places: admissions by age, closures over New Year, seasons, and records that refuse nonsense."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.place import Admission, Closure, VisitMinutes
from planner.taxonomy import DAYPART_MINUTES, TRAITS, Category, Daypart, Group
from tests.worlds import PLACES

BISTRO = next(place for place in PLACES if place.id == "lumen:bistro")
BEACON = next(place for place in PLACES if place.id == "lumen:beacon")
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("age", "price"), [(0, 0), (5, 0), (6, 5), (17, 5), (18, 10), (64, 10), (65, 7), (90, 7)]
)
def test_admission_depends_on_age(age: int, price: float) -> None:
    """Free to five, five to seventeen, ten, and seven from sixty-five."""
    bands = Admission(currency="EUR", adult=10, child=5, free_until=5, senior=7)
    assert bands.price(age) == price


def test_absent_bands_cost_as_an_adult() -> None:
    """Without bands everybody pays in full."""
    flat = Admission(currency="EUR", adult=8)
    assert {flat.price(age) for age in (0, 4, 17, 35, 80)} == {8}


@pytest.mark.parametrize(
    ("date", "shut"),
    [
        ("2026-12-23", False), ("2026-12-24", True), ("2026-12-31", True), ("2027-01-01", True),
        ("2027-01-06", True), ("2027-01-07", False), ("2026-07-01", False),
    ],
)  # fmt: skip
def test_a_yearly_closure_wraps_over_new_year(date: str, shut: bool) -> None:
    """From 24 December to 6 January, both days included, every year."""
    closure = Closure(start="12-24", end="01-06")
    assert closure.covers(dt.date.fromisoformat(date)) is shut


def test_a_dated_closure_holds_once() -> None:
    """The same days of another year are open."""
    closure = Closure(start="2026-06-01", end="2026-06-03")
    assert [closure.covers(dt.date(2026, 6, day)) for day in (1, 3, 4)] == [True, True, False]
    assert not closure.covers(dt.date(2027, 6, 2))


@given(day=DATES, start=DATES, end=DATES)
def test_a_yearly_closure_covers_its_ends_and_leaves_the_rest(
    day: dt.date, start: dt.date, end: dt.date
) -> None:
    """Both ends are shut, and a day is shut or lies strictly between end and start."""
    first, last = f"{start:%m-%d}", f"{end:%m-%d}"
    closure = Closure(start=first, end=last)
    assert closure.covers(start)
    assert closure.covers(end)
    key = f"{day:%m-%d}"
    between = last < key < first if first > last else not first <= key <= last
    assert closure.covers(day) is not between


@given(day=DATES, start=DATES, length=st.integers(0, 400))
def test_a_dated_closure_covers_just_its_days(day: dt.date, start: dt.date, length: int) -> None:
    """A day is shut when it is none before the start and none after the end."""
    end = start + dt.timedelta(days=length)
    closure = Closure(start=start.isoformat(), end=end.isoformat())
    assert closure.covers(day) is (start <= day <= end)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"start": "12-24", "end": "2026-01-06"}, "both as MM-DD or both as YYYY-MM-DD"),
        ({"start": "2026-06-03", "end": "2026-06-01"}, "start <= end, got 2026-06-03"),
        ({"start": "02-30", "end": "03-01"}, "day is out of range"),
        ({"start": "june", "end": "july"}, "pattern"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(fields: dict[str, str], message: str) -> None:
    """The error says what was expected."""
    with pytest.raises(ValidationError, match=message):
        Closure(**fields)


def test_a_place_tells_which_closure_holds() -> None:
    """The reason of the spell that a day falls into."""
    works = Closure(start="2026-06-01", end="2026-06-03", reason="works")
    place = BISTRO.model_copy(update={"closures": (Closure(start="12-24", end="12-26"), works)})
    assert place.closure(dt.date(2026, 6, 2)) is works
    assert place.closure(dt.date(2026, 6, 4)) is None


def test_season_daylight_and_dayparts_fall_back_on_the_category() -> None:
    """What a place says of itself comes before what is usual."""
    assert BEACON.in_season(dt.date(2026, 10, 31))
    assert not BEACON.in_season(dt.date(2026, 11, 1))
    assert BISTRO.in_season(dt.date(2026, 11, 1))
    assert BEACON.needs_daylight
    assert not BEACON.model_copy(update={"daylight": False}).needs_daylight
    assert BEACON.best_dayparts == TRAITS[Category.VIEWPOINT].dayparts
    night = BEACON.model_copy(update={"dayparts": (Daypart.NIGHT,)})
    assert night.best_dayparts == (Daypart.NIGHT,)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"currency": None}, "a currency beside meal_price or nightly_rate"),
        ({"id": "Not An Id"}, "pattern"),
        ({"lat": 91}, "less than or equal to 90"),
        ({"popularity": 1.5}, "less than or equal to 1"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused(change: dict[str, Any], message: str) -> None:
    """The error names the fault."""
    with pytest.raises(ValidationError, match=message):
        type(BISTRO).model_validate(BISTRO.model_dump() | change)


def test_minutes_are_in_order() -> None:
    """Shortest, usual, longest."""
    with pytest.raises(ValidationError, match="min <= usual <= max, got 30, 20, 60"):
        VisitMinutes(min=30, usual=20, max=60)


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_sound_traits(category: Category) -> None:
    """A role, minutes in order, a span of plausible hours, dayparts that exist."""
    traits = category.traits
    assert traits.group is category.group
    assert list(traits.minutes) == sorted(traits.minutes)
    assert traits.plausible[0] < traits.plausible[1]
    assert set(traits.dayparts) <= set(DAYPART_MINUTES)
    assert (traits.minutes[2] > 0) is (traits.group in (Group.SIGHT, Group.FOOD))
