"""When a node may begin on a day and how long it lasts, as numbers.

Opening hours, season, daylight, meal windows and locks all have a say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.eligible import shunned
from planner.kernel import APPOINTMENT, VISIT
from planner.request import Pace, minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.facts import World
    from planner.frame import Frame
    from planner.place import Place
    from planner.problem import Node
    from planner.request import Lock, MealWish, RestWish, TripRequest, Window

#: Shortest and longest a meal may last, in minutes.
MEAL_MIN = {"breakfast": 15, "lunch": 20, "dinner": 20}
MEAL_MAX = 180
#: Minutes before sunrise and after sunset in which there is still light to see by.
TWILIGHT = 30
#: Factor on the usual length of a visit, by pace.
DWELL = {Pace.LIGHT: 1.15, Pace.RELAXED: 1.15, Pace.BALANCED: 1.0, Pace.PACKED: 0.85}


class Length(NamedTuple):
    """Shortest, usual and longest a stop lasts, in minutes."""

    shortest: int
    usual: int
    longest: int


class Opening(NamedTuple):
    """A stretch to stop in: from ``opens`` to ``closes``, begun by ``last`` at the latest."""

    opens: int
    closes: int
    last: int


def length_of(node: Node, pace: Pace) -> Length:
    """How long a stop lasts at this pace."""
    if node.appointment is not None:
        minutes = int((node.appointment.end - node.appointment.start).total_seconds()) // 60
        return Length(minutes, minutes, minutes)
    if node.rest is not None:
        return Length(node.rest.minutes, node.rest.minutes, node.rest.minutes)
    place = node.place
    assert place is not None
    if node.meal is not None:
        shortest = min(
            max(MEAL_MIN[node.meal.meal], place.minutes.min), node.meal.minutes, MEAL_MAX
        )
        shortest = max(shortest, MEAL_MIN[node.meal.meal])
        usual = max(shortest, min(node.meal.minutes, place.minutes.max, MEAL_MAX))
        return Length(shortest, usual, usual)
    usual = round(place.minutes.usual * DWELL[pace] / 5) * 5
    usual = min(max(usual, place.minutes.min), place.minutes.max)
    return Length(place.minutes.min, usual, place.minutes.max)


def openings(
    node: Node, length: Length, frame: Frame, request: TripRequest, world: World
) -> list[Opening]:
    """Stretches of one day in which the stop can be made; empty if it cannot be made that day."""
    if node.kind == APPOINTMENT:
        return _of_appointment(node, frame)
    if node.rest is not None:
        return _of_rest(node.rest) if node.date == frame.date else []
    place = node.place
    assert place is not None
    hours = world.hours(place.id, frame.date)
    if not place.in_season(frame.date) or place.closure(frame.date) is not None:
        return []
    if not hours.known and request.unknown_hours == "exclude":
        return []
    if request.avoids(place.id, frame.date):
        return []
    found = []
    for span in hours.spans:
        last = span.close - (place.last_admission or 0)
        opens, closes = _lit(place, node, frame, world, span.open, span.close)
        opens, last = _mealtime(node.meal, opens, min(last, closes - length.shortest))
        if opens <= last:
            found.append(Opening(opens, closes, last))
    for window in shunned(place, frame.date, request):
        found = [piece for one in found for piece in _around(window, one, length)]
    locks = [lock for lock in request.locks if lock.place == place.id]
    return _locked(found, locks, node, frame) if locks else found


def _of_rest(wish: RestWish) -> list[Opening]:
    return [Opening(wish.window.first, wish.window.last + wish.minutes, wish.window.last)]


def _of_appointment(node: Node, frame: Frame) -> list[Opening]:
    item = node.appointment
    assert item is not None
    if item.start.date() != frame.date:
        return []
    start, end = minutes_of(item.start.time()), minutes_of(item.end.time())
    return [Opening(start, end, start)]


def _lit(
    place: Place, node: Node, frame: Frame, world: World, opens: int, closes: int
) -> tuple[int, int]:
    if node.kind != VISIT or not place.needs_daylight:
        return opens, closes
    light = world.daylight(place.city, frame.date)
    return max(opens, light.sunrise - TWILIGHT), min(closes, light.sunset + TWILIGHT)


def _mealtime(meal: MealWish | None, opens: int, last: int) -> tuple[int, int]:
    if meal is None:
        return opens, last
    return max(opens, meal.window.first), min(last, meal.window.last)


def _around(window: Window, found: Opening, length: Length) -> Iterator[Opening]:
    """What is left of an opening before and after hours that are not wanted."""
    before = Opening(
        found.opens,
        min(found.closes, window.first),
        min(found.last, window.first - length.shortest),
    )
    after = Opening(max(found.opens, window.last), found.closes, found.last)
    yield from (one for one in (before, after) if one.opens <= one.last)


def _locked(found: list[Opening], locks: list[Lock], node: Node, frame: Frame) -> list[Opening]:
    """What is left of the openings under the locks of the place."""
    for lock in locks:
        if lock.date is not None and lock.date != frame.date:
            return []
        if lock.meal is not None and (node.meal is None or lock.meal != node.meal.meal):
            return []
        if lock.start is not None:
            start = minutes_of(lock.start)
            found = [Opening(start, o.closes, start) for o in found if o.opens <= start <= o.last]
    return found
