"""Where to go on to when a day's last stop is done: what may be added to a plan by its gates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.facts import Mode
from planner.gates import violations
from planner.gates.purse import summed
from planner.itinerary import Leg, Spare, Visit
from planner.legs import best_travel
from planner.model import Point
from planner.money import leg_cost, visit_cost
from planner.notes import access_notes
from planner.scoring import reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.facts import Travel, World
    from planner.itinerary import Day, Itinerary
    from planner.place import Place

#: Minutes on foot, at most, from a day's last stop.
MOST_MINUTES = 20


def spare(
    plan: Itinerary, index: int, place: Place, world: World, prior: Mapping[str, float]
) -> Spare | None:
    """``place`` after the last stop of day ``index``; None where the plan cannot be added to so.

    One goes there on foot and at once, for as long as is usual, or else makes sense at all. What
    would have to be booked, or to be verified before, is nothing to go on to.

    Args:
        prior: taste by place id, as in ``Supplies``.
    """
    day, request, currency = plan.days[index], plan.request, plan.costs.currency
    cost = visit_cost(place, request.party, currency, world)
    hours = world.hours(place.id, day.date)
    if not day.stops or cost is None or place.booking_days or not hours.known or hours.unstated:
        return None
    last, end = day.stops[-1], Point(lat=day.end.lat, lon=day.end.lon)
    there = world.travel(day.city, Point(lat=last.lat, lon=last.lon), place.point, Mode.WALK)
    home = best_travel(day.city, place.point, end, request, currency, world)
    if there is None or there.minutes > MOST_MINUTES or home is None:
        return None
    way = _leg(plan, day, Mode.WALK, there, (last.name, place.name), last.end, world)
    for minutes in dict.fromkeys((place.minutes.usual, place.minutes.min)):
        visit = Visit(
            place_id=place.id,
            category=place.category,
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            start=way.end,
            end=_later(way.end, minutes),
            cost=cost,
            reasons=reasons(place, request, world, day.date, prior),
            notes=access_notes(place, request),
        )
        back = _leg(plan, day, *home, (place.name, day.end.name), visit.end, world)
        found = Spare(date=day.date, visit=visit, way=way, back=back)
        if not violations(prolonged(plan, found), world):
            return found
    return None


def prolonged(plan: Itinerary, spare: Spare) -> Itinerary:
    """The plan with ``spare`` added to its day."""
    days = tuple(_prolonged(day, spare) if day.date == spare.date else day for day in plan.days)
    costs = summed(days, plan.costs.currency)
    return plan.model_copy(update={"days": days, "costs": costs, "spare": ()})


def _prolonged(day: Day, spare: Spare) -> Day:
    return day.model_copy(
        update={
            "stops": (*day.stops, spare.visit),
            "legs": (*day.legs[:-1], spare.way, spare.back),
            "end": day.end.model_copy(update={"time": spare.back.end}),
        }
    )


def _leg(
    plan: Itinerary,
    day: Day,
    mode: Mode,
    travel: Travel,
    names: tuple[str, str],
    start: dt.datetime,
    world: World,
) -> Leg:
    city, party = world.city(day.city), plan.request.party
    return Leg(
        mode=mode,
        origin=names[0],
        target=names[1],
        start=start,
        end=_later(start, travel.minutes),
        minutes=travel.minutes,
        metres=travel.metres,
        walk_metres=travel.walk_metres,
        cost=round(leg_cost(travel, city, party, plan.costs.currency, world), 2),
        estimated=travel.estimated,
    )


def _later(time: dt.datetime, minutes: int) -> dt.datetime:
    """So many minutes that really pass after ``time``, on the same clock."""
    return (time.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(time.tzinfo)
