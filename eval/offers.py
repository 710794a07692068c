"""What one trip is offered, by how many paths and with what left out: the rows of the ablation.

Every row searches as long as one plan is usually searched for, and ``BESIDE`` of that for each of
two alternatives; several paths have ``WALKING`` and ``MERGING`` of it besides (``agents.paths``).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from agents.paths import (
    Path,
    consensus,
    how_many,
    next_personas,
    others,
    personas_for,
    search_of,
    walk,
)
from agents.paths.effort import BESIDE, CHAINS, MERGING
from agents.patience import rounds_for
from planner.alternatives import differing
from planner.assemble import assemble
from planner.kernel import VISIT
from planner.optimise import optimise
from planner.solve import written
from planner.stop import MaxRounds
from planner.valued import valued

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agents.paths import Ground
    from agents.paths.persona import Persona
    from planner.arrays import Arrays
    from planner.itinerary import Itinerary

#: Alternatives that every row offers if it finds them.
ALTERNATIVES = 2


class Offer(NamedTuple):
    """What a row offers.

    Attributes:
        plans: the winner first, then the alternatives.
        points: the winner's worth under the traveller's own objective.
        paths: how many were walked.
        dropped: of them.
    """

    plans: tuple[Itinerary, ...]
    points: float
    paths: int = 1
    dropped: int = 0


class Known(NamedTuple):
    """How a traveller's check-ins are made use of: by memory, by the kinds of places."""

    memory: bool = False
    visits: bool = False


@dataclass(frozen=True)
class Table:
    """One trip to be offered something for."""

    ground: Ground
    seed: int

    @property
    def rounds(self) -> int:
        """Rounds of search of a plan that is made at once."""
        return rounds_for(self.ground.problem.trip.request)

    def stop(self, share: float) -> MaxRounds:
        """Ends a search of that share."""
        return MaxRounds(max(1, round(share * self.rounds)))

    def beside(self) -> MaxRounds:
        """Ends the search of an alternative."""
        return self.stop(BESIDE)

    def walked(self, count: int) -> list[Path]:
        """The paths of the first personas that suit the trip."""
        trip = self.ground.problem.trip
        chosen = personas_for(trip.request, trip.prior)[:count]
        return self.walks(chosen, count)

    def walks(self, personas: Sequence[Persona], among: int) -> list[Path]:
        """Their paths, two at a time, each searched as one of so many."""

        def walked(persona: Persona) -> Path:
            share, params = search_of(persona.name, among)
            return walk(persona, self.ground, self.stop(share), seed=self.seed, params=params)

        with ThreadPoolExecutor(CHAINS) as pool:
            return list(pool.map(walked, personas))


def alone(table: Table) -> Offer:
    """One search under one's own weights, and alternatives that differ from it."""
    ground, seed = table.ground, table.seed
    found = optimise(ground.problem.arrays, table.stop(1.0), seed, initial=ground.start)
    plan = written(ground.problem, found, ground.catalogues, seed)
    settled = ground.problem.settled(found.base)
    beside = differing(
        settled,
        found.stops,
        plan,
        repeat(settled.arrays),
        table.beside,
        ALTERNATIVES,
        seed=seed,
    )
    return Offer((plan, *(other.plan for other in beside.found)), found.points)


def agreed(count: int) -> Callable[[Table], Offer]:
    """So many paths, their consensus, and alternatives for those it serves least."""

    def offer(table: Table) -> Offer:
        return _judged(table, table.walked(count))

    return offer


def adaptive(table: Table) -> Offer:
    """As many paths as the request deserves, fewer where they agree."""
    ground, trip = table.ground, table.ground.problem.trip
    most = how_many(trip.request)
    panel = personas_for(trip.request, trip.prior)[:most]
    paths: list[Path] = []
    while chosen := next_personas(ground, panel, paths):
        paths += table.walks(chosen, len(panel))
    return _judged(table, paths)


def _judged(table: Table, paths: Sequence[Path]) -> Offer:
    verdict = consensus(table.ground, paths, table.stop(MERGING), seed=table.seed)
    beside = others(table.ground, verdict, paths, table.beside, ALTERNATIVES, seed=table.seed)
    own = valued(table.ground.problem.arrays, verdict.stops, verdict.base)
    return Offer(
        (verdict.winner, *(other.plan for other in beside.found)),
        own.points,
        len(paths),
        len(verdict.dropped),
    )


def unheard(count: int) -> Callable[[Table], Offer]:
    """So many paths without consensus: the best for the traveller, and the next best beside it.

    These may be much alike.
    """

    def offer(table: Table) -> Offer:
        ground = table.ground
        trip = ground.problem.trip
        chosen = personas_for(trip.request, trip.prior)[:count]
        paths = table.walks(chosen, count)
        a = ground.problem.arrays
        worth = {path.persona: valued(a, path.stops, path.base).points for path in paths}
        paths.sort(key=lambda path: -worth[path.persona])
        plans = tuple(path.plan for path in paths[: 1 + ALTERNATIVES])
        return Offer(plans, worth[paths[0].persona], len(paths))

    return offer


def ungated(table: Table) -> Offer:
    """One search that takes every sight for open at any hour, and no gate at the end."""
    ground = table.ground
    a = _always_open(ground.problem.arrays)
    found = optimise(a, table.stop(1.0), table.seed, initial=ground.start)
    plan = assemble(replace(ground.problem, arrays=a).settled(found.base), found)
    return Offer((plan,), found.points)


def _always_open(a: Arrays) -> Arrays:
    """The same sights at the same worth, on any day they could be reached, at any time."""
    sights = a.kind == VISIT
    spans, n_spans, value = a.spans.copy(), a.n_spans.copy(), a.value.copy()
    spans[sights, :, 0] = (0, 1800, 1800)
    n_spans[sights] = 1
    value[sights] = a.value[sights].max(axis=1, keepdims=True)
    return replace(a, spans=spans, n_spans=n_spans, value=value)


ROWS: dict[str, Callable[[Table], Offer]] = {
    "1 path": alone,
    "3 paths": agreed(3),
    "5 paths": agreed(5),
    "9 paths": agreed(9),
    "as many as it takes": adaptive,
    "5 paths, no consensus": unheard(5),
    "5 paths, memory": agreed(5),
    "5 paths, next-POI": agreed(5),
    "5 paths, both": agreed(5),
    "1 path, no gate": ungated,
}
#: Rows that are planned for each traveller, from what is known of them.
PERSONAL = {
    "5 paths, memory": Known(memory=True),
    "5 paths, next-POI": Known(visits=True),
    "5 paths, both": Known(memory=True, visits=True),
}
#: Rows whose plans may break rules.
UNGATED = ("1 path, no gate",)
