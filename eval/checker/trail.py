"""The ways of a day as one chain of steps, each from a spot to a spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eval.checker.case import Case, DayView, Spot
from planner.facts import Mode
from planner.model import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.itinerary import Anchor, Leg

INTERCITY = (Mode.TRAIN, Mode.BUS, Mode.FERRY, Mode.FLIGHT, Mode.CAR)
Part = Literal["inbound", "legs", "outbound"]


@dataclass(frozen=True, slots=True)
class Step:
    """One leg, and the spots it must lead from and to.

    None where the plan alone does not tell them.

    Attributes:
        stop: index of the stop it leads to, if it leads to one.
        city: whose streets and fares apply; for a ride between cities the one left.
        intercity: whether it is the ride between two cities.
    """

    leg: Leg
    part: Part
    stop: int | None
    origin: Spot | None
    target: Spot | None
    city: City
    intercity: bool = False

    @property
    def is_standing_still(self) -> bool:
        """Whether it leads nowhere: from a spot to itself, in no time."""
        here = (
            self.origin is not None
            and self.target is not None
            and self.target.is_at(self.origin.lat, self.origin.lon)
        )
        return here and self.leg.minutes == 0 == self.leg.metres


def trail(case: Case, view: DayView) -> tuple[Step, ...]:
    """All steps of a day in order: into the city, about it, out of it."""
    return (*_inbound(case, view), *_about(view), *_outbound(case, view))


def _about(view: DayView) -> Iterator[Step]:
    day = view.day
    spots = [
        spot_of(day.start),
        *(Spot((stop.name,), stop.lat, stop.lon) for stop in day.stops),
        spot_of(day.end),
    ]
    for index, leg in enumerate(day.legs):
        stop = index if index < len(day.stops) else None
        yield Step(leg, "legs", stop, spots[index], spots[index + 1], view.city)


def _inbound(case: Case, view: DayView) -> Iterator[Step]:
    legs = view.day.inbound
    before = case.view(view.index - 1) if case.is_transfer(view.index) else None
    ride = _ride(legs) if before else None
    source = _spot_before(case, view)
    for index, leg in enumerate(legs):
        left_behind = before is not None and ride is not None and index <= ride
        city = before.city if before is not None and left_behind else view.city
        origin = source if index == 0 else _by_name(case, leg.origin)
        target = (
            spot_of(view.day.start, city=view.city)
            if index == len(legs) - 1
            else _by_name(case, leg.target)
        )
        yield Step(leg, "inbound", None, origin, target, city, intercity=index == ride)


def _ride(legs: tuple[Leg, ...]) -> int | None:
    """Index of the ride between cities; a car may also only take one to the train."""
    rides = [i for i, leg in enumerate(legs) if leg.mode in INTERCITY]
    return next((i for i in rides if legs[i].mode is not Mode.CAR), rides[0] if rides else None)


def _outbound(case: Case, view: DayView) -> Iterator[Step]:
    legs, departure = view.day.outbound, case.itinerary.request.departure
    terminal = case.hub(departure, view) if view.index == case.last else None
    for index, leg in enumerate(legs):
        origin = spot_of(view.day.end) if index == 0 else _by_name(case, leg.origin)
        target = _by_name(case, leg.target)
        if index == len(legs) - 1:
            target = (
                Spot((terminal.name, terminal.id), terminal.lat, terminal.lon) if terminal else None
            )
        yield Step(leg, "outbound", None, origin, target, view.city)


def _spot_before(case: Case, view: DayView) -> Spot | None:
    """Where one is before the day's inbound legs: the terminal, or where the last day ended."""
    if view.index == 0:
        arrival = case.itinerary.request.arrival
        place = case.hub(arrival, view)
        return Spot((place.name, place.id), place.lat, place.lon) if place else None
    before = case.view(view.index - 1)
    return spot_of(before.day.end, city=before.city) if before else None


def _by_name(case: Case, text: str) -> Spot | None:
    place = case.named(text)
    return Spot((text,), place.lat, place.lon) if place else None


def spot_of(anchor: Anchor, city: City | None = None) -> Spot:
    """The spot of a day's start or end; ``city``, if given, may stand for it in a ride's name."""
    names = (city.name, city.id) if city else ()
    return Spot((anchor.name, *names), anchor.lat, anchor.lon)


def door(anchor: Anchor) -> Point:
    """The position of a day's start or end."""
    return Point(lat=anchor.lat, lon=anchor.lon)


def slowest_way(case: Case, view: DayView, origin: Point, target: Point) -> int:
    """Minutes of the slowest acceptable way; 0 where there is none."""
    request = case.itinerary.request
    ways = (case.world.travel(view.city.id, origin, target, mode) for mode in request.modes)
    return max(
        (way.minutes for way in ways if way and way.walk_metres <= request.max_walk_leg), default=0
    )
