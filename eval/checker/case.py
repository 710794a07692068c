"""What a rule looks at: one plan, its request and the world, on one clock."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from planner.errors import UnknownNameError
from planner.itinerary import Meal, Visit
from planner.taxonomy import Group
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.facts import World
    from planner.itinerary import Day, Itinerary, Note, Stop
    from planner.place import Place
    from planner.request import Destination, Terminal, Window

#: Roles of places one goes to see or to eat at.
GOALS = (Group.SIGHT, Group.FOOD)

_EARTH = 6_371_008.8
#: Two positions closer than this, in metres, are the same spot.
_SAME_SPOT = 1.0


class Directory(Protocol):
    """Looking up in the catalogues of the trip what a request names."""

    def find(
        self, name: str, cities: tuple[str, ...], groups: tuple[Group, ...] = ...
    ) -> Place | None:
        """The best match of a name in those cities, among places of those roles (none: any)."""
        ...

    def has(self, city_id: str, group: Group) -> bool:
        """Whether a city has any place of that role."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule.

    Attributes:
        rule: its name in ``docs/rules.md``.
        day, stop: where, counted from 0; None where it concerns the whole trip or day.
        sentence: the breach in words.
        amount: by how much: minutes, metres, money or a count, as the sentence says; None where
            there is no amount.
    """

    rule: str
    day: int | None
    stop: int | None
    sentence: str
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere in a city, and the names a leg may give it."""

    names: tuple[str, ...]
    lat: float
    lon: float

    def is_called(self, text: str) -> bool:
        """Whether a leg that says ``text`` means this spot."""
        return fold(text) in {fold(name) for name in self.names}

    def is_at(self, lat: float, lon: float) -> bool:
        """Whether the position is this one, to a metre."""
        return crow_metres(self.lat, self.lon, lat, lon) <= _SAME_SPOT


@dataclass(frozen=True, slots=True)
class DayView:
    """One day whose city is known, with its index from 0."""

    index: int
    day: Day
    city: City

    def moment(self, minute: int) -> dt.datetime:
        """The local ``minute`` after this date's midnight by the clock on the wall, in UTC."""
        wall = dt.datetime.combine(self.day.date, dt.time()) + dt.timedelta(minutes=minute)
        return wall.replace(tzinfo=self.city.zone).astimezone(dt.UTC)

    def places(self, case: Case) -> Iterator[tuple[int, Stop, Place]]:
        """(index, stop, place) of each stop whose place the catalogue has."""
        for index, stop in enumerate(self.day.stops):
            place = case.world.place(stop.place_id) if stop.place_id else None
            if place is not None:
                yield index, stop, place

    def chosen(self, case: Case) -> Iterator[tuple[int, Visit | Meal, Place]]:
        """As ``places``, of visits and meals: rules on places bind no others."""
        for index, stop, place in self.places(case):
            if isinstance(stop, Visit | Meal):
                yield index, stop, place


@dataclass(frozen=True)
class Case:
    """A plan on trial; without a directory only ids and the plan's own places are known."""

    itinerary: Itinerary
    world: World
    directory: Directory | None = None
    _named: dict[tuple[str, tuple[Group, ...], str | None], Place | None] = field(
        default_factory=dict
    )

    @cached_property
    def days(self) -> tuple[DayView, ...]:
        """The days whose city exists."""
        views = ((i, day, self.city(day.city)) for i, day in enumerate(self.itinerary.days))
        return tuple(DayView(i, day, city) for i, day, city in views if city is not None)

    @cached_property
    def wanted(self) -> tuple[Destination, ...]:
        """The destination of each day: as many days as nights, then one more in the last city."""
        stops = self.itinerary.request.destinations
        return (*tuple(stop for stop in stops for _ in range(stop.nights)), stops[-1])

    @cached_property
    def last(self) -> int:
        """Index of the last day."""
        return len(self.itinerary.days) - 1

    def city(self, city_id: str) -> City | None:
        """The city of that id, or None."""
        try:
            return self.world.city(city_id)
        except UnknownNameError:
            return None

    def view(self, index: int) -> DayView | None:
        """The day of that index, if it exists and its city does."""
        return next((view for view in self.days if view.index == index), None)

    def window(self, view: DayView) -> Window:
        """The hours of a day: its date's own, else the trip's."""
        request = self.itinerary.request
        return request.windows.get(view.day.date, request.day_window)

    def is_transfer(self, index: int) -> bool:
        """Whether the day begins in another city than it is spent in."""
        days = self.itinerary.days
        return 0 < index < len(days) and days[index - 1].city != days[index].city

    def named(
        self, text: str, groups: tuple[Group, ...] = (), city: str | None = None
    ) -> Place | None:
        """The place of one of those roles, in that city, that the request means by ``text``.

        No roles are any role; no city is any city of the trip.
        """
        key = (text, groups, city)
        if key not in self._named:
            self._named[key] = self._look_up(*key)
        return self._named[key]

    def _look_up(self, text: str, groups: tuple[Group, ...], city: str | None) -> Place | None:
        place = self.world.place(text)
        if place is not None:
            return place
        cities = (city,) if city else tuple(dict.fromkeys(view.city.id for view in self.days))
        if self.directory is not None:
            return self.directory.find(text, cities, groups)
        fitting = (
            p for p in self._planned() if p.city in cities and (not groups or p.group in groups)
        )
        return next((p for p in fitting if called(p, text)), None)

    def hub(self, terminal: Terminal | None, view: DayView) -> Place | None:
        """The airport, station or pier of an arrival or departure.

        None if it has none or is unknown.
        """
        return (
            self.named(terminal.at, (Group.HUB,), view.city.id)
            if terminal and terminal.at
            else None
        )

    def _planned(self) -> Iterator[Place]:
        for view in self.days:
            yield from (place for _, _, place in view.places(self))
            stay = view.day.stay
            if stay is not None and stay.place_id and (place := self.world.place(stay.place_id)):
                yield place

    def is_marked(self, place_id: str | None, notes: tuple[Note, ...]) -> bool:
        """Whether a note of the stop or stay, or the plan's for that place, says unverified."""
        own = any(note.kind == "unverified" and note.place_id in (None, place_id) for note in notes)
        return own or any(
            note.kind == "unverified" and note.place_id == place_id is not None
            for note in self.itinerary.notes
        )


def called(place: Place, text: str) -> bool:
    """Whether ``text`` is the place's id or one of its names."""
    names = (place.name, place.name_local or place.name, *place.aliases)
    return text == place.id or fold(text) in {fold(name) for name in names}


def utc(time: dt.datetime) -> dt.datetime:
    """The instant.

    Python compares two times of one zone by the wall clock, wrong on the night clocks change.
    """
    return time.astimezone(dt.UTC)


def minutes_between(start: dt.datetime, end: dt.datetime) -> float:
    """Minutes that really pass from ``start`` to ``end``."""
    return (utc(end) - utc(start)).total_seconds() / 60


def crow_metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in metres (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
