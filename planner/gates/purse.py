"""The gate on money: every amount is right, and no budget is overspent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.gates.violation import Entry, Review, Violation
from planner.gates.ways import legs_between
from planner.itinerary import Costs, Meal
from planner.money import (
    bike_hire_cost,
    first_bike_leg,
    leg_cost,
    meal_cost,
    night_cost,
    visit_cost,
)

if TYPE_CHECKING:
    from planner.itinerary import Day

#: Amounts may differ by a cent or so from rounding in another order.
CENT = 0.011
CATEGORIES = ("lodging", "food", "activities", "transport")


def budget(review: Review) -> Iterator[Violation]:
    """Prices are the catalogue's, sums are sums, and no category nor the total exceeds the budget."""
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
        yield from _caps(review, plan.costs)


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
    if e.stop.kind != "appointment" and e.place is not None:
        pricing = (
            meal_cost if isinstance(e.stop, Meal) or e.place.meal_price is not None else visit_cost
        )
        due = pricing(e.place, review.request.party, review.currency, review.world)
    if due is None and not any(note.kind == "unverified" for note in e.stop.notes):
        text = f"The price of {e.stop.name} is not on file, and the plan does not say so."
        yield Violation(rule="budget", message=text, day=e.index, stop=e.position)
    yield from _wrong(review, e.index, e.stop.name, e.stop.cost, due or 0.0, e.position)


def _legs(review: Review, index: int, day: Day) -> Iterator[Violation]:
    city, party, world = review.city(day), review.request.party, review.world
    hired = first_bike_leg([leg.mode for leg in day.legs])
    for number, way in enumerate(legs_between(day)):
        travel = world.travel(day.city, way.origin, way.target, way.leg.mode)
        if travel is None:
            continue
        due = leg_cost(travel, city, party, review.currency, world)
        if number == hired:
            due += bike_hire_cost(city, party, review.currency, world)
        yield from _wrong(review, index, f"The way to {way.leg.target}", way.leg.cost, due)
    if index >= len(review.frames):
        return
    frame = review.frames[index]
    for legs, ways in ((day.inbound, frame.inbound), (day.outbound, frame.outbound)):
        for leg, planned in zip(legs, ways, strict=False):
            due = leg_cost(planned.travel, planned.city or city, party, review.currency, world)
            yield from _wrong(review, index, f"The way to {leg.target}", leg.cost, due)


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
        if due is None and not any(note.kind == "unverified" for note in day.stay.notes):
            text = f"The price of {day.stay.name} is not on file, and the plan does not say so."
            yield Violation(rule="budget", message=text, day=index)
    yield from _wrong(review, index, f"The night at {day.stay.name}", day.stay.cost, due or 0.0)


def _sums(told: Costs, due: Costs) -> Iterator[Violation]:
    for category in CATEGORIES:
        off = abs(getattr(told, category) - getattr(due, category))
        if off > CENT:
            text = f"The parts of {category} add up to {getattr(due, category):.2f}, not {getattr(told, category):.2f}."
            yield Violation(rule="budget", message=text, amount=round(off, 2), unit=told.currency)


def _caps(review: Review, costs: Costs) -> Iterator[Violation]:
    limit = review.request.budget
    assert limit is not None
    for category in (*CATEGORIES, "total"):
        cap = getattr(limit, category)
        over = 0.0 if cap is None else getattr(costs, category) - cap
        if over > CENT:
            text = f"The {category} comes to {getattr(costs, category):.2f} {costs.currency}; {cap:.2f} is your limit."
            yield Violation(rule="budget", message=text, amount=round(over, 2), unit=costs.currency)
