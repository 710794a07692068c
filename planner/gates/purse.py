"""The gate on money: every amount is right, and no budget is overspent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.facts import Mode
from planner.gates.violation import Entry, Review, Violation
from planner.gates.ways import legs_between, rides
from planner.itinerary import Costs, Meal, Visit
from planner.money import (
    bike_hire_cost,
    leg_cost,
    meal_cost,
    night_cost,
    visit_cost,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.facts import Travel
    from planner.itinerary import Day, Leg
    from planner.request import Budget

#: A converted amount may differ by a cent from rounding in another order; sums and limits may not.
CENT = 0.011
CATEGORIES = ("lodging", "food", "activities", "transport")


def budget(review: Review) -> Iterator[Violation]:
    """Prices are the catalogue's, sums are sums, and nothing exceeds the budget."""
    plan = review.plan
    if plan.costs.currency != review.currency:
        text = f"Amounts should be in {review.currency}, not {plan.costs.currency}."
        yield Violation(rule="budget", message=text, unit="currencies")
        return
    for e in review.entries:
        yield from _stop(review, e)
    for index, day in enumerate(plan.days):
        yield from _legs(review, index, day)
        yield from _stay(review, index, day)
    yield from _sums(plan.costs, summed(plan.days, review.currency))
    if review.request.budget is not None:
        yield from _caps(plan.costs, review.request.budget)


def summed(days: tuple[Day, ...], currency: str) -> Costs:
    """What days cost by budget category."""
    amounts = {
        "lodging": sum(day.stay.cost for day in days if day.stay is not None),
        "food": sum(stop.cost for day in days for stop in day.stops if isinstance(stop, Meal)),
        "activities": sum(s.cost for day in days for s in day.stops if not isinstance(s, Meal)),
        "transport": sum(
            leg.cost for day in days for leg in (*day.inbound, *day.legs, *day.outbound)
        ),
    }
    return Costs(currency=currency, **{key: round(value, 2) for key, value in amounts.items()})


def _wrong(
    review: Review, index: int, name: str, told: float, due: float, stop: int | None = None
) -> Iterator[Violation]:
    off = abs(told - due)
    if off > CENT:
        text = f"{name} costs {due:.2f} {review.currency}, not {told:.2f}."
        yield Violation(
            rule="budget",
            message=text,
            day=index,
            stop=stop,
            amount=round(off, 2),
            unit=review.currency,
        )


def _stop(review: Review, e: Entry) -> Iterator[Violation]:
    due: float | None = 0.0
    if isinstance(e.stop, Visit | Meal) and e.place is not None:
        pricing = meal_cost if isinstance(e.stop, Meal) else visit_cost
        due = pricing(e.place, review.request.party, review.currency, review.world)
    if due is None and not review.unverified(e.stop.notes, e.stop.place_id):
        text = f"The price of {e.stop.name} is not on file, and the plan does not say so."
        yield Violation(rule="budget", message=text, day=e.number, stop=e.position)
    yield from _wrong(review, e.number, e.stop.name, e.stop.cost, due or 0.0, e.position)


def _legs(review: Review, index: int, day: Day) -> Iterator[Violation]:
    city, party, world = review.city(day), review.request.party, review.world
    hired = False
    for leg, travel, tariffs in _paid(review, index, day):
        if travel is None:
            continue
        if leg.mode is not Mode.BIKE:
            due = leg_cost(travel, tariffs, party, review.currency, world)
        else:
            due = 0.0 if hired else bike_hire_cost(city, party, review.currency, world)
            hired = True
        yield from _wrong(review, index, f"The way to {leg.target}", leg.cost, due)


def _paid(review: Review, index: int, day: Day) -> Iterator[tuple[Leg, Travel | None, City]]:
    """A day's legs in order with what the world says of them, and whose tariffs apply."""
    city, ways = review.city(day), tuple(rides(review, index))
    for ride in ways:
        if ride.inbound:
            yield ride.leg, ride.travel, ride.way.city or city
    for way in legs_between(day):
        travel = review.world.travel(day.city, way.origin, way.target, way.leg.mode)
        yield way.leg, travel, city
    for ride in ways:
        if not ride.inbound:
            yield ride.leg, ride.travel, city


def _stay(review: Review, index: int, day: Day) -> Iterator[Violation]:
    if day.stay is None or index >= review.request.days:
        return
    wish = review.wish(index)
    place = review.world.place(day.stay.place_id) if day.stay.place_id else None
    if wish.at is not None:
        due: float | None = round(wish.nightly * day.stay.rooms, 2)
    elif place is None:
        due = 0.0
    else:
        due = night_cost(place, day.stay.rooms, review.currency, review.world)
        if due is None and not review.unverified(day.stay.notes, day.stay.place_id):
            text = f"The price of {day.stay.name} is not on file, and the plan does not say so."
            yield Violation(rule="budget", message=text, day=index)
    yield from _wrong(review, index, f"The night at {day.stay.name}", day.stay.cost, due or 0.0)


def _sums(told: Costs, due: Costs) -> Iterator[Violation]:
    for category in CATEGORIES:
        said, parts = getattr(told, category), getattr(due, category)
        off = abs(round(said - parts, 2))
        if off > 0:
            text = f"The parts of {category} add up to {parts:.2f}, not {said:.2f}."
            yield Violation(rule="budget", message=text, amount=off, unit=told.currency)


def _caps(costs: Costs, limit: Budget) -> Iterator[Violation]:
    for category in (*CATEGORIES, "total"):
        spent, cap = getattr(costs, category), getattr(limit, category)
        over = 0.0 if cap is None else round(spent - cap, 2)
        if over > 0:
            comes = f"The {category} comes to {spent:.2f} {costs.currency}"
            text = f"{comes}; {cap:.2f} is your limit."
            yield Violation(rule="budget", message=text, amount=over, unit=costs.currency)
