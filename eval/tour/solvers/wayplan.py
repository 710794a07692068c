"""Wayplan's own optimiser, on a preselection where candidates are many."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from eval.tour.answer import Answer
from eval.tour.arrays import arrays_of
from eval.tour.pool import choose
from planner.optimise import Params, optimise
from planner.stop import MaxRounds, MaxSeconds

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance

#: Up to so many candidates the search looks at all of them.
WHOLE = 300
#: How many it looks at where there are more: a base, and so many more for each day.
KEEP, PER_DAY = 160, 40
#: It uses both cores.
WORKERS = 2


def solve(instance: TourInstance, seconds: float, seed: int) -> Answer:
    """See ``Solver``."""
    began = time.perf_counter()
    many = instance.size > WHOLE
    chosen = choose(instance, KEEP + PER_DAY * instance.days) if many else None
    arrays = arrays_of(instance.subset(chosen) if chosen is not None else instance)
    params = Params(workers=WORKERS)
    optimise(arrays, MaxRounds(0), seed, params)  # the first run of a process compiles
    ready = time.perf_counter()
    found = optimise(arrays, MaxSeconds(seconds, time.perf_counter), seed, params)
    numbers = chosen if chosen is not None else range(1, instance.size + 1)
    return Answer(
        tuple(tuple(int(numbers[node]) for node in row) for row in found.stops),
        search_seconds=time.perf_counter() - ready,
        build_seconds=ready - began,
    )
