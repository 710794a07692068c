"""Comparing two catalogues: matches, distance and agreement of hours, with exact amounts."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.taxonomy import Category
from tests.tools.catalogue_places import TOWN, place
from tools.catalogue import Catalogue
from tools.importers.compare import compare

MONDAY = dt.date(2026, 6, 15)


def bar(key: str, name: str, lat: float, hours: str | None, **rest: str) -> Catalogue:
    """A catalogue of one bar."""
    made = place(key, name, Category.BAR, lat, 10.0, opening_hours=hours, **rest)
    return Catalogue.in_memory(TOWN, [made])


def test_match_measures_distance_and_hours() -> None:
    """Two hours' difference a day is 8 of 96 quarter-hours, and 0.001 degrees are 111 m."""
    ours = bar("a", "Bar Ørsted", 45.0, "Mo-Su 18:00-23:00")
    theirs = bar("b", "bar orsted", 45.001, "Mo-Su 18:00-21:00")
    comparison = compare(ours, theirs, MONDAY)
    (match,) = comparison.matched
    assert match.metres == pytest.approx(111.2, abs=0.1)
    assert match.hours_agreement == pytest.approx(88 / 96)
    assert comparison.hours_agreement == pytest.approx(88 / 96)
    assert "1 places in both" in comparison.report()


def test_unknown_hours_are_not_compared() -> None:
    """Where one side has no hours there is a distance and no agreement."""
    (match,) = compare(
        bar("a", "Bar X", 45.0, None), bar("b", "Bar X", 45.0, "24/7"), MONDAY
    ).matched
    assert match.hours_agreement is None


@pytest.mark.parametrize(("name", "lat"), [("Bar Beta", 45.0), ("Bar Alpha", 45.1)])
def test_other_name_or_far_away_is_no_match(name: str, lat: float) -> None:
    """Another name, or the same one ten kilometres off, is another place."""
    comparison = compare(bar("a", "Bar Alpha", 45.0, None), bar("b", name, lat, None), MONDAY)
    assert comparison.matched == ()
    assert comparison.only_in_a == 1
    assert comparison.median_metres is None
