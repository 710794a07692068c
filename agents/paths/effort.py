"""How much is spent on a trip: how many paths, and which share of the search each of them has."""

from __future__ import annotations

from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from agents.paths.path import ALONE
from agents.paths.personas import OWN
from planner.optimise import Params
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
#: Share of the search of one plan that all paths but the traveller's own have together, and the
#: merged plan. The traveller's own path is a whole search, so that none is better for want of it.
WALKING, MERGING = 0.4, 0.125
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


class Search(NamedTuple):
    """How a path is searched: its share of the time of one plan's search, and its chains."""

    share: float
    params: Params


def search_of(persona: str, paths: int) -> Search:
    """The search of one of so many paths."""
    if persona == OWN.name:
        return Search(1.0, Params())
    return Search(CHAINS * WALKING / max(1, paths - 1), ALONE)
