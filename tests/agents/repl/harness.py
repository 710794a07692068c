"""A session that answers what it is told to, and a conversation on it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from agents.context import Deps
from agents.history import Version
from agents.host import Host
from agents.repl.chat import Chat
from agents.repl.look import PLAIN
from agents.repl.watch import quietly
from agents.turn import Began, Turn
from planner.errors import SettingsError
from tests.agents.harness import NOW, TODAY
from tests.worlds import good_itinerary

if TYPE_CHECKING:
    from agents.language import Question
    from agents.repl.look import Look
    from agents.turn import Events
    from planner.itinerary import Itinerary


class FakeSession:
    """Stands in for ``agents.session.Session``: keeps what begins a turn, and answers ``turn``.

    Attributes:
        given: what each turn began with.
        chosen: numbers of other plans that were taken.
        turn: the answer to all of them; an exception is raised.
    """

    def __init__(self, name: str = "lumen", plan: Itinerary | None = None) -> None:
        """A trip with a plan, or none."""
        self.thread_id = name
        self.standing = Version(request=plan.request, plan=plan) if plan is not None else None
        self.given: list[dict[str, Any]] = []
        self.chosen: list[int] = []
        self.turn: Turn | BaseException = Turn(mode="answer", lines=("Said.",))
        self.last: Turn | None = None
        self.questions: tuple[Question, ...] = ()
        self.unfinished = self.halted = self.closed = False
        self.offer: Itinerary | None = None
        self.deps = Deps()
        self.others: dict[str, Version | None] = {}
        self.threads = SimpleNamespace(names=lambda: [self.thread_id, *self.others])

    def begin(self, **given: Any) -> Events:
        """Answer."""
        self.given.append(given)
        yield from self._answered()

    def choose(self, number: int) -> Events:
        """Keep which plan was taken, and answer."""
        self.chosen.append(number)
        yield from self._answered()

    def resumed(self) -> Events:
        """Answer, where a turn was cut off."""
        self.unfinished = False
        yield from self._answered()

    def _answered(self) -> Events:
        yield Began(node="recall")
        if isinstance(self.turn, BaseException):
            raise self.turn
        if self.turn.mode == "plan" and self.turn.plan is not None:
            self.standing = Version(request=self.turn.plan.request, plan=self.turn.plan)
        self.last = self.turn
        yield self.turn

    def standing_of(self, name: str) -> Version | None:
        """The trip of that name."""
        return self.standing if name == self.thread_id else self.others[name]

    def rename(self, name: str) -> None:
        """Take the name, unless it is another's."""
        if name in self.others:
            raise SettingsError(f"trip: there is one named {name!r} already.")
        self.thread_id = name

    def halt(self) -> None:
        """End the search."""
        self.halted = True

    def close(self) -> None:
        """Keep that it was closed."""
        self.closed = True


def chat_on(session: FakeSession, look: Look = PLAIN) -> Chat:
    """A conversation on a session, on 1 March 2027; other trips are empty."""

    def take_up(name: str) -> Any:
        if name == session.thread_id:
            return session
        return FakeSession(name)

    host = Host(today=lambda: TODAY, now=lambda: NOW)
    return Chat(session.thread_id, take_up, host, look, quietly)


def planned() -> FakeSession:
    """A session with the good plan of two days in Lumen."""
    return FakeSession(plan=good_itinerary())
