"""Peer review: every path scored under every persona's objective, and what each voice weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from agents.paths.personas import OWN, persona_named
from planner.valued import overlap, sights_of, valued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.paths.ground import Ground
    from agents.paths.path import Path
    from planner.kernel import Floats


class Rows(Protocol):
    """A plan in the numbers of the ground's problem: a path, a solution, a verdict."""

    @property
    def stops(self) -> Sequence[Sequence[int]]:
        """Nodes by day."""
        ...

    @property
    def base(self) -> int:
        """Number of the base slept at."""
        ...


#: Share of all voices that the traveller's own objective has among others.
OWN_VOICE = 0.5


def reviews(ground: Ground, plans: Sequence[Rows], panel: Sequence[Path]) -> Floats:
    """What each plan is worth to each reviewer, (plans, panel), from 0 to 1.

    1 is the most that any of the plans, or the reviewer's own path, is worth to the reviewer.
    """
    views = [ground.seen_by(persona_named(path.persona)) for path in panel]
    points = np.array([[valued(a, plan.stops, plan.base).points for a in views] for plan in plans])
    most = np.maximum(points.max(axis=0), [path.points for path in panel])
    shares: Floats = np.clip(points / np.maximum(most, 1e-9), 0.0, 1.0)
    return shares


def voices(ground: Ground, paths: Sequence[Path]) -> Floats:
    """Weight of each path's vote, (paths,), 1 in all.

    The traveller's own has ``OWN_VOICE`` where there are others. Paths that resemble one another
    share a voice: each counts by one over its summed overlap with all.
    """
    seen = [sights_of(ground.problem.arrays, path.stops) for path in paths]
    share = np.array([1.0 / sum(overlap(one, other) for other in seen) for one in seen])
    own = np.array([path.persona == OWN.name for path in paths])
    held = float(own.any()) if own.all() or not own.any() else OWN_VOICE
    weights = np.where(own, held, 0.0)
    weights[~own] = share[~own] / share[~own].sum() * (1.0 - held)
    return weights


def support(ground: Ground, paths: Sequence[Path], weights: Floats) -> Floats:
    """Share of the votes that each place has, by its number in the problem."""
    place = ground.problem.arrays.place
    votes = np.zeros(int(place.max(initial=-1)) + 1)
    for path, weight in zip(paths, weights, strict=True):
        votes[sorted({int(place[node]) for row in path.stops for node in row})] += weight
    return votes
