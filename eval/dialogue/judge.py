"""How satisfied a traveller would be with a plan, from 0 to 1, and what they have against it.

Satisfaction is how much of the time at sights is enjoyed, times how much of the day they fill, less
a share for each burden: ways on foot, early mornings, days too full, money, meals that are missing
or do not suit, doors found shut. Nothing of the planner's scoring or of its gates is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from eval.checker import check
from eval.dialogue.traveller import WANTED
from planner.itinerary import Meal, Visit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from eval.dialogue.traveller import Traveller
    from eval.trial import Bench
    from planner.facts import World
    from planner.itinerary import Itinerary
    from planner.place import Place

#: Share of satisfaction lost: on foot twice as far as one likes, by an hour too early, with twice
#: as many minutes of sights as one bears, at twice the price, with no meal that suits, with no meal
#: at all, with every door shut.
ON_FOOT, EARLY, TIRED, DEAR, UNFIT, UNFED, SHUT = 0.4, 0.1, 0.5, 0.4, 0.4, 0.4, 0.5
#: No burden takes more than this share.
MOST = 0.5
#: Minutes of sights that are too many, as a factor on those wanted.
BEARABLE = 1.25
#: An hour enjoyed less than this is one badly spent.
DULL = 0.35
#: Satisfaction that seeing nothing of what one loves costs.
LONGED = 0.05
#: Rules whose breach one finds out at the door.
AT_THE_DOOR = ("open", "season", "daylight")

Ground = Literal["kind", "place", "wish", "walking", "early", "full", "thin", "dear", "diet"]


class Grievance(NamedTuple):
    """Something that a traveller has against a plan.

    Attributes:
        about: id of a place, or a kind of places; empty of the others.
        loss: satisfaction that it costs.
    """

    ground: Ground
    about: str
    loss: float

    @property
    def topic(self) -> tuple[str, str]:
        """What it is about, whatever it costs."""
        return self.ground, self.about


class Stopover(NamedTuple):
    """A visit as the traveller finds it.

    Attributes:
        enjoyed: share of its time; 0 at a shut door.
    """

    place: Place
    minutes: int
    enjoyed: float


@dataclass(frozen=True)
class Opinion:
    """What a traveller makes of one plan.

    Attributes:
        purse: euros a day and person that the traveller finds right here.
        shut: (day, stop) of the stops that are found shut.
    """

    traveller: Traveller
    plan: Itinerary
    world: World
    purse: float
    shut: frozenset[tuple[int, int]]

    @cached_property
    def visits(self) -> tuple[Stopover, ...]:
        """All sights gone to."""
        return tuple(
            Stopover(
                place,
                stop.minutes,
                0.0 if (number, position) in self.shut else self.traveller.enjoyed(place),
            )
            for number, day in enumerate(self.plan.days)
            for position, stop in enumerate(day.stops)
            if isinstance(stop, Visit) and (place := self.world.place(stop.place_id)) is not None
        )

    @property
    def minutes(self) -> int:
        """Minutes of sights in all."""
        return sum(visit.minutes for visit in self.visits)

    @property
    def enjoyed(self) -> float:
        """Share of the time at sights that is enjoyed."""
        return _enjoyed(self.visits)

    @property
    def filled(self) -> float:
        """Share of the minutes wanted that there are."""
        return min(1.0, self.minutes / (WANTED[self.traveller.pace] * len(self.plan.days)))

    @property
    def price(self) -> float:
        """Euros a day and person."""
        euros = self.plan.costs.total * self.world.rate(self.plan.costs.currency, "EUR")
        return euros / self.plan.request.party.size / len(self.plan.days)

    @property
    def afoot(self) -> tuple[int, ...]:
        """Metres on foot of each day."""
        return tuple(
            sum(leg.walk_metres for leg in (*day.inbound, *day.legs, *day.outbound))
            for day in self.plan.days
        )

    @property
    def leaving(self) -> tuple[int, ...]:
        """Minute of the day at which each day that has stops begins."""
        return tuple(_minute(day.legs[0].start) for day in self.plan.days if day.legs)

    @property
    def unfit_meals(self) -> int:
        """Meals at places that are not known to offer the diet."""
        return sum(not self._feeds(place) for place in self._tables())

    @cached_property
    def burdens(self) -> dict[str, float]:
        """Share of satisfaction that each burden takes."""
        who, days = self.traveller, len(self.plan.days)
        far = sum(max(0.0, metres / who.walking - 1.0) for metres in self.afoot)
        early = sum(max(0, who.rising - minute) / 60 for minute in self.leaving)
        full = max(0.0, self.minutes / (BEARABLE * WANTED[who.pace] * days) - 1.0)
        tables = sum(1 for _ in self._tables())
        taken = {
            "walking": ON_FOOT * far / days,
            "early": EARLY * early / days,
            "full": TIRED * full,
            "dear": DEAR * max(0.0, self.price / self.purse - 1.0),
            "diet": UNFIT * self.unfit_meals / max(1, tables),
            "hunger": UNFED * max(0.0, 1.0 - tables / (who.meals * days)) if who.meals else 0.0,
            "shut": SHUT * len(self.shut) / max(1, len(self.visits) + tables),
        }
        return {name: min(MOST, share) for name, share in taken.items()}

    @cached_property
    def satisfaction(self) -> float:
        """From 0 to 1."""
        left = self.enjoyed * self.filled
        for share in self.burdens.values():
            left *= 1.0 - share
        return left

    def grievances(self) -> list[Grievance]:
        """What there is to be said against the plan, the worst first."""
        found = [*self._burdensome(), *self._dull(), *self._longed_for()]
        return sorted(found, key=lambda one: (-one.loss, one.topic))

    def _burdensome(self) -> Iterator[Grievance]:
        grounds: Mapping[str, Ground] = {
            "walking": "walking", "early": "early", "full": "full", "dear": "dear", "diet": "diet",
        }  # fmt: skip
        for name, ground in grounds.items():
            share = self.burdens[name]
            yield Grievance(ground, "", self.satisfaction * share / (1.0 - share))
        if self.filled > 0:
            yield Grievance("thin", "", self.satisfaction * (1.0 / self.filled - 1.0))

    def _dull(self) -> Iterator[Grievance]:
        """Kinds that are hated, and places that bore, by what the rest alone would give."""
        hated = {v.place.category for v in self.visits if self.traveller.hates(v.place.category)}
        for kind in sorted(hated):
            yield Grievance("kind", kind.value, self._without({kind.value}))
        for visit in self.visits:
            if visit.enjoyed < DULL:
                yield Grievance("place", visit.place.id, self._without({visit.place.id}))

    def _without(self, names: set[str]) -> float:
        """Satisfaction gained were the time spent like the rest of it."""
        rest = [v for v in self.visits if not {v.place.id, v.place.category.value} & names]
        if not rest or not self.enjoyed:
            return self.satisfaction
        return max(0.0, self.satisfaction * (_enjoyed(rest) / self.enjoyed - 1.0))

    def _longed_for(self) -> Iterator[Grievance]:
        seen = {visit.place.category for visit in self.visits}
        for kind in self.traveller.loved:
            if kind not in seen:
                yield Grievance("wish", kind.value, LONGED)

    def _tables(self) -> Iterator[Place]:
        for day in self.plan.days:
            for stop in day.stops:
                place = self.world.place(stop.place_id) if isinstance(stop, Meal) else None
                if place is not None:
                    yield place

    def _feeds(self, place: Place) -> bool:
        diet = self.traveller.diet
        return diet is None or diet in place.diets or "vegan" in place.diets


def opinion(traveller: Traveller, plan: Itinerary, bench: Bench, usual: float) -> Opinion:
    """What a traveller makes of a plan; doors are tried by the independent checker.

    Args:
        usual: euros that a day usually costs a person there.
    """
    shut = frozenset(
        (found.day, found.stop)
        for found in check(plan, bench.world, bench.directory, AT_THE_DOOR)
        if found.day is not None and found.stop is not None
    )
    return Opinion(traveller, plan, bench.world, usual * traveller.purse, shut)


def honoured(grievance: Grievance, before: Opinion, after: Opinion) -> bool:
    """Whether a complaint was heeded: what it was about is gone, or much less."""
    about = grievance.about
    if grievance.ground == "place":
        return all(visit.place.id != about for visit in after.visits)
    if grievance.ground == "kind":
        return _spent(after, about) <= _spent(before, about) / 2
    if grievance.ground == "wish":
        return _spent(after, about) > _spent(before, about)
    if grievance.ground == "thin":
        return after.minutes > before.minutes
    if grievance.ground == "diet":
        return after.unfit_meals == 0
    return after.burdens[grievance.ground] <= before.burdens[grievance.ground] / 2


def _spent(of: Opinion, kind: str) -> int:
    """Minutes at sights of a kind."""
    return sum(visit.minutes for visit in of.visits if visit.place.category.value == kind)


def _enjoyed(visits: tuple[Stopover, ...] | list[Stopover]) -> float:
    minutes = sum(visit.minutes for visit in visits)
    return sum(visit.minutes * visit.enjoyed for visit in visits) / minutes if minutes else 0.0


def _minute(time: dt.datetime) -> int:
    return time.hour * 60 + time.minute
