"""How fast, how faithful and how good re-planning is: ``wayplan eval replans --out report.json``.

Trips of three days in each city that ships, all places of the city to choose from; each meets one
change of every kind of ``eval.changes``. The plan made anew, which the score is compared with, is
that of the same seed and rounds.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from agents import app
from agents.patience import stop_for
from agents.resolve import resolve
from agents.supplies import gather
from eval.changes import CHANGES, ONE_ITEM
from eval.command import parser_of, positive, write
from eval.report import spread
from eval.sweep import open_bench
from planner.change import Change, named
from planner.diff import moves
from planner.itinerary import Itinerary
from planner.replan import replan
from planner.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.trial import Bench
    from tools.catalogue import Catalogue

#: First day of the first trip, days between the trips of two seeds, and nights of each.
START, APART, NIGHTS = dt.date(2027, 3, 8), 38, 2


@dataclass(frozen=True, slots=True)
class Replanned:
    """What became of one change.

    Attributes:
        app_ms, planner_ms: of ``agents.app.replan``, and of ``planner.replan`` in it.
        cpu_ms: of the processor for the former, which other work on the machine does not stretch.
        granted, possible: whether the replan, and a plan made anew, grant every wish.
        days_same: share of the old days that are the same to the minute.
        items, shifted: as in ``planner.diff.moves``, places that the change names left out.
        faults: rules broken, by the gates or the independent checker.
        kept: score by the score of the plan made anew; None where one of them is missing.
    """

    city: str
    seed: int
    kind: str
    app_ms: float
    planner_ms: float
    cpu_ms: float
    granted: bool
    possible: bool
    days_same: float
    items: int
    shifted: int
    faults: tuple[str, ...]
    kept: float | None


def measure(bench: Bench, seeds: Iterable[int]) -> list[Replanned]:
    """Meet every kind of change in every city of the bench, once for each seed."""
    return [
        _met(bench, store, plan, kind, seed)
        for store in bench.stores
        for seed in seeds
        for plan in [_planned(store, seed)]
        for kind in CHANGES
    ]


def _planned(store: Catalogue, seed: int) -> Itinerary:
    start = START + dt.timedelta(days=APART * seed)
    stops = [{"city": store.city.id, "nights": NIGHTS}]
    plan = app.plan({"destinations": stops, "start": start}, seed=seed)
    assert isinstance(plan, Itinerary)
    return plan


def _met(bench: Bench, store: Catalogue, plan: Itinerary, kind: str, seed: int) -> Replanned:
    change = Change.model_validate(CHANGES[kind](Random(seed), plan, store))
    began, worked = time.perf_counter(), time.process_time()
    answer = app.replan(plan, change, seed=seed).plan
    app_ms, cpu_ms = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
    request, stores, _ = resolve(answer.request)
    supplies = gather(request, stores, old=plan)
    began = time.perf_counter()
    replan(plan, request, supplies, stop_for(request, None), seed=seed)
    planner_ms = 1000 * (time.perf_counter() - began)
    anew = solve(request, supplies, stop_for(request, None), seed=seed)
    done = answer if isinstance(answer, Itinerary) else None
    moved = moves(plan, done, named(plan.request, request)) if done is not None else None
    return Replanned(
        city=store.city.id,
        seed=seed,
        kind=kind,
        app_ms=app_ms,
        planner_ms=planner_ms,
        cpu_ms=cpu_ms,
        granted=done is not None,
        possible=isinstance(anew, Itinerary),
        days_same=_same_days(plan, done) if done is not None else 0.0,
        items=moved.items if moved is not None else 0,
        shifted=moved.shifted if moved is not None else 0,
        faults=tuple(fault.sentence for fault in bench.judged(done)) if done is not None else (),
        kept=done.score / anew.score if done is not None and isinstance(anew, Itinerary) else None,
    )


def _same_days(old: Itinerary, new: Itinerary) -> float:
    return sum(a.stops == b.stops for a, b in zip(old.days, new.days, strict=True)) / len(old.days)


def figures(rows: Sequence[Replanned]) -> dict[str, float]:
    """The figures of changes about one item, and of all that was judged."""
    one = [row for row in rows if row.kind in ONE_ITEM]
    wider = [row for row in rows if row.kind not in ONE_ITEM]
    told: dict[str, float] = {}
    for name, values in (
        ("replan_ms", [row.app_ms for row in one]),
        ("planner_ms", [row.planner_ms for row in one]),
        ("replan_cpu_ms", [row.cpu_ms for row in one]),
        ("moved", [float(row.items) for row in one if row.granted]),
        ("shifted", [float(row.shifted) for row in one if row.granted]),
        ("wider_replan_ms", [row.app_ms for row in wider]),
        ("wider_moved", [float(row.items) for row in wider if row.granted]),
    ):
        told |= {f"{name}_{at}": value for at, value in spread(values).items()}
    possible = [row for row in rows if row.possible]
    told["days_same_mean"] = _mean([row.days_same for row in one if row.granted])
    told["granted_share"] = sum(row.granted for row in possible) / len(possible)
    told["score_kept_mean"] = _mean([row.kept for row in rows if row.kept is not None])
    told["faults"] = sum(len(row.faults) for row in rows)
    return told


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def table_of(rows: Sequence[Replanned]) -> Table:
    """Figures by kind of change."""
    table = Table("change", title="Re-planning a trip of three days")
    for head in (
        *("app ms p50", "p95", "max", "planner p50", "CPU p50", "moved p50", "p95", "shifted p50"),
        *("granted", "possible", "faults", "score kept"),
    ):
        table.add_column(head, justify="right")
    for kind in CHANGES:
        mine = [row for row in rows if row.kind == kind]
        app_ms, planner_ms, cpu_ms = (
            spread([getattr(row, name) for row in mine])
            for name in ("app_ms", "planner_ms", "cpu_ms")
        )
        items = spread([float(row.items) for row in mine if row.granted])
        shifted = spread([float(row.shifted) for row in mine if row.granted])
        table.add_row(
            kind.replace("_", " "),
            *(f"{app_ms[at]:.0f}" for at in ("p50", "p95", "max")),
            f"{planner_ms['p50']:.0f}",
            f"{cpu_ms['p50']:.0f}",
            *(f"{items.get(at, 0):.0f}" for at in ("p50", "p95")),
            f"{shifted.get('p50', 0):.0f}",
            f"{sum(row.granted for row in mine)}/{len(mine)}",
            f"{sum(row.possible for row in mine)}",
            f"{sum(len(row.faults) for row in mine)}",
            f"{_mean([row.kept for row in mine if row.kept is not None]):.3f}",
        )
    return table


def report(rows: Sequence[Replanned]) -> dict[str, Any]:
    """The figures, and every row behind them."""
    return {"figures": figures(rows), "rows": [asdict(row) for row in rows]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; 0 where no plan breaks a rule, else 1."""
    parser = parser_of("replans", __doc__)
    parser.add_argument("--seeds", type=positive, default=5, help="trips in each city (5)")
    parser.add_argument("--city", action="append", default=[], help="id of a city; all if none")
    given = parser.parse_args(arguments)
    bench = open_bench(given.city)
    _met(bench, bench.stores[0], _planned(bench.stores[0], 0), "drop", 0)  # compiles what is left
    rows = measure(bench, range(given.seeds))
    console = Console()
    console.print(table_of(rows))
    told = report(rows)
    for name, value in told["figures"].items():
        console.print(f"{name:<24}{value:10.3f}")
    write(told, given.out)
    return 1 if told["figures"]["faults"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
