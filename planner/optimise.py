"""The optimiser: a feasible plan first, then a better one until the stop says so.

``optimise`` reads as its recipe: construct, anneal in several chains, keep the best. What cannot
all be granted comes back as the best partial plan with its ``missing`` wishes, compared by
``gated_score``, so that feasibility is never traded for taste.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.anneal import NO_LOSSES, anneal, neighbours
from planner.construct import construct
from planner.kernel import HARD_BONUS
from planner.moves import Bench, new_bench
from planner.state import (
    State,
    copy_plan,
    desk,
    empty_state,
    lacking,
    move_to,
    objective,
    rewrite,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.arrays import Arrays
    from planner.kernel import Packed, Shorts
    from planner.stop import Stop

#: How steeply the gate closes on plans that miss hard wishes.
STEEPNESS = 12.0
#: Factor on the heat while a hard wish is not granted: the way there may lead over poor plans.
HOTTER = 40.0
#: Changes of the first plan that are looked at to learn what a loss is in this problem.
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Params:
    """How the search goes about it.

    Attributes:
        changes: tried in one round of each chain.
        chains: searches side by side, each with luck of its own; they share the best plan at the
            end of each cycle.
        cycles: share of the search at which each cycle ends; in each the heat falls from hot to
            cold, from a lesser heat each time.
        hot, cold: heat of the first and the last round, as shares of the median loss among single
            changes of the first plan.
        workers: threads; the answer does not depend on them.
    """

    changes: int = 6_000
    chains: int = 2
    cycles: tuple[float, ...] = (1.0,)
    hot: float = 0.2
    cold: float = 0.01
    workers: int = 2

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name in ("changes", "chains", "workers"):
            if getattr(self, name) < 1:
                raise ValueError(f"Expected {name} >= 1, got {getattr(self, name)}.")
        if not 0 < self.cold <= self.hot:
            raise ValueError(f"Expected 0 < cold <= hot, got {self.cold} and {self.hot}.")
        ends = (0.0, *self.cycles)
        if len(ends) < 2 or ends[-1] != 1.0 or any(a >= b for a, b in pairwise(ends)):
            raise ValueError(f"Expected cycles to rise from above 0 to 1, got {self.cycles}.")

    def cycle(self, done: float) -> int:
        """Number of the cycle that a search is in when so much of it is done."""
        return sum(done >= end for end in self.cycles[:-1])

    def heat(self, done: float) -> float:
        """Heat when so much of the search is done, as a share of the median loss."""
        number = self.cycle(done)
        start, end = (0.0, *self.cycles)[number : number + 2]
        hot = self.hot * (self.cold / self.hot) ** (number / (len(self.cycles) + 1))
        return float(hot * (self.cold / hot) ** ((done - start) / (end - start)))


@dataclass(frozen=True, slots=True)
class Solution:
    """An order of nodes for each day.

    Attributes:
        stops: node indices in order, one tuple a day.
        points: the objective, hard bonuses left out.
        missing_places: numbers of wanted places that are not in it.
        missing_meals: (day, kind) of due meals and rests that are not in it.
        rounds: of annealing that were done.
        base: number of the base slept at.
    """

    stops: tuple[tuple[int, ...], ...]
    points: float
    missing_places: tuple[int, ...]
    missing_meals: tuple[tuple[int, int], ...]
    wanted: int
    rounds: int
    base: int = 0

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


class Chain(NamedTuple):
    """One search among several: its own desk, plans and room."""

    desk: Packed
    best: State
    current: State
    bench: Bench


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
        stop: asked between rounds.
        seed: same problem, seed, parameters and rounds, same answer, whatever the workers.
        initial: node indices of a plan to start from, one sequence a day; each day must be
            possible.
        on_progress: called with the rounds done and the points of the best plan, ``HARD_BONUS``
            less for each hard wish that it misses.
    """
    p = desk(a.packed)
    best = empty_state(p, seed)
    for day, row in enumerate(initial or ()):
        rewrite(p, best, day, np.array(row, np.int64), len(row))
    if len(a.loc) == 0:
        return solution_of(a, best, 0)
    construct(p, best)
    rounds = _improve(p, best, stop, seed, params or Params(), on_progress)
    return solution_of(a, best, rounds)


