"""The tour problem itself, made from committed seeds, beside OR-Tools, PyVRP and CP-SAT.

Where candidates are many each peer searches several preselections, made as ours is, and the better
answer counts. Ours and CP-SAT search on both cores, OR-Tools routing and PyVRP on one; all for the
same seconds, building their model not counted. PyVRP has no rule over several days, so each day
gets an equal part of the money. Figures are mean scores by size, our lead over each peer in
percent, and CP-SAT's bound where it sees all candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.tour.figures import tour_figures
from eval.tour.generate import SEEDS, SIZES
from eval.tour.options import measure, parser_of, wholes
from eval.tour.task import CPSAT, PYVRP, ROUTING, WAYPLAN, GeneratedTask, runs_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

#: Preselections of peers of one core, and up to how many candidates they are also given all. Above
#: that none of them ever did best with all of them, and their limit was overrun by seconds.
KEEPS, FEW = (100, 250), 300
#: How many candidates CP-SAT can do with, and the most it is given to find a bound.
CPSAT_KEEP, CPSAT_MOST = 60, 100
SOLVERS = (WAYPLAN, ROUTING, PYVRP, CPSAT)


def tasks_of(sizes: Sequence[int], days: Sequence[int], every: int) -> list[GeneratedTask]:
    """Every ``every``-th instance of these sizes and lengths."""
    found = [
        GeneratedTask(size, length, seed)
        for size, length in SIZES
        for seed in SEEDS
        if size in sizes and length in days
    ]
    return found[::every]


def choices(solver: str, size: int) -> tuple[int | None, ...]:
    """How many candidates a solver is given, for each of its searches; None is all."""
    if solver == WAYPLAN:
        return (None,)  # it selects for itself
    keeps, few = ((CPSAT_KEEP,), CPSAT_MOST) if solver == CPSAT else (KEEPS, FEW)
    every = (None,) if size <= few else ()
    return (*(keep for keep in keeps if keep < size), *every)


def table(figures: Mapping[str, float], limits: Sequence[float]) -> str:
    """Mean scores, a line for each size and limit; a dash where there is no figure."""
    lines = [f"{'candidates':>10} {'days':>4} {'limit':>6}" + "".join(
        f"{name:>10}" for name in (*SOLVERS, "bound", "lead %")
    )]  # fmt: skip
    for size, days in SIZES:
        for seconds in limits:
            names = [f"{size}x{days}d_{solver}_{seconds:g}s" for solver in SOLVERS]
            scores = [figures.get(f"tour_{name}") for name in names]
            if scores[0] is None:
                continue
            lead = figures.get(f"tour_{size}x{days}d_lead_{seconds:g}s")
            cells = [*scores, figures.get(f"tour_bound_{names[-1]}")]
            lines.append(
                f"{size:>10} {days:>4} {seconds:>4g} s" + "".join(map(_cell, cells))
                + (f"{lead:>+10.2f}" if lead is not None else f"{'-':>10}")
            )  # fmt: skip
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return f"{value:>10.1f}" if value else f"{'-':>10}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the table, write the report; 1 where an answer of ours broke a rule."""
    given = _parser().parse_args(arguments)
    tasks = tasks_of(given.sizes, given.days, given.every)
    wanted = SOLVERS if given.peers else (WAYPLAN,)
    runs = [
        run
        for task in tasks
        for run in runs_of(
            task,
            [(solver, keep) for solver in wanted for keep in choices(solver, task.size)],
            given.seconds,
            given.seed,
        )
    ]
    report: dict[str, Any] = measure(runs, tour_figures, given, "Tours")
    print(table(report["figures"], given.seconds))
    for name, value in sorted(report["figures"].items()):
        if name.startswith("tour_lead") or "_" not in name:
            print(f"{name:<34}{value:10.2f}")
    return 1 if report["figures"]["infeasible"] else 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("tour", __doc__, "1")
    sizes = ",".join(str(size) for size in sorted({size for size, _ in SIZES}))
    days = ",".join(str(length) for length in sorted({length for _, length in SIZES}))
    parser.add_argument(
        "--sizes", type=wholes, default=wholes(sizes), metavar="N,N", help=f"candidates ({sizes})"
    )
    parser.add_argument(
        "--days", type=wholes, default=wholes(days), metavar="D,D", help=f"lengths ({days})"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
