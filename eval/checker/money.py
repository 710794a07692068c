"""The rule of the budget.

Each amount is what the facts make it, the sums are right, and nothing is over.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from eval.checker.case import Case, DayView, Finding
from eval.checker.trail import Step, trail
from eval.checker.walk import way_of
from eval.checker.wishes import rooms_for
from planner.facts import Mode
from planner.itinerary import Meal, Stay, Stop, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.place import Admission, Place

#: Amounts may differ by half a cent, converted ones by a cent: a half may be rounded either way.
_HALF_CENT, _CENT = 0.005, 0.010001
_FULL_MEAL_FROM, _HALF_MEAL_FROM = 12, 3
_CATEGORIES = ("lodging", "food", "activities", "transport")


def budget(case: Case) -> Iterator[Finding]:
    """Right amounts, right sums, within the budget."""
    wrong_currency = _currency(case)
    if wrong_currency is not None:
        yield wrong_currency
    for view in case.days:
        for index, stop in enumerate(view.day.stops):
            yield from _stop(case, view, index, stop)
        if view.day.stay is not None:
            yield from _stay(case, view, view.day.stay)
        yield from _legs(case, view)
    yield from _sums(case)
    yield from _limits(case)


def _currency(case: Case) -> Finding | None:
    limits, days = case.itinerary.request.budget, case.days
    expected = limits.currency if limits else days[0].city.currency if days else None
    if expected is None or case.itinerary.costs.currency == expected:
        return None
    return Finding(
        "budget",
        None,
        None,
        f"the plan counts in {case.itinerary.costs.currency}, expected {expected}",
    )


def _stop(case: Case, view: DayView, index: int, stop: Stop) -> Iterator[Finding]:
    place = case.world.place(stop.place_id) if stop.place_id else None
    if not isinstance(stop, Visit | Meal):
        yield from _differs(view, index, stop.name, stop.cost, 0.0, _HALF_CENT)
        return
    if place is None:
        return
    price = _meal_price(case, place) if isinstance(stop, Meal) else _admission(case, place)
    if price is None and not case.is_marked(place.id, stop.notes):
        yield Finding(
            "budget",
            view.index,
            index,
            f"the price of {place.name} is unknown, and nothing says so",
        )
    yield from _priced(case, view, index, (stop.name, stop.cost), price)


def _admission(case: Case, place: Place) -> tuple[float, str] | None:
    """(amount, currency) of entry for the party."""
    if place.admission is None:
        return None
    return sum(
        _entry(place.admission, age) for age in case.itinerary.request.party.ages
    ), place.admission.currency


def _entry(prices: Admission, age: int) -> float:
    bands = (
        (prices.free_until is not None and age <= prices.free_until, 0.0),
        (age <= prices.child_until, prices.child),
        (age >= prices.senior_from, prices.senior),
    )
    return next((price for fits, price in bands if fits and price is not None), prices.adult)


def _meal_price(case: Case, place: Place) -> tuple[float, str] | None:
    """(amount, currency) of one meal for the party: half for children, none for the smallest."""
    if place.meal_price is None or place.currency is None:
        return None
    ages = case.itinerary.request.party.ages
    full = sum(age >= _FULL_MEAL_FROM for age in ages)
    half = sum(_HALF_MEAL_FROM <= age < _FULL_MEAL_FROM for age in ages)
    return place.meal_price * (full + half / 2), place.currency


def _stay(case: Case, view: DayView, stay: Stay) -> Iterator[Finding]:
    place = case.world.place(stay.place_id) if stay.place_id else None
    wanted = case.wanted[min(view.index, len(case.wanted) - 1)]
    wish = wanted.lodging or case.itinerary.request.lodging
    rooms = rooms_for(case, wish, place)
    if stay.rooms != rooms:
        sentence = f"{stay.rooms} rooms at {stay.name}, expected {rooms}"
        yield Finding("budget", view.index, None, sentence, abs(stay.rooms - rooms))
    if stay.place_id is None:
        nightly = wish.nightly if wish.at is not None else 0.0
        yield from _differs(view, None, stay.name, stay.cost, nightly * stay.rooms, _HALF_CENT)
    if place is None:
        return
    known = place.nightly_rate is not None and place.currency is not None
    if not known and not case.is_marked(place.id, stay.notes):
        yield Finding(
            "budget", view.index, None, f"the price of {place.name} is unknown, and nothing says so"
        )
    price = ((place.nightly_rate or 0) * rooms, place.currency or "") if known else None
    yield from _priced(case, view, None, (stay.name, stay.cost), price)


def _legs(case: Case, view: DayView) -> Iterator[Finding]:
    hired = False
    for step in trail(case, view):
        fare = _fare(case, view, step)
        if fare is None:
            continue  # there is no such way, which is another rule's to say
        rides_on = step.leg.mode is Mode.BIKE and hired
        hired = hired or step.leg.mode is Mode.BIKE
        price = (0.0 if rides_on else fare, step.city.currency)
        said = (f"the way to {step.leg.target}", step.leg.cost)
        yield from _priced(case, view, step.stop, said, price)


def _fare(case: Case, view: DayView, step: Step) -> float | None:
    """What a way costs the party in its city's currency, 0 if unknown; None without a way."""
    if step.is_standing_still:
        return 0.0
    if step.intercity:
        way = case.world.intercity(step.city, view.city, step.leg.mode)
    else:
        way = way_of(case, step)
    if way is None:
        return None
    people, tariffs = case.itinerary.request.party, step.city.tariffs
    payers = sum(age > tariffs.transit_free_until for age in people.ages)
    count = payers if way.per_person else ceil(people.size / tariffs.taxi_seats)
    return (way.fare or 0.0) * count