def _improve(
    p: Packed,
    best: State,
    stop: Stop,
    seed: int,
    params: Params,
    on_progress: Callable[[int, float], None] | None,
) -> int:
    """Anneal from hot to cold as the stop advances, then complete greedily; the rounds done."""
    near = neighbours(p)
    chains = [_chain(p, best, seed * params.chains + i) for i in range(params.chains)]
    # Nothing changes yet: this compiles on the very first run, before the stop is first asked.
    anneal(*chains[0][:3], near, chains[0].bench, 0, 1.0, NO_LOSSES)
    unit, rounds, cycle = math.nan, 0, 0
    threads = min(params.workers, params.chains)
    with ThreadPoolExecutor(threads) if threads > 1 else nullcontext() as pool:
        while (done := stop(rounds)) < 1.0:
            if params.cycle(done) != cycle:
                cycle = params.cycle(done)
                _share(chains)
            if rounds == 0:
                unit = _unit(chains[0], near)
            heat = unit * params.heat(done)

            def step(chain: Chain, heat: float = heat) -> None:
                hotter = HOTTER if lacking(chain.desk, chain.best) else 1.0
                anneal(*chain[:3], near, chain.bench, params.changes, hotter * heat, NO_LOSSES)

            list(map(step, chains) if pool is None else pool.map(step, chains))
            rounds += 1
            if on_progress is not None:
                on_progress(rounds, max(float(objective(p, chain.best)) for chain in chains))
    if rounds:
        copy_plan(_leader(chains).best, best)
        move_to(p, best, int(best.base[0]))
        construct(p, best)
    return rounds


def _chain(p: Packed, start: State, seed: int) -> Chain:
    """A chain that starts from a plan."""
    chain = Chain(desk(p), empty_state(p, seed), empty_state(p, seed), new_bench())
    copy_plan(start, chain.best)
    copy_plan(start, chain.current)
    return chain


def _unit(chain: Chain, near: Shorts) -> float:
    """The median loss among single changes of the first plan; 1 where none loses anything."""
    found = np.zeros(SAMPLE)
    count = anneal(*chain[:3], near, chain.bench, 20 * SAMPLE, 0.0, found)
    soft = found[:count][found[:count] < HARD_BONUS / 2]
    return float(np.median(soft)) if len(soft) else 1.0


def _leader(chains: Sequence[Chain]) -> Chain:
    """The chain with the best plan, the first of equals."""
    return max(chains, key=lambda chain: float(objective(chain.desk, chain.best)))


def _share(chains: Sequence[Chain]) -> None:
    """Let every chain go on from the best plan of all."""
    leader = _leader(chains).best
    for chain in chains:
        copy_plan(leader, chain.best)
        copy_plan(leader, chain.current)
        move_to(chain.desk, chain.current, int(leader.base[0]))


def solution_of(a: Arrays, state: State, rounds: int) -> Solution:
    """Read a state out."""
    base, wanted = int(state.base[0]), a.wanted
    due = a.bases[base].due_stops()
    stops = tuple(
        tuple(int(n) for n in state.stops[day, : state.counts[day]])
        for day in range(len(state.counts))
    )
    present = {int(a.place[n]) for row in stops for n in row}
    kinds = [{int(a.kind[n]) for n in row} for row in stops]
    missing_meals = tuple((day, kind) for day, kind in due if kind not in kinds[day])
    missing_places = tuple(number for number in wanted if number not in present)
    missing = len(missing_meals) + len(missing_places)
    return Solution(
        stops=stops,
        points=float(objective(a.packed, state)) + HARD_BONUS * missing,
        missing_places=missing_places,
        missing_meals=missing_meals,
        wanted=len(wanted) + len(due),
        rounds=rounds,
        base=base,
    )
