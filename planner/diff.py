"""What differs between two itineraries, in sentences a traveller reads."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from planner.itinerary import Meal, Rest, Visit
from planner.money import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from planner.itinerary import Costs, Itinerary, Stop

CLOCK = "%H:%M"
#: By how much a stop may start earlier or later and still be where it was.
SHIFT = dt.timedelta(minutes=15)


class Seat(NamedTuple):
    """A stop with the day it is on."""

    day: int
    date: dt.date
    stop: Stop


class Moves(NamedTuple):
    """How many stops a new plan does not leave where they were.

    Attributes:
        left, came: in the old plan only, in the new one only.
        day: kept, but on another date.
        order: kept on its date, but no longer in its order among those kept there: the fewest
            whose going restores it.
        shifted: kept on their dates, but starting more than ``SHIFT`` earlier or later.
    """

    left: int
    came: int
    day: int
    order: int
    shifted: int

    @property
    def items(self) -> int:
        """Stops moved: shifts are told apart, for a late start shifts all of a day."""
        return self.left + self.came + self.day + self.order


def moves(old: Itinerary, new: Itinerary, named: Set[str] = frozenset()) -> Moves:
    """Count what moved, apart from places that the change itself names by id."""
    before, after = (
        {key: seat for key, seat in _seats(plan).items() if seat.stop.place_id not in named}
        for plan in (old, new)
    )
    same = [key for key in before if key in after and before[key].date == after[key].date]
    kept = sum(key in after for key in before)
    places = {key: place for place, key in enumerate(after)}
    order = 0
    for date in {before[key].date for key in same}:
        order += _out_of_order([places[key] for key in same if before[key].date == date])
    shifted = (abs(before[key].stop.start - after[key].stop.start) > SHIFT for key in same)
    left, came = len(before) - kept, len(after) - kept
    return Moves(left, came, kept - len(same), order, sum(shifted))


def _out_of_order(places: list[int]) -> int:
    """How many of distinct numbers have to go so that the rest ascends."""
    ends: list[int] = []  # ends[n]: the least that an ascending run of n + 1 of them ends in
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(places) - len(ends)


def difference(old: Itinerary, new: Itinerary) -> tuple[str, ...]:
    """Every stop that left, came or moved in day or time, and what changes in lodging and money."""
    return (
        *_gone(_seats(old), _seats(new), new),
        *_stops(_seats(old), _seats(new)),
        *_lodgings(old, new),
        *_money(old, new),
    )


def _seats(plan: Itinerary) -> dict[str, Seat]:
    return {
        _key(day.date, stop): Seat(index, day.date, stop)
        for index, day in enumerate(plan.days)
        for stop in day.stops
    }


def _key(date: dt.date, stop: Stop) -> str:
    """What makes a stop the same one in two plans."""
    if isinstance(stop, Visit | Meal):
        return stop.place_id
    # Two appointments may be at one place, or one at a place that is also visited; a rest is
    # another each day, wherever one sleeps.
    return f"{date} {stop.kind}" + ("" if isinstance(stop, Rest) else f" {stop.name}")


def _called(stop: Stop) -> str:
    return f"{stop.rest.capitalize()} at {stop.name}" if isinstance(stop, Rest) else stop.name


def _gone(before: dict[str, Seat], after: dict[str, Seat], new: Itinerary) -> Iterator[str]:
    for key, seat in before.items():
        if key not in after:
            then = f"{seat.date:%a %d %b} at {seat.stop.start:{CLOCK}}"
            yield f"Out: {_called(seat.stop)} on {then}{_too_dear(seat.stop, new)}."


def _too_dear(stop: Stop, new: Itinerary) -> str:
    """That a stop which nobody wanted out would cost more than there is, if it would."""
    request, spent = new.request, new.costs
    limit = request.budget.total if request.budget is not None else None
    if limit is None or stop.place_id in request.must_not or spent.total + stop.cost <= limit:
        return ""
    cost, most = (_amount(amount, spent.currency) for amount in (stop.cost, limit))
    return f", whose {cost} would take the trip above {most}"


def _stops(before: dict[str, Seat], after: dict[str, Seat]) -> Iterator[str]:
    for key, seat in after.items():
        now = f"{seat.date:%a %d %b} at {seat.stop.start:{CLOCK}}"
        was = before.get(key)
        if was is None:
            yield f"In: {_called(seat.stop)} on {now}."
        elif was.date != seat.date:
            yield f"Moved: {_called(seat.stop)} from {was.date:%a %d %b} to {now}."
        elif was.stop.start != seat.stop.start:
            word = "Later" if seat.stop.start > was.stop.start else "Earlier"
            then = f"{seat.stop.start:{CLOCK}}, was {was.stop.start:{CLOCK}}"
            yield f"{word}: {_called(seat.stop)} on {seat.date:%a %d %b} at {then}."
        elif was.stop.end != seat.stop.end:
            word = "Longer" if seat.stop.end > was.stop.end else "Shorter"
            then = f"{seat.stop.end:{CLOCK}}, was {was.stop.end:{CLOCK}}"
            yield f"{word}: {_called(seat.stop)} until {then}."


def _lodgings(old: Itinerary, new: Itinerary) -> Iterator[str]:
    was = list(dict.fromkeys(day.stay.name for day in old.days if day.stay is not None))
    now = list(dict.fromkeys(day.stay.name for day in new.days if day.stay is not None))
    if was != now:
        yield f"Lodging: {' and '.join(now) or 'none'}, was {' and '.join(was) or 'none'}."


def _money(old: Itinerary, new: Itinerary) -> Iterator[str]:
    was, now = old.costs, new.costs
    if was.currency != now.currency or abs(was.total - now.total) >= 0.01:
        yield f"Total: {_sum(now)}, was {_sum(was)}."


def _sum(costs: Costs) -> str:
    return _amount(costs.total, costs.currency)


def _amount(amount: float, currency: str) -> str:
    return f"{figure(amount, currency)} {currency}"
