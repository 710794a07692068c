"""What a gate says when a rule is broken, and the view of a plan that gates share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from planner.frame import Frame, Framer, Spot
from planner.itinerary import Meal, Visit
from planner.lodging import city_centre, day_base, wish_for
from planner.model import Point, Record
from planner.money import trip_currency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.facts import World
    from planner.itinerary import Day, Itinerary, Note, Stay, Stop
    from planner.place import Place
    from planner.request import LodgingWish, TripRequest


class Violation(Record):
    """A hard rule that a plan breaks.

    Attributes:
        rule: name in docs/rules.md.
        day, stop: where, from 0; None for the trip or the day as a whole.
        message: for the traveller, one sentence.
        amount: by how much, in ``unit`` (minutes, metres, currency, people, years, stops).
    """

    rule: str
    message: str
    day: int | None = None
    stop: int | None = None
    amount: float = 1.0
    unit: str = "stops"


def hhmm(minute: int) -> str:
    """Minutes after midnight as a time of day."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


class Entry(NamedTuple):
    """One stop with its context: the ``number`` of its day and its ``position`` in it, from 0."""

    number: int
    day: Day
    position: int
    stop: Stop
    place: Place | None


class Night(NamedTuple):
    """One night's bed with its context."""

    number: int
    day: Day
    stay: Stay
    place: Place | None


def minutes_between(start: dt.datetime, end: dt.datetime) -> float:
    """Minutes that really pass from ``start`` to ``end``.

    Python subtracts two times of one zone by the wall clock, wrong on the night clocks change.
    """
    return (end.astimezone(dt.UTC) - start.astimezone(dt.UTC)).total_seconds() / 60


@dataclass(frozen=True)
class Review:
    """A plan under review, with the lookups that several gates need."""

    plan: Itinerary
    world: World

    @property
    def request(self) -> TripRequest:
        """What was asked for."""
        return self.plan.request

    @cached_property
    def currency(self) -> str:
        """The currency that amounts of the request are meant in."""
        return trip_currency(self.request, self.world)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every stop of the trip in order."""
        return tuple(
            Entry(i, day, k, stop, self.world.place(stop.place_id) if stop.place_id else None)
            for i, day in enumerate(self.plan.days)
            for k, stop in enumerate(day.stops)
        )

    def own(self) -> Iterator[Entry]:
        """Visits and meals: the stops whose places Wayplan chose."""
        return (entry for entry in self.entries if isinstance(entry.stop, Visit | Meal))

    def nights(self) -> Iterator[Night]:
        """Every bed of the trip in order."""
        for i, day in enumerate(self.plan.days):
            if day.stay is not None:
                place_id = day.stay.place_id
                yield Night(i, day, day.stay, self.world.place(place_id) if place_id else None)

    def unverified(self, notes: tuple[Note, ...], place_id: str | None) -> set[str]:
        """What the traveller is told to verify of a stop or bed, by its notes or the trip's."""
        own = {n.text for n in notes if n.kind == "unverified" and n.place_id in (None, place_id)}
        if place_id is None:
            return own
        return own | {
            n.text for n in self.plan.notes if n.kind == "unverified" and n.place_id == place_id
        }

    def wish(self, index: int) -> LodgingWish:
        """The wish for the lodging of a day's night."""
        return wish_for(self.request, self.request.city_index(index))

    def city(self, day: Day) -> City:
        """The city of a day."""
        return self.world.city(day.city)

    def minute(self, day: Day, time: dt.datetime) -> int:
        """Local minutes after the midnight on which the day began."""
        local = time.astimezone(self.city(day).zone).replace(tzinfo=None)
        return round((local - dt.datetime.combine(day.date, dt.time())).total_seconds() / 60)

    @cached_property
    def bases(self) -> tuple[Spot, ...]:
        """Where the plan sleeps in each destination; the base of a trip of one day."""
        if self.request.days == 1:
            return (day_base(self.request, self.world),)
        spots = []
        for stay, stop in enumerate(self.request.destinations):
            nights = [
                d.stay for i, d in enumerate(self.plan.days) if self.request.city_index(i) == stay
            ]
            slept = next((night for night in nights if night is not None), None)
            if slept is None:
                spots.append(city_centre(self.world.city(stop.city)))
            else:
                spots.append(Spot(slept.name, Point(lat=slept.lat, lon=slept.lon), slept.place_id))
        return tuple(spots)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The frame of each day, worked out anew from the request and the plan's lodgings."""
        return Framer(self.request, self.bases, self.currency, self.world).frames()
