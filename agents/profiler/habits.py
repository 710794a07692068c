"""What check-ins tell of a traveller in numbers: kinds of places, hours, the new and the known."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planner.profile import Claim
from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agents.entries import CheckIn, Outing

#: Tastes are taken to be spread as Gamma(``SHAPE``, ``SHAPE``) around 1, and places of a kind to be
#: Poisson with the usual rate times the taste; what is estimated is the taste's posterior mean.
SHAPE = 2.0
#: Visits in the later half from which novelty is told.
ENOUGH = 10
#: Usual share of a cuisine among places to eat.
USUAL_CUISINE = 0.06
#: Usual shares of kinds among places gone to, within their group, by general knowledge, roughly.
USUAL: dict[Category, float] = {
    Category.SHOPPING: 0.2, Category.PARK: 0.15, Category.PERFORMANCE: 0.13,
    Category.NEIGHBOURHOOD: 0.1, Category.NATURE: 0.06, Category.SPORT: 0.06,
    Category.LANDMARK: 0.05, Category.SQUARE: 0.05, Category.NIGHTLIFE: 0.03,
    Category.MUSEUM: 0.03, Category.RELIGIOUS_SITE: 0.03, Category.BEACH: 0.02,
    Category.WATERFRONT: 0.02, Category.BATH: 0.02, Category.MARKET: 0.02, Category.GARDEN: 0.01,
    Category.GALLERY: 0.01, Category.VIEWPOINT: 0.01, Category.HISTORIC_SITE: 0.01,
    Category.ZOO: 0.01, Category.MONUMENT: 0.005, Category.PALACE: 0.005,
    Category.THEME_PARK: 0.005, Category.TOUR: 0.005,
    Category.RESTAURANT: 0.35, Category.BAR: 0.25, Category.CAFE: 0.18, Category.FAST_FOOD: 0.13,
    Category.BAKERY: 0.06, Category.STREET_FOOD: 0.02, Category.FOOD_HALL: 0.01,
}  # fmt: skip


@dataclass(frozen=True)
class Habits:
    """One traveller's outings, counted.

    Attributes:
        outings: oldest first.
    """

    outings: Sequence[Outing]

    @cached_property
    def visits(self) -> list[CheckIn]:
        """All visits, oldest first."""
        return [visit for outing in self.outings for visit in outing.visits]

    @cached_property
    def labels(self) -> Counter[str]:
        """Visits by what the source calls the place."""
        return Counter(visit.label for visit in self.visits)

    @cached_property
    def places(self) -> dict[str, CheckIn]:
        """The last visit to each place."""
        return {visit.place: visit for visit in self.visits}

    @cached_property
    def kinds(self) -> Counter[str]:
        """Places by what they are on a trip, and by cuisine.

        Places, not visits: one cafe gone to each morning is a routine, and tells little of cafes.
        """
        named = ((v.category, v.cuisine) for v in self.places.values() if v.category is not None)
        return Counter(name for kind, cuisine in named for name in (kind.value, cuisine) if name)

    @cached_property
    def novelty(self) -> float | None:
        """Share of visits in the later half that go to places not seen before; None if too few."""
        seen: set[str] = set()
        new = []
        for visit in self.visits:
            new.append(visit.place not in seen)
            seen.add(visit.place)
        later = new[len(new) // 2 :]
        return sum(later) / len(later) if len(later) >= ENOUGH else None

    def likings(self, usual: Mapping[Category, float] = USUAL) -> dict[str, float]:
        """Category or cuisine -> log of how much more it is sought than by the usual traveller.

        Shares are within sights and within food, so that eating out often says nothing against
        museums; who has been to few places has few likings.
        """
        found = {}
        for group in (Group.SIGHT, Group.FOOD):
            members = [category for category in usual if category.group is group]
            total = sum(self.kinds[category.value] for category in members)
            for category in members:
                name = category.value
                found[name] = _lift(self.kinds[name], total, usual[category])
        meals = sum(self.kinds[category.value] for category in Category if _is_food(category))
        for cuisine in {v.cuisine for v in self.places.values() if v.cuisine is not None}:
            found[cuisine] = _lift(self.kinds[cuisine], meals, USUAL_CUISINE)
        return {name: round(lift, 3) for name, lift in found.items() if abs(lift) >= 0.01}

    def claim(self, name: str, text: str, evidence: str) -> Claim:
        """A claim that rests on these visits, of the day of the last."""
        day = self.outings[-1].day
        return Claim(id=name, text=text, source="check-ins", evidence=evidence, date=day)


def _is_food(category: Category) -> bool:
    return category.group is Group.FOOD


def _lift(count: int, total: int, usual: float) -> float:
    return math.log((count + SHAPE) / (total * usual + SHAPE))


def hours_of(visits: Sequence[CheckIn], smooth: float = 0.0) -> list[float]:
    """Share of visits in each hour of the day, 24, with ``smooth`` visits spread over all."""
    counts = Counter(visit.minute // 60 for visit in visits)
    total = len(visits) + smooth
    return [(counts[hour] + smooth / 24) / total if total else 1 / 24 for hour in range(24)]
