"""Worth of places in points; what does not depend on the date is worked out once a place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from planner.scoring import MOST_PASSING, lasting, passing
from planner.taxonomy import Group

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.facts import World
    from planner.place import Place
    from planner.request import TripRequest

#: Points of a place that every visitor goes to.
TOP = 10.0


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
            points = self._points[key] = self._appraise(place, day)
        return points

    def ceiling(self, place: Place) -> float:
        """Points that the place is worth on no date more than."""
        return _in_points(place, self._lasting_of(place) * MOST_PASSING)

    def _appraise(self, place: Place, day: dt.date) -> float:
        now = math.prod(f.value for f in passing(place, self._request, self._world, day))
        return _in_points(place, self._lasting_of(place) * now)

    def _lasting_of(self, place: Place) -> float:
        kept = self._lasting.get(place.id)
        if kept is None:
            kept = math.prod(f.value for f in lasting(place, self._request, self._prior))
            self._lasting[place.id] = kept
        return kept


def _in_points(place: Place, factor: float) -> float:
    return 3.0 + 0.6 * TOP * factor if place.group is Group.FOOD else TOP * factor
