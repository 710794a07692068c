"""The ways from one city to the next, and what of the day is left before and after each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from eval.travelplanner.plan import MEALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.travelplanner.database import Flight
    from eval.travelplanner.query import Ask
    from eval.travelplanner.solver import World

HOUR = 60
#: The earliest and the latest that each meal is begun, in minutes of the day; it takes an hour.
EARLIEST = {"breakfast": 7 * HOUR, "lunch": 11 * HOUR + 30, "dinner": 18 * HOUR}
LATEST = {"breakfast": 9 * HOUR + 30, "lunch": 13 * HOUR + 30, "dinner": 20 * HOUR + 30}
#: Minutes at the airport before a flight, and from the airport into the city.
CHECK_IN, TRANSFER = 90, 60
#: When one sets out by car, in minutes of the day: after breakfast.
BY_CAR = 9 * HOUR
#: A sight is seen before leaving from then on, and after arriving until then.
SIGHT_BEFORE, SIGHT_AFTER = 12 * HOUR, 16 * HOUR
#: How many fit into one's own car, and into a taxi.
CAR, CAB = 5, 4


class Way(NamedTuple):
    """One way to travel a leg.

    Attributes:
        own_car: not to be mixed with other ways.
        cost: dollars for all who travel.
        leave, arrive: minutes of the day, from and into the city.
    """

    text: str
    own_car: bool
    cost: float
    leave: int
    arrive: int

    @property
    def before(self) -> list[str]:
        """The meals that are eaten before leaving."""
        return [meal for meal in MEALS if EARLIEST[meal] + HOUR <= self.leave]

    @property
    def after(self) -> list[str]:
        """The meals that are eaten after arriving."""
        return [meal for meal in MEALS if self.arrive <= LATEST[meal]]

    @property
    def minutes(self) -> int:
        """How long it takes from city to city."""
        return self.arrive - self.leave


def ways(origin: str, destination: str, date: str, ask: Ask, world: World) -> Iterator[Way]:
    """Every way from one city to another on a date that the wish for transport allows."""
    if ask.transport != "no flight":
        for flight in world.flights:
            if (flight.origin, flight.destination, flight.date) == (origin, destination, date):
                yield _by_air(flight, ask)
    road = world.database.road(origin, destination)
    if road is None:
        return
    told = (
        f"from {origin} to {destination}, duration: {_duration(road.minutes)}, "
        f"distance: {road.km:g} km"
    )
    arrive = BY_CAR + road.minutes
    taxis, cars = math.ceil(ask.people / CAB), math.ceil(ask.people / CAR)
    yield Way(f"Taxi, {told}, cost: {road.taxi}", False, road.taxi * taxis, BY_CAR, arrive)
    if ask.transport != "no self-driving":
        drive = f"Self-driving, {told}, cost: {road.drive}"
        yield Way(drive, True, road.drive * cars, BY_CAR, arrive)


def _by_air(flight: Flight, ask: Ask) -> Way:
    text = (
        f"Flight Number: {flight.number}, from {flight.origin} to {flight.destination}, "
        f"Departure Time: {flight.departs}, Arrival Time: {flight.arrives}"
    )
    departs, arrives = _minutes(flight.departs), _minutes(flight.arrives)
    if arrives < departs:
        arrives += 24 * HOUR
    return Way(text, False, flight.price * ask.people, departs - CHECK_IN, arrives + TRANSFER)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * HOUR + int(minutes)


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    return f"{hours} hours {rest} mins"
