"""Chains: one branch tells of the others, and none of them is why anybody travels."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.importers.merge import Candidate

_Kinds = defaultdict[tuple[Group, str], Counter[Category]]
#: Why a shop is left out; the rules of ``osm_tags.toml`` say the same where a brand is noted.
CHAIN_SHOP = "a chain's shop"


def settle_chains(candidates: Iterable[Candidate], skipped: Counter[str]) -> list[Candidate]:
    """Candidates with the branches of chains marked as everyday; everyday shops of chains go.

    Places to eat are branches where a brand is noted or another has their name. They get the kind
    that most of that name have, for volunteers differ on what is a restaurant.

    Args:
        candidates: without doubles.
        skipped: reason -> how many were left out; added to.
    """
    every = list(candidates)
    kinds: _Kinds = defaultdict(Counter)
    for candidate in filter(_may_be_branch, every):
        kinds[_chain(candidate)][candidate.category] += 1
    kept = list(_settled(every, kinds))
    if len(kept) < len(every):
        skipped[CHAIN_SHOP] += len(every) - len(kept)
    return kept


def _settled(candidates: Iterable[Candidate], kinds: _Kinds) -> Iterator[Candidate]:
    for candidate in candidates:
        alike = kinds[_chain(candidate)] if _may_be_branch(candidate) else Counter()
        if not alike or not _is_branch(candidate, alike):
            yield candidate
        elif candidate.category.group is Group.FOOD:
            kind = max(alike, key=lambda kind: (alike[kind], kind is candidate.category))
            yield replace(candidate, category=kind, everyday=True)


def _chain(candidate: Candidate) -> tuple[Group, str]:
    """What the branches of one chain share."""
    return candidate.category.group, candidate.name


def _may_be_branch(candidate: Candidate) -> bool:
    shop = candidate.category is Category.SHOPPING and candidate.everyday
    return shop or candidate.category.group is Group.FOOD


def _is_branch(candidate: Candidate, kinds: Counter[Category]) -> bool:
    tags = candidate.feature.tags
    return kinds.total() > 1 or "brand" in tags or "brand:wikidata" in tags
