"""Doubles: what is one place, and what stays two."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.taxonomy import Category
from tools.importers.feature import Feature
from tools.importers.merge import Candidate, merge

#: Degrees of latitude to a metre.
METRE = 1 / 111_195


def candidate(
    ref: str, category: Category, metres: float, /, area_m2: float = 0.0, **tags: Any
) -> Candidate:
    """Something called Alpha so many metres north of the origin."""
    tags = {"name": "Alpha", **tags}
    day = dt.date(2025, 1, 1)
    return Candidate(Feature(ref, metres * METRE, 0.0, tags, day, area_m2), category, (), 5)


@pytest.mark.parametrize(
    ("category", "metres", "rest", "doubles"),
    [
        (Category.MUSEUM, 79, {}, 1),
        (Category.MUSEUM, 81, {}, 0),
        (Category.LANDMARK, 50, {}, 1),
        (Category.CAFE, 10, {}, 0),
        (Category.NEIGHBOURHOOD, 10, {}, 0),
        (Category.MUSEUM, 10, {"name": "Beta"}, 0),
        (Category.MUSEUM, 10, {"name": "ÁLPHA"}, 1),
        (Category.MUSEUM, 50, {"name": "Beta", "wikidata": "Q1"}, 1),
        (Category.PARK, 50, {"name": "Beta", "wikidata": "Q1"}, 0),
    ],
)
def test_doubles_share_name_or_article_role_and_spot(
    category: Category, metres: float, rest: dict[str, Any], doubles: int
) -> None:
    """One name within 80 m and one role, or one article and one category, is one place."""
    first = candidate("n1", Category.MUSEUM, 0, wikidata="Q1", wheelchair="yes")
    second = candidate("n2", category, metres, **rest)
    kept, merged = merge([first, second])
    assert merged == doubles
    assert len(kept) == 2 - doubles


def test_large_area_takes_in_its_node_farther_off() -> None:
    """A park of one square kilometre reaches beyond 80 m."""
    park = candidate("w1", Category.PARK, 0, area_m2=1e6)
    assert merge([park, candidate("n1", Category.PARK, 400)])[1] == 1


def test_pieces_of_a_street_are_one() -> None:
    """Two pieces of a pedestrian street are merged across a gap; two squares would not be."""
    pieces = [
        candidate(f"w{i}", Category.SQUARE, 300.0 * i, highway="pedestrian") for i in range(2)
    ]
    assert merge(pieces)[1] == 1
    assert merge([candidate(f"n{i}", Category.SQUARE, 300.0 * i) for i in range(2)])[1] == 0


def test_richest_stays_and_takes_what_it_lacks() -> None:
    """The one with hours stays, with the other's tags and its other name."""
    with_hours = candidate("n1", Category.MUSEUM, 0, opening_hours="24/7")
    rich: dict[str, Any] = {"wikidata": "Q1", "fee": "yes", "website": "x", "name:en": "First"}
    richer = candidate("w2", Category.MUSEUM, 0, **rich)
    ((kept,), _) = merge([richer, with_hours])
    assert kept.feature.ref == "n1"
    assert kept.feature.tags["opening_hours"] == "24/7"
    assert kept.feature.tags["wikidata"] == "Q1"
    assert kept.feature.tags["alt_name"] == "First"
