"""Simulated travellers who talk: what they like, mind and are used to, none of which is told.

How much an hour at a place is enjoyed hangs on the kind of place and on its renown, by code that
shares nothing with the planner's scoring.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from eval.profiles.travellers import TASTE
from eval.profiles.travellers import draw as drawn_at_home
from planner.request import Pace, Party
from planner.taxonomy import Category, Group
from tools.next_poi.predictor import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.city import City
    from planner.place import Place

#: How steeply enjoyment rises with taste (in spreads) and renown, and where the usual one lies.
BY_TASTE, BY_RENOWN, USUAL = 1.5, 2.0, 0.5
#: Taste, in spreads, from which a kind is loved, and to which it is hated.
LOVED, HATED = 1.0, -1.0
#: Minutes of sights that make a day, by pace.
WANTED = {Pace.RELAXED: 220, Pace.BALANCED: 300, Pace.PACKED: 390}
#: Kinds of sights that every city has.
COMMON = (Category.MUSEUM, Category.PARK, Category.GARDEN, Category.MARKET, Category.VIEWPOINT)
PARTIES = (Party(), Party(), Party(adults=1), Party(children=(6, 9)), Party(adults=0, seniors=2))
#: Visits in other cities that a traveller is known by, and days before the trip that they began.
VISITS, BEFORE = 40, 200


@dataclass(frozen=True)
class Traveller:
    """One traveller.

    Attributes:
        tastes: by kind of place, in spreads; 0 is the usual visitor's.
        walking: metres a day that they do not mind.
        rising: minute of the day before which they do not like to leave.
        purse: what they find right to spend, as a factor on what a day usually costs in a city.
        meals: how many they expect each day.
        diet: what every meal must offer; None is anything.
        bar: satisfaction at which they take a plan.
        patience: complaints that they have in them for a trip.
        whim: a kind that they find out to love in the middle of the first talk, if any.
    """

    seed: int
    tastes: Mapping[Category, float]
    party: Party
    pace: Pace
    walking: int
    rising: int
    purse: float
    meals: int
    diet: str | None
    bar: float
    patience: int
    whim: Category | None

    def enjoyed(self, place: Place) -> float:
        """How much of an hour at a sight is enjoyed, from 0 to 1."""
        taste = BY_TASTE * self.tastes.get(place.category, 0.0)
        renown = BY_RENOWN * (place.popularity - 0.5)
        return 1.0 / (1.0 + math.exp(-USUAL - taste - renown))

    @property
    def loved(self) -> tuple[Category, ...]:
        """Kinds of sights that are loved, the most first."""
        kinds = [kind for kind in self._sights() if self.tastes[kind] >= LOVED]
        return tuple(sorted(kinds, key=lambda kind: -self.tastes[kind]))

    def hates(self, kind: Category) -> bool:
        """Whether a kind of sights is one that they had rather not see."""
        return self.tastes.get(kind, 0.0) <= HATED

    def otherwise_minded(self) -> Traveller:
        """The same traveller once the whim is on them."""
        if self.whim is None:
            return self
        return replace(self, tastes={**self.tastes, self.whim: 2.0 * LOVED}, whim=None)

    def been(self, towns: Mapping[City, Sequence[Place]], until: dt.date) -> list[Visit]:
        """Visits to sights of some towns, drawn by renown and enjoyment."""
        rng, visits = Random(f"{self.seed} been"), list[Visit]()
        for city, places in towns.items():
            sights = [place for place in places if place.group is Group.SIGHT]
            odds = [(0.05 + place.popularity) * self.enjoyed(place) ** 2 for place in sights]
            for number, place in enumerate(rng.choices(sights, odds, k=VISITS // len(towns))):
                day = until - dt.timedelta(days=BEFORE - number // 4)
                hour = dt.time(9 + 2 * (number % 4), tzinfo=city.zone)
                at = dt.datetime.combine(day, hour)
                visits.append(Visit(place.id, at, place.category.value))
        return sorted(visits, key=lambda visit: visit.at)

    def _sights(self) -> list[Category]:
        return [kind for kind in self.tastes if kind.group is Group.SIGHT]


def draw(seed: int) -> Traveller:
    """A traveller, the same for the same seed."""
    rng = Random(f"{seed} talks")
    tastes = {kind: taste / TASTE for kind, taste in drawn_at_home(seed).tastes.items()}
    unmoved = [k for k in COMMON if abs(tastes[k]) < LOVED]
    return Traveller(
        seed=seed,
        tastes=tastes,
        party=rng.choice(PARTIES),
        pace=rng.choice(list(WANTED)),
        walking=rng.choice((3_000, 5_000, 7_000, 10_000)),
        rising=rng.choice((9, 9, 10, 10, 11)) * 60,
        purse=rng.choice((0.8, 1.0, 1.3, 2.0)),
        meals=rng.choice((1, 2, 2)),
        diet=rng.choice((None, None, "vegetarian")),
        bar=rng.choice((0.55, 0.6, 0.65, 0.7)),
        patience=rng.choice((2, 3, 4, 5)),
        whim=rng.choice(unmoved) if unmoved and rng.random() < 0.4 else None,
    )
