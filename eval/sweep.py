"""Random requests by the hundred: does every answer keep the rules, and every refusal its word.

    wayplan eval sweep --count 300 --seed 0 --out report.json

Each request has a seed of its own; ``--count 1 --seed N`` repeats request N.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.command import parser_of, positive, write
from eval.report import spread
from eval.trial import Bench, Trial
from eval.workers import pool
from planner.errors import UnknownNameError
from tools import starter
from tools.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def open_bench(
    cities: Sequence[str] = (), files: Sequence[Path] = (), time_limit: float | None = None
) -> Bench:
    """A bench over the starter cities and catalogue files; a file replaces a starter of its city.

    Args:
        cities: ids of the cities to draw from; none are all.
        time_limit: see ``Bench``.

    Raises:
        UnknownNameError: there is no such city.
    """
    imported = {store.city.id: (store, path) for path in files for store in [Catalogue.open(path)]}
    shipped = {city: Catalogue.starter(city) for city in starter.city_ids() if city not in imported}
    stores = shipped | {city: store for city, (store, _) in imported.items()}
    for city in cities:
        if city not in stores:
            raise UnknownNameError("city", city, tuple(sorted(stores)))
    chosen = [store for city, store in sorted(stores.items()) if not cities or city in cities]
    used = [imported[s.city.id][1] for s in chosen if s.city.id in imported]
    return Bench(chosen, used, time_limit)


def sweep(bench: Bench, seeds: Iterable[int]) -> list[Trial]:
    """Hold a trial for each seed."""
    return [bench.trial(seed) for seed in seeds]


def sweep_in_parallel(
    seeds: Sequence[int],
    workers: int,
    cities: Sequence[str] = (),
    files: Sequence[Path] = (),
    time_limit: float | None = None,
) -> list[Trial]:
    """Hold a trial for each seed, in so many processes, each with a bench of its own."""
    shares = [seeds[worker::workers] for worker in range(workers)]
    with pool(workers) as processes:
        job = partial(_share, cities=cities, files=files, time_limit=time_limit)
        done = processes.map(job, shares)
        return sorted((trial for share in done for trial in share), key=lambda trial: trial.seed)


def _share(
    seeds: Sequence[int], cities: Sequence[str], files: Sequence[Path], time_limit: float | None
) -> list[Trial]:
    return sweep(open_bench(cities, files, time_limit), seeds)


def report(trials: Sequence[Trial]) -> dict[str, Any]:
    """Counts, times, and each kind of fault with how often it came and one example."""
    refused = [trial for trial in trials if trial.status == "infeasible"]
    faults = [(trial, fault) for trial in trials for fault in trial.faults]
    kinds = Counter(f"{fault.judge}: {fault.rule}" for _, fault in faults)
    first = {
        f"{fault.judge}: {fault.rule}": {"seed": trial.seed, "sentence": fault.sentence}
        for trial, fault in reversed(faults)
    }
    return {
        "requests": len(trials),
        "by_status": Counter(trial.status for trial in trials),
        "by_level": {
            level: Counter(trial.status for trial in trials if trial.level == level)
            for level in sorted({trial.level for trial in trials})
        },
        "faults": {kind: {"count": count, **first[kind]} for kind, count in kinds.most_common()},
        "refusals": Counter(
            " + ".join(sorted({field.partition(".")[0] for field in trial.conflict}))
            for trial in refused
        ),
        "seconds": {
            status: spread([trial.seconds for trial in trials if trial.status == status])
            for status in ("planned", "infeasible")
        },
        "cpu_seconds": {
            status: spread([trial.cpu_seconds for trial in trials if trial.status == status])
            for status in ("planned", "infeasible")
        },
        "crashes": [(t.seed, t.error) for t in trials if t.status == "crashed"],
        "rejections": [(t.seed, t.error) for t in trials if t.status == "rejected"],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Sweep, print the report; 0 where no answer has a fault, else 1."""
    parser = parser_of("sweep", __doc__)
    parser.add_argument("--count", type=positive, default=300, help="how many requests")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first request")
    parser.add_argument("--city", action="append", default=[], help="id of a city to draw from")
    parser.add_argument("--catalogue", action="append", default=[], type=Path, help="a file")
    parser.add_argument("--workers", type=positive, default=2, help="processes")
    parser.add_argument("--time-limit", type=float, help="seconds to search for each plan")
    given = parser.parse_args(arguments)
    open_bench(given.city, given.catalogue)  # tells of a wrong name before the processes begin
    seeds = range(given.seed, given.seed + given.count)
    trials = sweep_in_parallel(seeds, given.workers, given.city, given.catalogue, given.time_limit)
    summary = report(trials)
    print(json.dumps(summary, indent=1, ensure_ascii=False))
    write({**summary, "trials": [asdict(trial) for trial in trials]}, given.out)
    return 1 if summary["faults"] or summary["crashes"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
