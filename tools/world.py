"""The world as the planner asks about it: ``planner.facts.World`` on catalogues."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Protocol

from planner.errors import UnknownNameError
from tools.currency import rate
from tools.daylight import daylight
from tools.holiday import holiday_name
from tools.hours import opening
from tools.travel import EstimatedTravel
from tools.weather import climate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from planner.city import City, ClimateMonth
    from planner.facts import DayHours, Daylight, Mode, Travel, TravelMatrix
    from planner.model import Point
    from planner.place import Place
    from planner.taxonomy import Group
    from tools.travel import TravelModel


class PlaceStore(Protocol):
    """What the world needs of a catalogue: its city, and a place by id."""

    @property
    def city(self) -> City:
        """The city whose places these are."""
        ...

    def get(self, place_id: str) -> Place | None:
        """The place of that id, if it is on file."""
        ...

    def count(self, groups: Iterable[Group] | None = None) -> int:
        """How many places of these groups there are."""
        ...


class CatalogueWorld:
    """Facts about the cities of some catalogues; implements ``planner.facts.World``.

    Answers are remembered for the life of the object: build a new one when a catalogue changes.
    """

    def __init__(
        self, catalogues: Mapping[str, PlaceStore], travel: TravelModel | None = None
    ) -> None:
        """A world of these catalogues by city id; travel is estimated unless a model is given."""
        self._catalogues = dict(catalogues)
        self.travel_model: TravelModel = EstimatedTravel() if travel is None else travel
        self._places: dict[str, Place | None] = {}
        self._hours: dict[tuple[str, dt.date], DayHours] = {}

    def city(self, city_id: str) -> City:
        """The city of that id.

        Raises:
            UnknownNameError: no catalogue has it.
        """
        try:
            return self._catalogues[city_id].city
        except KeyError:
            near = difflib.get_close_matches(city_id, self._catalogues, n=3)
            raise UnknownNameError("city", city_id, tuple(near)) from None

    def place(self, place_id: str) -> Place | None:
        """The place of that id, if one of the catalogues has it."""
        if place_id not in self._places:
            found = (store.get(place_id) for store in self._catalogues.values())
            self._places[place_id] = next((place for place in found if place is not None), None)
        return self._places[place_id]

    def has(self, city_id: str, group: Group) -> bool:
        """Whether the catalogue has any place of that group in the city."""
        self.city(city_id)
        return self._catalogues[city_id].count((group,)) > 0

    def hours(self, place_id: str, day: dt.date) -> DayHours:
        """When the place is open on that local date, public holidays included, closures not.

        Raises:
            UnknownNameError: no catalogue has the place.
        """
        key = (place_id, day)
        answer = self._hours.get(key)
        if answer is None:
            place = self.place(place_id)
            if place is None:
                raise UnknownNameError("place", place_id)
            answer = self._hours[key] = opening(place, self.city(place.city), day)
        return answer

    def daylight(self, city_id: str, day: dt.date) -> Daylight:
        """Sunrise and sunset in that city."""
        return daylight(self.city(city_id), day)

    def holiday(self, city_id: str, day: dt.date) -> str | None:
        """Name of the public holiday on that date, if it is one."""
        return holiday_name(self.city(city_id), day)

    def climate(self, city_id: str, month: int) -> ClimateMonth | None:
        """Climate normal of the month; None where unknown."""
        return climate(self.city(city_id), month)

    def travel(self, city_id: str, origin: Point, target: Point, mode: Mode) -> Travel | None:
        """How long ``mode`` takes between two points; None where the mode cannot."""
        return self.travel_model.travel(self.city(city_id), origin, target, mode)

    def travel_matrix(self, city_id: str, points: Sequence[Point], mode: Mode) -> TravelMatrix:
        """``travel`` for every pair of points."""
        return self.travel_model.matrix(self.city(city_id), points, mode)

    def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
        """How long ``mode`` takes between two cities; ``fare`` is in the origin's currency."""
        return self.travel_model.intercity(origin, target, mode)

    def rate(self, source: str, target: str) -> float:
        """Units of ``target`` currency for one unit of ``source``.

        Raises:
            UnknownNameError: a currency that is not on file.
        """
        return rate(source, target)
