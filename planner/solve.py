"""A resolved request in, an Itinerary or Infeasible out; no network, clock or model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.assemble import assemble
from planner.attempt import attempt, furnished
from planner.decide import decide
from planner.errors import WayplanError
from planner.gates import Violation, violations
from planner.itinerary import Infeasible, Itinerary
from planner.optimise import optimise
from planner.relax import explain
from planner.terrain import Atlas

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.attempt import Attempt, Supplies
    from planner.decide import Decision
    from planner.optimise import Solution
    from planner.problem import TripProblem
    from planner.request import TripRequest
    from planner.stop import Stop


class GateError(WayplanError):
    """The planner made a plan that its own gates refuse: a defect, never the user's fault.

    Attributes:
        violations: what the gates said.
    """

    def __init__(self, found: list[Violation]) -> None:
        super().__init__("; ".join(f"{v.rule}: {v.message}" for v in found))
        self.violations = found


def solve(
    request: TripRequest,
    supplies: Supplies,
    stop: Stop,
    *,
    seed: int = 0,
    catalogues: tuple[str, ...] = (),
    on_progress: Callable[[int, float], None] | None = None,
) -> Itinerary | Infeasible:
    """Plan a trip.

    Args:
        request: with every name resolved to an id of the catalogue.
        supplies: places, facts and taste.
        stop: ends the improvement of a feasible plan.
        catalogues: names of the catalogues, kept in the plan so that it can be checked later.

    Raises:
        GateError: a plan would have left that breaks a rule.
    """
    ready = prepare(request, supplies, stop, seed=seed, catalogues=catalogues)
    if isinstance(ready, Infeasible):
        return ready
    return _finish(ready, stop, seed, catalogues, on_progress)


def prepare(
    request: TripRequest,
    supplies: Supplies,
    stop: Stop,
    *,
    seed: int = 0,
    catalogues: tuple[str, ...] = (),
) -> Attempt | Infeasible:
    """All candidates of a trip and a first plan that grants every hard wish, or why there is none.

    Args:
        stop: ends the improvement of the nearest plan where the request cannot be granted.
    """
    atlas = Atlas(supplies)
    decision = decide(request, atlas, seed)
    if decision.reached.granted:
        return _ready(decision.reached, supplies, seed)
    return _refuse(request, decision, atlas, stop, seed, catalogues)


def written(
    problem: TripProblem, solution: Solution, catalogues: tuple[str, ...] = (), seed: int = 0
) -> Itinerary:
    """Write a solution out and let the gates have the last word.

    Args:
        problem: the one that was searched, whatever other bases it has on offer.

    Raises:
        GateError: the plan breaks a rule.
    """
    settled = problem.settled(solution.base)
    plan = assemble(settled, solution, catalogues, seed)
    found = violations(plan, settled.trip.world)
    if found:
        raise GateError(found)
    return plan


def _finish(
    ready: Attempt,
    stop: Stop,
    seed: int,
    catalogues: tuple[str, ...],
    on_progress: Callable[[int, float], None] | None = None,
) -> Itinerary:
    """Improve a feasible plan and write it out."""
    assert ready.problem is not None and ready.solution is not None
    start = ready.solution.stops
    solution = optimise(ready.problem.arrays, stop, seed, initial=start, on_progress=on_progress)
    return written(ready.problem, solution, catalogues, seed)


def _ready(reached: Attempt, supplies: Supplies, seed: int) -> Attempt:
    """The same trip in as much comfort as it affords, with all candidates to choose from."""
    return furnished(_comfortable(reached, supplies, seed), supplies, seed)


def _comfortable(reached: Attempt, supplies: Supplies, seed: int) -> Attempt:
    """The same trip with less of a compromise, where money is short and a search finds it."""
    assert reached.problem is not None
    request = reached.problem.trip.request
    if request.budget is None:
        return reached
    longer = attempt(request, supplies, seed)
    return longer if longer.granted else reached


def _refuse(
    request: TripRequest,
    decision: Decision,
    atlas: Atlas,
    stop: Stop,
    seed: int,
    catalogues: tuple[str, ...],
) -> Infeasible:
    """Say why the request cannot be granted, and plan the nearest trip that can."""
    refusal = explain(request, decision, atlas, seed)
    first, *others = refusal.conflicts
    nearest = None
    if refusal.nearest is not None:
        ready = _ready(refusal.nearest, atlas.supplies, seed)
        nearest = _finish(ready, stop, seed, catalogues)
    return Infeasible(
        request=request,
        conflict=first.wishes,
        reason=first.reason,
        proved=first.proved,
        smallest=refusal.smallest,
        lone=refusal.lone,
        other_conflicts=tuple(others),
        nearest=nearest,
        gives_up=refusal.gives_up,
    )
