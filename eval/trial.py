"""One request on trial: planned, judged twice, and its refusal held to what it claims."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Literal

from agents import app
from agents.supplies import gather
from eval.checker import CatalogueDirectory, check
from eval.scenarios import Level, random_scenario
from planner.errors import RequestError
from planner.gates import violations
from planner.itinerary import Infeasible, Itinerary
from planner.options import options
from planner.solve import solve
from planner.spare import prolonged
from planner.stop import MaxRounds
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from eval.scenarios import Scenario
    from planner.request import TripRequest
    from tools.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Fault:
    """Something an answer must not do.

    Attributes:
        judge: who says so: the independent ``checker``, the planner's own ``gate``, or ``claim``
            where the answer itself is at odds with the request.
        rule: name in ``docs/rules.md``; of a claim, what was claimed wrongly.
    """

    judge: Literal["checker", "gate", "claim"]
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one request.

    Attributes:
        seed: repeats the request and its plan.
        status: ``rejected`` where a name in the request was not understood.
        seconds: from request to answer, by the clock on the wall.
        cpu_seconds: the same of the processor, which other work on the machine does not stretch.
        conflict: fields of the wishes that a refusal blames.
        error: the traceback of a crash, the message of a rejection.
    """

    seed: int
    level: Level
    clash: str | None
    cities: tuple[str, ...]
    days: int
    status: Literal["planned", "infeasible", "rejected", "crashed"]
    seconds: float
    cpu_seconds: float
    conflict: tuple[str, ...] = ()
    reason: str = ""
    faults: tuple[Fault, ...] = ()
    error: str = ""


class _Watch:
    """Stops seconds of the wall and of the processor."""

    def __init__(self) -> None:
        self._started = time.perf_counter(), time.process_time()
        self.seconds = self.cpu_seconds = 0.0

    def stop(self) -> None:
        """Take the time."""
        self.seconds = time.perf_counter() - self._started[0]
        self.cpu_seconds = time.process_time() - self._started[1]


class Bench:
    """Where trials are held: the catalogues drawn from, and one world over them.

    Args:
        stores: one catalogue a city.
        files: those of them that do not ship with Wayplan.
        time_limit: seconds to search for each plan; None is the planner's own measure.
    """

    def __init__(
        self,
        stores: Sequence[Catalogue],
        files: Sequence[Path] = (),
        time_limit: float | None = None,
    ) -> None:
        self.time_limit = time_limit
        self.stores = tuple(stores)
        self.files = tuple(files)
        self.world = CatalogueWorld({store.city.id: store for store in stores})
        self.directory = CatalogueDirectory(stores)

    def trial(self, seed: int, level: Level | None = None) -> Trial:
        """Draw the request of a seed, plan it and judge the answer."""
        scenario = random_scenario(Random(seed), self.stores, level)
        answer: Itinerary | Infeasible | None = None
        faults: tuple[Fault, ...] = ()
        error = ""
        watch = _Watch()
        try:
            answer = app.plan(
                scenario.request, catalogues=self.files, seed=seed, time_limit=self.time_limit
            )
            watch.stop()
            faults = tuple(self._faults(scenario, answer))
        except RequestError as refused:
            error = str(refused)
        except Exception:  # a sweep has to tell of every crash and go on
            answer, error = None, traceback.format_exc()
        status = answer.status if answer else "crashed" if "Traceback" in error else "rejected"
        refusal = answer if isinstance(answer, Infeasible) else None
        return Trial(
            seed=seed,
            level=scenario.level,
            clash=scenario.clash,
            cities=tuple(stop.city for stop in scenario.request.destinations),
            days=scenario.request.days,
            status=status,
            seconds=round(watch.seconds, 3),
            cpu_seconds=round(watch.cpu_seconds, 3),
            conflict=tuple(w.field for c in refusal.conflicts for w in c.wishes) if refusal else (),
            reason=refusal.reason if refusal else "",
            faults=faults,
            error=error,
        )

    def _faults(self, scenario: Scenario, answer: Itinerary | Infeasible) -> Iterator[Fault]:
        if isinstance(answer, Itinerary):
            yield from self.judged(answer)
            if scenario.level is Level.IMPOSSIBLE:
                yield Fault("claim", "planned", f"planned, though it has {scenario.clash}")
            return
        if answer.nearest is not None:
            yield from self.judged(answer.nearest)
        if scenario.level is Level.EASY:
            yield Fault("claim", "refused", f"an easy request is refused: {answer.reason}")
        unreal = self._unreal(answer)
        if unreal is not None:
            yield Fault("claim", "conflict", unreal)

    def judged(self, plan: Itinerary) -> Iterator[Fault]:
        """What the independent checker and the gates have against a plan.

        The checker looks at it also with each of the places that it names to go on to.
        """
        own = check(plan, self.world, self.directory)
        for finding in own:
            yield Fault("checker", finding.rule, finding.sentence)
        for violation in violations(plan, self.world):
            yield Fault("gate", violation.rule, violation.message)
        for spare in plan.spare:
            for finding in check(prolonged(plan, spare), self.world, self.directory):
                if finding not in own:
                    told = f"with {spare.visit.name}: {finding.sentence}"
                    yield Fault("checker", finding.rule, told)

    def _unreal(self, refusal: Infeasible) -> str | None:
        """Why what a refusal blames is not what stands in the way; None where it is."""
        blamed = {(wish.field, wish.text) for c in refusal.conflicts for wish in c.wishes}
        fields = sorted(field for field, _ in blamed)
        choices = options(refusal.request, self.world)
        dropped = [o for o in choices if (o.wish.field, o.wish.text) in blamed]
        hopeless = refusal.nearest is None
        relaxed = refusal.request
        for option in choices if hopeless else dropped:
            relaxed = option.drop(relaxed)
        possible = self._planned(relaxed)
        if hopeless and possible:
            return f"nothing at all is said to be possible, but {', '.join(fields)} can go"
        if not hopeless and not possible:
            return f"without {', '.join(fields)} it is still refused"
        return None

    def _planned(self, request: TripRequest) -> bool:
        stores = {store.city.id: store for store in self.stores}
        supplies = gather(request, stores)
        return isinstance(solve(request, supplies, MaxRounds(0)), Itinerary)
