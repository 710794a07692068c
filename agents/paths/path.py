"""One path of reasoning: a persona's own plan of the whole trip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.assemble import assemble
from planner.gates import Violation, violations
from planner.itinerary import Itinerary
from planner.model import Record
from planner.optimise import Params, optimise
from planner.standing import thinned

if TYPE_CHECKING:
    from collections.abc import Callable

    from agents.paths.ground import Ground
    from agents.paths.persona import Persona
    from planner.stop import Stop

#: A path is one chain of search in one thread, so that paths may run beside one another.
ALONE = Params(chains=1, workers=1)


class Path(Record):
    """A persona's plan; it may lie in a checkpoint until the others are there.

    Attributes:
        persona: its name.
        stops: nodes of the ground's problem in order, one row a day.
        base: number of the base slept at.
        points: what the plan is worth to the persona.
        plan: the same written out, its score that of the traveller's own objective.
        violations: what the gates say of it.
    """

    persona: str
    stops: tuple[tuple[int, ...], ...]
    base: int
    points: float
    plan: Itinerary
    violations: tuple[Violation, ...] = ()


def walk(
    persona: Persona,
    ground: Ground,
    stop: Stop,
    *,
    seed: int = 0,
    params: Params = ALONE,
    on_progress: Callable[[int, float], None] | None = None,
) -> Path:
    """Plan the whole trip as a persona would: a full itinerary that the gates have seen."""
    view = ground.seen_by(persona)
    start = [thinned(view, list(row), day) for day, row in enumerate(ground.start)]
    solution = optimise(view, stop, seed, params, initial=start, on_progress=on_progress)
    problem = ground.problem.settled(solution.base)
    hours = view.bases[solution.base].free
    problem = replace(problem, arrays=replace(problem.arrays, free=hours))
    plan = assemble(problem, solution, ground.catalogues, seed)
    return Path(
        persona=persona.name,
        stops=solution.stops,
        base=solution.base,
        points=solution.points,
        plan=plan,
        violations=tuple(violations(plan, problem.trip.world)),
    )
