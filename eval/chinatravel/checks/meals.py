"""Meals: restaurants on file, open, none twice, at their price, at the time of the meal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.checks.fault import MEALS, Fault, activities, product_is, same_price, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Activity, Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Restaurant, Sandbox

EXISTS, OPEN, ONCE, PRICE, COST, TIME = CHECKS = (
    "restaurant_exists",
    "restaurant_open",
    "restaurant_once",
    "restaurant_price",
    "restaurant_cost",
    "meal_time",
)
#: A meal starts before the second and ends after the first, in minutes after midnight.
WINDOWS = {"breakfast": (6 * 60, 9 * 60), "lunch": (11 * 60, 14 * 60), "dinner": (17 * 60, 20 * 60)}


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """Breakfast may be at a hotel, for nothing; a place that is not on file fails all six."""
    city = sandbox.city(query.target_city)
    seen: set[str] = set()
    for activity in activities(itinerary):
        if activity.get("type") not in MEALS:
            continue
        name = str(activity.get("position"))
        restaurant = city.restaurants.get(name)
        at_hotel = activity["type"] == "breakfast" and name in city.hotels
        if restaurant is None and not at_hotel:
            yield from (Fault(check, f"there is no restaurant {name!r}") for check in CHECKS)
            return
        if restaurant is not None:
            if name in seen:
                yield Fault(ONCE, f"{name} is visited twice")
            seen.add(name)
        yield from _meal(activity, restaurant, query.people)


def _meal(activity: Activity, restaurant: Restaurant | None, people: int) -> Iterator[Fault]:
    name, stay = activity["position"], times(activity)
    first, last = WINDOWS[activity["type"]]
    if stay is None or stay[0] >= last or stay[1] <= first:
        yield Fault(TIME, f"{activity['type']} at {name} is not at its time")
    if restaurant is not None and (stay is None or not restaurant.hours.hold(*stay)):
        yield Fault(OPEN, f"{name} is not open for the whole meal")
    if not same_price(activity.get("price"), restaurant.price if restaurant else 0):
        yield Fault(PRICE, f"{name} does not cost {activity.get('price')}")
    if not product_is(activity, people):
        yield Fault(COST, f"the cost at {name} is not its price times {people} people")
