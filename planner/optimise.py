"""The optimiser: a feasible plan first, then a better one until the stop says so.

``optimise`` reads as its recipe: construct, shake and repair, keep the best. What cannot all be
granted comes back as the best partial plan with its ``missing`` wishes, compared by
``gated_score``, so that feasibility is never traded for taste.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.anneal import anneal, neighbours, new_bench
from planner.construct import construct
from planner.kernel import APPOINTMENT, HARD_BONUS, VISIT
from planner.state import State, copy_plan, empty_state, objective, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.kernel import Arrays
    from planner.stop import Stop

#: How steeply the gate closes on plans that miss hard wishes.
STEEPNESS = 12.0
#: Heat of the first and the last round, in points; small problems, searched in full, begin hotter.
HOT, COLD = 0.5, 0.12
SMALL, HOT_SMALL = 40, 1.5


@dataclass(frozen=True, slots=True)
class Params:
    """How the search goes about it.

    Attributes:
        changes: tried in one round.
        hot, cold: heat of the first and the last round, in points; None is what suits the problem.
    """

    changes: int = 2_000
    hot: float | None = None
    cold: float | None = None

    def __post_init__(self) -> None:
        """Check the numbers."""
        if self.changes < 1:
            raise ValueError(f"Expected changes >= 1, got {self.changes}.")
        for name in ("hot", "cold"):
            heat = getattr(self, name)
            if heat is not None and not heat > 0:
                raise ValueError(f"Expected {name} > 0, got {heat}.")


@dataclass(frozen=True, slots=True)
class Solution:
    """An order of nodes for each day.

    Attributes:
        stops: node indices in order, one tuple a day.
        points: the objective, hard bonuses left out.
        missing_places: numbers of wanted places that are not in it.
        missing_meals: (day, kind) of due meals and rests that are not in it.
        rounds: of shaking that were done.
    """

    stops: tuple[tuple[int, ...], ...]
    points: float
    missing_places: tuple[int, ...]
    missing_meals: tuple[tuple[int, int], ...]
    wanted: int
    rounds: int

    @property
    def complete(self) -> bool:
        """Whether every hard wish is granted."""
        return not self.missing_places and not self.missing_meals

    @property
    def gated_score(self) -> float:
        """A sigmoid gate on the share of hard wishes granted, times the soft points."""
        missing = len(self.missing_places) + len(self.missing_meals)
        granted = 1.0 if self.wanted == 0 else 1.0 - missing / self.wanted
        return max(0.0, self.points) / (1.0 + math.exp(STEEPNESS * (1.0 - granted) - STEEPNESS / 2))


def optimise(
    a: Arrays,
    stop: Stop,
    seed: int = 0,
    params: Params | None = None,
    *,
    initial: Sequence[Sequence[int]] | None = None,
    on_progress: Callable[[int, float], None] | None = None,
) -> Solution:
    """Search for the best plan of a problem.

    Args:
        a: the problem, as ``planner.build`` freezes it.
        stop: asked between batches of rounds.
        seed: same problem, seed and rounds, same answer.
        initial: node indices of a plan to start from, one sequence a day; each day must be
            possible.
        on_progress: called with the rounds done and the points of the best plan.
    """
    params = params or Params()
    best = empty_state(a, seed)
    for day, row in enumerate(initial or ()):
        rewrite(a, best, day, np.array(row, np.int64), len(row))
    if len(a.loc) == 0:
        return solution_of(a, best, 0)
    construct(a, best)
    return solution_of(a, best, _improve(a, best, stop, seed, params, on_progress))


def _improve(
    a: Arrays,
    best: State,
    stop: Stop,
    seed: int,
    params: Params,
    on_progress: Callable[[int, float], None] | None,
) -> int:
    """Anneal from hot to cold as the stop advances, then complete greedily; the rounds done."""
    current, near, bench = empty_state(a, seed), neighbours(a), new_bench()
    copy_plan(best, current)
    # No changes yet: this compiles on the very first run, before the stop is first asked.
    anneal(a, best, current, near, bench, 0, 1.0)
    hot = params.hot or (HOT_SMALL if len(a.loc) < SMALL else HOT)
    rounds, cold = 0, params.cold or COLD
    while (done := stop(rounds)) < 1.0:
        anneal(a, best, current, near, bench, params.changes, hot * (cold / hot) ** done)
        rounds += 1
        if on_progress is not None:
            on_progress(rounds, float(objective(a, best)))
    if rounds:
        construct(a, best)
    return rounds


def solution_of(a: Arrays, state: State, rounds: int) -> Solution:
    """Read a state out."""
    stops = tuple(
        tuple(int(n) for n in state.stops[day, : state.counts[day]])
        for day in range(len(state.counts))
    )
    wanted = sorted({int(p) for p, hard in zip(a.place, a.hard, strict=True) if hard})
    present = {int(a.place[n]) for row in stops for n in row}
    kinds = [{int(a.kind[n]) for n in row} for row in stops]
    due = [
        (day, k)
        for day in range(len(stops))
        for k in range(VISIT + 1, APPOINTMENT)
        if a.due[day, k]
    ]
    missing_meals = tuple((day, kind) for day, kind in due if kind not in kinds[day])
    missing_places = tuple(p for p in wanted if p not in present)
    granted = sum(float(a.hard[n]) for row in stops for n in row) + len(due) - len(missing_meals)
    return Solution(
        stops=stops,
        points=float(objective(a, state)) - HARD_BONUS * granted,
        missing_places=missing_places,
        missing_meals=missing_meals,
        wanted=len(wanted) + len(due),
        rounds=rounds,
    )
