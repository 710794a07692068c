"""Which places cannot be visited at a moment, so that they are out before anything is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from planner.facts import World
    from planner.place import Place


def closed_places(world: World, ids: Sequence[str], at: dt.datetime) -> NDArray[np.bool_]:
    """Whether each place of ``ids`` is known to be shut to a visit that begins ``at``, [p].

    A visit needs the place's shortest sensible length, and begins before last admission. What is
    unknown (the place itself, or its hours) is not masked: that is for the traveller to decide,
    not for a ranking.

    Args:
        at: on the city's clock.
    """
    return np.array([_is_closed(world, world.place(place_id), at) for place_id in ids], dtype=bool)


def _is_closed(world: World, place: Place | None, at: dt.datetime) -> bool:
    if place is None:
        return False
    day, begin = at.date(), at.hour * 60 + at.minute
    if not place.in_season(day) or place.closure(day) is not None:
        return True
    hours = world.hours(place.id, day)
    needed = max(place.minutes.min, place.last_admission or 0)
    return hours.known and not hours.covers(begin, begin + needed)
