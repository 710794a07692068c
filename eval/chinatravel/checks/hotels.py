"""Hotels: on file, at their price, one at all where the trip has a night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.checks.fault import Fault, activities, product_is, same_price

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

EXISTS, AS_ON_FILE, COST, NEEDED = CHECKS = (
    "hotel_exists",
    "hotel_as_on_file",
    "hotel_cost",
    "hotel_needed",
)


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """One that is not on file fails all four."""
    table = sandbox.city(query.target_city).hotels
    slept = False
    for activity in activities(itinerary):
        if activity.get("type") != "accommodation":
            continue
        slept, name = True, str(activity.get("position"))
        if name not in table:
            yield from (Fault(check, f"there is no hotel {name!r}") for check in CHECKS)
            return
        if not same_price(activity.get("price"), table[name].price):
            yield Fault(AS_ON_FILE, f"{name} does not cost {activity.get('price')}")
        if activity.get("room_type") != table[name].beds:
            yield Fault(AS_ON_FILE, f"{name} has rooms with {table[name].beds} beds")
        if not product_is(activity, activity.get("rooms")):
            yield Fault(COST, f"the cost of {name} is not its price times the rooms")
    if len(itinerary) > 1 and not slept:
        yield Fault(NEEDED, f"there is no hotel in {len(itinerary)} days")
