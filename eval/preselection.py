"""What preselection loses: the score with the usual candidates against several times as many."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from agents import app
from agents.resolve import resolve
from agents.supplies import POOL
from eval.settling import request_for
from planner.build import build_problem
from planner.lodging import choose_lodgings
from planner.money import trip_currency
from planner.optimise import optimise
from planner.select import candidates
from planner.stop import MaxSeconds
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.place import Place
    from planner.problem import TripProblem
    from tools.catalogue import Catalogue

#: How many times the usual number of candidates are kept.
BREADTHS = (1, 2, 4)


def problems(path: Path, city: str, nights: int, breadths: Sequence[int]) -> list[TripProblem]:
    """The same trip with more and more candidates, on the lodging of the usual ones."""
    request, stores, _ = resolve(app.parse_request(request_for(city, nights)), [path])
    (store,) = stores.values()
    world = CatalogueWorld(stores)
    currency = trip_currency(request, world)
    lodging = choose_lodgings(0, _pool(store, 1), request, currency, world)[0]
    found = []
    for breadth in breadths:
        kept = candidates(0, _pool(store, breadth), request, world, {}, breadth=breadth)
        found.append(build_problem(request, [kept], [lodging], world))
    return found


def _pool(store: Catalogue, breadth: int) -> list[Place]:
    return [
        place
        for group, limit in POOL.items()
        for place in store.places((group,), limit=limit * breadth)
    ]


def loss(path: Path, city: str, nights: int, seconds: float, seeds: int = 2) -> dict[str, float]:
    """Best score by breadth, and the share of the best of all that the usual breadth lacks."""
    figures: dict[str, float] = {}
    for breadth, problem in zip(BREADTHS, problems(path, city, nights, BREADTHS), strict=True):
        scores = [
            optimise(problem.arrays, MaxSeconds(seconds, time.monotonic), seed).points
            for seed in range(seeds)
        ]
        figures[f"score_{breadth}x"] = max(scores)
        figures[f"nodes_{breadth}x"] = len(problem.trip.nodes)
    usual, best = figures["score_1x"], max(figures[f"score_{b}x"] for b in BREADTHS)
    return {**figures, "lost": 1.0 - usual / best}
