"""The search against trying everything, on small random problems.

    wayplan eval small --count 1000 --seed 0 --out report.json

Each problem has a seed of its own; ``--count 1 --seed N`` repeats problem N. The verdict of a
search is whether every hard wish is granted. Scores are compared where a plan grants them all:
points of the search's plan against the most that any such plan has; where none does, the plan that
grants most, and of those the one with most points.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from agents.patience import LEAST_ROUNDS
from eval.command import parser_of, positive, write
from eval.exhaustive import best_of_all
from eval.random_arrays import random_arrays
from eval.workers import pool
from planner.optimise import optimise
from planner.stop import MaxRounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Points by which two scores may differ and still be the same.
SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Match:
    """One problem, searched and judged.

    Attributes:
        wanted, granted, points: hard wishes, those that the best plan grants, and its points.
        found_granted, found_points: the same of the search's plan.
        seconds: of the search.
    """

    seed: int
    nodes: int
    days: int
    wanted: int
    granted: int
    points: float
    found_granted: int
    found_points: float
    seconds: float

    @property
    def feasible(self) -> bool:
        """Whether a plan grants every hard wish."""
        return self.granted == self.wanted

    @property
    def same_verdict(self) -> bool:
        """Whether the search says the same."""
        return self.feasible == (self.found_granted == self.wanted)

    @property
    def same_best(self) -> bool:
        """Whether the search's plan is as good as any."""
        return self.found_granted == self.granted and self.gap <= SAME

    @property
    def gap(self) -> float:
        """Points by which the search's plan falls short of the best that grants as much."""
        return self.points - self.found_points

    @property
    def better_than_best(self) -> bool:
        """Whether the search claims more than there is: a fault of either."""
        ahead = self.found_granted - self.granted
        return ahead > 0 or (ahead == 0 and self.gap < -SAME)


def match(seed: int, rounds: int = LEAST_ROUNDS) -> Match:
    """Search and judge the problem of a seed."""
    arrays = random_arrays(seed)
    begin = time.perf_counter()
    found = optimise(arrays, MaxRounds(rounds))
    seconds = time.perf_counter() - begin
    best = best_of_all(arrays)
    nodes, days = arrays.value.shape
    return Match(
        seed=seed,
        nodes=nodes,
        days=days,
        wanted=best.wanted,
        granted=best.granted,
        points=best.points,
        found_granted=found.wanted - len(found.missing_places) - len(found.missing_meals),
        found_points=found.points,
        seconds=seconds,
    )


def matches(seeds: Sequence[int], workers: int = 1, rounds: int = LEAST_ROUNDS) -> list[Match]:
    """A match for each seed, in so many processes."""
    if workers == 1:
        return [match(seed, rounds) for seed in seeds]
    with pool(workers) as processes:
        return list(processes.map(partial(match, rounds=rounds), seeds, chunksize=8))


def figures(found: Sequence[Match]) -> dict[str, float]:
    """Counts and shares; gaps in points."""
    complete = [m for m in found if m.feasible and m.same_verdict]
    return {
        "instances": len(found),
        "feasible": sum(m.feasible for m in found),
        "infeasible": sum(not m.feasible for m in found),
        "verdicts_equal": sum(m.same_verdict for m in found),
        "best_equal": sum(m.same_best for m in found),
        "best_equal_share": _share(m.same_best for m in found),
        "best_equal_share_feasible": _share(m.same_best for m in found if m.feasible),
        "worst_gap": max((m.gap for m in complete), default=0.0),
        "better_than_best": sum(m.better_than_best for m in found),
        "seconds_p50": sorted(m.seconds for m in found)[len(found) // 2],
        "seconds": sum(m.seconds for m in found),
    }


def _share(flags: Iterable[bool]) -> float:
    every = list(flags)
    return sum(every) / len(every) if every else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Match, print and report; 0 where every verdict is the same and none claims too much."""
    parser = parser_of("small", __doc__)
    parser.add_argument("--count", type=positive, default=1_000, help="how many problems (1000)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first (0)")
    parser.add_argument("--rounds", type=int, default=LEAST_ROUNDS, help="rounds of each search")
    parser.add_argument("--workers", type=positive, default=2, help="processes (2)")
    given = parser.parse_args(arguments)
    seeds = range(given.seed, given.seed + given.count)
    found = matches(seeds, given.workers, given.rounds)
    report = {"suite": "small", "rounds": given.rounds, "figures": figures(found)}
    _show(report["figures"], [m for m in found if not m.same_best])
    write({**report, "rows": [asdict(m) for m in found]}, given.out)
    return 0 if all(m.same_verdict and not m.better_than_best for m in found) else 1


def _show(told: dict[str, Any], short: Sequence[Match]) -> None:
    table = Table("figure", "value", title="Small problems against trying everything")
    for name, value in told.items():
        table.add_row(name, f"{value:.4g}" if isinstance(value, float) else str(value))
    console = Console()
    console.print(table)
    for m in short:
        granted = f"{m.found_granted} of {m.granted} wishes that can be granted"
        console.print(f"seed {m.seed}: {granted}, {m.found_points:.3f} of {m.points:.3f} points")


if __name__ == "__main__":
    raise SystemExit(main())
