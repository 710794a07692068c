"""The five hard rules, each as the benchmark judges it: a sentence where it is broken."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from eval.travelplanner.plan import filled, flight_number, item, meals, way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from eval.travelplanner.commonsense import Sandbox
    from eval.travelplanner.database import Room
    from eval.travelplanner.plan import Day
    from eval.travelplanner.query import Ask

#: The kind of room on file for each wish; "not shared" bars one kind instead.
KINDS = {
    "entire room": "Entire home/apt",
    "private room": "Private room",
    "shared room": "Shared room",
}
#: Seats for travellers in one's own car, and in a taxi.
CAR, CAB = 5, 4


def total_cost(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> float:
    """Dollars for ways, meals and beds; what is not on file costs nothing."""
    total = 0.0
    for day in days:
        total += _way_cost(day, ask, sandbox)
    for text in meals(days):
        restaurant = sandbox.database.restaurant(*item(text))
        if restaurant is not None:
            total += restaurant.cost * ask.people
    for _, room in _rooms(days, sandbox):
        total += room.price * math.ceil(ask.people / room.sleeps)
    return total


def _way_cost(day: Day, ask: Ask, sandbox: Sandbox) -> float:
    text = filled(day, "transportation")
    kind, ends = text.casefold(), way(text) or way(str(day.get("current_city") or ""))
    if "flight number" in kind:
        flight = sandbox.flights.get(flight_number(text))
        return flight.price * ask.people if flight is not None else 0.0
    road = sandbox.database.road(*ends) if ends is not None else None
    if road is None:
        return 0.0
    if "self-driving" in kind:
        return road.drive * math.ceil(ask.people / CAR)
    return road.taxi * math.ceil(ask.people / CAB) if "taxi" in kind else 0.0


def _rooms(days: Sequence[Day], sandbox: Sandbox) -> Iterator[tuple[str, Room]]:
    """The room of each night."""
    for day in days:
        text = filled(day, "accommodation")
        room = sandbox.database.room(*item(text)) if text else None
        if room is not None:
            yield text, room


def cost(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """The trip is within the budget."""
    total = total_cost(days, ask, sandbox)
    return f"it costs {total:g} of {ask.budget:g}" if total > ask.budget else None


def house_rule(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """Every room allows what is asked for."""
    barred = f"No {ask.rule}"
    return next(
        (f"{text}: {barred}" for text, room in _rooms(days, sandbox) if barred in room.rules), None
    )


def cuisine(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """Every cuisine asked for is eaten, away from home."""
    eaten = [
        restaurant.cuisines
        for text in meals(days)
        if item(text).city != ask.origin
        and (restaurant := sandbox.database.restaurant(*item(text))) is not None
    ]
    lacking = [name for name in ask.cuisines if not any(name in on_offer for on_offer in eaten)]
    return f"never eaten: {', '.join(lacking)}" if lacking else None


def room_type(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """Every room is of the kind asked for."""
    for text, room in _rooms(days, sandbox):
        if ask.room == "not shared room":
            fits = room.kind != KINDS["shared room"]
        else:
            fits = room.kind == KINDS[str(ask.room)]
        if not fits:
            return f"{text} is a {room.kind}, not {ask.room}"
    return None


def transport(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """No flight, or no self-driving, where that is asked for."""
    barred = str(ask.transport).removeprefix("no ")
    texts = (filled(day, "transportation") for day in days)
    return next((f"{text}: {ask.transport}" for text in texts if barred in text.casefold()), None)


RULES: dict[str, Callable[[Sequence[Day], Ask, Sandbox], str | None]] = {
    "cost": cost,
    "house_rule": house_rule,
    "cuisine": cuisine,
    "room_type": room_type,
    "transport": transport,
}


def asked(ask: Ask) -> dict[str, bool]:
    """Which rules a query poses; the budget always."""
    return {
        "cost": True,
        "house_rule": ask.rule is not None,
        "cuisine": bool(ask.cuisines),
        "room_type": ask.room is not None,
        "transport": ask.transport is not None,
    }
