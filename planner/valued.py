"""What an objective makes of a plan that another search made, and how far two plans are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from planner.kernel import VISIT
from planner.optimise import solution_of
from planner.state import desk, empty_state, move_to, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.arrays import Arrays
    from planner.kernel import Packed
    from planner.optimise import Solution
    from planner.state import State

T = TypeVar("T")


def valued(a: Arrays, days: Iterable[Sequence[int]], base: int = 0) -> Solution:
    """The solution of these nodes at this base, worth what ``a`` makes of it."""
    return solution_of(a, state_of(desk(a.packed), days, base), 0)


def state_of(p: Packed, days: Iterable[Sequence[int]], base: int) -> State:
    """The state of a search that has come to these nodes at this base."""
    state = empty_state(p, 0)
    move_to(p, state, base)
    for day, row in enumerate(days):
        rewrite(p, state, day, np.array(row, np.int64), len(row))
    return state


def sights_of(a: Arrays, days: Iterable[Iterable[int]]) -> frozenset[int]:
    """Numbers of the places visited that nobody asked for."""
    return frozenset(
        int(a.place[node])
        for row in days
        for node in row
        if a.kind[node] == VISIT and not a.hard[node]
    )


def overlap(one: frozenset[T], other: frozenset[T]) -> float:
    """Members of both by members of either (Jaccard); 1 for two empty sets."""
    either = one | other
    return len(one & other) / len(either) if either else 1.0
