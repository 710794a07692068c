"""Simulated travellers whose tastes nobody is told: what they do at home, say, choose and enjoy.

Habits at home mirror a taste in part only, as they do with people: check-ins are drawn by the usual
shares of kinds times a share of the taste and noise of their own.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from agents.entries import CheckIn, Outing, Remark
from agents.language import Context, read
from agents.memory.trips import preference
from agents.profiler.habits import USUAL
from planner.appeal import Appraiser
from planner.itinerary import Meal, Visit
from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agents.entries import Choice
    from planner.facts import World
    from planner.itinerary import Itinerary

#: Spread of each taste, of what habits have of their own, and how much of a taste habits show.
TASTE, OWN, SHOWN = 0.6, 0.4, 0.7
#: Spread of how much more or less than usual is minded of each soft term.
MINDED = 0.6
#: Soft terms that a traveller may mind more or less; the others depend on the search's own prior.
TERMS = ("travel", "waiting", "bustle", "price")
#: Days of check-ins, visits of each, and chance that a visit is to a place not seen before.
DAYS, VISITS, NEW = 60, 3, 0.5
#: Kinds that a traveller says to love, and to hate.
LOVED, HATED = 2, 1
_FIRST = dt.date(2026, 3, 2)


@dataclass(frozen=True)
class Traveller:
    """What one traveller likes and minds.

    Attributes:
        tastes: log of how much more each kind is enjoyed than by the usual traveller.
        minds: factor on each of ``TERMS``.
    """

    seed: int
    tastes: Mapping[Category, float]
    minds: Mapping[str, float]

    def outings(self) -> list[Outing]:
        """Check-ins at home."""
        rng = Random(f"{self.seed} home")
        weights = {
            kind: usual * math.exp(SHOWN * self.tastes[kind] + rng.gauss(0.0, OWN))
            for kind, usual in USUAL.items()
        }
        kinds, seen = list(weights), dict[Category, int]()
        return [
            Outing(
                at=dt.datetime.combine(day, dt.time(12), dt.UTC),
                text=f"{VISITS} check-ins",
                day=day,
                visits=tuple(self._visit(rng, kinds, weights, seen) for _ in range(VISITS)),
            )
            for day in (_FIRST + dt.timedelta(days=number) for number in range(DAYS))
        ]

    def _visit(
        self,
        rng: Random,
        kinds: Sequence[Category],
        weights: Mapping[Category, float],
        seen: dict[Category, int],
    ) -> CheckIn:
        kind = rng.choices(kinds, [weights[kind] for kind in kinds])[0]
        known = seen.get(kind, 0)
        number = known if not known or rng.random() < NEW else rng.randrange(known)
        seen[kind] = max(known, number + 1)
        return CheckIn(minute=720, place=f"{kind} {number}", label=kind.value, category=kind)

    def remarks(self) -> list[Remark]:
        """What one says of the sights one likes most and least."""
        sights = sorted(
            (kind for kind in self.tastes if kind.group is Group.SIGHT),
            key=lambda kind: -self.tastes[kind],
        )
        said = [
            *(f"I love {called(kind)}" for kind in sights[:LOVED]),
            *(f"I hate {called(kind)}" for kind in sights[-HATED:]),
        ]
        at = dt.datetime.combine(_FIRST, dt.time(12), dt.UTC)
        context = Context(_FIRST)
        return [Remark(at=at, text=text, items=read(text, context).items) for text in said]

    def choice(self, plans: Sequence[Itinerary], judge: Judge) -> Choice:
        """Of plans offered together, the one that is enjoyed most is preferred."""
        ranked = sorted(plans, key=lambda plan: -judge.enjoyed(self, plan))
        return preference(ranked[0], ranked[1:], dt.datetime(2027, 1, 1, tzinfo=dt.UTC))


def called(kind: Category) -> str:
    """What people call places of a kind, so that the language rules know it."""
    return _CALLED.get(kind, f"{kind.value.replace('_', ' ')}s")


_CALLED = {
    Category.GALLERY: "galleries",
    Category.RELIGIOUS_SITE: "churches",
    Category.SQUARE: "squares",
    Category.BEACH: "beaches",
    Category.NATURE: "nature",
    Category.SHOPPING: "shopping",
    Category.NIGHTLIFE: "nightlife",
    Category.SPORT: "sports",
    Category.PERFORMANCE: "theatre",
}


def draw(seed: int) -> Traveller:
    """A traveller, the same for the same seed."""
    rng = Random(seed)
    return Traveller(
        seed,
        {kind: rng.gauss(0.0, TASTE) for kind in USUAL},
        {term: rng.lognormvariate(0.0, MINDED) for term in TERMS},
    )


class Judge:
    """What travellers make of plans, worked out from the plans alone.

    What a place is worth to the usual traveller on its date is the planner's own word; what this
    one makes of it is the taste that no plan was told.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def enjoyed(
        self, traveller: Traveller, plan: Itinerary, weights: Mapping[str, float] | None = None
    ) -> float:
        """Points of a plan.

        Args:
            weights: by soft term, the factors that the plan was searched with: its terms are
                written with them.
        """
        neutral = plan.request.model_copy(update={"interests": {}})
        appraiser = Appraiser(neutral, self._world, {})
        points = 0.0
        for day in plan.days:
            for stop in day.stops:
                place = self._world.place(stop.place_id) if stop.place_id is not None else None
                if place is not None and isinstance(stop, Visit | Meal):
                    liking = math.exp(traveller.tastes.get(place.category, 0.0))
                    points += liking * appraiser.appeal(place, day.date)
        for term in plan.terms:
            if term.name in traveller.minds:
                usual = term.value / (weights or {}).get(term.name, 1.0)
                points += traveller.minds[term.name] * usual
        return points
