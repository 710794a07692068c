"""Why a request cannot be granted, in sentences, as far as facts alone say it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.eligible import why_not
from planner.roster import MEALS, wanted_ids
from planner.survey import bounds
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.attempt import Attempt
    from planner.bounds import Bounds
    from planner.facts import World
    from planner.place import Place
    from planner.problem import Trip
    from planner.request import TripRequest
    from planner.terrain import Atlas


def because(request: TripRequest, reached: Attempt, atlas: Atlas) -> list[str]:
    """What stands in the way of a request, given how far the search got; empty if unclear."""
    blocked = [blocker.reason for blocker in reached.blockers]
    world = atlas.supplies.world
    shut = [*_barred(request, reached, world), *_shut(reached)]
    return blocked or shut or [*_too_many(request, world), *_too_dear(request, atlas)]


def _barred(request: TripRequest, reached: Attempt, world: World) -> list[str]:
    """Wanted places that are out of the question whatever the day."""
    told = []
    for place_id in reached.missing:
        place = world.place(place_id)
        if place is not None:
            why = why_not(place, world.city(place.city), request) or "no day of the trip suits it"
            told.append(f"{place.name}: {why}.")
    return told


def _shut(reached: Attempt) -> list[str]:
    """Wanted places that cannot be visited on any day of the trip."""
    if reached.problem is None or reached.solution is None:
        return []
    trip, a = reached.problem.trip, reached.problem.arrays
    told = []
    for number in reached.solution.missing_places:
        nodes = [i for i in range(len(a.place)) if a.place[i] == number]
        place = trip.nodes[nodes[0]].place
        if place is not None and not a.n_spans[nodes].any():
            hours = _hours_told(trip, place)
            told.append(f"{place.name} cannot be visited on any day of the trip: {hours}.")
    return told


def _hours_told(trip: Trip, place: Place) -> str:
    """When a place is open on each day of the trip, in words."""
    days = []
    for frame in trip.frames:
        closure, hours = place.closure(frame.date), trip.world.hours(place.id, frame.date)
        if closure is not None or not place.in_season(frame.date) or not hours.spans:
            days.append(f"{frame.date:%a %d %b} closed")
        else:
            spans = " and ".join(
                f"{s.open // 60:02d}:{s.open % 60:02d}-{s.close // 60 % 24:02d}:{s.close % 60:02d}"
                for s in hours.spans
            )
            days.append(f"{frame.date:%a %d %b} {spans}")
    return "; ".join(days)


def _too_many(request: TripRequest, world: World) -> Iterator[str]:
    """More sights that are wanted than the days may have."""
    dates = (request.start + dt.timedelta(days=day) for day in range(request.days))
    limits = [most for date in dates if (most := request.max_sights(date)) is not None]
    places = [place for key in wanted_ids(request) if (place := world.place(key)) is not None]
    wanted = sum(place.group is Group.SIGHT for place in places)
    if len(limits) == request.days and wanted > sum(limits):
        yield f"{wanted} sights are asked for, and the days may have {sum(limits)} in all."


def _too_dear(request: TripRequest, atlas: Atlas) -> Iterator[str]:
    """Budgets below the least that what is asked for costs."""
    found, budget = bounds(request, atlas), request.budget
    if found is None or budget is None:
        return
    spent = least_spent(found)
    for name, left in found.caps.items():
        if spent[name] > left + 0.01:
            least = getattr(budget, name) - left + spent[name]
            what = "" if name == "total" else f" for {name}"
            yield f"What is asked for costs {least:.0f} {budget.currency}{what} at the least."


def least_spent(found: Bounds) -> dict[str, float]:
    """The least that wanted stops and due meals cost, by category and in all; fares left out."""
    stops: dict[str, float] = {}
    eaten: dict[str, float] = {}
    kitchens: dict[str, float] = {}
    for day in found.days:
        for chance in day.chances:
            food = chance.kind in MEALS
            if chance.key in found.wanted:
                known = eaten if food else stops
                known[chance.key] = min(chance.cost, known.get(chance.key, chance.cost))
            elif food:
                own = {} if chance.key is None else {chance.key: chance.cost}
                for key, price in {**chance.prices, **own}.items():
                    kitchens[key] = min(price, kitchens.get(key, price))
    meals = sum(len(MEALS.intersection(day.due)) for day in found.days) - len(eaten)
    food_cost = sum(eaten.values()) + sum(sorted(kitchens.values())[: max(0, meals)])
    spent = {"lodging": 0.0, "food": food_cost, "activities": sum(stops.values()), "transport": 0.0}
    return {**spent, "total": sum(spent.values())}
