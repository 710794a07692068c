"""Where to go on to when a day's last stop is done: what may be added to a plan by its gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.facts import Mode
from planner.gates import violations
from planner.gates.purse import summed
from planner.itinerary import Spare, Visit
from planner.legs import best_travel, later, leg_by
from planner.model import Point
from planner.money import leg_cost, visit_cost
from planner.notes import access_notes
from planner.scoring import reasons

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.facts import Travel, World
    from planner.itinerary import Day, Itinerary, Leg
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
            end=later(way.end, minutes, world.city(day.city).zone),
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
    ends: tuple[str, str],
    start: dt.datetime,
    world: World,
) -> Leg:
    city = world.city(day.city)
    cost = leg_cost(travel, city, plan.request.party, plan.costs.currency, world)
    return leg_by(mode, travel, ends, start, city.zone, round(cost, 2))
