"""What a solver says of an instance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance
    from eval.tour.verify import Routes


@dataclass(frozen=True)
class Answer:
    """A solver's best.

    Attributes:
        routes: nodes of each day in order; None where it found nothing.
        bound: no answer is worth more; None where it cannot tell.
        search_seconds: taken by the search.
        build_seconds: taken to put the instance into the solver's terms.
    """

    routes: Routes | None
    bound: float | None = None
    search_seconds: float = 0.0
    build_seconds: float = 0.0


class Solver(Protocol):
    """Something that solves instances."""

    def __call__(self, instance: TourInstance, seconds: float, seed: int) -> Answer:
        """The best answer found in so many seconds."""
        ...
