"""Branches of chains."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from planner.taxonomy import Category
from tools.importers.chain import CHAIN_SHOP, settle_chains
from tools.importers.feature import Feature
from tools.importers.merge import Candidate

DAY = dt.date(2025, 1, 1)


def candidate(
    name: str, category: Category = Category.RESTAURANT, everyday: bool = False, **tags: str
) -> Candidate:
    """A candidate of that name."""
    feature = Feature("n1", 45.0, 10.0, {"name": name, **tags}, DAY)
    return Candidate(feature, category, (), 0, everyday)


def test_branches_agree_on_what_they_are() -> None:
    """A burger chain that is fast food twice and a restaurant once is fast food, and everyday."""
    burgers = [candidate("Bun", Category.FAST_FOOD), candidate("BUN", Category.FAST_FOOD)]
    settled = settle_chains([*burgers, candidate("Bun"), candidate("Own")], Counter())
    told = [(c.category, c.everyday) for c in settled]
    assert told == [(Category.FAST_FOOD, True)] * 3 + [(Category.RESTAURANT, False)]


def test_a_tie_changes_no_kind() -> None:
    """A bar and a restaurant of one name stay what they are."""
    pair = [candidate("Anna", Category.BAR), candidate("Anna")]
    assert [c.category for c in settle_chains(pair, Counter())] == ["bar", "restaurant"]


def test_a_brand_makes_a_branch() -> None:
    """The only branch in town is one all the same, where its brand is noted."""
    (branch,) = settle_chains([candidate("Bun", brand="Bun")], Counter())
    assert branch.everyday


def test_shops_of_a_chain_are_left_out() -> None:
    """An everyday shop that is there twice goes and is counted; single ones and sights stay."""
    twice = [candidate("Paper", Category.SHOPPING, True) for _ in range(2)]
    others = [
        candidate("Ink", Category.SHOPPING, True),
        candidate("Old Mall", Category.SHOPPING),
        candidate("Old Mall", Category.SHOPPING),
        candidate("Paper", Category.CAFE),
        candidate("Paper", Category.MUSEUM),
    ]
    skipped = Counter({CHAIN_SHOP: 3})
    assert settle_chains([*twice, *others], skipped) == others
    assert skipped == {CHAIN_SHOP: 5}
