"""A query's plan: the wishes understood, a route chosen and filled, the days written out.

Where no plan on file keeps every wish, the fewest are given up, and the answer says which.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any

from eval.travelplanner.floors import Floors
from eval.travelplanner.hard import KINDS
from eval.travelplanner.model import fill
from eval.travelplanner.plan import item
from eval.travelplanner.route import routes
from eval.travelplanner.ways import ways
from eval.travelplanner.write import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eval.travelplanner.database import Database, Flight, Restaurant, Room, Sight
    from eval.travelplanner.plan import Plan
    from eval.travelplanner.query import Ask, Query
    from eval.travelplanner.ways import Way

#: Routes that may do and are tried before wishes are given up; and for each choice of those.
ROUTES = 24
#: What a wish is when it is given up.
WITHOUT: Mapping[str, Any] = {
    "rule": None, "cuisines": (), "room": None, "transport": None, "budget": math.inf,
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What is answered to a query.

    Attributes:
        plan: None where there is no way to travel at all.
        given_up: the wishes that no plan on file keeps.
        reason: a sentence where the plan is not all that was asked.
    """

    plan: Plan | None
    given_up: tuple[str, ...] = ()
    reason: str = ""


class World:
    """What is on file for one query, as far as it can be named without being taken for another."""

    def __init__(self, database: Database, query: Query) -> None:
        self.database = database
        known = query.reference
        self.stops: tuple[str, ...] = known.cities if known is not None else ()
        self.flights: list[Flight] = list(known.flights.values()) if known is not None else []

    def ways(self, origin: str, destination: str, date: str, ask: Ask) -> list[Way]:
        """Every way of a leg."""
        return list(ways(origin, destination, date, ask, self))

    def rooms(self, city: str, nights: int, ask: Ask) -> list[Room]:
        """The rooms that keep the wishes for a bed."""
        return [
            room
            for room in self.database.rooms.get(city, ())
            if room.nights <= nights
            and (ask.rule is None or f"No {ask.rule}" not in room.rules)
            and _of_kind(room, ask.room)
            and self.database.room(*item(f"{room.name}, {city}")) is room
        ]

    def restaurants(self, city: str) -> list[Restaurant]:
        """The restaurants of a city."""
        return [
            row
            for row in self.database.restaurants.get(city, ())
            if self.database.restaurant(*item(f"{row.name}, {city}")) is row
        ]

    def sights(self, city: str) -> list[Sight]:
        """The sights of a city."""
        return [
            row
            for row in self.database.sights.get(city, ())
            if ";" not in row.name and self.database.sight(*item(f"{row.name}, {city}")) is row
        ]

    def can_be_visited(self, city: str) -> bool:
        """Whether there is something to see, to eat and to sleep in."""
        base = self.database
        return all(city in table for table in (base.rooms, base.restaurants, base.sights))


def _of_kind(room: Room, wish: str | None) -> bool:
    if wish == "not shared room":
        return room.kind != KINDS["shared room"]
    return wish is None or room.kind == KINDS.get(wish)


def solve(query: Query, ask: Ask | str, database: Database, seed: int) -> Answer:
    """Plan what is asked.

    Args:
        ask: or why it is not known what is asked.
    """
    if isinstance(ask, str):
        return Answer(None, reason=ask)
    world = World(database, query)
    posed = [name for name, nothing in WITHOUT.items() if getattr(ask, name) != nothing]
    for count in range(len(posed) + 1):
        for given_up in combinations(posed, count):
            plan = _planned(replace(ask, **{n: WITHOUT[n] for n in given_up}), world, seed)
            if plan is not None:
                reason = f"nothing on file keeps every wish: {', '.join(given_up)} is given up"
                return Answer(plan, given_up, reason if given_up else "")
    return Answer(
        None, reason=f"outside the data: no way on file from {ask.origin} to {ask.destination}"
    )


def _planned(ask: Ask, world: World, seed: int) -> Plan | None:
    likely = filter(Floors(ask, world).allow, routes(ask, world))
    for route in islice(likely, ROUTES):
        filling = fill(route, ask, world, seed)
        if filling is not None:
            return written(route, filling, ask, world)
    return None
