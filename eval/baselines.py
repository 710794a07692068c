"""Simple planners to hold Wayplan against: they go on to the next place and never look back.

Both know the day's hours, when doors are open and what a way takes, keep appointments, go first to
what must be seen, and eat when it is time. None of them weighs money, or gives up one stop for
another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.assemble import assemble
from planner.attempt import Supplies, offered, problem_of
from planner.kernel import APPOINTMENT, MAX_STOPS, VISIT, fit_day, new_work
from planner.request import LodgingWish, minutes_of
from planner.select import candidates
from planner.valued import valued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.itinerary import Itinerary
    from planner.problem import TripProblem
    from planner.request import TripRequest

Planner = Callable[["TripRequest", Supplies], "Itinerary"]
#: Minutes before a meal's time from which one looks for a table rather than another sight.
HUNGRY = 30


@dataclass
class Walker:
    """Fills the days of a trip one stop after another.

    Attributes:
        near: whether the next stop is the nearest one, else the best known.
        gone: numbers of the places that were gone to.
    """

    problem: TripProblem
    near: bool
    gone: set[int]

    def day(self, day: int) -> list[int]:
        """Nodes of one day, in order."""
        row: list[int] = []
        while (node := next(self._next(row, day), None)) is not None:
            row.append(node)
            self.gone.add(int(self.problem.arrays.place[node]))
        return row

    def _next(self, row: list[int], day: int) -> Iterator[int]:
        """Stops that can come next, the one gone to first."""
        a = self.problem.arrays
        tail = [node for node in self._appointments(day) if node not in row]
        free = [
            int(node)
            for node in np.flatnonzero(a.n_spans[:, day] > 0)
            if int(a.place[node]) not in self.gone and a.kind[node] != APPOINTMENT
        ]
        meals = [node for node in free if self._is_due(node, row, day)]
        sights = [node for node in free if a.kind[node] == VISIT]
        wanted = [node for node in sights if a.hard[node] > 0]
        for group in (meals, wanted, sights):
            for node in sorted(group, key=lambda node: self._order(node, row, day)):
                if self._clock([*row, node, *tail], day) is not None:
                    yield node
        yield from tail[:1]

    def _order(self, node: int, row: list[int], day: int) -> tuple[float, int]:
        a, place = self.problem.arrays, self.problem.trip.nodes[node].place
        here = a.loc[row[-1]] if row else a.start_loc[day]
        if self.near or place is None:
            return float(a.minutes[:, here, a.loc[node]].min()), node
        return -place.popularity, node

    def _is_due(self, node: int, row: list[int], day: int) -> bool:
        """Whether it is time for a meal or rest that was not had yet."""
        a, kind = self.problem.arrays, self.problem.arrays.kind[node]
        if kind == VISIT or not a.due[day, kind] or kind in a.kind[row]:
            return False
        wish = self.problem.trip.nodes[node].meal or self.problem.trip.nodes[node].rest
        now = self._clock(row, day)
        assert wish is not None and now is not None
        return now >= minutes_of(wish.window.start) - HUNGRY

    def _appointments(self, day: int) -> list[int]:
        """Appointments in order, less those that cannot be kept after the ones before."""
        a, nodes = self.problem.arrays, self.problem.trip.nodes
        found = (
            (item.start, node)
            for node in np.flatnonzero((a.kind == APPOINTMENT) & (a.n_spans[:, day] > 0))
            if (item := nodes[node].appointment) is not None
        )
        kept: list[int] = []
        for _, node in sorted(found):
            if self._clock([*kept, int(node)], day) is not None:
                kept.append(int(node))
        return kept

    def _clock(self, row: list[int], day: int) -> int | None:
        """When the last of these stops is over; None where they cannot all be made in full."""
        a, stops = self.problem.arrays, np.zeros(MAX_STOPS, np.int64)
        if not row:
            return int(a.free[day])
        work, stops[: len(row)] = new_work(a.packed), row
        if not fit_day(a.packed, stops, len(row), day, work):
            return None
        lengths = work.lengths[: len(row)]
        if (lengths < a.usual[row]).any():
            return None
        return int(work.starts[len(row) - 1] + lengths[-1])


def nearest(request: TripRequest, supplies: Supplies) -> Itinerary:
    """The plan of who always goes to the nearest place that is open."""
    return _walked(request, supplies, near=True)


def popular(request: TripRequest, supplies: Supplies) -> Itinerary:
    """The plan of who always goes to the best-known place that is open."""
    return _walked(request, supplies, near=False)


def _walked(request: TripRequest, supplies: Supplies, *, near: bool) -> Itinerary:
    problem = _problem(request, supplies)
    walker = Walker(problem, near, set())
    rows = [walker.day(day) for day in range(request.days)]
    return assemble(problem, valued(problem.arrays, rows))


def _problem(request: TripRequest, supplies: Supplies) -> TripProblem:
    """The trip, in the lodging that suits it best, or any where none meets the wish."""
    beds = offered(request, supplies)
    if not all(beds):
        bare = (stop.model_copy(update={"lodging": None}) for stop in request.destinations)
        update = {"lodging": LodgingWish(), "destinations": tuple(bare)}
        beds = offered(request.model_copy(update=update), supplies)
    pools = [
        candidates(stay, places, request, supplies.world, supplies.prior)
        for stay, places in enumerate(supplies.places)
    ]
    return problem_of(request, pools, [found[0] for found in beds], supplies, 1.0)
