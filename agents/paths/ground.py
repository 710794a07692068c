"""What all paths of a trip stand on: one problem and one first plan, built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agents.paths.persona import seen_by
from planner.itinerary import Infeasible
from planner.solve import prepare

if TYPE_CHECKING:
    from agents.paths.persona import Persona
    from planner.arrays import Arrays
    from planner.attempt import Supplies
    from planner.problem import TripProblem
    from planner.request import TripRequest
    from planner.stop import Stop


@dataclass(frozen=True)
class Ground:
    """A trip that can be had.

    Attributes:
        problem: all candidates, weighed as the traveller does.
        start: nodes of a first plan that grants every hard wish, by day.
        catalogues: names of the catalogues, kept in every plan.
    """

    problem: TripProblem
    start: tuple[tuple[int, ...], ...]
    catalogues: tuple[str, ...] = ()

    @cached_property
    def _views(self) -> dict[str, Arrays]:
        return {}

    def seen_by(self, persona: Persona) -> Arrays:
        """The problem's numbers as a persona weighs them; worked out once."""
        if persona.name not in self._views:
            self._views[persona.name] = seen_by(persona, self.problem)
        return self._views[persona.name]


def survey(
    request: TripRequest,
    supplies: Supplies,
    stop: Stop,
    *,
    seed: int = 0,
    catalogues: tuple[str, ...] = (),
) -> Ground | Infeasible:
    """Find the ground that a request stands on, or why it stands on none.

    Args:
        stop: ends the search for the nearest plan where the request cannot be granted.
    """
    ready = prepare(request, supplies, stop, seed=seed, catalogues=catalogues)
    if isinstance(ready, Infeasible):
        return ready
    assert ready.problem is not None and ready.solution is not None
    return Ground(ready.problem, ready.solution.stops, catalogues)
