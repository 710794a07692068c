"""How well known a place is, from the signs in its tags (the scale is in ``osm_tags.toml``)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from planner.taxonomy import Group
from tools.importers.tags import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tools.importers.merge import Candidate
    from tools.importers.tags import Popularity

_LANGUAGE = re.compile(r"name:[a-z]{2,3}(?:[-_]\w+)?")


def shared_articles(candidates: Iterable[Candidate]) -> frozenset[str]:
    """Wikidata ids and Wikipedia articles that more than one place has: they tell of a chain."""
    counts = Counter(value for candidate in candidates for value in _articles(candidate).values())
    return frozenset(value for value, number in counts.items() if number > 1)


def estimated_popularity(
    candidate: Candidate, scale: Popularity, shared: frozenset[str] = frozenset()
) -> float:
    """How well known a place is, 0..1, from the signs in its tags (formula: ``osm_tags.toml``)."""
    kind = "everyday" if candidate.everyday else candidate.category.value
    missing = 1 - scale.base.get(kind, scale.base["other"])
    articles = _own_articles(candidate, scale.chains, shared)
    for weight in _evidence(candidate, scale.evidence, articles):
        missing *= 1 - weight
    return 1 - missing


def _articles(candidate: Candidate) -> dict[str, str]:
    """``wikidata`` and ``wikipedia`` (in whatever language) with their values."""
    keys = ((key, key.split(":")[0]) for key in candidate.feature.tags)
    return {
        kind: candidate.feature.tags[key] for key, kind in keys if kind in {"wikidata", "wikipedia"}
    }


def _own_articles(
    candidate: Candidate, chains: Sequence[str], shared: frozenset[str]
) -> frozenset[str]:
    """Which of ``wikidata`` and ``wikipedia`` tell of this place, not of a chain."""
    found = _articles(candidate)
    if candidate.category in chains:
        return frozenset()
    if candidate.category.group is Group.SIGHT:
        return frozenset(found)
    return frozenset(kind for kind, value in found.items() if value not in shared)


def _evidence(
    candidate: Candidate, weight: Mapping[str, float], articles: frozenset[str]
) -> Iterator[float]:
    tags = candidate.feature.tags
    attraction = "attraction" in values_of(tags.get("tourism", ""))
    listed = bool(articles) or "heritage" in candidate.tags
    signs = {
        "wikidata": "wikidata" in articles,
        "wikipedia": "wikipedia" in articles,
        "attraction": attraction and listed,
        "attraction_alone": attraction and not listed,
        "heritage": "heritage" in candidate.tags,
        "world_heritage": "world heritage" in candidate.tags,
        "website": not candidate.everyday and ("website" in tags or "contact:website" in tags),
        "hours": not candidate.everyday and "opening_hours" in tags,
    }
    yield from (weight[name] for name, present in signs.items() if present)
    if not candidate.everyday and candidate.category.group is Group.SIGHT:
        languages = sum(1 for key in tags if _LANGUAGE.fullmatch(key)) - 2
        yield from [weight["language"]] * max(0, min(languages, int(weight["languages_most"])))
        yield weight["area"] * min(1.0, candidate.feature.area_m2 / weight["area_full_m2"]) ** 0.5
