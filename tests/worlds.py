"""The shared fixture: the tiny world, and known-good plans in it made by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.facts import Mode, Travel
from planner.itinerary import (
    Anchor,
    Costs,
    Day,
    Fixture,
    Itinerary,
    Leg,
    Meal,
    Rest,
    Stay,
    Stop,
    Visit,
)
from planner.model import Point
from planner.request import Budget, Destination, MealName, Terminal, TripRequest
from tests.tiny_places import HOURS, LUMEN, PLACES, PORTA
from tests.tiny_world import TinyStore, TinyWorld, street_metres

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = [
    "HOURS",
    "LUMEN",
    "PLACES",
    "PORTA",
    "DayDraft",
    "TinyStore",
    "TinyWorld",
    "good_days",
    "good_itinerary",
    "good_request",
    "night",
    "street_metres",
    "trip",
    "two_city_itinerary",
    "two_city_request",
]


class DayDraft:
    """A day written down by hand.

    Stops at given times, walked to just in time unless another mode is named.

    Args:
        anchor: id of the place the day starts and ends at.
        free, back: ``HH:MM`` the traveller is free from and must be back by.
    """

    def __init__(
        self, world: TinyWorld, date: str, anchor: str, *, free: str = "09:00", back: str = "22:00"
    ) -> None:
        self._world = world
        self._date = dt.date.fromisoformat(date)
        self._anchor = world._places[anchor]
        self._city = world.city(self._anchor.city)
        self._bounds = (self.at(free), self.at(back))
        self._stops: list[Stop] = []
        self._modes: list[tuple[Mode, float]] = []
        self._inbound: list[Leg] = []
        self._outbound: list[Leg] = []

    def at(self, time: str) -> dt.datetime:
        """``HH:MM`` on this day, aware; from 24:00 on, the next morning."""
        hour, minute = map(int, time.split(":"))
        midnight = dt.datetime.combine(self._date, dt.time(), tzinfo=self._city.zone)
        return midnight + dt.timedelta(minutes=hour * 60 + minute)

    def visit(
        self,
        id: str,
        time: str,
        minutes: int,
        cost: float = 0,
        by: Mode = Mode.WALK,
        fare: float = 0,
        **more: Any,
    ) -> DayDraft:
        """A sight, from ``time`` on.

        ``cost`` is for the party, ``fare`` for the party's way there.
        """
        self._stops.append(Visit(**self._at(id, time, minutes), cost=cost, **more))
        self._modes.append((by, fare))
        return self

    def meal(
        self, meal: MealName, id: str, time: str, minutes: int, cost: float, by: Mode = Mode.WALK,
        fare: float = 0,
        **more: Any,
    ) -> DayDraft:  # fmt: skip
        """A meal."""
        self._stops.append(Meal(**self._at(id, time, minutes), meal=meal, cost=cost, **more))
        self._modes.append((by, fare))
        return self

    def appointment(
        self, name: str, id: str, time: str, minutes: int, by: Mode = Mode.WALK
    ) -> DayDraft:
        """Something fixed."""
        self._stops.append(Fixture(**(self._at(id, time, minutes) | {"name": name})))
        self._modes.append((by, 0))
        return self

    def rest(self, time: str, minutes: int, at: str | None = None) -> DayDraft:
        """A rest at the lodging, or at a place named."""
        self._stops.append(Rest(**self._at(at or self._anchor.id, time, minutes), rest="rest"))
        self._modes.append((Mode.WALK, 0))
        return self

    def come(self, terminal: str, time: str, by: Mode = Mode.WALK, fare: float = 0) -> DayDraft:
        """Way from the terminal to the lodging."""
        self._inbound.append(
            self._leg(self._world._places[terminal], self._anchor, self.at(time), by, fare)
        )
        return self

    def go(self, terminal: str, time: str, by: Mode = Mode.WALK, fare: float = 0) -> DayDraft:
        """Way from the lodging to the terminal."""
        self._outbound.append(
            self._leg(self._anchor, self._world._places[terminal], self.at(time), by, fare)
        )
        return self

    def transfer(self, lodging: str, time: str, by: Mode, fare: float) -> DayDraft:
        """Way from the lodging in the last city."""
        origin = self._world._places[lodging]
        way = self._world.intercity(self._world.city(origin.city), self._city, by)
        assert way is not None
        self._inbound.append(_leg(origin.name, self._anchor.name, way, self.at(time), by, fare))
        return self

    def done(
        self, stay: Stay | None = None, home: tuple[Mode, float] = (Mode.WALK, 0), **more: Any
    ) -> Day:
        """The day, its legs filled in; ``home`` is how the last leg is made, and its cost."""
        legs: list[Leg] = []
        here: Any = self._anchor
        for stop, (mode, fare) in zip(self._stops, self._modes, strict=True):
            way = self._leg(here, stop, stop.start, mode, fare)
            shift = dt.timedelta(minutes=way.minutes)
            legs.append(way.model_copy(update={"start": stop.start - shift, "end": stop.start}))
            here = stop
        if self._stops:
            legs.append(self._leg(here, self._anchor, self._stops[-1].end, *home))
        first, last = (self._door(time) for time in self._bounds)
        fields: dict[str, Any] = {
            "date": self._date, "city": self._city.id, "timezone": self._city.timezone,
            "start": first, "end": last,
            "stops": tuple(self._stops), "legs": tuple(legs), "inbound": tuple(self._inbound),
            "outbound": tuple(self._outbound), "stay": stay,
        }  # fmt: skip
        return Day(**(fields | more))

    def _door(self, time: dt.datetime) -> Anchor:
        return Anchor(name=self._anchor.name, lat=self._anchor.lat, lon=self._anchor.lon, time=time)

    def _at(self, id: str, time: str, minutes: int) -> dict[str, Any]:
        place = self._world._places[id]
        start = self.at(time)
        end = start + dt.timedelta(minutes=minutes)
        return {
            "place_id": id, "name": place.name, "lat": place.lat, "lon": place.lon,
            "category": place.category,
            "start": start, "end": end,
        }  # fmt: skip

    def _leg(self, origin: Any, target: Any, start: dt.datetime, mode: Mode, fare: float) -> Leg:
        here, there = (Point(lat=spot.lat, lon=spot.lon) for spot in (origin, target))
        way = self._world.travel(self._city.id, here, there, mode)
        assert way is not None, f"no way by {mode} from {origin.name} to {target.name}"
        return _leg(origin.name, target.name, way, start, mode, fare)


def _leg(origin: str, target: str, way: Travel, start: dt.datetime, mode: Mode, fare: float) -> Leg:
    return Leg(
        mode=mode, origin=origin, target=target, start=start,
        end=start + dt.timedelta(minutes=way.minutes),
        minutes=way.minutes, metres=way.metres, walk_metres=way.walk_metres, cost=fare,
        estimated=way.estimated,
    )  # fmt: skip


def night(world: TinyWorld, id: str, cost: float, rooms: int = 1, **more: Any) -> Stay:
    """A night in a lodging of the tiny world."""
    place = world._places[id]
    return Stay(
        place_id=id, name=place.name, lat=place.lat, lon=place.lon, rooms=rooms, cost=cost, **more
    )


def trip(request: TripRequest, days: Sequence[Day], currency: str = "EUR") -> Itinerary:
    """An itinerary of these days, with the sums of what its parts say they cost."""
    stops = [stop for day in days for stop in day.stops]
    legs = [leg for day in days for leg in (*day.inbound, *day.legs, *day.outbound)]
    costs = Costs(
        currency=currency,
        lodging=round(sum(day.stay.cost for day in days if day.stay), 2),
        food=round(sum(stop.cost for stop in stops if isinstance(stop, Meal)), 2),
        activities=round(sum(stop.cost for stop in stops if not isinstance(stop, Meal)), 2),
        transport=round(sum(leg.cost for leg in legs), 2),
    )
    return Itinerary(request=request, days=tuple(days), costs=costs)


def good_request(**more: Any) -> TripRequest:
    """Two adults, Thursday 4 and Friday 5 June 2026 in Lumen, by train, for at most 300 euro."""
    fields: dict[str, Any] = {
        "destinations": (Destination(city="lumen", nights=1),),
        "start": dt.date(2026, 6, 4),
        "arrival": Terminal(time=dt.time(9), at="Lumen Central"),
        "departure": Terminal(time=dt.time(18), at="Lumen Central"),
        "budget": Budget(currency="EUR", total=300),
    }
    return TripRequest(**(fields | more))


def good_days(world: TinyWorld) -> list[Day]:
    """The days of ``good_itinerary``.

    100 for the bed, 134 for food, 36 for tickets, all on foot.
    """
    first = (
        DayDraft(world, "2026-06-04", "lumen:hotel", free="09:40")
        .come("lumen:station", "09:30")
        .visit("lumen:museum", "10:00", 100, cost=20)
        .meal("lunch", "lumen:bistro", "12:00", 60, cost=50)
        .visit("lumen:gallery", "13:10", 60, cost=16)
        .visit("lumen:park", "14:30", 60)
        .meal("dinner", "lumen:trattoria", "19:00", 80, cost=60)
    )
    last = (
        DayDraft(world, "2026-06-05", "lumen:hotel", back="17:30")
        .visit("lumen:market", "09:30", 50)
        .visit("lumen:church", "10:40", 35)
        .meal("lunch", "lumen:cafe", "12:00", 60, cost=24)
        .go("lumen:station", "17:00")
    )
    return [first.done(stay=night(world, "lumen:hotel", 100)), last.done()]


def good_itinerary(world: TinyWorld | None = None, request: TripRequest | None = None) -> Itinerary:
    """A two-day plan that keeps every rule; its total is 270 euro."""
    return trip(request or good_request(), good_days(world or TinyWorld()))


def two_city_request(**more: Any) -> TripRequest:
    """Two adults, 4 to 6 June 2026.

    A night in Lumen, then one in Porta, leaving it by car at noon.
    """
    cities = (Destination(city="Lumen", nights=1), Destination(city="Porta", nights=1))
    leave = Terminal(time=dt.time(12), mode="car")
    fields: dict[str, Any] = {
        "destinations": cities,
        "start": dt.date(2026, 6, 4),
        "departure": leave,
    }
    return TripRequest(**(fields | more))


def two_city_itinerary(
    world: TinyWorld | None = None, request: TripRequest | None = None
) -> Itinerary:
    """A three-day plan over both cities that keeps every rule; francs are paid at 1.25 euro."""
    world = world or TinyWorld()
    first = (
        DayDraft(world, "2026-06-04", "lumen:hotel")
        .visit("lumen:museum", "10:00", 100, cost=20)
        .meal("lunch", "lumen:bistro", "12:00", 60, cost=50)
        .meal("dinner", "lumen:trattoria", "19:00", 80, cost=60)
        .done(stay=night(world, "lumen:hotel", 100))
    )
    second = (
        DayDraft(world, "2026-06-05", "porta:inn", free="10:15")
        .transfer("lumen:hotel", "09:00", Mode.TRAIN, 40)
        .meal("lunch", "porta:kitchen", "12:00", 60, cost=80)
        .visit("porta:museum", "13:30", 90, cost=37.5)
        .meal("dinner", "porta:corner", "18:30", 70, cost=50)
        .done(stay=night(world, "porta:inn", 150))
    )
    third = DayDraft(world, "2026-06-06", "porta:inn", back="11:40").visit(
        "porta:shore", "10:00", 40
    )
    return trip(request or two_city_request(), [first, second, third.done()])
