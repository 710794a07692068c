"""What every plan of a request keeps to, whatever it visits and wherever one sleeps.

A relaxation of the hard rules: only stops that have to be made are looked at, and each figure is
the least that any lodging on offer, any allowed mode and any stop in between could make of it. So
where these bounds cannot be kept, no plan exists of the places supplied. ``planner.survey`` works
them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.chance import Chance
    from planner.kernel import Floats


class DayBounds(NamedTuple):
    """What every plan keeps to on one day.

    Attributes:
        free, back: the earliest the first leg may start, and the latest the last may have ended.
        due: kinds of meals, and of rest, that are due wherever one sleeps.
        minutes, walk, cost: float (n + 1, n + 1), the least from chance to chance; row and column
            0 stand for where the day starts and ends.
        feet: metres on foot that the legs between may have together.
        sights: most visits; None is as many as fit.
        soonest: float (n + 1, n + 1), minute at which one can be at a chance straight from another
            at the earliest, row 0 standing for where the day starts; column 0 says nothing.
    """

    free: int
    back: int
    due: tuple[int, ...]
    chances: tuple[Chance, ...]
    minutes: Floats
    walk: Floats
    cost: Floats
    feet: float
    sights: int | None
    soonest: Floats


class Bounds(NamedTuple):
    """What every plan keeps to.

    Attributes:
        wanted: keys of which each has exactly one chance taken.
        caps: what may be spent by budget category and in ``total``, besides what is fixed.
    """

    days: tuple[DayBounds, ...]
    wanted: frozenset[str]
    caps: Mapping[str, float]
