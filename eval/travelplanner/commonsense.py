"""The eight commonsense rules, each as the benchmark judges it: a sentence where it is broken."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from eval.travelplanner.plan import (
    FIELDS,
    MEALS,
    cities,
    filled,
    flight_number,
    item,
    meals,
    sights,
    way,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.travelplanner.database import Database
    from eval.travelplanner.plan import Day
    from eval.travelplanner.query import Ask, Reference


class Sandbox:
    """What exists for one query: the database, and the flights on file for it."""

    def __init__(self, database: Database, reference: Reference | None) -> None:
        self.database = database
        self.flights = reference.flights if reference is not None else {}


def city_route(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """From home and back, each city once and for more than a day, all in the state asked for."""
    route = [city for day in days for city in cities(day)]
    if not route or cities(days[0])[0] != ask.origin:
        return f"the first day does not start in {ask.origin}"
    if route[0] != route[-1]:
        return f"the trip ends in {route[-1]}, not in {route[0]}"
    runs = [(city, len(list(run))) for city, run in groupby(route)]
    between = runs[1:-1]
    if not between:
        return "no city is visited"
    names = [city for city, _ in between]
    if len(set(names)) < len(names) or ask.origin in names:
        return f"a city is visited twice: {', '.join(names)}"
    for city, count in between:
        if count < 2:
            return f"the stay in {city} is broken: it comes up once"
        state = sandbox.database.states.get(city)
        if state is None:
            return f"{city} is no city on file"
        if ask.days > 3 and state != ask.destination:
            return f"{city} is not in {ask.destination}"
    return None


def restaurants_differ(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """No restaurant is eaten at twice."""
    return _twice(list(meals(days)))


def attractions_differ(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """No sight is seen twice."""
    return _twice([sight for day in days for sight in sights(day)])


def _twice(names: Sequence[str]) -> str | None:
    again = sorted({name for name in names if names.count(name) > 1})
    return f"more than once: {', '.join(again)}" if again else None


def minimum_nights(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """Each run of days with one accommodation is as long as its minimum stay.

    As in the original, a name that fits several rooms is let pass.
    """
    for text, run in groupby(filled(day, "accommodation") for day in days):
        nights, (name, city) = len(list(run)), item(text)
        rooms = [row for row in sandbox.database.rooms.get(city, ()) if name in row.name]
        if text and len(rooms) == 1 and nights < rooms[0].nights:
            return f"{text} is for {rooms[0].nights:g} nights or more, not {nights}"
    return None


def transport_mix(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """There is a way on the first day, and one's own car is not mixed with flights or taxis."""
    ways = [text.casefold() for day in days if (text := filled(day, "transportation"))]
    if not days or not filled(days[0], "transportation"):
        return "the first day has no transport"
    driving = any("self-driving" in text for text in ways)
    if driving and any("flight" in text or "taxi" in text for text in ways):
        return "self-driving is mixed with flights or taxis"
    return None


def within_city(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """Everything of a day is in its city, or on the way in one of the two; the bed in the last."""
    for number, day in enumerate(days, 1):
        here = cities(day)
        transport, bed = filled(day, "transportation"), filled(day, "accommodation")
        if transport and not all(city in transport for city in here):
            return f"day {number}: {transport} does not join {' and '.join(here)}"
        for text in (*(filled(day, meal) for meal in MEALS), *sights(day)):
            if text and not any(city in text for city in here):
                return f"day {number}: {text} is not in {' or '.join(here)}"
        if bed and (not here or here[-1] not in bed):
            return f"day {number}: {bed} is not in {' '.join(here[-1:])}"
    return None


def in_sandbox(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """Everything exists: flights and roads, restaurants, sights and rooms."""
    base = sandbox.database
    for number, day in enumerate(days, 1):
        if text := filled(day, "transportation"):
            fault = _no_way(text, day, sandbox)
            if fault:
                return f"day {number}: {fault}"
        looked_up = [
            *((filled(day, meal), base.restaurant) for meal in MEALS),
            *((sight, base.sight) for sight in sights(day)),
            (filled(day, "accommodation"), base.room),
        ]
        for text, find in looked_up:
            if text and find(*item(text)) is None:
                return f"day {number}: {text} is not on file"
    return None


def _no_way(text: str, day: Day, sandbox: Sandbox) -> str | None:
    """Why a way does not exist; a text that names no kind of transport is let pass."""
    ends = way(text) or way(str(day.get("current_city") or ""))
    kind = text.casefold()
    if "flight number" in kind:
        flight = sandbox.flights.get(flight_number(text))
        if flight is None or ends != (flight.origin, flight.destination):
            return f"{text} is not on file"
    elif ("self-driving" in kind or "taxi" in kind) and (
        ends is None or sandbox.database.road(*ends) is None
    ):
        return f"there is no road for {text}"
    return None


def complete(days: Sequence[Day], ask: Ask, sandbox: Sandbox) -> str | None:
    """All days and cities are there, and what a day of its kind needs; half of all fields say so.

    As in the original, the number of the day and its city count among what is filled.
    """
    planned = [day for day in days if day.get("current_city")]
    if len(planned) != ask.days:
        return f"{len(planned)} days are planned, not {ask.days}"
    visited = {city for day in days for city in cities(day)} - {ask.origin}
    if len(visited) != ask.stops:
        return f"{len(visited)} cities are visited, not {ask.stops}"
    for number, day in enumerate(days, 1):
        missing = [field for field in FIELDS if field not in day] or _needed(day)
        if number < ask.days and not filled(day, "accommodation"):
            missing.append("accommodation")
        if missing:
            return f"day {number} lacks {', '.join(missing)}"
    said = sum(bool(filled(day, field)) for day in days for field in day)
    if said < len(FIELDS) * ask.days / 2:
        return f"{said} fields are filled, less than half"
    return None


def _needed(day: Day) -> list[str]:
    """What a day of travel, or a day of stay, lacks."""
    needed = ["transportation"] if "from " in str(day["current_city"]) else ["attraction", *MEALS]
    return [field for field in needed if not filled(day, field)]


RULES: dict[str, Callable[[Sequence[Day], Ask, Sandbox], str | None]] = {
    "city_route": city_route,
    "restaurants_differ": restaurants_differ,
    "attractions_differ": attractions_differ,
    "minimum_nights": minimum_nights,
    "transport_mix": transport_mix,
    "within_city": within_city,
    "in_sandbox": in_sandbox,
    "complete": complete,
}
