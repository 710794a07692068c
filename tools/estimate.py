"""The model behind estimated travel within a city: minutes, metres and fare from distance alone.

The model starts from the crow's distance ``h`` and makes the way on the ground of it:

    metres = h x City.detour + min(h, 60)

The detour factor's median on foot is 1.2 to 1.3 in street networks of OpenStreetMap (1.6 where it
is hilly), but short hops stray further from it, so up to 60 m are added for the crossing and the
door. Then, door to door and rounded up:

    walk     4.7 km/h, the slow end of adults' comfortable pace (Bohannon 1997: 4.6 to 5.3)
    bike     4 min to unlock and park, then 13 km/h
    transit  350 m on foot at either end (less on short trips), 5 min of waiting, up to 4 min for a
             change that becomes certain at 6 km, and a vehicle at 16 km/h for 3 km, 26 to 10 km,
             40 to 20 km and 60 beyond: usual commercial speeds of buses and trams, metros and
             suburban trains; not offered under 600 m or over 60 km as the crow flies
    taxi     6 min to be picked up and to pay, then 18 km/h for 3 km, 28 to 10 km, 50 to 30 km and
             80 beyond: town traffic with its lights, then arterials, then motorways
    car      as a taxi, with 8 min and 200 m on foot for parking instead

Every part grows with ``h``, so farther is never faster, and there and back take the same. Fares
come from ``City.tariffs``: a transit fare is one single ride; a bike's is the day's hire, paid once
a day however often it is ridden; a taxi's is for the vehicle; a car's cost is unknown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, overload

import numpy as np
import numpy.typing as npt

from planner.facts import Mode
from tools.distance import FloatArray, Number

if TYPE_CHECKING:
    from planner.city import City, Tariffs

BoolArray = npt.NDArray[np.bool_]

WALK_KMH: Final = 4.7
BIKE_KMH: Final = 13.0
BIKE_HANDLING_MINUTES: Final = 4.0
DOOR_METRES: Final = 60.0
TRANSIT_MIN_METRES: Final = 600.0
TRANSIT_MAX_METRES: Final = 60_000.0
TRANSIT_ACCESS_METRES: Final = 700.0
TRANSIT_WAIT_MINUTES: Final = 5.0
TRANSIT_CHANGE_MINUTES: Final = 4.0
TRANSIT_CHANGE_METRES: Final = 6_000.0
TAXI_PICKUP_MINUTES: Final = 6.0
PARKING_MINUTES: Final = 8.0
PARKING_WALK_METRES: Final = 200.0

#: (up to metres, km/h): the speed of each further stretch of a ride.
TRANSIT_SPEEDS: Final = ((3_000.0, 16.0), (10_000.0, 26.0), (20_000.0, 40.0), (math.inf, 60.0))
_WALK_SPEED: Final = ((math.inf, WALK_KMH),)
_BIKE_SPEED: Final = ((math.inf, BIKE_KMH),)
ROAD_SPEEDS: Final = ((3_000.0, 18.0), (10_000.0, 28.0), (30_000.0, 50.0), (math.inf, 80.0))

PER_PERSON: Final = {
    Mode.WALK: True,
    Mode.BIKE: True,
    Mode.TRANSIT: True,
    Mode.TAXI: False,
    Mode.CAR: False,
}


@dataclass(frozen=True, slots=True)
class Estimate(Generic[Number]):
    """One trip before rounding, or a matrix of them; ``fare`` None is an unknown tariff."""

    minutes: Number
    metres: Number
    walk_metres: Number
    fare: Number | float | None


def estimate(city: City, mode: Mode, crow: Number) -> Estimate[Number]:
    """The trip by ``mode`` over ``crow`` metres as the crow flies: one, or an array of them."""
    metres = crow * city.detour + _least(crow, DOOR_METRES)
    if mode is Mode.TRANSIT:
        return _transit(city.tariffs, metres)
    speeds = {Mode.WALK: _WALK_SPEED, Mode.BIKE: _BIKE_SPEED}.get(mode, ROAD_SPEEDS)
    return door_to_door(city, mode, metres, _ride_minutes(metres, speeds))


def door_to_door(city: City, mode: Mode, metres: Number, ride: Number) -> Estimate[Number]:
    """A ride of ``ride`` minutes over ``metres`` with what comes before and after it, and its fare.

    Not for transit, whose walks and waits no road router knows.
    """
    none = metres * 0.0
    if mode is Mode.WALK:
        return Estimate(ride, metres, metres, 0.0)
    if mode is Mode.BIKE:
        return Estimate(BIKE_HANDLING_MINUTES + ride, metres, none, city.tariffs.bike_day)
    if mode is Mode.TAXI:
        return Estimate(
            TAXI_PICKUP_MINUTES + ride, metres, none, _taxi_fare(city.tariffs, metres, ride)
        )
    return Estimate(PARKING_MINUTES + ride, metres, none + PARKING_WALK_METRES, None)


@overload
def offered(city: City, mode: Mode, crow: float) -> bool: ...
@overload
def offered(city: City, mode: Mode, crow: FloatArray) -> BoolArray: ...
def offered(city: City, mode: Mode, crow: float | FloatArray) -> bool | BoolArray:
    """Whether ``mode`` can make the trip at all, for one distance or cell by cell."""
    if mode is not Mode.TRANSIT:
        return crow >= 0
    return (crow >= TRANSIT_MIN_METRES) & (crow <= TRANSIT_MAX_METRES) & city.has_transit


_METRES_PER_MINUTE: Final = 1000 / 60


def _transit(tariffs: Tariffs, metres: Number) -> Estimate[Number]:
    walk = _least(metres / 2, TRANSIT_ACCESS_METRES)
    change = TRANSIT_CHANGE_MINUTES * _least(metres / TRANSIT_CHANGE_METRES, 1.0)
    on_foot = walk / (WALK_KMH * _METRES_PER_MINUTE)
    minutes = on_foot + TRANSIT_WAIT_MINUTES + change + _ride_minutes(metres - walk, TRANSIT_SPEEDS)
    return Estimate(minutes, metres, walk, tariffs.transit_single)


def _taxi_fare(tariffs: Tariffs, metres: Number, minutes: Number) -> Number | None:
    if tariffs.taxi_base is None or tariffs.taxi_per_km is None:
        return None
    return (
        tariffs.taxi_base
        + tariffs.taxi_per_km * (metres / 1000)
        + tariffs.taxi_per_minute * minutes
    )


def _ride_minutes(metres: Number, speeds: tuple[tuple[float, float], ...]) -> Number:
    """Minutes to ride ``metres``, each stretch at its own, never lower, speed.

    All of it at the last speed, and for each earlier stretch what its lower speed costs on top.
    """
    pace = [1 / (kmh * _METRES_PER_MINUTE) for _, kmh in speeds]
    minutes = metres * pace[-1]
    for (limit, _), slow, fast in zip(speeds, pace, pace[1:], strict=False):
        minutes = minutes + _least(metres, limit) * (slow - fast)
    return minutes


def _least(value: Number, cap: float) -> Number:
    return min(value, cap) if isinstance(value, float) else np.minimum(value, cap)