def _priced(
    case: Case,
    view: DayView,
    index: int | None,
    said: tuple[str, float],
    price: tuple[float, str] | None,
) -> Iterator[Finding]:
    """Hold an amount against a price in its own currency; an unknown price counts 0."""
    amount, currency = price or (0.0, case.itinerary.costs.currency)
    rate = case.world.rate(currency, case.itinerary.costs.currency)
    slack = _HALF_CENT if rate == 1 else _CENT
    yield from _differs(view, index, *said, amount * rate, slack)


def _differs(
    view: DayView, index: int | None, what: str, said: float, expected: float, slack: float
) -> Iterator[Finding]:
    off = round(said - expected, 2)
    if abs(said - expected) > slack + 1e-9:
        yield Finding(
            "budget",
            view.index,
            index,
            f"{what} is said to cost {said:.2f}, not {expected:.2f}",
            off,
        )


def _sums(case: Case) -> Iterator[Finding]:
    days, costs = case.itinerary.days, case.itinerary.costs
    stops = [stop for day in days for stop in day.stops]
    sums = {
        "lodging": sum(day.stay.cost for day in days if day.stay),
        "food": sum(stop.cost for stop in stops if isinstance(stop, Meal)),
        "activities": sum(stop.cost for stop in stops if not isinstance(stop, Meal)),
        "transport": sum(
            leg.cost for day in days for leg in (*day.inbound, *day.legs, *day.outbound)
        ),
    }
    for name in _CATEGORIES:
        off = round(getattr(costs, name) - sums[name], 2)
        if off:
            said = f"{name} is said to come to {getattr(costs, name):.2f}"
            yield Finding("budget", None, None, f"{said}, its parts to {sums[name]:.2f}", off)


def _limits(case: Case) -> Iterator[Finding]:
    """Neither a category nor the total is over; that the sums are true is ``_sums``'s to say."""
    limits, costs = case.itinerary.request.budget, case.itinerary.costs
    if limits is None:
        return
    rate = case.world.rate(costs.currency, limits.currency)
    spent = {name: getattr(costs, name) * rate for name in _CATEGORIES}
    for name, amount in (*spent.items(), ("total", sum(spent.values()))):
        limit = getattr(limits, name)
        over = round(amount - limit, 2) if limit is not None else 0
        if over > 0:
            sentence = f"{name} comes to {amount:.2f} {limits.currency}, {over:.2f} over the budget"
            yield Finding("budget", None, None, sentence, over)
