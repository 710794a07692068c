"""What the nodes of the graph are given from outside: their seams, clocks, limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from agents.patience import Halt, stop_for
from agents.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from agents.history import Version
    from agents.language import Context, Understanding
    from agents.memory import Memory
    from planner.profile import Claim
    from planner.request import TripRequest
    from planner.stop import Stop
    from tools.travel import TravelModel
    from tools.weather import Forecast


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Speaker(Protocol):
    """Understands a message; the built-in rules do so where there is no speaker."""

    def begin(self) -> None:
        """Begin a turn: what it may cost counts from here."""
        ...

    def interpret(self, message: str, context: Context) -> Understanding:
        """What a message says, read against a date, the names on file and the standing request."""
        ...

    def word(self, sentences: Sequence[str]) -> tuple[str, ...]:
        """The same sentences, in other words if it has better ones."""
        ...

    def paragraph(self, claims: Sequence[Claim]) -> str | None:
        """What is held of a traveller, in some two hundred words; None where it has none."""
        ...


@dataclass(frozen=True)
class Deps:
    """What a run of the graph depends on.

    Attributes:
        catalogues: catalogue files, looked through before the cities that ship.
        today: what dates in words are relative to; asked once a turn.
        now: the moment, aware; what is remembered is dated by it.
        seed: same request and seed, same plan, unless ``time_limit`` cuts a search off.
        time_limit: seconds of each search; by default a number of rounds, infinite is no more than
            those.
        effort: factor on what every search may take.
        paths: how many personas plan the trip; None leaves it to how hard the trip is.
        alternatives: how many other good plans to look for, each a search of its own.
        currency: in which prices are told; by default in the budget's, else the first city's.
        travel: a router; by default travel is estimated.
        forecast: names the days on which rain is likely; by default usual weather counts.
        speaker: understands words; by default the built-in rules do.
        memory: what is kept of travellers.
        user: whose memory is read and written; None reads and writes none.
        trip: what the conversation is called.
        asks: whether somebody is there to answer a question back.
        halt: ends every search at once; what was found by then counts.
        workshop: what the nodes of a turn work with, kept at hand between them.
    """

    catalogues: tuple[Path | str, ...] = ()
    today: Callable[[], dt.date] = dt.date.today
    now: Callable[[], dt.datetime] = _now
    seed: int = 0
    time_limit: float | None = None
    effort: float = 1.0
    paths: int | None = None
    alternatives: int = 0
    currency: str | None = None
    travel: TravelModel | None = None
    forecast: Forecast | None = None
    speaker: Speaker | None = None
    memory: Memory | None = None
    user: str | None = None
    trip: str | None = None
    asks: bool = False
    halt: Halt = field(default_factory=Halt)
    workshop: Workshop = field(default_factory=Workshop)

    def stop(self, request: TripRequest, share: float = 1.0) -> Stop:
        """What ends a search for a trip that has a share of a whole one's rounds, or time."""
        return stop_for(request, self.time_limit, self.halt, self.effort * share)

    @property
    def offers(self) -> bool:
        """Whether other plans are told unasked: somebody is there, and several paths are walked."""
        return self.asks and self.paths != 1

    def files(self, standing: Version | None) -> tuple[str, ...]:
        """The catalogue files there are, else those that the standing plan was made from."""
        if not self.catalogues and standing is not None and standing.plan is not None:
            return standing.plan.catalogues
        return tuple(str(path) for path in self.catalogues)
