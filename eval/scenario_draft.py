"""A trip request in the making.

Route, people and money drawn at random, and what later wishes need to know.

Money is measured in the city's own usual meal, so that a level means the same in yen and in euro.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from planner.city import City
    from planner.place import Place

FIRST_YEAR, LAST_YEAR = 2026, 2028
#: A meal where no place to eat has a price, in the city's currency.
_MEAL = 20.0


class Level(StrEnum):
    """How hard a request is meant to be.

    A hard one may turn out impossible, an impossible one never possible.
    """

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    IMPOSSIBLE = "impossible"


#: What the whole trip may cost, in usual meals per person and day.
_MEALS_A_DAY = {
    Level.EASY: (20, 40),
    Level.MEDIUM: (9, 20),
    Level.HARD: (4, 10),
    Level.IMPOSSIBLE: (9, 20),
}


class Store(Protocol):
    """What is needed of a catalogue: ``tools.catalogue.Catalogue`` has it."""

    @property
    def city(self) -> City:
        """The city whose places these are."""
        ...

    def places(self, groups: Iterable[Group] | None = ...) -> list[Place]:
        """Places of these roles, most popular first."""
        ...


class Draft:
    """The fields of a request as they come together.

    Attributes:
        stores: the catalogues of the trip's one or two cities, in order.
        sights, food: places of the first city, popular ones first.
        fields: what becomes the request.
        days, start: of the whole trip, once ``route`` ran.
    """

    def __init__(self, rng: Random, stores: Sequence[Store], level: Level) -> None:
        """An empty draft for one or two of the cities."""
        self.rng = rng
        self.level = level
        onward = 0 if level is Level.EASY else 0.25  # a flight east may not arrive on its date
        count = 2 if len(stores) > 1 and rng.random() < onward else 1
        self.stores = rng.sample(list(stores), count)
        self.sights = self.stores[0].places([Group.SIGHT])
        self.food = self.stores[0].places([Group.FOOD])
        self.fields: dict[str, Any] = {}
        self.days = 0
        self.start = dt.date(FIRST_YEAR, 1, 1)
        self._names: Counter[str] | None = None

    @property
    def city(self) -> City:
        """The first city."""
        return self.stores[0].city

    def called(self, place: Place) -> str:
        """What to call a place: its name, unless another place of the trip is called so too."""
        if self._names is None:
            self._names = Counter(p.name.casefold() for s in self.stores for p in s.places())
        return place.name if self._names[place.name.casefold()] == 1 else place.id

    @property
    def size(self) -> int:
        """How many travel."""
        people = self.fields["party"]
        return int(people["adults"]) + int(people["seniors"]) + len(people["children"])

    def route(self) -> None:
        """Cities, nights and dates, a third of them about holidays and clock changes."""
        rng = self.rng
        most = 2 if self.level is Level.EASY else 6 // len(self.stores)
        nights = [rng.randint(len(self.stores) - 1, most) for _ in self.stores]
        self.days = sum(nights) + 1
        year = rng.randint(FIRST_YEAR, LAST_YEAR)
        day = dt.date(year, 1, 1) + dt.timedelta(days=rng.randrange(365))
        if rng.random() < 1 / 3:
            day = rng.choice(
                special_dates(self.city.country, self.city.subdivision, self.city.timezone, year)
            )
            day -= dt.timedelta(days=rng.randrange(self.days))
        self.start = day
        cities = (rng.choice((store.city.id, store.city.name)) for store in self.stores)
        stops = [
            {"city": city, "nights": count} for city, count in zip(cities, nights, strict=True)
        ]
        self.fields |= {"start": day, "destinations": stops}

    def people(self) -> None:
        """A couple when it is easy; else families, groups, wheels."""
        rng, easy = self.rng, self.level is Level.EASY
        children = (
            []
            if easy or rng.random() < 0.6
            else [rng.randint(0, 16) for _ in range(rng.randint(1, 3))]
        )
        self.fields["party"] = {
            "adults": 2 if easy else rng.choice((1, 1, 2, 2, 2, 3, 4, 6, 12)),
            "children": children,
            "seniors": 0 if easy else rng.choice((0, 0, 0, 0, 1, 2)),
            "wheelchair": not easy and rng.random() < 0.1,
            "stroller": any(age <= 3 for age in children) and rng.random() < 0.7,
        }

    def money(self) -> None:
        """A budget, most of the time, now and then by category or in foreign money."""
        if self.rng.random() < 0.3:
            return
        total = self.meal() * self.rng.uniform(*_MEALS_A_DAY[self.level]) * self.size * self.days
        currency, foreign = self.city.currency, self.rng.choice(("EUR", "USD", "GBP"))
        if self.rng.random() < 0.2:
            from tools.currency import rate

            total *= rate(currency, foreign)
            currency = foreign
        self.fields["budget"] = {"currency": currency, "total": round(total, 2)}
        if self.rng.random() < 0.2:
            name, share = self.rng.choice(
                (("food", 0.5), ("activities", 0.3), ("transport", 0.2), ("lodging", 0.6))
            )
            self.fields["budget"][name] = round(total * share, 2)

    def meal(self) -> float:
        """Price of a usual meal in the first city."""
        prices = [place.meal_price for place in self.food if place.meal_price]
        return median(prices) if prices else _MEAL

    def date(self) -> dt.date:
        """A day of the trip spent in the first city."""
        nights = int(self.fields["destinations"][0]["nights"])
        whole = len(self.stores) == 1
        return self.start + dt.timedelta(days=self.rng.randrange(nights + 1 if whole else nights))

    def some(self, places: Sequence[Place], most: int) -> list[Place]:
        """Up to ``most`` places, at least one if there are any, popular ones more often."""
        rng = self.rng
        pool = places[:40] if rng.random() < 0.7 else places
        return rng.sample(list(pool), min(len(pool), rng.randint(1, most)))


@lru_cache(maxsize=64)
def special_dates(
    country: str, subdivision: str | None, timezone: str, year: int
) -> tuple[dt.date, ...]:
    """Public holidays, days of clock changes, year's and Christmas Eve, end of February.

    An unknown country has no holidays here.
    """
    from zoneinfo import ZoneInfo

    import holidays

    noon = dt.datetime(year, 1, 1, 12, tzinfo=ZoneInfo(timezone))
    days = [noon + dt.timedelta(days=offset) for offset in range(365)]
    found = {
        day.date() for day in days if day.utcoffset() != (day - dt.timedelta(days=1)).utcoffset()
    }
    found |= {
        dt.date(year, 12, 24),
        dt.date(year, 12, 31),
        dt.date(year, 3, 1) - dt.timedelta(days=1),
    }
    if country in holidays.list_supported_countries():
        found |= set(holidays.country_holidays(country, subdiv=subdivision, years=year))
    return tuple(sorted(found))
