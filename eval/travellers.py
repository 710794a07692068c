"""Simulated travellers with preferences that no plan is told: who would have liked which plan.

A traveller's satisfaction is worked out from the written plan alone, by code that shares nothing
with the search. What a place is worth to the usual visitor on its date is the planner's own word;
how far this traveller differs from the usual one is drawn: a taste for each class of sights and for
each place, for renown, for food, for walking, for money, and how much fits into a day.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from agents.entries import CheckIn, Outing
from agents.profiler.profile import profile_of
from planner.appeal import Appraiser
from planner.classes import CLASSES, class_of
from planner.hourly import by_slot
from planner.itinerary import Meal, Visit
from planner.kernel import Weights
from planner.request import Pace
from planner.scoring import popularity
from planner.taxonomy import Category, Group
from tools.next_poi.predictor import Visit as Been

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.city import City
    from planner.facts import World
    from planner.itinerary import Day, Itinerary
    from planner.place import Place
    from planner.profile import UserProfile
    from planner.request import TripRequest

#: Spread of each taste: standard deviation of the logarithm of its factor, of renown's exponent.
CLASS, PLACE, FOOD, RENOWN, WALKING, MONEY = 0.5, 0.3, 0.4, 0.4, 0.5, 0.5
#: A class liked by more than this is one that the traveller would name when asked.
LOVED = 1.5
#: Weight of an interest that the request states.
INTEREST = 0.6
#: Minutes of visiting that make a full day, by pace, and what each minute beyond costs.
FULL = {Pace.LIGHT: 220, Pace.RELAXED: 300, Pace.BALANCED: 400, Pace.PACKED: 520}
TIRED = 0.04
#: Points lost by a minute on foot, by one in a ride, by one spent waiting, and by a euro.
ON_FOOT, RIDING, WAITING, EURO = 0.09, 0.07, 0.03, 0.025
#: Days of check-ins that a traveller is known by, and visits on each.
OUTINGS, VISITS = 20, 4
#: Points that each further sight of a class costs, before how well it is liked.
SAMENESS = 0.35


@dataclass(frozen=True)
class Traveller:
    """What one traveller likes, as factors on what the usual one does.

    Attributes:
        classes: by name of class.
        renown: exponent on top of the usual one: above 0 likes the famous.
        seed: of the taste for each place.
    """

    classes: dict[str, float]
    renown: float
    food: float
    walking: float
    money: float
    pace: Pace
    seed: int

    def taste(self, place: Place) -> float:
        """Factor on a place's worth."""
        own = Random(f"{self.seed} {place.id}").lognormvariate(0.0, PLACE)
        if place.group is Group.FOOD:
            return own * self.food
        names = [*CLASSES, ""]
        liking = self.classes.get(names[class_of(place)], 1.0)
        return float(own * liking * popularity(place).value ** self.renown)

    def prior(self, places: Iterable[Place]) -> dict[str, float]:
        """Taste by place id."""
        return {place.id: self.taste(place) for place in places}

    @property
    def weights(self) -> Weights:
        """Weights of the soft terms that come nearest to what the traveller minds."""
        usual = Weights()
        return usual._replace(
            travel=usual.travel * self.walking,
            tedium=usual.tedium * self.walking,
            money=usual.money * self.money,
        )


def draw(seed: int, request: TripRequest) -> Traveller:
    """A traveller who would make this request, the same for the same seed.

    What it says of likes and pace holds, the rest is drawn.
    """
    rng = Random(seed)
    classes = {}
    for name, kind in CLASSES.items():
        said = any(request.interests.get(member.value, 0.0) > 0 for member in kind.members)
        liking = rng.lognormvariate(0.0, CLASS)
        while said and liking < LOVED:
            liking = rng.lognormvariate(0.0, CLASS)
        classes[name] = liking
    drawn = rng.choice((Pace.RELAXED, Pace.BALANCED, Pace.BALANCED, Pace.PACKED))
    return Traveller(
        classes=classes,
        renown=rng.gauss(0.0, RENOWN),
        food=rng.lognormvariate(0.0, FOOD),
        walking=rng.lognormvariate(0.0, WALKING),
        money=rng.lognormvariate(0.0, MONEY),
        pace=drawn if request.pace is Pace.BALANCED else request.pace,
        seed=seed,
    )


def past(traveller: Traveller, places: Sequence[Place], day: dt.date) -> UserProfile:
    """The profile that a traveller's check-ins among these places would give.

    What is usual is to go to places in proportion to their renown.
    """
    usual: dict[Category, float] = defaultdict(float)
    for group in (Group.SIGHT, Group.FOOD):
        members = [place for place in places if place.group is group]
        whole = sum(popularity(place).value for place in members)
        for place in members:
            usual[place.category] += popularity(place).value / whole
    outings = [
        Outing(
            at=dt.datetime.combine(date, dt.time(), dt.UTC),
            text="a day out",
            day=date,
            visits=tuple(
                CheckIn(minute=0, place=place.id, label=place.category, category=place.category)
                for place in gone
            ),
        )
        for date, gone in _days_out(traveller, places, day)
    ]
    return profile_of(outings, usual=usual)


