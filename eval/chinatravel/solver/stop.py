"""Stops: what can be done in a city, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from eval.chinatravel.clock import DAY, minutes
from eval.chinatravel.condition import POSITION, TYPE, Comparison, Field, conjuncts, settled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from eval.chinatravel.condition import Condition
    from eval.chinatravel.sandbox import City
    from eval.chinatravel.solver.party import Party

#: First and last minute at which a meal may begin, and how long it takes: within the windows that
#: the benchmark has for meals.
MEALS = {
    "breakfast": (6 * 60 + 30, 8 * 60 + 59, 30),
    "lunch": (11 * 60, 13 * 60 + 59, 60),
    "dinner": (17 * 60, 19 * 60 + 59, 60),
}
#: No attraction is visited for less, in minutes.
SHORTEST = 30
#: No attraction is entered before, in minutes after midnight.
MORNING = 7 * 60


class Stop(NamedTuple):
    """One thing to do.

    Attributes:
        kind: type of its activity.
        name: of the place; empty is the hotel one wakes up in.
        first: no sooner begun, in minutes after midnight.
        latest: no later begun.
        closes: no later ended.
        least: minutes.
        until: not ended before.
        price: yuan a person.
    """

    kind: str
    name: str
    first: int
    latest: int
    closes: int
    least: int
    until: int
    price: float


HOTEL_BREAKFAST = Stop("breakfast", "", *MEALS["breakfast"][:2], DAY, 30, 0, 0)


def stops(city: City) -> Iterator[Stop]:
    """All attractions, and all restaurants at every meal they are open for."""
    for sight in city.attractions.values():
        least = max(SHORTEST, sight.least)
        first, closes = max(sight.hours.opens, MORNING), min(sight.hours.closes, DAY)
        if first + least <= closes:
            yield Stop(
                "attraction", sight.name, first, closes - least, closes, least, 0, sight.price
            )
    for place in city.restaurants.values():
        for meal, (first, latest, least) in MEALS.items():
            begins = max(first, place.hours.opens)
            closes = min(place.hours.closes, DAY)
            if begins <= min(latest, closes - least):
                yield Stop(
                    meal, place.name, begins, min(latest, closes - least), closes, least, 0,
                    place.price,
                )  # fmt: skip


def known(stop: Stop, city: City, party: Party) -> Mapping[Field, Any]:
    """All that is sure of a stop's activity, whenever it is and however one comes there."""
    facts: dict[Field, Any] = {TYPE: stop.kind, POSITION: stop.name}
    facts[Field("activity_price")] = stop.price
    if stop.kind == "attraction":
        facts[Field("attraction_type")] = city.attractions[stop.name].kind
        facts[Field("activity_tickets")] = party.tickets
        facts[Field("activity_cost")] = stop.price * party.tickets
    else:
        place = city.restaurants.get(stop.name)
        facts[Field("restaurant_type")] = "empty" if place is None else place.kind
        facts[Field("activity_cost")] = stop.price * party.people
    return facts


def fitted(stop: Stop, condition: Condition) -> Stop | None:
    """The stop at a time that a condition asks for; None where it is not open then."""
    first, latest, until, least = stop.first, stop.latest, stop.until, stop.least
    for test in conjuncts(condition):
        at = minutes(test.value)
        if test.field.name == "activity_time" and isinstance(test.value, int | float):
            if test.op in (">=", ">"):
                least = max(least, int(test.value) + (test.op == ">"))
        elif at is not None:
            first, latest, until = _moved(test, at, first, latest, until)
    latest = min(latest, stop.closes - least)
    if first > latest or max(until, first + least) > stop.closes:
        return None
    return stop._replace(first=first, latest=latest, until=until, least=least)


def _moved(test: Comparison, at: int, first: int, latest: int, until: int) -> tuple[int, int, int]:
    """The times a stop has to begin from and to, and to end from, after one more test."""
    match test.field.name, test.op:
        case "activity_start_time", "<=" | "<":
            latest = min(latest, at - (test.op == "<"))
        case "activity_start_time", ">=" | ">":
            first = max(first, at + (test.op == ">"))
        case "activity_end_time", ">=" | ">":
            until = max(until, at + (test.op == ">"))
    return first, latest, until


def may_fulfil(stop: Stop, condition: Condition, facts: Mapping[Field, Any]) -> Stop | None:
    """The stop as it could fulfil a condition; None where it never can."""
    if settled(condition, facts) is False:
        return None
    return fitted(stop, condition)
