"""Where one sleeps, and what follows: the frames of the days, what is fixed, what may be spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.arrays import Base
from planner.facts import Mode
from planner.frame import Framer
from planner.kernel import APPOINTMENT, REST
from planner.lodging import euros_a_head, standard
from planner.money import bike_hire_cost, leg_cost
from planner.problem import Quarters
from planner.roster import KIND_OF_MEAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.facts import World
    from planner.frame import Frame
    from planner.kernel import Floats, Ints, Weights
    from planner.lodging import Lodging
    from planner.request import TripRequest
    from planner.roster import Roster

#: Points a night that a step of a lodging's standard is worth, as much as a little more legs a day.
STEP = 1.5
#: Stands for "no limit on money", in any currency.
NO_LIMIT = 1e15


def quarters_of(
    request: TripRequest, lodgings: Sequence[Lodging], currency: str, world: World
) -> Quarters:
    """The days of a trip that sleeps in these lodgings."""
    framer = Framer(request, tuple(lodging.spot for lodging in lodgings), currency, world)
    frames = framer.frames()
    costs = fixed_costs(request, frames, lodgings, currency, world)
    return Quarters(tuple(lodgings), frames, costs, tuple(framer.blockers))


def base_of(
    quarters: Quarters, roster: Roster, request: TripRequest, currency: str, world: World
) -> Base:
    """Quarters as numbers; rests are taken where one sleeps."""
    frames, stays = quarters.frames, [request.city_index(day) for day in range(request.days)]
    beds = [roster.locate(stay, lodging.spot) for stay, lodging in enumerate(quarters.lodgings)]
    loc = np.array(roster.node_location, np.int64)
    for number, node in enumerate(roster.nodes):
        if node.date is not None:
            loc[number] = beds[request.city_index((node.date - request.start).days)]
    ends = [
        [roster.locate(stay, spot) for stay, spot in zip(stays, spots, strict=True)]
        for spots in ([frame.start for frame in frames], [frame.end for frame in frames])
    ]
    return Base(
        start_loc=np.array(ends[0], np.int64),
        end_loc=np.array(ends[1], np.int64),
        free=np.array([frame.free for frame in frames], np.int64),
        back=np.array([frame.back for frame in frames], np.int64),
        walk_base=np.array([frame.walk_base for frame in frames], np.int64),
        bike_day=np.array([_bike_hire(request, f, currency, world) for f in frames], np.float64),
        due=_due(frames),
        caps=_caps(request, quarters.fixed_costs),
        loc=loc,
    )


def comfort_of(
    quarters: Quarters, request: TripRequest, currency: str, world: World, weights: Weights
) -> float:
    """Points of the lodgings themselves, their price included; how they lie the legs tell."""
    points = 0.0
    for lodging, stop in zip(quarters.lodgings, request.destinations, strict=True):
        if lodging.place is not None:
            euros = euros_a_head(lodging, request, currency, world)
            steps = standard(lodging.place, request)
            points += stop.nights * (STEP * steps - weights.money * euros)
    return points


def fixed_costs(
    request: TripRequest,
    frames: Sequence[Frame],
    lodgings: Sequence[Lodging],
    currency: str,
    world: World,
) -> dict[str, float]:
    """What is spent whatever is visited: nights, and the ways into, between and out of cities."""
    nights = sum(
        lodging.nightly * stop.nights
        for lodging, stop in zip(lodgings, request.destinations, strict=True)
    )
    ways = sum(_ways_cost(frame, request, currency, world) for frame in frames)
    return {"lodging": round(nights, 2), "transport": round(ways, 2)}


def _ways_cost(frame: Frame, request: TripRequest, currency: str, world: World) -> float:
    """The ways of one day into and out of town; a bike is hired once for all of them."""
    ways = (*frame.inbound, *frame.outbound)
    ridden = [way for way in ways if way.mode is not Mode.BIKE]
    cost = sum(
        leg_cost(way.travel, way.city or frame.city, request.party, currency, world)
        for way in ridden
    )
    if len(ridden) == len(ways):
        return cost
    return cost + bike_hire_cost(frame.city, request.party, currency, world)


def _bike_hire(request: TripRequest, frame: Frame, currency: str, world: World) -> float:
    """What hired bikes cost on a day; nothing where a way into or out of town pays for them."""
    if any(way.mode is Mode.BIKE for way in (*frame.inbound, *frame.outbound)):
        return 0.0
    return bike_hire_cost(frame.city, request.party, currency, world)


def _due(frames: Sequence[Frame]) -> Ints:
    due = np.zeros((len(frames), APPOINTMENT + 1), np.int64)
    for day, frame in enumerate(frames):
        for wish in frame.meals:
            due[day, KIND_OF_MEAL[wish.meal]] = 1
        due[day, REST] = len(frame.rests)
    return due


def _caps(request: TripRequest, fixed: Mapping[str, float]) -> Floats:
    """What may be spent on food, activities, transport and in all, less what is fixed."""
    budget = request.budget
    if budget is None:
        return np.full(4, NO_LIMIT)
    limits = (budget.food, budget.activities, budget.transport, budget.total)
    spent = (0.0, 0.0, fixed["transport"], fixed["transport"] + fixed["lodging"])
    return np.array(
        [NO_LIMIT if cap is None else cap - used for cap, used in zip(limits, spent, strict=True)]
    )


def caps_broken(request: TripRequest, fixed: Mapping[str, float]) -> list[str]:
    """Budget categories that the fixed costs alone exceed."""
    if request.budget is None:
        return []
    spent = {**fixed, "total": sum(fixed.values())}
    caps = {name: getattr(request.budget, name) for name in spent}
    return [name for name, cap in caps.items() if cap is not None and spent[name] > cap + 0.005]
