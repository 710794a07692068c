"""Plans to choose from: what the plan that stands would be, were the traveller like each persona.

Each is searched from the plan that stands, by the persona's own objective, and once by the
traveller's own: a change moves as little as it can, and may have left something better behind.
Those are offered that together leave the fewest of the personas unserved; where a persona stands
for something that one might have asked for, its plan carries that wish, so that who takes the plan
has said it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from agents.paths.contradiction import sifted
from agents.paths.ground import Ground
from agents.paths.path import walk
from agents.paths.personas import OWN, by_appeal, persona_named, personas_for
from agents.paths.review import reviews
from planner.alternatives import Alternatives
from planner.contrast import contrast
from planner.itinerary import Alternative
from planner.standing import kept_lodgings, pairs_of, standing_problem
from planner.valued import overlap, sights_of, valued

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agents.paths.path import Path
    from agents.paths.review import Rows
    from agents.paths.verdict import Verdict
    from planner.attempt import Supplies
    from planner.facts import World
    from planner.itinerary import Itinerary
    from planner.kernel import Floats
    from planner.stop import Stop

#: What the plan is called that is best by the traveller's own objective, planned anew.
ANEW = "planned anew"
#: Paths walked at a time: each is one thread.
SIDE_BY_SIDE = 2
#: Most that a plan may share of its sights with one told already (Jaccard).
ALIKE = 0.85


def choices(
    plan: Itinerary,
    supplies: Supplies,
    new_stop: Callable[[], Stop],
    k: int,
    *,
    seed: int = 0,
    appeal: Mapping[str, float] = MappingProxyType({}),
    among: int | None = None,
) -> Alternatives:
    """Up to ``k`` plans of the same trip that keep all gates, each good for another traveller.

    Args:
        plan: the one that stands; it carries its request, resolved.
        new_stop: gives the stop of each search.
        appeal: of each persona to this traveller, by name; 0 is the usual one.
        among: how many personas are asked, those first that appeal most; all by default.
    """
    ground = _ground(plan, supplies)
    personas = by_appeal(personas_for(plan.request, supplies.prior), appeal)[:among]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        walks = pool.map(lambda one: walk(one, ground, new_stop(), seed=seed), personas)
        paths, _ = sifted(ground, list(walks))
    standing = valued(ground.problem.arrays, ground.start)
    found = _offered(ground, standing, plan, paths, appeal)[:k]
    lacking = "" if len(found) == k else "Every other way to look at the trip comes to the same."
    return Alternatives(tuple(found), lacking)


def offered(
    ground: Ground, verdict: Verdict, paths: Sequence[Path], appeal: Mapping[str, float]
) -> list[Alternative]:
    """The paths that were heard as plans beside the winner, that first which serves most.

    Args:
        paths: as given to ``consensus``.
        appeal: as in ``choices``.
    """
    heard = [path for path in paths if path.persona in verdict.heard and path.persona != OWN.name]
    return _offered(ground, verdict, verdict.winner, heard, appeal)


def _ground(plan: Itinerary, supplies: Supplies) -> Ground:
    """The trip as it stands, to be searched on in the lodging that it has."""
    lodgings = kept_lodgings(plan, plan.request, supplies)
    if lodgings is None:
        raise ValueError("Expected a plan whose lodging wishes can be met.")
    problem = standing_problem(plan, plan.request, supplies, lodgings)
    rows = (tuple(n for n, _ in pairs_of(problem, plan, day)) for day in range(len(plan.days)))
    return Ground(problem, tuple(rows), plan.catalogues)


def _offered(
    ground: Ground,
    standing: Rows,
    plan: Itinerary,
    paths: Sequence[Path],
    appeal: Mapping[str, float],
) -> list[Alternative]:
    """Paths beside a plan, which is told both as rows and written out."""
    world = ground.problem.trip.world
    return [_told(plan, path, world) for path in _served(ground, standing, paths, appeal)]


def _served(
    ground: Ground, standing: Rows, paths: Sequence[Path], appeal: Mapping[str, float]
) -> list[Path]:
    """Paths in the order in which they add most to what the personas have to choose from.

    Each persona counts by the odds that it is whom the traveller would take.
    """
    if not paths:
        return []
    a, order = ground.problem.arrays, []
    told = [sights_of(a, standing.stops)]
    table: Floats = reviews(ground, [standing, *paths], paths)
    odds = np.exp([appeal.get(path.persona, 0.0) for path in paths])
    best, left = table[0], list(range(len(paths)))
    while left:
        first = max(left, key=lambda i: float(np.maximum(best, table[1 + i]) @ odds))
        left.remove(first)
        sights = sights_of(a, paths[first].stops)
        if all(overlap(sights, other) <= ALIKE for other in told):
            told.append(sights)
            best = np.maximum(best, table[1 + first])
            order.append(paths[first])
    return order


def _told(plan: Itinerary, path: Path, world: World) -> Alternative:
    """A path as an alternative, with the wish that its persona stands for."""
    persona = persona_named(path.persona)
    update = persona.wish(path.plan) if persona.wish is not None else {}
    request = path.plan.request.model_copy(update=update)
    differs = contrast(plan, path.plan, world)
    name = ANEW if persona is OWN else persona.name
    return Alternative(
        plan=path.plan.model_copy(update={"request": request}),
        differs=f"{name.capitalize()}: {differs[:1].lower()}{differs[1:]}",
        outlook=persona.name,
    )
