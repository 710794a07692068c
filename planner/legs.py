"""Choosing how to get from one place to the next.

Every pair of points gets two ways: the *pleasant* one, cheapest in generalised minutes (time,
hassle and money), and the *restful* one, which spares the feet and which a day falls back on when
its walking cap is used up. Where time or money is so short that no plan is found with these, the
quickest or the cheapest way takes the place of the pleasant one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.facts import LOCAL_MODES, Mode, Travel
from planner.itinerary import Leg
from planner.money import fare_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from planner.facts import World
    from planner.model import Point
    from planner.request import TripRequest

#: Minutes one would add to avoid the trouble of a mode: stairs and waiting, hailing, parking.
HASSLE = {Mode.WALK: 0.0, Mode.BIKE: 3.0, Mode.TRANSIT: 5.0, Mode.TAXI: 12.0, Mode.CAR: 6.0}
#: Minutes one would add to go by a mode that is liked rather than by another.
PREFERENCE = 15.0
#: Euros per person that an hour is worth: the value of leisure travel time in European appraisal.
VALUE_OF_HOUR = 15.0
#: Minutes that a metre on foot counts extra when the day's walking cap is used up.
FOOTSORE = 0.02
PLEASANT, RESTFUL = 0, 1
#: Weight of the trouble of ways that are as quick or as cheap as each other.
TIE = 1e-6


class Sparing(Enum):
    """What the way that takes the place of the pleasant one has least of."""

    TROUBLE = "trouble"
    TIME = "time"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class LegTable:
    """Ways between n points; arrays are (2, n, n): [PLEASANT or RESTFUL, origin, target].

    Attributes:
        minutes: door to door; a large number where no allowed mode connects the pair.
        metres, walk: whole distance and the part on foot.
        cost: for the party, in the trip's currency.
        burden: minutes with the trouble of the mode added (``HASSLE``).
        mode: index into ``LOCAL_MODES``; -1 where unreachable.
        estimated: whether the chosen figure is an estimate.
    """

    minutes: NDArray[np.int64]
    metres: NDArray[np.int64]
    walk: NDArray[np.int64]
    cost: NDArray[np.float64]
    burden: NDArray[np.int64]
    mode: NDArray[np.int64]
    estimated: NDArray[np.bool_]


#: Minutes standing for "cannot be reached".
UNREACHABLE = 1_000_000


def allowed_modes(request: TripRequest) -> tuple[Mode, ...]:
    """The request's modes, less those its party cannot use."""
    barred = {Mode.BIKE} if request.party.wheelchair or request.party.stroller else set()
    return tuple(mode for mode in LOCAL_MODES if mode in request.modes and mode not in barred)


def leg_table(
    city_id: str,
    points: Sequence[Point],
    request: TripRequest,
    currency: str,
    world: World,
    sparing: Sparing = Sparing.TROUBLE,
) -> LegTable:
    """Choose both ways for every pair of ``points`` in one city, within the cap on foot per leg."""
    stack = _by_mode(city_id, points, request, currency, world)
    spent = {
        Sparing.TROUBLE: stack["gen"],
        Sparing.TIME: stack["min"] + stack["gen"] * TIE,
        Sparing.MONEY: np.where(stack["min"] < UNREACHABLE, stack["cost"], np.inf)
        + stack["gen"] * TIE,
    }[sparing]
    restful = stack["gen"] + stack["walk"] * FOOTSORE
    picks = np.stack([spent.argmin(axis=0), restful.argmin(axis=0)])
    return _picked(stack, picks, allowed_modes(request))


class LeastLegs(NamedTuple):
    """The least of any way between n points, each by itself; ``UNREACHABLE`` where there is none.

    Attributes:
        minutes, walk, cost: float (n, n): minutes, metres on foot, the party's fare; a hired bike,
            which is paid by the day, counts nothing.
    """

    minutes: NDArray[np.float64]
    walk: NDArray[np.float64]
    cost: NDArray[np.float64]


def least_legs(
    city_id: str, points: Sequence[Point], request: TripRequest, currency: str, world: World
) -> LeastLegs:
    """What no leg between two ``points`` in one city can do with less of."""
    stack = _by_mode(city_id, points, request, currency, world)
    usable = stack["min"] < UNREACHABLE
    return LeastLegs(
        *(
            np.where(usable, stack[key], float(UNREACHABLE)).min(axis=0)
            for key in ("min", "walk", "cost")
        )
    )


