"""Small random trips in Lumen by seed, under the planner's own weights."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Any

from planner.kernel import Weights
from planner.request import DINNER, LUNCH, Budget, Destination, RestWish, TripRequest
from tests.planner.tiny_problem import day_trip, problem_of, window

if TYPE_CHECKING:
    from planner.problem import TripProblem

SIGHTS = ("museum", "gallery", "park", "church", "market", "beacon", "club")
FOOD = ("bistro", "cafe", "noodles", "trattoria")


def random_problem(seed: int, wanted: int | None = None, **more: Any) -> TripProblem:
    """One or two days with up to six places, under random wishes and those given.

    Args:
        wanted: sights that have to be seen; None is one of them or none, at random.
    """
    luck = Random(seed)
    nights = luck.randrange(2)
    food = luck.sample(FOOD, luck.randint(0, 2))
    sights = luck.sample(SIGHTS, 6 - nights - len(food))
    spend = luck.choice((None, None, 40, 90, 160))
    half = spend / 2 if spend is not None and luck.random() < 0.5 else None
    request = day_trip(
        destinations=(Destination(city="lumen", nights=nights),),
        start=dt.date(2026, 6, luck.randint(3, 6)),
        meals=(LUNCH, DINNER) if food else (),
        must=tuple(f"lumen:{name}" for name in _musts(luck, sights, wanted)),
        pace=luck.choice(("relaxed", "balanced", "packed")),
        modes=luck.choice((("walk",), ("walk", "transit"), ("walk", "taxi"))),
        max_walk_day=luck.choice((3000, 6000, 10_000)),
        day_window=window(
            luck.choice(("08:00", "09:00", "11:00")), luck.choice(("16:00", "22:00"))
        ),
        interests=luck.choice(({}, {"art": 1.0}, {"park": 0.8, "history": -0.5})),
        budget=None if spend is None else Budget(currency="EUR", food=spend, activities=half),
        rests=(RestWish(),) if luck.random() < 0.3 else (),
    )
    ids = [f"lumen:{name}" for name in (*food, *sights)]
    request = TripRequest.model_validate({**request.model_dump(exclude_unset=True), **more})
    return problem_of(request, ids=ids, weights=Weights())


def _musts(luck: Random, sights: list[str], wanted: int | None) -> list[str]:
    return luck.sample(sights, luck.choice((0, 0, 1)) if wanted is None else wanted)
