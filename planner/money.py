"""What things cost the whole party, in the trip's currency (rules: docs/rules.md, "Money")."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.city import City, Tariffs
    from planner.facts import Travel, World
    from planner.place import Place
    from planner.request import LodgingWish, Party, TripRequest

#: Ages from which a meal is paid in full, and from which by half.
FULL_MEAL_AGE, HALF_MEAL_AGE = 12, 3
#: Currencies whose smallest coin in use is the unit itself (ISO 4217, and daily practice).
_WHOLE = frozenset(("CLP", "HUF", "IDR", "ISK", "JPY", "KRW", "VND"))


def figure(amount: float, currency: str) -> str:
    """An amount with separators, and cents only where there are any and the currency has them."""
    text = f"{amount:,.{0 if currency in _WHOLE else 2}f}".removesuffix(".00")
    return "0" if text == "-0" else text


def trip_currency(request: TripRequest, world: World) -> str:
    """The currency all amounts of a trip are told in: the budget's, else the first city's."""
    if request.budget is not None:
        return request.budget.currency
    return world.city(request.destinations[0].city).currency


def converted(amount: float, source: str, target: str, world: World) -> float:
    """``amount`` of ``source`` money in ``target`` money, rounded to two decimals."""
    return round(amount * (1.0 if source == target else world.rate(source, target)), 2)


def visit_cost(place: Place, party: Party, currency: str, world: World) -> float | None:
    """Admission of the whole party; None where the price is unknown."""
    if place.admission is None:
        return None
    total = sum(place.admission.price(age) for age in party.ages)
    return converted(total, place.admission.currency, currency, world)


def meal_cost(place: Place, party: Party, currency: str, world: World) -> float | None:
    """A meal for the whole party; None where the price is unknown."""
    if place.meal_price is None or place.currency is None:
        return None
    portions = sum(
        1.0 if age >= FULL_MEAL_AGE else 0.5 if age >= HALF_MEAL_AGE else 0.0 for age in party.ages
    )
    return converted(place.meal_price * portions, place.currency, currency, world)


def rooms_needed(wish: LodgingWish, party: Party, capacity: int) -> int:
    """Rooms as asked for, else as many as the party fills."""
    return wish.rooms or math.ceil(party.size / capacity)


def night_cost(place: Place, rooms: int, currency: str, world: World) -> float | None:
    """All rooms for one night; None where the price is unknown."""
    if place.nightly_rate is None or place.currency is None:
        return None
    return converted(place.nightly_rate * rooms, place.currency, currency, world)


def fare_units(party: Party, tariffs: Tariffs, per_person: bool) -> int:
    """How many fares a leg costs the party: one per paying head, or one per vehicle."""
    if per_person:
        return sum(1 for age in party.ages if age > tariffs.transit_free_until)
    return math.ceil(party.size / tariffs.taxi_seats)


def leg_cost(travel: Travel, city: City, party: Party, currency: str, world: World) -> float:
    """One leg for the whole party; an unknown fare counts 0."""
    if travel.fare is None:
        return 0.0
    units = fare_units(party, city.tariffs, travel.per_person)
    return converted(travel.fare * units, city.currency, currency, world)


def bike_hire_cost(city: City, party: Party, currency: str, world: World) -> float:
    """Hired bikes for a day, for everyone who pays a fare; an unknown price counts 0."""
    per_bike = city.tariffs.bike_day or 0.0
    riders = fare_units(party, city.tariffs, per_person=True)
    return converted(per_bike * riders, city.currency, currency, world)
