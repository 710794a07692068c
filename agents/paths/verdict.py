"""The consensus: one plan that the paths agree on, and true alternatives to it."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from agents.paths.contradiction import Dropped, sifted
from agents.paths.merge import merged
from agents.paths.personas import OWN, persona_named
from agents.paths.review import reviews, support, voices
from planner.alternatives import differing
from planner.itinerary import Itinerary
from planner.model import Record
from planner.optimise import Params, optimise
from planner.solve import GateError, written
from planner.valued import valued

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agents.paths.ground import Ground
    from agents.paths.path import Path
    from agents.paths.persona import Persona
    from planner.alternatives import Alternatives
    from planner.arrays import Arrays
    from planner.kernel import Floats
    from planner.optimise import Solution
    from planner.stop import Stop

#: The merged plan is good already: its search is cooler than one from scratch.
COOL = Params(hot=0.1)


class Verdict(Record):
    """What several paths come to.

    Attributes:
        winner: the plan, refined under the traveller's own weights and passed by the gates.
        stops, base: its nodes by day and its base, in the numbers of the ground's problem.
        agreed: share of the votes that each of its places has, by id.
        heard: names of the personas whose paths were heard.
        dropped: paths that contradicted themselves.
    """

    winner: Itinerary
    stops: tuple[tuple[int, ...], ...]
    base: int
    agreed: dict[str, float]
    heard: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()


def consensus(ground: Ground, paths: Sequence[Path], stop: Stop, *, seed: int = 0) -> Verdict:
    """Merge the paths that hold together, around the one that is best for the traveller.

    What the others found comes in where it is worth more to the traveller, never for their votes:
    no path, and so no search for the traveller alone, is worth more to them than the winner.

    Args:
        paths: at least one.
        stop: ends the search of the merged plan.

    Raises:
        GateError: every path breaks a rule, or the plan does.
    """
    kept, dropped = sifted(ground, paths)
    if not kept:
        raise GateError([found for path in paths for found in path.violations])
    weights = voices(ground, kept)
    a = ground.problem.arrays
    told = [valued(a, path.stops, path.base) for path in kept]
    best = max(told, key=lambda solution: solution.points)
    votes = support(ground, kept, weights)
    start = merged(a, best, [other for other in told if other is not best])
    refined = _refined(a, start, stop, seed)
    chosen = max(refined, best, key=lambda one: one.points)
    return Verdict(
        winner=written(ground.problem, chosen, ground.catalogues, seed),
        stops=chosen.stops,
        base=chosen.base,
        agreed=_agreed(ground, votes, chosen.stops),
        heard=tuple(path.persona for path in kept),
        dropped=tuple(dropped),
    )


def _refined(a: Arrays, start: Solution, stop: Stop, seed: int) -> Solution:
    """A better plan from a good one, in whichever base."""
    order = [start.base, *(base for base in range(len(a.bases)) if base != start.base)]
    found = optimise(a.reordered(order), stop, seed, COOL, initial=start.stops)
    return replace(found, base=order[found.base])


def _agreed(ground: Ground, votes: Floats, stops: Sequence[Sequence[int]]) -> dict[str, float]:
    """Share of the votes of each place among these stops, by id."""
    a, nodes = ground.problem.arrays, ground.problem.trip.nodes
    return {
        place.id: round(float(votes[a.place[number]]), 3)
        for row in stops
        for number in row
        if (place := nodes[number].place) is not None
    }


def others(
    ground: Ground,
    verdict: Verdict,
    paths: Sequence[Path],
    new_stop: Callable[[], Stop],
    k: int = 2,
    *,
    seed: int = 0,
) -> Alternatives:
    """Up to ``k`` plans for those whom the winner serves least, truly different from it.

    Each is searched as one of the personas sees the trip, without most of what the winner has, and
    told by what can be counted.

    Args:
        paths: as given to ``consensus``.
        new_stop: gives the stop of each search.
    """
    kept = [path for path in paths if path.persona in verdict.heard]
    views = [
        ground.seen_by(persona).on(verdict.base) for persona in _unserved(ground, verdict, kept)
    ]
    settled = ground.problem.settled(verdict.base)
    return differing(settled, verdict.stops, verdict.winner, cycle(views), new_stop, k, seed=seed)


def _unserved(ground: Ground, verdict: Verdict, paths: Sequence[Path]) -> list[Persona]:
    """Personas in the order in which their paths add most to what the voices have to choose from.

    The traveller's own is among them only where it is alone.
    """
    weights = voices(ground, paths)
    table = reviews(ground, [verdict, *paths], paths)
    best, order = table[0], []
    left = [i for i, path in enumerate(paths) if path.persona != OWN.name]
    while left:
        gains = {i: float(weights @ np.maximum(best, table[1 + i])) for i in left}
        first = max(left, key=lambda i: gains[i])
        best = np.maximum(best, table[1 + first])
        order.append(persona_named(paths[first].persona))
        left.remove(first)
    return order or [OWN]
