"""Places that a source holds several times, such as once as a point and once as a building."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.taxonomy import Category, Group
from tools.distance import crow_metres
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tools.importers.feature import Feature

#: Two features of one name closer than this, or closer than the larger one's radius, are the same.
SAME_PLACE_M = 80.0
#: The pieces in which a street is drawn lie further apart.
SAME_STREET_M = 600.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feature that will be a place."""

    feature: Feature
    category: Category
    tags: tuple[str, ...]
    order: int
    everyday: bool = False

    @property
    def name(self) -> str:
        """Folded name that doubles share."""
        tags = self.feature.tags
        return fold(tags.get("name") or tags["name:en"])

    @property
    def radius_m(self) -> float:
        """Radius of a disc of the feature's size."""
        return math.sqrt(self.feature.area_m2 / math.pi)


def merge(candidates: Iterable[Candidate]) -> tuple[list[Candidate], int]:
    """Candidates without doubles, in their first order, and how many doubles there were.

    Doubles lie close by and have one name, or one category and one Wikidata id. The one with hours
    and most tags stays, and takes from the others the tags that it lacks and their names.
    """
    every = list(candidates)
    named = _grouped(every, lambda candidate: candidate.name)
    kept = _grouped(
        named, lambda c: f"{c.category} {c.feature.tags.get('wikidata', c.feature.ref)}"
    )
    return kept, len(every) - len(kept)


def _grouped(candidates: list[Candidate], key: Callable[[Candidate], str]) -> list[Candidate]:
    """One candidate for each set of doubles among those that share a key."""
    alike: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        alike[key(candidate)].append(candidate)
    return [one for some in alike.values() for one in (some if len(some) == 1 else _distinct(some))]


def _distinct(alike: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(alike, key=_richness, reverse=True):
        double = next((i for i, other in enumerate(kept) if _same(candidate, other)), None)
        if double is None:
            kept.append(candidate)
        else:
            kept[double] = _absorb(kept[double], candidate)
    return kept


def _richness(candidate: Candidate) -> tuple[bool, int, float, str]:
    tags = candidate.feature.tags
    return "opening_hours" in tags, len(tags), candidate.feature.area_m2, candidate.feature.ref


def _same(one: Candidate, other: Candidate) -> bool:
    group = one.category.group
    if group is not other.category.group:
        return False
    if group is Group.HUB and one.category is not other.category:
        return False
    if (
        Category.NEIGHBOURHOOD in (one.category, other.category)
        and one.category is not other.category
    ):
        return False
    a, b = one.feature, other.feature
    streets = "highway" in a.tags and "highway" in b.tags
    reach = max(SAME_STREET_M if streets else SAME_PLACE_M, one.radius_m, other.radius_m)
    return crow_metres(a.lat, a.lon, b.lat, b.lon) <= reach


def _other_names(kept: Candidate, double: Candidate) -> dict[str, str]:
    """``alt_name`` with the double's names that the kept one does not go by."""
    known = {fold(kept.feature.tags.get(key, "")) for key in ("name", "name:en")}
    names = (double.feature.tags.get(key, "") for key in ("name", "name:en", "alt_name"))
    others = [kept.feature.tags.get("alt_name", ""), *(n for n in names if fold(n) not in known)]
    joined = ";".join(name for name in dict.fromkeys(others) if name)
    return {"alt_name": joined} if joined else {}


def _absorb(kept: Candidate, double: Candidate) -> Candidate:
    surer = min(kept, double, key=lambda candidate: candidate.order)
    feature = replace(
        kept.feature,
        tags={**double.feature.tags, **kept.feature.tags, **_other_names(kept, double)},
        area_m2=max(kept.feature.area_m2, double.feature.area_m2),
        as_of=max(kept.feature.as_of, double.feature.as_of),
    )
    tags = tuple(dict.fromkeys((*kept.tags, *double.tags)))
    return Candidate(feature, surer.category, tags, surer.order, surer.everyday)
