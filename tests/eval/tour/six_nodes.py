"""Six candidates on a line whose best day is known, and instances that each add one rule to it.

The depot lies at 0, the candidates 10, 20 and 30 to its right and left; a unit of way takes a unit
of time, a visit 10. All are open from 0 to 200, and the day ends then.
"""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations_with_replacement, pairwise, permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.tour.instance import TourInstance
from eval.tour.verify import verify

if TYPE_CHECKING:
    from collections.abc import Sequence

LAST = 200


def line(days: int = 1, **more: Any) -> TourInstance:
    """The instance with some fields replaced.

    All of one side, and back, take 30 + 60; both sides take 60 + 120 in time for the end at 200.
    """
    nodes = 7
    windows = np.tile(np.array([0, LAST, LAST]), (nodes, days, 1, 1))
    windows[0] = (0, -1, -1)
    service = np.full(nodes, 10)
    service[0] = 0
    none = np.zeros(nodes, np.bool_)
    plain = TourInstance(
        name="line",
        places=np.array([[0, 0], [10, 0], [20, 0], [30, 0], [-10, 0], [-20, 0], [-30, 0]]),
        pace=1,
        windows=windows,
        service=service,
        value=np.array([0, 1, 2, 4, 8, 16, 32]),
        start=np.zeros(days, np.int64),
        end=np.full(days, LAST),
        cost=np.array([0, 5, 5, 5, 5, 5, 5]),
        lunch=none,
        mandatory=none,
    )
    return replace(plain, **more)


def among(*nodes: int) -> np.ndarray:
    """A flag for each node that is set for these."""
    flags = np.zeros(7, np.bool_)
    flags[list(nodes)] = True
    return flags


def shut(instance: TourInstance, node: int, *spans: tuple[int, int, int]) -> TourInstance:
    """The instance with other windows for a node, the same every day."""
    windows = np.full((7, instance.days, len(spans), 3), (0, -1, -1))
    windows[1:, :, 0] = instance.windows[1:, :, 0]
    windows[node] = spans
    return replace(instance, windows=windows)


def closed(instance: TourInstance, node: int, day: int) -> TourInstance:
    """The instance with a node closed on one day."""
    windows = instance.windows.copy()
    windows[node, day] = (0, -1, -1)
    return replace(instance, windows=windows)


def same(one: TourInstance, other: TourInstance) -> bool:
    """Whether two instances are equal in every field."""
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(TourInstance)
    )


#: An instance for each rule, and its best score.
KNOWN: dict[str, tuple[TourInstance, int]] = {
    "all fit": (line(), 63),
    "the day ends": (line(end=np.array([100])), 56),
    "two short days": (line(2, end=np.array([100, 100])), 63),
    "the budget": (line(budget=15), 56),
    "feet": (line(walk_cap=60), 56),
    "mandatory": (line(mandatory=among(1), end=np.array([100])), 33),
    "a window": (shut(line(), 6, (50, 60, 70)), 63),
    "a window too late": (shut(line(), 6, (190, 195, 200)), 31),
    "two windows": (shut(line(end=np.array([100])), 6, (0, 10, 20), (60, 80, 90)), 56),
    "lunch": (line(lunch=among(1, 2), lunch_window=(20, 120)), 62),
    "closed on a day": (closed(line(2, end=np.array([90, 70])), 6, 0), 57),
}


def best_of_all(instance: TourInstance) -> int:
    """The best score of any answer, all of them tried."""
    found = [
        verify(instance, _cut(order, cuts)).score
        for count in range(instance.size + 1)
        for order in permutations(range(1, instance.size + 1), count)
        for cuts in combinations_with_replacement(range(count + 1), instance.days - 1)
    ]
    return max(score for score in found if score is not None)


def _cut(order: Sequence[int], cuts: Sequence[int]) -> list[Sequence[int]]:
    """An order of nodes in pieces, one a day."""
    ends = [0, *cuts, len(order)]
    return [order[start:end] for start, end in pairwise(ends)]
