"""Marks that would cover one another, moved apart."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Offset = tuple[float, float]
_ROUNDS = 60


def apart(points: Sequence[Offset], distance: float) -> list[Offset]:
    """For each point the shift that keeps all at ``distance`` from each other, as far as it goes.

    Pairs that are too close push each other away; of two at one place, the later goes to the right.
    """
    shifted = [list(point) for point in points]
    for _ in range(_ROUNDS):
        moved = False
        for one, two in combinations(shifted, 2):
            east, north = two[0] - one[0], two[1] - one[1]
            gap = math.hypot(east, north)
            if gap >= distance - 0.01:
                continue
            push = (distance - gap) / 2
            east, north = (east / gap, north / gap) if gap else (1.0, 0.0)
            one[0] -= east * push
            one[1] -= north * push
            two[0] += east * push
            two[1] += north * push
            moved = True
        if not moved:
            break
    return [(new[0] - old[0], new[1] - old[1]) for new, old in zip(shifted, points, strict=True)]
