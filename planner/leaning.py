"""What a change of tastes or pace means for a plan that stands: what is sought now, what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.itinerary import Visit
from planner.request import Pace
from planner.scoring import interest_key, labels_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from planner.itinerary import Itinerary, Stop
    from planner.place import Place
    from planner.request import TripRequest

_FULLNESS = list(Pace)
#: Minutes of sights by which a day that is to be less full is less full at least.
EASE = 30


def turned(place: Place, before: TripRequest, after: TripRequest) -> int:
    """Which way a change turned what is said of a place: 1 to liking, -1 to disliking, else 0."""
    was, now = (said_of(place, request.interests) for request in (before, after))
    if now > max(0.0, was):
        return 1
    return -1 if now < min(0.0, was) else 0


def eased(before: TripRequest, after: TripRequest, date: dt.date) -> bool:
    """Whether a day is to be less full than it was."""
    return _FULLNESS.index(after.pace_on(date)) < _FULLNESS.index(before.pace_on(date))


def differs(before: TripRequest, after: TripRequest, date: dt.date) -> bool:
    """Whether a day has another window, pace or limit of sights than it had, or other weather."""
    return (
        (date in after.wet_days) != (date in before.wet_days)
        or after.window_on(date) != before.window_on(date)
        or after.pace_on(date) != before.pace_on(date)
        or after.max_sights(date) != before.max_sights(date)
    )


def still_full(old: Itinerary, plan: Itinerary) -> bool:
    """Whether a day that is to be less full than in the old plan has hardly less to see."""
    before = {day.date: _sightseeing(day.stops) for day in old.days}
    return any(
        eased(old.request, plan.request, day.date)
        and _sightseeing(day.stops) > max(0, before.get(day.date, 0) - EASE)
        for day in plan.days
    )


def _sightseeing(stops: Sequence[Stop]) -> int:
    """Minutes of sights among the stops of a day."""
    return sum(stop.minutes for stop in stops if isinstance(stop, Visit))


def said_of(place: Place, interests: Mapping[str, float]) -> float:
    """The weight of the interests that name a place: the least where it is disliked, else the most.

    As in ``planner.scoring.interest``, a dislike goes before a liking.
    """
    keys = {interest_key(label) for label in labels_of(place)} if interests else set()
    weights = [weight for name, weight in interests.items() if interest_key(name) in keys]
    least = min(weights, default=0.0)
    return least if least < 0 else max(weights, default=0.0)
