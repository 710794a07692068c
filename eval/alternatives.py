"""Whether alternatives differ and are good: ``wayplan eval alternatives --out report.json``.

Beside them stands what asking again would give: as many plans of other seeds. Overlap is of sights
(Jaccard) over all pairs of plans, the best one among them; score is as a share of the best one's.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import asdict, dataclass
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from agents import app
from eval.command import parser_of, positive, write
from eval.sweep import open_bench
from planner.itinerary import Itinerary, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.trial import Bench

#: First day of the first trip, days between the trips of two seeds, and nights of each.
START, APART, NIGHTS = dt.date(2027, 3, 8), 38, 2
#: Between the seeds of one plan and of its reruns.
RERUN = 1_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What one trip was offered.

    Attributes:
        who: ``alternatives``, or ``reruns`` with other seeds.
        found: plans beside the best one, and ``seconds`` for each of them.
        overlap: mean over all pairs; None where there is none.
        shares: score of each by that of the best one.
        plan_seconds: of the best one.
        faults: rules broken, by the gates or the independent checker.
    """

    city: str
    seed: int
    who: str
    found: int
    seconds: float
    overlap: float | None
    shares: tuple[float, ...]
    plan_seconds: float
    faults: tuple[str, ...]


def measure(bench: Bench, seeds: Iterable[int], k: int) -> list[Offered]:
    """Ask for ``k`` alternatives in every city of the bench, once for each seed, and rerun."""
    return [
        row
        for store in bench.stores
        for seed in seeds
        for row in _asked(bench, store.city.id, seed, k)
    ]


def _asked(bench: Bench, city: str, seed: int, k: int) -> list[Offered]:
    began = time.perf_counter()
    best = _planned(city, seed)
    planned = time.perf_counter()
    others = [other.plan for other in _planned(city, seed, alternatives=k).alternatives]
    offered = time.perf_counter()
    again = [_planned(city, seed, rerun=number) for number in range(1, k + 1)]
    rerun = time.perf_counter()
    plan_seconds = planned - began
    return [
        Offered(
            city=city,
            seed=seed,
            who=who,
            found=len(plans),
            seconds=seconds / k,
            overlap=overlap([best, *plans]),
            shares=tuple(plan.score / best.score for plan in plans),
            plan_seconds=plan_seconds,
            faults=tuple(fault.sentence for plan in plans for fault in bench.judged(plan)),
        )
        for who, plans, seconds in (
            ("alternatives", others, offered - planned - plan_seconds),
            ("reruns", again, rerun - offered),
        )
    ]


def overlap(plans: Sequence[Itinerary]) -> float | None:
    """Mean share of sights that two of the plans have in common; None for fewer than two."""
    sights = [
        {stop.place_id for day in plan.days for stop in day.stops if isinstance(stop, Visit)}
        for plan in plans
    ]
    pairs = [len(a & b) / max(1, len(a | b)) for a, b in combinations(sights, 2)]
    return fmean(pairs) if pairs else None


def _planned(city: str, seed: int, *, alternatives: int = 0, rerun: int = 0) -> Itinerary:
    start = START + dt.timedelta(days=APART * seed)
    request = {"destinations": [{"city": city, "nights": NIGHTS}], "start": start}
    plan = app.plan(request, seed=seed + RERUN * rerun, alternatives=alternatives)
    assert isinstance(plan, Itinerary)
    return plan


def figures(rows: Sequence[Offered]) -> dict[str, float]:
    """Means by who offered; of a search's time also as a share of that of the best plan."""
    told: dict[str, float] = {}
    for who in ("alternatives", "reruns"):
        mine = [row for row in rows if row.who == who]
        shares = [share for row in mine for share in row.shares]
        overlaps = [row.overlap for row in mine if row.overlap is not None]
        told[f"{who}_found_mean"] = fmean(row.found for row in mine)
        told[f"{who}_overlap_mean"] = fmean(overlaps) if overlaps else float("nan")
        told[f"{who}_score_mean"] = fmean(shares) if shares else float("nan")
        told[f"{who}_score_least"] = min(shares, default=float("nan"))
        told[f"{who}_seconds_each"] = fmean(row.seconds for row in mine)
        told[f"{who}_searches_each"] = fmean(row.seconds / row.plan_seconds for row in mine)
        told[f"{who}_faults"] = sum(len(row.faults) for row in mine)
    return told


def table_of(rows: Sequence[Offered], k: int) -> Table:
    """Figures by city and who offered."""
    table = Table("city", "plans", title=f"{k} plans beside the best one, trips of three days")
    for head in ("found", "overlap", "score mean", "score least", "seconds each"):
        table.add_column(head, justify="right")
    for city, who in dict.fromkeys((row.city, row.who) for row in rows):
        told = figures([row for row in rows if row.city == city])
        table.add_row(
            city,
            who,
            f"{told[f'{who}_found_mean']:.1f}",
            *(f"{told[f'{who}_{name}']:.2f}" for name in ("overlap_mean", "score_mean")),
            f"{told[f'{who}_score_least']:.2f}",
            f"{told[f'{who}_seconds_each']:.2f}",
        )
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; 0 where no plan breaks a rule, else 1."""
    parser = parser_of("alternatives", __doc__)
    parser.add_argument("--seeds", type=positive, default=5, help="trips in each city (5)")
    parser.add_argument("--count", type=positive, default=3, help="alternatives to each trip (3)")
    parser.add_argument("--city", action="append", default=[], help="id of a city; all if none")
    given = parser.parse_args(arguments)
    bench = open_bench(given.city)
    _planned(bench.stores[0].city.id, 0, alternatives=1)  # compiles what is left
    rows = measure(bench, range(given.seeds), given.count)
    console, told = Console(), figures(rows)
    console.print(table_of(rows, given.count))
    for name, value in told.items():
        console.print(f"{name:<28}{value:10.3f}")
    write({"figures": told, "rows": [asdict(row) for row in rows]}, given.out)
    return 1 if any(row.faults for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
