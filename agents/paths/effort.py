"""How much is spent on a trip: how many paths, and which share of the search each of them has."""

from __future__ import annotations

from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

from planner.valued import overlap, sights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.paths.ground import Ground
    from agents.paths.path import Path
    from agents.paths.persona import Persona
    from planner.request import TripRequest

#: Paths of the easiest and of the hardest trip, and how many are walked before they are compared.
FEWEST, MOST, STEP = 3, 9, 2
#: Mean overlap of their sights from which paths agree, and no more of them are asked.
AGREED = 0.8
#: Days from which a trip is long.
LONG = 5
#: Share of the search of one plan that all paths have together; the merged plan has the rest.
WALKING = 0.5
#: Share of the search of one plan that each alternative has.
BESIDE = 0.25
#: Chains of search in the time of one path's: ``planner.optimise.Params`` has two by default.
CHAINS = 2


def how_many(request: TripRequest) -> int:
    """Paths that a request deserves: more of them the more it leaves open or ties down."""
    hard = (
        not request.interests,
        len(request.destinations) > 1 or request.days >= LONG,
        request.budget is not None,
        bool(request.appointments or request.locks or len(request.must) > 2),
        bool(request.diets or request.areas_in or request.areas_out),
        request.party.wheelchair or bool(request.party.children),
    )
    return min(MOST, FEWEST + STEP * sum(hard))


def next_personas(
    ground: Ground, personas: Sequence[Persona], walked: Sequence[Path]
) -> tuple[Persona, ...]:
    """Who is to be asked now; nobody once enough paths are walked or those walked agree.

    Args:
        personas: those that suit the trip, as many as it deserves, in order.
    """
    done = len(walked)
    if done == 0:
        return tuple(personas[:FEWEST])
    return () if agree(ground, walked) else tuple(personas[done : done + STEP])


def agree(ground: Ground, paths: Sequence[Path]) -> bool:
    """Whether the paths go to much the same sights."""
    seen = [sights_of(ground.problem.arrays, path.stops) for path in paths]
    return fmean([overlap(one, other) for one, other in combinations(seen, 2)] or [0.0]) >= AGREED


def share_of_path(paths: int) -> float:
    """Share of the time of one plan's search that each of so many paths has, in one chain."""
    return CHAINS * WALKING / paths
