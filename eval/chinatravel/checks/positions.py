"""Places: wherever one is elsewhere than before, one has travelled there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.checks.fault import TRIPS, Fault, activities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

(MOVES,) = CHECKS = ("transport_between_positions",)


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """Trips between cities are first and last alone."""
    walked = list(activities(itinerary))
    here = None
    for number, activity in enumerate(walked):
        trip = activity.get("type") in TRIPS
        if trip and number not in (0, len(walked) - 1):
            yield Fault(MOVES, f"{activity.get('type')} in the middle of the trip")
        place = activity.get("start" if trip else "position")
        if place is None:
            yield Fault(MOVES, f"{activity.get('type')} has no place")
            continue
        if "transports" not in activity:
            yield Fault(MOVES, f"{place} does not say how one comes there")
        legs = activity.get("transports") or []
        if here is not None and place != here:
            if not legs:
                yield Fault(MOVES, f"there is no way from {here} to {place}")
            elif (legs[0]["start"], legs[-1]["end"]) != (here, place):
                yield Fault(MOVES, f"the way to {place} does not lead from {here}")
        here = activity.get("end") if trip else place