def visits(traveller: Traveller, city: City, places: Sequence[Place], day: dt.date) -> list[Been]:
    """The same check-ins, as visits that tell a taste."""
    return [
        Been(
            place.id,
            dt.datetime.combine(date, dt.time(9 + 3 * number, tzinfo=city.zone)),
            place.category.value,
        )
        for date, gone in _days_out(traveller, places, day)
        for number, place in enumerate(gone)
    ]


def _days_out(
    traveller: Traveller, places: Sequence[Place], day: dt.date
) -> Iterator[tuple[dt.date, list[Place]]]:
    """Days before a date, and where the traveller went: by renown and taste."""
    rng = Random(traveller.seed)
    drawn = [p for p in places if p.group in (Group.SIGHT, Group.FOOD)]
    odds = [popularity(place).value * traveller.taste(place) for place in drawn]
    for number in range(OUTINGS):
        yield day - dt.timedelta(days=OUTINGS - number), rng.choices(drawn, odds, k=VISITS)


class Judge:
    """What travellers make of written plans of one trip.

    Args:
        request: the trip; what it says of interests is left out of account.
    """

    def __init__(self, request: TripRequest, world: World) -> None:
        self._world = world
        neutral = request.model_copy(update={"interests": {}})
        self._appraiser = Appraiser(neutral, world, {})
        self._party = request.party.size

    def satisfaction(
        self, traveller: Traveller, plan: Itinerary, shut: frozenset[tuple[int, int]] = frozenset()
    ) -> float:
        """Points of a plan.

        Args:
            shut: (day, stop) of stops that the traveller finds closed: the way and the time are
                spent and nothing is gained.
        """
        points = sum(
            self._day(traveller, day, {stop for on, stop in shut if on == number})
            for number, day in enumerate(plan.days)
        )
        spent = sum(item.cost for day in plan.days for item in (*day.stops, *day.legs))
        nights = plan.costs.lodging
        euros = (spent + nights) * self._world.rate(plan.costs.currency, "EUR") / self._party
        return points - self._sameness(traveller, plan) - EURO * traveller.money * euros

    def _day(self, traveller: Traveller, day: Day, shut: set[int]) -> float:
        points, visiting = 0.0, 0
        for number, stop in enumerate(day.stops):
            if isinstance(stop, Visit):
                visiting += stop.minutes
            place = self._world.place(stop.place_id) if stop.place_id is not None else None
            if place is None or number in shut or not isinstance(stop, Visit | Meal):
                continue
            worth = traveller.taste(place) * self._appraiser.appeal(place, day.date)
            points += worth * (
                self._timely(place, stop, day.date) if isinstance(stop, Visit) else 1.0
            )
        for leg in day.legs:
            walked = leg.walk_metres / 80
            points -= traveller.walking * (
                ON_FOOT * walked + RIDING * max(0.0, leg.minutes - walked)
            )
        points -= WAITING * _idle(day)
        return points - TIRED * max(0, visiting - FULL[traveller.pace])

    def _timely(self, place: Place, stop: Visit, date: dt.date) -> float:
        """Share of a visit's worth that its hour and length keep."""
        midnight = stop.start.replace(hour=0, minute=0)
        middle = (stop.start - midnight).total_seconds() / 60 + stop.minutes / 2
        slots = by_slot(place, self._world, date)
        hour = slots[min(len(slots) - 1, int(middle // 30))]
        return float(hour * min(1.0, math.sqrt(stop.minutes / max(1, place.minutes.usual))))

    def _sameness(self, traveller: Traveller, plan: Itinerary) -> float:
        counts = dict.fromkeys(CLASSES, 0)
        for day in plan.days:
            for stop in day.stops:
                if isinstance(stop, Visit):
                    number = class_of(self._world.place(stop.place_id))
                    if number < len(CLASSES):
                        counts[list(CLASSES)[number]] += 1
        return sum(
            SAMENESS / traveller.classes[name] * n * (n - 1) / 2 * 0.5 for name, n in counts.items()
        )


def _idle(day: Day) -> float:
    """Minutes between the first stop and being back that are neither stop nor leg."""
    if not day.stops:
        return 0.0
    whole = (day.legs[-1].end - day.stops[0].start).total_seconds() / 60
    return (
        whole - sum(stop.minutes for stop in day.stops) - sum(leg.minutes for leg in day.legs[1:])
    )
