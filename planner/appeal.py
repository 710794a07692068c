"""Worth of places in points; what does not depend on the date is worked out once a place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from planner.facts import DayHours
from planner.scoring import certainty, lasting, passing
from planner.taxonomy import Group

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.facts import World
    from planner.place import Place
    from planner.request import TripRequest

#: Points of a place that every visitor goes to.
TOP = 10.0
#: Hours on file: nothing is lost by not being sure of them.
_SURE: Final = DayHours(True, ())


class Appraiser:
    """What places are worth to one party.

    Args:
        prior: what a recommender makes of places, as factors around 1 by place id.
    """

    def __init__(self, request: TripRequest, world: World, prior: Mapping[str, float]) -> None:
        self._request = request
        self._world = world
        self._prior = prior
        self._lasting: dict[str, float] = {}
        self._points: dict[tuple[str, dt.date], float] = {}

    def appeal(self, place: Place, day: dt.date) -> float:
        """Points of visiting a place on a date, at its best time of the day."""
        key = (place.id, day)
        points = self._points.get(key)
        if points is None:
            hours = self._world.hours(place.id, day)
            points = self._points[key] = self._in_points(place, day, hours)
        return points

    def ceiling(self, place: Place, day: dt.date) -> float:
        """What the appeal is at most, told without looking its hours up."""
        return self._in_points(place, day, _SURE)

    def _in_points(self, place: Place, day: dt.date, hours: DayHours) -> float:
        kept = self._lasting.get(place.id)
        if kept is None:
            kept = math.prod(f.value for f in lasting(place, self._request, self._prior))
            self._lasting[place.id] = kept
        now = math.prod(f.value for f in passing(place, self._request, self._world, day))
        value = TOP * kept * (now * certainty(place, hours).value)
        return 3.0 + 0.6 * value if place.group is Group.FOOD else value
