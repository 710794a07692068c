"""Who answers the questions of the core suite: Wayplan, or simpler planners beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from agents import app
from agents.resolve import resolve, resolve_change
from agents.supplies import gather
from eval.baselines import nearest, popular
from eval.doors import doorless
from planner.change import apply

if TYPE_CHECKING:
    from pathlib import Path

    from eval.baselines import Planner as Simple
    from eval.trial import Bench
    from planner.change import Change
    from planner.itinerary import Infeasible, Itinerary
    from planner.request import TripRequest


class Planner(Protocol):
    """Plans trips of a bench."""

    def plan(self, request: TripRequest, bench: Bench, seed: int) -> Itinerary | Infeasible:
        """Plan a trip."""
        ...

    def replan(
        self, plan: Itinerary, change: Change, bench: Bench, seed: int
    ) -> Itinerary | Infeasible:
        """Meet a change of a plan."""
        ...


@dataclass(frozen=True)
class Wayplan:
    """The planner itself.

    Attributes:
        paths: personas that plan; None is as many as the trip deserves.
        doors: whether hours, seasons and daylight are known; without them no gate minds them.
    """

    paths: int | None = 1
    doors: bool = True

    def plan(self, request: TripRequest, bench: Bench, seed: int) -> Itinerary | Infeasible:
        """Plan a trip."""
        return app.plan(
            request,
            catalogues=self._files(bench),
            seed=seed,
            time_limit=bench.time_limit,
            paths=self.paths,
        )

    def replan(
        self, plan: Itinerary, change: Change, bench: Bench, seed: int
    ) -> Itinerary | Infeasible:
        """Change a plan and leave the rest alone."""
        files = self._files(bench)
        return app.replan(
            plan, change, catalogues=files, seed=seed, time_limit=bench.time_limit
        ).plan

    def _files(self, bench: Bench) -> tuple[Path, ...]:
        return bench.files if self.doors else doorless(bench)


@dataclass(frozen=True)
class Baseline:
    """A simple planner, which plans anew whatever changes."""

    simple: Simple

    def plan(self, request: TripRequest, bench: Bench, seed: int) -> Itinerary:
        """Plan a trip."""
        resolved, stores, _ = resolve(request, bench.files)
        return self.simple(resolved, gather(resolved, stores))

    def replan(self, plan: Itinerary, change: Change, bench: Bench, seed: int) -> Itinerary:
        """Plan the changed trip."""
        _, stores, _ = resolve(plan.request, bench.files)
        return self.plan(apply(plan.request, resolve_change(change, stores)[0]), bench, seed)


#: What ``wayplan plan`` does.
WAYPLAN = Wayplan()
FIRST = "single path"
PLANNERS: dict[str, Planner] = {
    FIRST: WAYPLAN,
    "several paths": Wayplan(paths=None),
    "no gate": Wayplan(doors=False),
    "popularity": Baseline(popular),
    "greedy nearest": Baseline(nearest),
}
