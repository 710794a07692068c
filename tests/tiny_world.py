"""A tiny readable world: two cities, some twenty places, one street plan.

``TinyWorld`` implements ``planner.facts.World``. Streets run north-south and east-west, so a way is
as long as its sides:
walking 80 m a minute; bike 250; transit 5 minutes and 400 m a minute, with 200 m on foot, from 600
m on; taxi 4 minutes and
500; car 3 minutes and 500. Trains and buses join the two cities.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from planner.errors import UnknownNameError
from planner.facts import DayHours, Daylight, Mode, Span, Travel, TravelMatrix
from planner.taxonomy import Group
from tests.tiny_places import DEGREE, HOURS, LUMEN, PLACES, PORTA
from tools.holiday import holiday_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from planner.city import City, ClimateMonth
    from planner.model import Point
    from planner.place import Place

#: Euro for one unit of the currency.
_EURO = {"EUR": 1.0, "CHF": 1.25, "USD": 0.8}
#: Mode -> (minutes before moving, metres a minute).
_PACE = {
    Mode.WALK: (0, 80), Mode.BIKE: (0, 250), Mode.TRANSIT: (5, 400), Mode.TAXI: (4, 500),
    Mode.CAR: (3, 500),
}  # fmt: skip
#: Mode -> (minutes, metres, fare in the origin's currency) between the cities, either way.
_BETWEEN = {Mode.TRAIN: (75, 80_000, 20.0), Mode.BUS: (100, 85_000, 10.0)}


class TinyWorld:
    """Two cities, some twenty places, one street plan.

    Also a small catalogue: ``cities``, ``places``, ``find``.

    Args:
        places: to replace places of the same id, e.g. ``[museum.model_copy(update={...})]``; hours
            follow ``hours``.
        hours: to replace hours by hand: id -> spans of every day; None is unknown.
        holiday: name of the public holiday on a date in a city, if it is one.
        without: a role that no place has.
    """

    def __init__(
        self,
        places: Iterable[Place] = (),
        hours: dict[str, tuple[Span, ...] | None] | None = None,
        holiday: Callable[[City, dt.date], str | None] = holiday_name,
        without: Group | None = None,
    ) -> None:
        self._holiday = holiday
        self._cities = {city.id: city for city in (LUMEN, PORTA)}
        kept = (place for place in (*PLACES, *places) if place.group is not without)
        self._places = {place.id: place for place in kept}
        self._hours = hours or {}

    @property
    def cities(self) -> tuple[City, ...]:
        """Both cities."""
        return tuple(self._cities.values())

    @property
    def stores(self) -> tuple[TinyStore, ...]:
        """A catalogue of each city."""
        return tuple(TinyStore(self, city) for city in self.cities)

    def places(self, city_id: str, group: Group | None = None) -> tuple[Place, ...]:
        """Places of a city, of one role if named."""
        return tuple(
            p for p in self._places.values() if p.city == city_id and group in (None, p.group)
        )

    def find(
        self, name: str, cities: Sequence[str] = ("lumen", "porta"), groups: Sequence[Group] = ()
    ) -> Place | None:
        """The place of that id or name in one of the cities, of one of the roles if named."""
        wanted = name.casefold()
        fitting = (
            p
            for p in self._places.values()
            if p.city in cities and (not groups or p.group in groups)
        )
        return next((p for p in fitting if wanted in (p.id, p.name.casefold())), None)

    def has(self, city_id: str, group: Group) -> bool:
        """Whether the city has a place of that role."""
        return bool(self.places(city_id, group))

    def city(self, city_id: str) -> City:
        """The city of that id."""
        if city_id not in self._cities:
            raise UnknownNameError("city", city_id, tuple(self._cities))
        return self._cities[city_id]

    def place(self, place_id: str) -> Place | None:
        """The place of that id."""
        return self._places.get(place_id)

    def hours(self, place_id: str, day: dt.date) -> DayHours:
        """Hours by hand."""
        place = self._places[place_id]
        if place_id in self._hours:
            spans = self._hours[place_id]
            return DayHours(True, spans) if spans is not None else self._unknown(place)
        if place_id not in HOURS:
            return self._unknown(place)
        week = HOURS[place_id]
        if week.holiday is not None and self.holiday(place.city, day):
            return DayHours(True, week.holiday, "public holiday")
        return DayHours(True, week.days.get(day.weekday(), ()))

    def daylight(self, city_id: str, day: dt.date) -> Daylight:
        """Sunrise and sunset of the real sun over the city's centre."""
        return _sun(
            self.city(city_id).lat, self.city(city_id).lon, self.city(city_id).timezone, day
        )

    def holiday(self, city_id: str, day: dt.date) -> str | None:
        """The holidays of Italy in Lumen and of Ticino in Porta, unless others were given."""
        return self._holiday(self.city(city_id), day)

    def climate(self, city_id: str, month: int) -> ClimateMonth | None:
        """Climate normal; unknown in Porta."""
        climate = self.city(city_id).climate
        return climate[month - 1] if climate else None

    def travel(self, city_id: str, origin: Point, target: Point, mode: Mode) -> Travel | None:
        """Along the streets."""
        metres = street_metres(origin, target)
        if mode not in _PACE or (mode is Mode.TRANSIT and metres < 600):
            return None
        wait, speed = _PACE[mode]
        minutes = wait + math.ceil(metres / speed) if metres else 0
        walk = {Mode.WALK: metres, Mode.TRANSIT: 200}.get(mode, 0)
        fare = self._fare(self.city(city_id), mode, metres, minutes)
        return Travel(
            minutes, metres, walk, fare, mode in (Mode.WALK, Mode.BIKE, Mode.TRANSIT), True
        )

    def travel_matrix(self, city_id: str, points: Sequence[Point], mode: Mode) -> TravelMatrix:
        """``travel``, asked for every pair."""
        ways = [[self.travel(city_id, one, two, mode) for two in points] for one in points]
        none = Travel(-1, 0, 0, math.nan, False, True)
        rows = [[way or none for way in row] for row in ways]

        def table(name: str, dtype: Any) -> Any:
            cells = [[getattr(way, name) for way in row] for row in rows]
            return np.array(cells, dtype=dtype).reshape(len(points), len(points))

        return TravelMatrix(
            minutes=table("minutes", np.int32),
            metres=table("metres", np.int32),
            walk_metres=table("walk_metres", np.int32),
            fare=table("fare", np.float64),
            per_person=any(way.per_person for row in rows for way in row),
            estimated=table("estimated", np.bool_),
        )

    def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
        """Between the two cities by train or bus."""
        if mode not in _BETWEEN or origin.id == target.id:
            return None
        minutes, metres, fare = _BETWEEN[mode]
        return Travel(minutes, metres, 0, fare, True, True)

    def rate(self, source: str, target: str) -> float:
        """One Swiss franc is 1.25 euro, one dollar 0.80."""
        return _EURO[source] / _EURO[target]

    @staticmethod
    def _unknown(place: Place) -> DayHours:
        return DayHours(False, (Span(*place.category.traits.plausible),), "no hours on file")

    @staticmethod
    def _fare(city: City, mode: Mode, metres: int, minutes: int) -> float | None:
        tariffs = city.tariffs
        taxi = (
            (tariffs.taxi_base or 0)
            + (tariffs.taxi_per_km or 0) * metres / 1000
            + tariffs.taxi_per_minute * minutes
        )
        fares = {Mode.BIKE: tariffs.bike_day, Mode.TRANSIT: tariffs.transit_single, Mode.TAXI: taxi}
        return fares.get(mode, 0.0)


