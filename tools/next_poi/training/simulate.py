"""Simulated travellers in the cities that ship with Wayplan, for a model that can ship with it.

Each traveller has tastes, by category and by tag, that nobody is told. They visit the cities one
after the other, for some days each. At every step they go to one of the places that are open when
they would get there: a likely one is renowned, to their taste, near, at its best at that time of
the day, and not of a kind they had enough of that day. Around noon and in the evening they eat.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from planner.taxonomy import DAYPART_MINUTES, Group
from tools.next_poi.mask import closed_places
from tools.next_poi.training.data import Row
from tools.next_poi.visits import kilometres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from planner.city import City
    from planner.facts import World
    from planner.place import Place
    from tools.next_poi.visits import FloatArray

#: Minutes of the day at which hunger begins, for lunch and dinner.
MEALS = (12 * 60, 18 * 60 + 15)
#: Step in which arrivals are counted, in minutes.
TICK = 30
#: Kilometres covered on foot in a minute, detours included.
PACE = 4.5 / 60 / 1.3


@dataclass(frozen=True, slots=True)
class Society:
    """How travellers are drawn, and how they decide.

    Attributes:
        travellers: how many there are.
        days: least and most days in a city.
        start: first possible day; journeys begin every second week of the year from then on.
        renown, reach_km, taste, tag, daypart, fatigue: weight of log popularity; km that cost one
            point; spread of tastes for categories; worth of a tag that is liked, of the right time
            of the day, and of each earlier visit of that kind that day.
        snack: chance that a step between meals is to a place to eat.
    """

    travellers: int = 600
    days: tuple[int, int] = (2, 4)
    start: dt.date = dt.date(2025, 1, 6)
    renown: float = 1.3
    reach_km: float = 1.2
    taste: float = 1.0
    tag: float = 1.0
    daypart: float = 0.5
    fatigue: float = 0.7
    snack: float = 0.12


@dataclass(frozen=True)
class Traveller:
    """Somebody with tastes.

    Attributes:
        name: identifier.
        categories, tags: points that a category and a tag are worth to them; absent is 0.
    """

    name: str
    categories: Mapping[str, float]
    tags: Mapping[str, float]

    def taste(self, place: Place) -> float:
        """Points of a place by taste alone."""
        return self.categories.get(place.category, 0.0) + sum(
            self.tags.get(tag, 0.0) for tag in place.tags
        )


class Town:
    """A city as travellers see it."""

    def __init__(self, city: City, places: Sequence[Place], world: World, society: Society) -> None:
        self.city, self._world, self.zone = city, world, ZoneInfo(city.timezone)
        self.places = [place for place in places if place.group in (Group.SIGHT, Group.FOOD)]
        self.beds = [place for place in places if place.group is Group.STAY]
        self.lat = np.array([place.lat for place in self.places])
        self.lon = np.array([place.lon for place in self.places])
        self.eats = np.array([place.group is Group.FOOD for place in self.places])
        self.renown = society.renown * np.log(
            np.array([place.popularity for place in self.places]) + 0.03
        )
        self.kinds = np.unique([place.category for place in self.places], return_inverse=True)[1]
        self._ids = [place.id for place in self.places]
        self.open = cache(self._open)
        self.suits = cache(self._suits)

    def _open(self, day: dt.date) -> NDArray[np.bool_]:
        """Whether a visit may begin at each tick of a day, [ticks, p]."""
        midnight = dt.datetime.combine(day, dt.time())
        ticks = [midnight + dt.timedelta(minutes=m) for m in range(0, 1440, TICK)]
        return np.stack([~closed_places(self._world, self._ids, tick) for tick in ticks])

    def _suits(self, tick: int) -> FloatArray:
        """1 for places at their best at a tick of the day, else 0, [p]."""
        return np.array([_at_its_best(place, tick * TICK) for place in self.places], dtype=float)


def simulate(
    towns: Sequence[Town], society: Society, seed: int
) -> Iterator[tuple[Traveller, list[Row]]]:
    """Every traveller with their visits, oldest first."""
    rng = np.random.default_rng(seed)
    tags = sorted({tag for town in towns for place in town.places for tag in place.tags})
    kinds = sorted({place.category.value for town in towns for place in town.places})
    for number in range(society.travellers):
        drawn = rng.normal(0, society.taste, len(kinds))
        liked = rng.choice(len(tags), 4, replace=False)
        traveller = Traveller(
            f"traveller-{number:04}",
            dict(zip(kinds, drawn.tolist(), strict=True)),
            {tags[i]: society.tag for i in liked},
        )
        weeks = np.sort(rng.choice(26, len(towns), replace=False))
        rows: list[Row] = []
        for week, t in zip(weeks.tolist(), rng.permutation(len(towns)).tolist(), strict=True):
            first = society.start + dt.timedelta(weeks=2 * week, days=int(rng.integers(7)))
            rows += journey(traveller, towns[t], first, society, rng)
        yield traveller, rows


def journey(
    traveller: Traveller, town: Town, first: dt.date, society: Society, rng: np.random.Generator
) -> Iterator[Row]:
    """One stay in a city from the day ``first`` on."""
    taste = np.array([traveller.taste(place) for place in town.places])
    bed = town.beds[int(rng.integers(len(town.beds)))]
    been = np.zeros(len(town.places), dtype=bool)
    for day in range(int(rng.integers(society.days[0], society.days[1] + 1))):
        date = first + dt.timedelta(days=day)
        outing = f"{traveller.name} {date.isoformat()}"
        for i, minute in _day(town, date, taste, (bed.lat, bed.lon), been, society, rng):
            yield _row(town.places[i], traveller.name, date, minute, town.zone, outing)


def _day(
    town: Town,
    date: dt.date,
    taste: FloatArray,
    bed: tuple[float, float],
    been: NDArray[np.bool_],
    society: Society,
    rng: np.random.Generator,
) -> Iterator[tuple[int, int]]:
    """Places and minutes of arrival of one day; marks them in ``been``."""
    minute, end = int(rng.normal(585, 30)), min(int(rng.normal(1260, 60)), 1410)
    meals, here, had = list(MEALS), bed, np.zeros(town.kinds.max() + 1)
    while minute < end:
        hungry = bool(meals) and minute >= meals[0]
        eats = hungry or rng.random() < society.snack
        km = kilometres(*here, town.lat, town.lon)
        tick = np.minimum((minute + np.ceil(km / PACE)) / TICK + 1, 1440 / TICK - 1).astype(int)
        points = town.renown + taste - km / society.reach_km - society.fatigue * had[town.kinds]
        points = points + society.daypart * town.suits(minute // TICK)
        possible = town.open(date)[tick, np.arange(len(km))] & ~been & (town.eats == eats)
        if not possible.any():
            minute += TICK
            continue
        chances = np.where(possible, np.exp(points - points[possible].max()), 0.0)
        i = int(rng.choice(len(km), p=chances / chances.sum()))
        arrived = int(tick[i]) * TICK
        yield i, arrived
        been[i], here = True, (float(town.lat[i]), float(town.lon[i]))
        had[town.kinds[i]] += 1
        if hungry:
            meals.pop(0)
        minute = arrived + _stay(town.places[i], rng)


def _stay(place: Place, rng: np.random.Generator) -> int:
    """Minutes spent at a place."""
    drawn = place.minutes.usual * math.exp(float(rng.normal(0, 0.25)))
    return int(min(max(drawn, place.minutes.min, 10), place.minutes.max))


def _at_its_best(place: Place, minute: int) -> bool:
    spans = [DAYPART_MINUTES[part] for part in place.best_dayparts]
    return any(first <= minute < last for first, last in spans)


def _row(place: Place, user: str, date: dt.date, minute: int, zone: ZoneInfo, outing: str) -> Row:
    wall = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minute)
    return Row(
        user=user,
        place=place.id,
        category=place.category.value,
        lat=place.lat,
        lon=place.lon,
        time=int(wall.replace(tzinfo=zone).timestamp()),
        local=int(wall.replace(tzinfo=dt.UTC).timestamp()),
        outing=outing,
    )
