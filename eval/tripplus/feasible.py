"""Whether a trip can be made as it is written: each rule walks it against the database.

A rule yields a sentence for each breach. Nothing here asks the planner or its gates.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eval.tripplus.database import Database
    from eval.tripplus.table import Open
    from eval.tripplus.trip import Trip, TripDay

#: Yuan that amounts may differ by from rounding.
_YUAN = 0.01
#: Who sleeps in one room, at most.
BEDS = 2


class Frame(NamedTuple):
    """Where a trip begins, and on which dates it begins and ends."""

    origin: str
    start: dt.date
    end: dt.date


def exists(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """Every sight, restaurant and hotel is on file."""
    tables = {"visit": database.sights, "meal": database.restaurants}
    for number, day in enumerate(trip.days, 1):
        for item in day.items:
            if item.kind in tables and item.name not in tables[item.kind]:
                yield f"day {number}: {item.name} is not on file"
        if day.hotel is not None and day.hotel not in database.hotels:
            yield f"day {number}: {day.hotel} is no hotel on file"


def opened(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """Whatever is on file with hours is open for all of the time that is spent there."""
    for number, day in enumerate(trip.days, 1):
        for item in day.items:
            row = database.sights.get(item.name) or database.restaurants.get(item.name)
            if item.kind not in ("visit", "meal") or row is None:
                continue
            if not _open(row, day.date, item.start, item.end):
                yield f"day {number}: {item.name} is not open for all of the visit"


def _open(row: Open, date: dt.date, start: int, end: int) -> bool:
    if row.hours is None:
        return True
    opens, closes = row.hours
    yesterday = date - dt.timedelta(days=1)
    today = opens <= start and end <= closes and not row.shut_on(date)
    night = opens <= start + 1440 and end + 1440 <= closes and not row.shut_on(yesterday)
    return today or night


def ordered(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """One thing after the other, the ways between them included, and the way back last."""
    for number, day in enumerate(trip.days, 1):
        spans = sorted([*((i.start, i.end, i.name) for i in day.items), *_rides(day)])
        for before, after in pairwise(spans):
            if after[0] < before[1]:
                yield f"day {number}: {after[2]} begins before {before[2]} ends"


def _rides(day: TripDay) -> Iterator[tuple[int, int, str]]:
    return ((ride.start, ride.end, f"a {ride.mode}") for ride in day.rides if ride.end > ride.start)


def once(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """No sight is visited twice, and no two meals are at one restaurant."""
    seen: set[str] = set()
    for number, day in enumerate(trip.days, 1):
        for item in (*day.visits, *day.meals):
            if item.name in seen:
                yield f"day {number}: {item.name} a second time"
            seen.add(item.name)


def priced(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """Sights and meals cost what is on file, for everybody."""
    for number, day in enumerate(trip.days, 1):
        for item in day.items:
            price = None
            if item.kind == "visit" and (sight := database.sights.get(item.name)):
                price = sight.ticket_price
            elif item.kind == "meal" and (restaurant := database.restaurants.get(item.name)):
                price = restaurant.price_per_person
            due = (price or 0.0) * trip.people
            if abs(item.cost - due) > _YUAN:
                yield f"day {number}: {item.name} costs {due:g} yuan, not {item.cost:g}"


def housed(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """Every night but the last has one hotel, paid as on file, with beds for all."""
    for number, day in enumerate(trip.days, 1):
        if number == len(trip.days):
            if day.hotel is not None:
                yield f"day {number}: the trip ends, and a night is planned"
            continue
        if day.hotel is None:
            yield f"day {number}: no bed"
            continue
        row = database.hotels.get(day.hotel)
        due = row.price * day.rooms if row is not None else day.hotel_cost
        if abs(day.hotel_cost - due) > _YUAN:
            yield f"day {number}: {day.hotel} costs {due:g} yuan, not {day.hotel_cost:g}"
        if day.rooms * BEDS < trip.people:
            yield f"day {number}: {day.rooms} rooms for {trip.people} people"
    if len(trip.hotels) > 1:
        yield f"the hotel changes: {', '.join(sorted(trip.hotels))}"


def ticketed(trip: Trip, frame: Frame, database: Database) -> Iterator[str]:
    """There is a service on file there and one back, on the dates, and nothing outside of them."""
    if len(trip.tickets) != 2 or not trip.days:
        yield f"{len(trip.tickets)} tickets, not one there and one back"
        return
    there, back = trip.tickets
    table = database.timetable
    for ticket, (origin, target, date) in zip(
        trip.tickets,
        ((frame.origin, database.city, frame.start), (database.city, frame.origin, frame.end)),
        strict=True,
    ):
        if ticket not in table.services(origin, target, date):
            yield f"{ticket.number} is not on file from {origin} to {target} on {date}"
    first, last = trip.days[0], trip.days[-1]
    arrival = there.arrives.hour * 60 + there.arrives.minute
    if there.arrives.date() != first.date:
        yield f"{there.number} arrives on {there.arrives.date()}, the trip begins on {first.date}"
    elif any(item.start < arrival for item in first.items):
        yield f"day 1 begins before {there.number} arrives"
    departure = back.leaves.hour * 60 + back.leaves.minute
    if any(item.end > departure for item in last.items):
        yield f"day {len(trip.days)} ends after {back.number} leaves"


#: Each rule by its name.
RULES: dict[str, Callable[[Trip, Frame, Database], Iterator[str]]] = {
    "exists": exists,
    "opened": opened,
    "ordered": ordered,
    "once": once,
    "priced": priced,
    "housed": housed,
    "ticketed": ticketed,
}
