"""Attractions: on file, open, none twice, at their price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.checks.fault import Fault, activities, product_is, times, whole_yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

EXISTS, OPEN, ONCE, PRICE, COST = CHECKS = (
    "attraction_exists",
    "attraction_open",
    "attraction_once",
    "attraction_price",
    "attraction_cost",
)


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """One that is not on file fails all five."""
    table = sandbox.city(query.target_city).attractions
    seen: set[str] = set()
    for activity in activities(itinerary):
        if activity.get("type") != "attraction":
            continue
        name = str(activity.get("position"))
        if name not in table:
            yield from (Fault(check, f"there is no attraction {name!r}") for check in CHECKS)
            return
        if name in seen:
            yield Fault(ONCE, f"{name} is visited twice")
        seen.add(name)
        stay = times(activity)
        if stay is None or not table[name].hours.hold(*stay):
            yield Fault(OPEN, f"{name} is not open for the whole visit")
        if not whole_yuan(activity.get("price"), table[name].price):
            yield Fault(PRICE, f"{name} does not cost {activity.get('price')}")
        if not product_is(activity, activity.get("tickets")):
            yield Fault(COST, f"the cost of {name} is not its price times the tickets")
