"""Merging paths: whole days and parts of days of others are taken in where they fit and gain."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from planner.kernel import APPOINTMENT, MAX_STOPS, VISIT, evaluate_day
from planner.optimise import solution_of
from planner.state import affordable, desk, lacking, objective, rewrite
from planner.valued import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.arrays import Arrays
    from planner.kernel import Packed
    from planner.optimise import Solution
    from planner.state import State

#: Points that what is taken in must add at least.
LEAST = 1e-6


def merged(a: Arrays, best: Solution, others: Iterable[Solution]) -> Solution:
    """The best plan with whatever parts of the others make it better still.

    Args:
        a: what is better; the lodging stays that of ``best``.
    """
    p = desk(a.packed)
    state = state_of(p, best.stops, best.base)
    for other in others:
        for day, row in enumerate(other.stops):
            for offer in _offers(a, _row(state, day), list(row)):
                _take_in(p, a, state, day, offer)
    return solution_of(a, state, 0)


def _offers(a: Arrays, own: list[int], other: list[int]) -> Iterator[list[int]]:
    """The other's day as a whole, then one's own with each part of the other's in turn."""
    yield other
    mine, theirs = _parts(a, own), _parts(a, other)
    for number, part in enumerate(theirs[: len(mine)]):
        kept = [*mine[:number], part, *mine[number + 1 :]]
        yield [node for piece in kept for node in piece]


def _parts(a: Arrays, row: Sequence[int]) -> list[list[int]]:
    """A day cut before each meal and rest: what one does from morning on, from lunch on..."""
    cuts = [i for i, node in enumerate(row) if VISIT < a.kind[node] < APPOINTMENT]
    return [list(row[i:j]) for i, j in pairwise([0, *cuts, len(row)])]


def _take_in(p: Packed, a: Arrays, state: State, day: int, offer: list[int]) -> None:
    """Give a day these stops, less those of other days, if the plan is better for it."""
    before, had = float(objective(p, state)), _row(state, day)
    elsewhere = {
        int(a.place[node])
        for other in range(len(state.counts))
        if other != day
        for node in _row(state, other)
    }
    seen: set[int] = set()
    fresh = []
    for node in offer:
        place = int(a.place[node])
        if place not in elsewhere and place not in seen:
            seen.add(place)
            fresh.append(node)
    row = np.zeros(MAX_STOPS, np.int64)
    row[: len(fresh)] = fresh
    possible = evaluate_day(p, row, len(fresh), day, state.work) > -np.inf
    if not possible or not affordable(p, state, day, state.work.totals):
        return
    rewrite(p, state, day, row, len(fresh))
    if lacking(p, state) or objective(p, state) <= before + LEAST:
        rewrite(p, state, day, np.array(had, np.int64), len(had))


def _row(state: State, day: int) -> list[int]:
    found: list[int] = state.stops[day, : state.counts[day]].tolist()
    return found
