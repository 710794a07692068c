"""A tour problem as the optimiser sees it: points are profit, and nothing else is soft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.arrays import Arrays
from planner.kernel import APPOINTMENT, LUNCH, MAX_STOPS, SLOTS, TOTAL, VISIT, Weights

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance

#: No soft term counts.
PROFIT_ALONE = Weights(*[0.0] * len(Weights._fields))
#: A cap that nothing reaches.
UNBOUNDED = 10**9


def arrays_of(instance: TourInstance) -> Arrays:
    """The optimiser's problem; its node i is node i + 1 of the instance."""
    n, days = instance.size, instance.days
    spans, counts = _spans(instance)
    minutes = np.stack([instance.minutes] * 2)
    caps = np.full(4, float(UNBOUNDED))
    caps[TOTAL] = instance.budget if instance.budget is not None else UNBOUNDED
    due = np.zeros((days, APPOINTMENT + 1), np.int64)
    due[:, LUNCH] = instance.lunch_window is not None
    return Arrays(
        minutes=minutes,
        burden=minutes,
        walk=np.stack([instance.distances] * 2),
        ride_cost=np.zeros(minutes.shape),
        bike=np.zeros(minutes.shape, np.bool_),
        loc=np.arange(1, n + 1),
        place=np.arange(n),
        kind=np.where(instance.lunch[1:], LUNCH, VISIT),
        klass=np.zeros(n, np.int64),
        shortest=instance.service[1:],
        usual=instance.service[1:],
        longest=instance.service[1:],
        cost=instance.cost[1:].astype(float),
        spans=spans,
        n_spans=counts,
        value=np.repeat(instance.value[1:, None].astype(float), days, axis=1),
        by_slot=np.ones((n, days, SLOTS)),
        hard=instance.mandatory[1:].astype(float),
        start_loc=np.zeros(days, np.int64),
        end_loc=np.zeros(days, np.int64),
        free=instance.start,
        back=instance.end,
        walk_base=np.zeros(days, np.int64),
        bike_day=np.zeros(days),
        due=due,
        pace=np.full(days, np.inf),
        stamina=np.full(days, UNBOUNDED),
        sights=np.full(days, MAX_STOPS),
        caps=caps,
        walk_cap=instance.walk_cap if instance.walk_cap is not None else UNBOUNDED,
        class_weight=np.zeros(1),
        per_euro=1.0,
        weights=PROFIT_ALONE,
    )


def _spans(instance: TourInstance) -> tuple[np.ndarray, np.ndarray]:
    """Windows with a possible start, moved to the front of their row, and how many there are."""
    starts = instance.starts[1:]
    possible = starts[..., 0] <= starts[..., 1]
    order = np.argsort(~possible, axis=-1, kind="stable")
    starts = np.take_along_axis(starts, order[..., None], axis=2)
    closes = starts[..., 1] + instance.service[1:, None, None]
    spans = np.stack([starts[..., 0], closes, starts[..., 1]], axis=-1)
    return np.ascontiguousarray(spans), possible.sum(axis=-1)
