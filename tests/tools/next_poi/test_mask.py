"""Masking what is shut, on four places with one clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

import pytest

from planner.facts import DayHours, Span, World
from planner.place import Closure, Place, VisitMinutes
from planner.taxonomy import Category, Setting
from tools.next_poi.mask import closed_places

if TYPE_CHECKING:
    from collections.abc import Mapping

NOON = dt.datetime(2024, 5, 6, 12)


def place(name: str, **fields: Any) -> Place:
    """A museum with a visit of at least 45 minutes."""
    return Place(
        id=name,
        name=name,
        city="town",
        category=Category.MUSEUM,
        lat=0,
        lon=0,
        minutes=VisitMinutes(min=45, usual=60, max=90),
        setting=Setting.INDOOR,
        source="test",
        as_of=dt.date(2024, 1, 1),
        **fields,
    )


class Town:
    """A world of places with the same hours every day."""

    def __init__(self, places: Mapping[Place, DayHours]) -> None:
        self._found = {found.id: (found, hours) for found, hours in places.items()}

    def place(self, place_id: str) -> Place | None:
        """The place of that id, if it is there."""
        return self._found[place_id][0] if place_id in self._found else None

    def hours(self, place_id: str, day: dt.date) -> DayHours:
        """The same on every day."""
        return self._found[place_id][1]


def is_closed(found: Place, hours: DayHours, at: dt.datetime = NOON) -> bool:
    """Whether the one place is masked."""
    return bool(closed_places(cast("World", Town({found: hours})), [found.id], at)[0])


@pytest.mark.parametrize(
    ("span", "closed"),
    [
        ((600, 1080), False),
        ((600, 765), False),
        ((600, 764), True),
        ((721, 1080), True),
        ((0, 720), True),
    ],
)
def test_the_whole_visit_must_fit(span: tuple[int, int], closed: bool) -> None:
    """At noon a visit of 45 minutes needs the place open until 12:45 and from 12:00."""
    assert is_closed(place("a"), DayHours(True, (Span(*span),))) is closed


def test_last_admission_counts() -> None:
    """Where nobody is let in for the last hour, a place open until 12:50 is shut at noon."""
    hours = DayHours(True, (Span(600, 770),))
    assert not is_closed(place("a"), hours)
    assert is_closed(place("a", last_admission=60), hours)


def test_season_and_closures_shut_a_place() -> None:
    """Out of season or in a closed spell the hours do not matter."""
    always = DayHours(True, (Span(0, 1440),))
    assert is_closed(place("a", open_months=(6, 7)), always)
    assert is_closed(place("a", closures=(Closure(start="05-01", end="05-31"),)), always)
    assert not is_closed(place("a", open_months=(5,)), always)


def test_the_unknown_is_not_masked() -> None:
    """Neither unknown hours nor a place that is not on file rules anything out."""
    assert not is_closed(place("a"), DayHours(False, ()))
    assert not closed_places(cast("World", Town({})), ["nowhere"], NOON)[0]