def _by_mode(
    city_id: str, points: Sequence[Point], request: TripRequest, currency: str, world: World
) -> dict[str, NDArray[Any]]:
    """Minutes, metres, fares and troubles of each allowed mode, each (modes, n, n)."""
    city = world.city(city_id)
    rate = 1.0 if city.currency == currency else world.rate(city.currency, currency)
    per_euro = world.rate("EUR", currency)
    layers: dict[str, list[NDArray[Any]]] = {
        key: [] for key in ("min", "m", "walk", "cost", "trouble", "gen", "est")
    }
    modes = allowed_modes(request)
    disliked = {*modes} - {*request.liked_modes} if request.liked_modes else set()
    for mode in modes:
        matrix = world.travel_matrix(city_id, points, mode)
        units = fare_units(request.party, city.tariffs, matrix.per_person)
        # A bike is hired for the day, not for the leg.
        fare = np.nan_to_num(matrix.fare) * (mode is not Mode.BIKE)
        cost = np.round(fare * units * rate, 2)
        usable = (matrix.minutes >= 0) & (matrix.walk_metres <= request.max_walk_leg)
        per_head_euros = cost / per_euro / request.party.size
        trouble = HASSLE[mode] + PREFERENCE * (mode in disliked)
        generalised = matrix.minutes + trouble + per_head_euros / VALUE_OF_HOUR * 60
        layers["min"].append(np.where(usable, matrix.minutes, UNREACHABLE))
        layers["m"].append(matrix.metres)
        layers["walk"].append(matrix.walk_metres)
        layers["cost"].append(cost)
        layers["trouble"].append(matrix.minutes + trouble)
        layers["gen"].append(np.where(usable, generalised, UNREACHABLE))
        layers["est"].append(matrix.estimated)
    return {key: np.stack(value) for key, value in layers.items()}


def _picked(
    stack: dict[str, NDArray[np.float64]], picks: NDArray[np.int64], modes: tuple[Mode, ...]
) -> LegTable:
    def take(key: str) -> NDArray[np.float64]:
        return np.take_along_axis(stack[key], picks, axis=0)

    index = np.array([LOCAL_MODES.index(mode) for mode in modes])
    minutes = take("min").astype(np.int64)
    return LegTable(
        minutes=minutes,
        metres=take("m").astype(np.int64),
        walk=take("walk").astype(np.int64),
        cost=take("cost").astype(np.float64),
        burden=np.where(minutes >= UNREACHABLE, UNREACHABLE, take("trouble")).astype(np.int64),
        mode=np.where(minutes >= UNREACHABLE, -1, index[picks]),
        estimated=take("est").astype(np.bool_),
    )


def later(time: dt.datetime, minutes: int, zone: dt.tzinfo) -> dt.datetime:
    """So many minutes that really pass after ``time``, on the clock of ``zone``."""
    return (time.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(zone)


def leg_by(
    mode: Mode,
    travel: Travel,
    ends: tuple[str, str],
    start: dt.datetime,
    zone: dt.tzinfo,
    cost: float,
) -> Leg:
    """Going by ``travel`` at ``start`` between two ends by name, on the clock of ``zone``."""
    return Leg(
        mode=mode,
        origin=ends[0],
        target=ends[1],
        start=start,
        end=later(start, travel.minutes, zone),
        minutes=travel.minutes,
        metres=travel.metres,
        walk_metres=travel.walk_metres,
        cost=cost,
        estimated=travel.estimated,
    )


def best_travel(
    city_id: str, origin: Point, target: Point, request: TripRequest, currency: str, world: World
) -> tuple[Mode, Travel] | None:
    """The pleasant way between two points, None where there is no way."""
    table = leg_table(city_id, (origin, target), request, currency, world)
    if table.mode[PLEASANT, 0, 1] < 0:
        return None
    mode = LOCAL_MODES[int(table.mode[PLEASANT, 0, 1])]
    travel = world.travel(city_id, origin, target, mode)
    return None if travel is None else (mode, travel)
