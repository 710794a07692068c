"""How soon a plan of a large city stands, and how soon it is as good as it gets.

The way of a plan is walked as ``planner.solve`` walks it, with a clock at each step. A search has
settled where its score is 99 % of what a long search reaches.
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from agents import app
from agents.resolve import resolve
from agents.supplies import gather
from planner.attempt import attempt, furnished
from planner.optimise import optimise
from planner.stop import MaxRounds, MaxSeconds

if TYPE_CHECKING:
    from pathlib import Path

    from planner.arrays import Arrays
    from planner.attempt import Attempt

START = "2027-06-08"
#: Seconds of the search that others are held against, and the share of its score that is enough.
REFERENCE, ENOUGH = 30.0, 0.99
#: Searches, each with luck of its own, of which the mean score counts.
SEEDS = 3
#: Limits in seconds that are tried in turn.
LIMITS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
COMMAND = "from agents.cli import main; main()"


class Prepared(NamedTuple):
    """A plan on its way, with the seconds that its first steps took.

    Attributes:
        ready: to fetch, preselect and freeze the problem.
        searched: to find the first feasible plan in it.
        furnish: to give it all candidates and complete it.
        first: from the request to the first feasible plan, all in all.
    """

    reached: Attempt
    ready: float
    searched: float
    furnish: float
    first: float


def request_for(city: str, nights: int) -> dict[str, object]:
    """A trip to a city without any wish."""
    return {"destinations": [{"city": city, "nights": nights}], "start": START}


def prepared(path: Path, city: str, nights: int) -> Prepared:
    """Walk a plan as far as the start of its improvement."""
    begin = time.perf_counter()
    request, stores, _ = resolve(app.parse_request(request_for(city, nights)), [path])
    supplies = gather(request, stores)
    reached = attempt(request, supplies)
    feasible = time.perf_counter()
    whole = furnished(reached, supplies)
    furnish = time.perf_counter() - feasible
    assert reached.problem is not None and whole.granted
    first = feasible - begin
    searched = _seconds_to_construct(reached.problem.arrays)
    return Prepared(whole, first - searched, searched, furnish, first)


def _seconds_to_construct(arrays: Arrays) -> float:
    begin = time.perf_counter()
    optimise(arrays, MaxRounds(0))
    return time.perf_counter() - begin


def score_within(reached: Attempt, seconds: float) -> float:
    """Points of the plan after so many seconds of search, on average."""
    assert reached.problem is not None and reached.solution is not None
    arrays, start = reached.problem.arrays, reached.solution.stops
    found = [
        optimise(arrays, MaxSeconds(seconds, time.monotonic), seed, initial=start).points
        for seed in range(SEEDS)
    ]
    return fmean(found)


def settling(path: Path, city: str, nights: int, repeats: int = 5) -> dict[str, float]:
    """Seconds of each step, warm; shares of the long search's score; when it is settled.

    Args:
        repeats: plans of which the quickest step counts, as other work on the machine only slows.
    """
    prepared(path, city, nights)
    runs = [prepared(path, city, nights) for _ in range(repeats)]
    figures = {
        "ready": min(run.ready for run in runs),
        "searched": min(run.searched for run in runs),
        "first": min(run.first for run in runs),
        "furnish": min(run.furnish for run in runs),
    }
    reached = runs[-1].reached
    best = score_within(reached, REFERENCE)
    settled = REFERENCE
    for limit in LIMITS:
        share = score_within(reached, limit) / best
        figures[f"share_at_{limit:g}s"] = share
        if share >= ENOUGH:
            settled = limit
            break
    return {**figures, "settled": settled, "score": best}


def whole_plan(path: Path | None, city: str, nights: int) -> float:
    """Seconds of one ``plan`` in this process; without a path, of a city that ships."""
    begin = time.perf_counter()
    app.plan(request_for(city, nights), catalogues=[path] if path is not None else [])
    return time.perf_counter() - begin


def cold_plan(arguments: list[str]) -> float:
    """Seconds from the start of a process to its exit with a printed plan."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", COMMAND, "plan", *arguments], check=True, capture_output=True
    )
    return time.perf_counter() - begin