def street_metres(origin: Point, target: Point) -> int:
    """Length of the way along the grid."""
    north = abs(origin.lat - target.lat) * DEGREE
    # The grids were laid out with the cosine of their centre's latitude; within a city it is the
    # same to a metre.
    centre = min((LUMEN, PORTA), key=lambda city: abs(city.lat - origin.lat))
    east = abs(origin.lon - target.lon) * DEGREE * math.cos(math.radians(centre.lat))
    return round(north + east)


@lru_cache(maxsize=512)
def _sun(lat: float, lon: float, timezone: str, day: dt.date) -> Daylight:
    from astral import Observer
    from astral.sun import sunrise, sunset

    zone, observer = ZoneInfo(timezone), Observer(lat, lon)
    rise, down = sunrise(observer, day, tzinfo=zone), sunset(observer, day, tzinfo=zone)
    return Daylight(rise.hour * 60 + rise.minute, down.hour * 60 + down.minute)


class TinyStore:
    """One city's places as a catalogue gives them."""

    def __init__(self, world: TinyWorld, city: City) -> None:
        self.city = city
        self._world = world

    def get(self, place_id: str) -> Place | None:
        """The place of that id, if it is in this city."""
        place = self._world.place(place_id)
        return place if place and place.city == self.city.id else None

    def places(self, groups: Iterable[Group] | None = None) -> list[Place]:
        """Places of these roles, most popular first."""
        wanted = set(Group) if groups is None else set(groups)
        found = [place for place in self._world.places(self.city.id) if place.group in wanted]
        return sorted(found, key=lambda place: (-place.popularity, place.id))
