"""Ways in the city: three legs by metro, one on foot or by taxi, as they are reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.chinatravel.checks.fault import Fault, activities, close, product_is
from eval.chinatravel.clock import clock, minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox
    from eval.chinatravel.transit import Transit, Way

AVAILABLE, AS_RECKONED, COST = CHECKS = (
    "transport_available",
    "transport_as_reckoned",
    "transport_cost",
)


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """A way that there is not fails all three."""
    transit = sandbox.city(query.target_city).transit
    for activity in activities(itinerary):
        legs = activity.get("transports", [])
        if not legs:
            continue
        way = _way(legs, transit)
        if way is None:
            sentence = f"there is no such way from {legs[0]['start']} to {legs[-1]['end']}"
            yield from (Fault(check, sentence) for check in CHECKS)
            continue
        yield from _legs(legs, way)


def _way(legs: list[dict[str, Any]], transit: Transit) -> Way | None:
    start, end = legs[0]["start"], legs[-1]["end"]
    if start not in transit.places or end not in transit.places:
        return None
    if len(legs) == 3:
        return transit.way(start, end, "metro")
    mode = legs[0].get("mode")
    if len(legs) == 1 and mode in ("walk", "taxi"):
        return transit.way(start, end, mode)
    return None


def _legs(legs: list[dict[str, Any]], way: Way) -> Iterator[Fault]:
    begins = minutes(legs[0]["start_time"])
    for leg, piece in zip(legs, way.pieces, strict=True):
        told = (leg.get("start"), leg.get("end"), leg.get("mode"))
        name = f"the leg from {told[0]} to {told[1]}"
        if told != (piece.start, piece.end, piece.mode):
            yield Fault(AVAILABLE, f"{name} by {told[2]} is not how it goes")
        ends = None if begins is None else begins + piece.minutes
        if begins is None or ends is None or leg.get("start_time") != clock(begins):
            yield Fault(AS_RECKONED, f"{name} does not start when the one before ends")
        elif leg.get("end_time") != clock(ends):
            yield Fault(AS_RECKONED, f"{name} takes {piece.minutes} minutes")
        begins = ends
        if not close(leg.get("price"), piece.price) or not close(leg.get("distance"), piece.km):
            yield Fault(AS_RECKONED, f"{name} is {piece.km:.2f} km for {piece.price:g}")
        count = leg.get({"metro": "tickets", "taxi": "cars"}.get(piece.mode, ""), None)
        if piece.mode == "walk" and leg.get("cost") != 0:
            yield Fault(COST, f"{name} on foot is free")
        elif piece.mode != "walk" and not product_is(leg, count):
            yield Fault(COST, f"the cost of {name} is not its price times tickets or cars")
