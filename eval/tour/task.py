"""What is solved and by whom: tasks name an instance, runs name a task, a solver and a limit."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from eval.tour.generate import generate
from eval.tour.orienteering import READERS
from eval.tour.pool import solve_among
from eval.tour.verify import Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from eval.journal import Row
    from eval.tour.answer import Solver
    from eval.tour.instance import TourInstance

#: Ours, the peers on one core each, and the peer that takes both.
WAYPLAN, ROUTING, PYVRP, CPSAT = "wayplan", "routing", "pyvrp", "cpsat"
#: Solvers that use both cores.
WIDE = (WAYPLAN, CPSAT)


class Task(Hashable, Protocol):
    """An instance, named so that another process can make it."""

    def load(self) -> TourInstance:
        """The instance."""
        ...

    def names(self) -> Row:
        """What identifies the task in a report."""
        ...


@dataclass(frozen=True)
class LibraryTask:
    """An instance of an orienteering library, with a number of tours."""

    set: str
    path: Path
    tours: int

    def load(self) -> TourInstance:
        """See ``Task``."""
        return READERS[self.set](self.path, self.tours)

    def names(self) -> Row:
        """See ``Task``."""
        return {"set": self.set, "instance": self.path.stem, "m": self.tours}


@dataclass(frozen=True)
class GeneratedTask:
    """An instance made from a seed."""

    size: int
    days: int
    seed: int

    def load(self) -> TourInstance:
        """See ``Task``."""
        return generate(self.size, self.days, self.seed)

    def names(self) -> Row:
        """See ``Task``."""
        return {
            "set": "tour", "instance": f"{self.size}-{self.seed}", "size": self.size,
            "days": self.days,
        }  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One search.

    Attributes:
        keep: how many candidates it is given of those there are; None for all of them.
    """

    task: Task
    solver: str
    seconds: float
    seed: int = 0
    keep: int | None = None

    def names(self) -> Row:
        """What identifies the run in a report."""
        return self.task.names() | {
            "solver": self.solver, "seconds": self.seconds, "seed": self.seed, "keep": self.keep,
        }  # fmt: skip

    def row(self) -> Row:
        """Solve, judge the answer, and report."""
        instance = _loaded(self.task)
        answer = solve_among(solver(self.solver), instance, self.keep, self.seconds, self.seed)
        nothing = Verdict(None, None)
        verdict = verify(instance, answer.routes) if answer.routes is not None else nothing
        return self.names() | {
            "score": verdict.score,
            "broken": verdict.broken,
            "bound": answer.bound,
            "search_seconds": round(answer.search_seconds, 3),
            "build_seconds": round(answer.build_seconds, 3),
        }


@lru_cache(maxsize=1)
def _loaded(task: Task) -> TourInstance:
    return task.load()


def solver(name: str) -> Solver:
    """A solver by the name of its file; libraries are loaded only when they are used."""
    return cast("Solver", import_module(f"eval.tour.solvers.{name}").solve)


def runs_of(
    task: Task, solvers: Iterable[tuple[str, int | None]], limits: Iterable[float], seed: int
) -> list[Run]:
    """Every solver, with what it is given, at every limit."""
    ways = list(solvers)
    return [Run(task, name, seconds, seed, keep) for seconds in limits for name, keep in ways]
