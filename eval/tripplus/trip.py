"""A plan as Trip-Plus looks at it: what is visited when, where one eats and sleeps, the tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from planner.itinerary import Fixture, Meal, Rest, Visit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from eval.tripplus.timetable import Service
    from planner.itinerary import Day, Itinerary

Kind = Literal["visit", "meal", "rest", "other"]


class Item(NamedTuple):
    """One thing of a day; ``start`` and ``end`` are minutes after its midnight.

    Attributes:
        meal: ``breakfast``, ``lunch`` or ``dinner`` of a meal.
        cost: yuan, for all who travel.
    """

    kind: Kind
    name: str
    start: int
    end: int
    cost: float = 0.0
    meal: str = ""


class Ride(NamedTuple):
    """A way within the city, by ``walk``, ``transit``, ``taxi`` and so on."""

    mode: str
    start: int
    end: int
    walk_metres: int = 0
    cost: float = 0.0


class TripDay(NamedTuple):
    """One day; no hotel on the last."""

    date: dt.date
    items: tuple[Item, ...] = ()
    rides: tuple[Ride, ...] = ()
    hotel: str | None = None
    rooms: int = 0
    hotel_cost: float = 0.0

    @property
    def visits(self) -> tuple[Item, ...]:
        """The sights."""
        return tuple(item for item in self.items if item.kind == "visit")

    @property
    def meals(self) -> tuple[Item, ...]:
        """The meals."""
        return tuple(item for item in self.items if item.kind == "meal")


class Trip(NamedTuple):
    """A whole trip.

    Attributes:
        people: who travel, and for whom everything is paid.
        tickets: the ways there and back.
    """

    days: tuple[TripDay, ...]
    people: int
    tickets: tuple[Service, ...] = ()

    @property
    def visits(self) -> Iterator[tuple[int, Item]]:
        """Every sight with its day, counted from 1."""
        return ((n, item) for n, day in enumerate(self.days, 1) for item in day.visits)

    @property
    def meals(self) -> Iterator[tuple[int, Item]]:
        """Every meal with its day, counted from 1."""
        return ((n, item) for n, day in enumerate(self.days, 1) for item in day.meals)

    @property
    def hotels(self) -> frozenset[str]:
        """Where one sleeps."""
        return frozenset(day.hotel for day in self.days if day.hotel is not None)

    @property
    def cost(self) -> float:
        """Yuan for tickets, nights, meals, sights and ways, for all who travel."""
        tickets = sum(ticket.price for ticket in self.tickets) * self.people
        items = sum(item.cost for day in self.days for item in day.items)
        rides = sum(ride.cost for day in self.days for ride in day.rides)
        return tickets + items + rides + sum(day.hotel_cost for day in self.days)

    def day(self, number: int) -> TripDay | None:
        """A day counted from 1; None where the trip has no such day."""
        return self.days[number - 1] if 1 <= number <= len(self.days) else None


def trip_of(plan: Itinerary, tickets: tuple[Service, ...]) -> Trip:
    """A plan of Wayplan's, with the tickets that were booked for it."""
    return Trip(tuple(map(_day, plan.days)), plan.request.party.size, tickets)


def _day(day: Day) -> TripDay:
    def minute(time: dt.datetime) -> int:
        days = (time.date() - day.date).days
        return days * 1440 + time.hour * 60 + time.minute

    kinds: dict[type, Kind] = {Visit: "visit", Meal: "meal", Rest: "rest", Fixture: "other"}
    items = (
        Item(
            kinds[type(stop)], stop.name, minute(stop.start), minute(stop.end), stop.cost,
            stop.meal if isinstance(stop, Meal) else "",
        )
        for stop in day.stops
    )  # fmt: skip
    rides = (
        Ride(leg.mode.value, minute(leg.start), minute(leg.end), leg.walk_metres, leg.cost)
        for leg in (*day.inbound, *day.legs, *day.outbound)
    )
    stay = day.stay
    bed = (stay.name, stay.rooms, stay.cost) if stay is not None else (None, 0, 0.0)
    return TripDay(day.date, tuple(items), tuple(rides), *bed)


def overlap(item: Item, window: tuple[int, int]) -> int:
    """Minutes of an item that lie in a window."""
    return max(0, min(item.end, window[1]) - max(item.start, window[0]))


def longest_without(day: TripDay, window: tuple[int, int], kinds: tuple[Kind, ...]) -> int:
    """The longest stretch of a window in which nothing of these kinds is done."""
    busy = sorted((item.start, item.end) for item in day.items if item.kind in kinds)
    longest, free = 0, window[0]
    for start, end in busy:
        longest = max(longest, min(start, window[1]) - free)
        free = max(free, end)
    return max(longest, window[1] - free, 0)
