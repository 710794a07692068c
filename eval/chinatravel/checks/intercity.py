"""Trains and flights: there on the first day, back on the last, as they are on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.checks.fault import TRIPS, Fault, product_is, same_price
from eval.chinatravel.clock import DAY, clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Activity, Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

PRESENT, EXISTS, AS_ON_FILE, COST = CHECKS = (
    "intercity_present",
    "intercity_exists",
    "intercity_as_on_file",
    "intercity_cost",
)
IDS = {"train": "TrainID", "airplane": "FlightID"}


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """The first activity goes there, the last comes back; without both all four checks fail."""
    first, last = itinerary[0]["activities"][:1], itinerary[-1]["activities"][-1:]
    for name, found in (("first", first), ("last", last)):
        if not found or not (set(IDS.values()) & set(found[0])):
            sentence = f"the {name} activity is no train or flight"
            yield from (Fault(check, sentence) for check in CHECKS)
            return
    yield from _trip(first[0], query.start_city, query.target_city, sandbox)
    yield from _trip(last[0], query.target_city, query.start_city, sandbox)


def _trip(activity: Activity, start: str, end: str, sandbox: Sandbox) -> Iterator[Fault]:
    mode = activity.get("type")
    number = activity.get(IDS.get(str(mode), ""))
    ends = (activity.get("start"), activity.get("end"))
    known = [
        trip
        for trip in sandbox.timetable.trips(start, end)
        if mode in TRIPS and trip.mode == mode and trip.id == number
        and (trip.start, trip.end) == ends
    ]  # fmt: skip
    if not known:
        sentence = f"there is no {mode} {number} of {start} to {end} with these stations"
        yield from (Fault(check, sentence) for check in CHECKS[1:])
        return
    told = (activity.get("start_time"), activity.get("end_time"))
    if told not in [(clock(trip.leaves), clock(trip.arrives % DAY)) for trip in known]:
        yield Fault(AS_ON_FILE, f"{number} does not run at {told[0]} to {told[1]}")
    if not any(same_price(activity.get("price"), trip.price) for trip in known):
        yield Fault(AS_ON_FILE, f"{number} does not cost {activity.get('price')}")
    if not product_is(activity, activity.get("tickets")):
        yield Fault(COST, f"the cost of {number} is not its price times the tickets")
