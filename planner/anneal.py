"""Simulated annealing over whole plans: one random change at a time, kept if it gains or by luck.

How much a change may lose is drawn first, so that a hopeless one is ruled out before it is timed.
"""

from __future__ import annotations

import math

import numpy as np

from planner.jit import compiled, inlined
from planner.kernel import LOC, Floats, Ints, Packed, Shorts
from planner.moves import Bench, change
from planner.state import State, copy_plan, draw, move_to, objective

#: Neighbours kept for each node.
NEIGHBOURS = 24
#: Room for no losses: ``anneal`` improves the plan.
NO_LOSSES: Floats = np.zeros(0)


def neighbours(p: Packed) -> Shorts:
    """Nodes nearest to each by travel time, itself left out; int (N, min(N - 1, NEIGHBOURS))."""
    between = p.quick[..., 0][np.ix_(p.nodes[:, LOC], p.nodes[:, LOC])]
    np.fill_diagonal(between, np.iinfo(np.int32).max)
    keep = max(1, min(len(p.nodes) - 1, NEIGHBOURS))
    return np.ascontiguousarray(
        np.argsort(between, axis=1, kind="stable")[:, :keep].astype(np.int32)
    )


@inlined
def allowance(random: Ints, heat: float) -> float:
    """Metropolis, drawn in advance: the points, 0 or less, that a change may lose at this heat."""
    return heat * math.log((draw(random, 8_388_607) + 1.0) / 8_388_608.0)


@compiled
def anneal(
    p: Packed,
    best: State,
    current: State,
    near: Shorts,
    bench: Bench,
    changes: int,
    heat: float,
    losses: Floats,
) -> int:
    """Try ``changes`` changes at one heat; ``best`` ends as the best plan seen.

    Args:
        losses: where it has room, nothing is improved: every change begins from ``best``, whatever
            it loses, and the points that those which lose any do are written here. One function
            does both, since the moves are compiled into it.

    Returns:
        How many losses were written.
    """
    top, count, sampled = objective(p, best), 0, len(losses) > 0
    for _ in range(changes):
        if sampled:
            copy_plan(best, current)
            move_to(p, current, best.base[0])
        loss = -1e300 if sampled else allowance(current.random, heat)
        if not change(p, current, near, bench, loss):
            continue
        now = objective(p, current)
        if sampled and now < top - 1e-9:
            losses[count] = top - now
            count += 1
            if count == len(losses):
                break
        if not sampled and now > top + 1e-9:
            top = now
            copy_plan(current, best)
    if sampled:
        copy_plan(best, current)
        move_to(p, current, best.base[0])
    return count
