"""A session: a conversation about one trip, kept in a thread that can be taken up again by name.

Every turn is a change of the standing request; what was agreed stays until it is changed. Nothing
is lost by a crash: a turn cut off in the middle is finished before the next one begins.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from langgraph.types import Command

from agents.graph import build
from agents.history import Version
from agents.language import Question
from agents.state import InputState, TripState
from agents.threads import open_threads
from agents.turn import Began, Event, Events, Turn
from planner.errors import SettingsError, UserError
from tools.closing import Closing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langgraph.types import StateSnapshot, StreamMode

    from agents.context import Deps
    from agents.threads import Home
    from planner.change import Change
    from planner.itinerary import Itinerary
    from planner.request import TripRequest

#: What a turn is given anew; the rest of ``InputState`` is the thread's.
_GIVEN = {
    name: field.get_default()
    for name, field in InputState.model_fields.items()
    if name != "standing"
}


class Session(Closing):
    """A conversation about one trip."""

    def __init__(self, thread_id: str, deps: Deps, home: Home = None) -> None:
        """Take up a thread, or begin it.

        Args:
            thread_id: its name.
            home: where threads are kept, as ``open_threads`` takes it.

        Raises:
            SettingsError, ServiceError: the store cannot be opened.
        """
        self.thread_id = thread_id
        self.deps = replace(deps, asks=True, trip=thread_id)
        self.threads = open_threads(home)
        self._graph = build(self.threads.saver)
        # One more than work at once: a thread of the pool waits for what there is to tell.
        self._config: Any = {
            "configurable": {"thread_id": thread_id},
            "max_concurrency": 1 + (os.cpu_count() or 1),
        }

    def close(self) -> None:
        """Let the store go; the thread can be taken up again."""
        self.threads.close()

    @property
    def state(self) -> TripState | None:
        """All that is known of the trip; None before the first turn."""
        values = self._snapshot().values
        return TripState.model_validate(values) if values else None

    @property
    def standing(self) -> Version | None:
        """The trip as it stands; None before the first."""
        return self.standing_of(self.thread_id)

    def standing_of(self, thread_id: str) -> Version | None:
        """The trip that stands in a thread of the same store; None where there is none."""
        config: Any = {"configurable": {"thread_id": thread_id}}
        standing: Version | None = self._graph.get_state(config).values.get("standing")
        return standing

    def rename(self, name: str) -> None:
        """Keep the thread under another name, and go on with it there.

        Raises:
            SettingsError: a thread has that name already, or something was asked back that has to
                be answered first.
        """
        old = self.thread_id
        if name in self.threads.names():
            raise SettingsError(f"trip: there is one named {name!r} already.")
        with self.threads.hold(old):
            if self.questions or self.unfinished:
                raise SettingsError("trip: answer what was asked first, then give it a name.")
            values = self._snapshot().values
            self.thread_id = name
            self.deps = replace(self.deps, trip=name)
            self._config["configurable"]["thread_id"] = name
            if values:
                self._graph.update_state(self._config, values, as_node="remember")
            self.threads.forget(old)
        if self.deps.memory is not None and self.deps.user is not None:
            self.deps.memory.rename(self.deps.user, old, name)

    @property
    def plan(self) -> Itinerary | None:
        """The plan that stands."""
        standing = self.standing
        return standing.plan if standing is not None else None

    @property
    def request(self) -> TripRequest | None:
        """What is asked for, names resolved to ids."""
        standing = self.standing
        return standing.request if standing is not None else None

    @property
    def offer(self) -> Itinerary | None:
        """The plan that ``accept`` would make stand."""
        offer: Version | None = self._snapshot().values.get("offer")
        return offer.plan if offer is not None else None

    @property
    def last(self) -> Turn | None:
        """The last turn that was answered; None before the first."""
        turn: Turn | None = self._snapshot().values.get("turn")
        return turn

    @property
    def questions(self) -> tuple[Question, ...]:
        """What was asked back; the next thing said is taken as the answer."""
        return _questions(self._snapshot())

    @property
    def unfinished(self) -> bool:
        """Whether a turn was cut off in the middle."""
        snapshot = self._snapshot()
        return bool(snapshot.next) and not snapshot.interrupts

    def say(self, text: str) -> Turn:
        """Say something: a trip, a change, a question, an answer to what was asked back."""
        return _last(self.stream(text))

    answer = say

    def stream(self, text: str) -> Events:
        """As ``say``, telling what goes on meanwhile; the Turn comes last."""
        return self.begin(said=text)

    def what_if(self, text: str) -> Turn:
        """Try a change: its plan is put on offer, and the plan that stands is left as it is."""
        return _last(self.begin(said=text, trial=True))

    def ask(self, request: TripRequest) -> Turn:
        """Plan a whole trip anew, given as data."""
        return _last(self.begin(asked=request))

    def change(self, change: Change) -> Turn:
        """Change the trip, by data."""
        return _last(self.begin(change=change))

    def why(self, place: str) -> Turn:
        """Why a place is not in the plan: it is forced in, and what that breaks or costs told."""
        return _last(self.begin(why=place))

    def undo(self) -> Turn:
        """Go back to the trip as it stood before the last change."""
        return _last(self.begin(command="undo"))

    def redo(self) -> Turn:
        """Go forward again to what was undone."""
        return _last(self.begin(command="redo"))

    def accept(self) -> Turn:
        """Make stand what is on offer: a trial, the nearest plan, a plan with a place forced in."""
        return _last(self.begin(command="accept"))

    def others(self) -> Turn:
        """Look for other good plans; they stand in the plan's ``alternatives``."""
        return _last(self.begin(command="others"))

    def choose(self, number: int) -> Events:
        """Make stand one of the other good plans that stand beside the plan, counted from 1.

        Raises:
            SettingsError: there is none of that number.
        """
        standing = self.standing
        others = standing.plan.alternatives if standing is not None and standing.plan else ()
        if standing is None or not 1 <= number <= len(others):
            raise SettingsError(f"plan: expected 1 to {len(others)}, got {number}.")
        plan = others[number - 1].plan
        offer = Version(said=standing.said, request=plan.request, plan=plan)
        with self.threads.hold(self.thread_id):
            self._graph.update_state(self._config, {"offer": offer}, as_node="remember")
        yield from self.begin(command="accept")

    def halt(self) -> None:
        """From another thread or a signal: end the search, and take the best plan so far."""
        self.deps.halt.pull()

    @property
    def halted(self) -> bool:
        """Whether the last search was ended by ``halt``."""
        return self.deps.halt.pulled

    def resume(self) -> Turn | None:
        """Finish the turn that was cut off; None where none was."""
        events = list(self.resumed())
        return _last(iter(events)) if events else None

    def resumed(self) -> Events:
        """As ``resume``, telling what goes on meanwhile; nothing where no turn was cut off."""
        with self.threads.hold(self.thread_id):
            if self.unfinished:
                yield from self._run(None)

    def begin(self, **given: Any) -> Events:
        """One turn as it goes on, after the one that may have been cut off; the Turn comes last.

        Args:
            given: fields of ``InputState``.
        """
        with self.threads.hold(self.thread_id):
            if self.unfinished:
                yield from self._run(None)
            if self.questions and "said" in given:
                yield from self._run(Command(resume=given["said"]))
            else:
                yield from self._run({**_GIVEN, **given})

    def _run(self, given: Any) -> Events:
        """Run the graph until it is done or asks back.

        What the user can mend is told as a turn. Whatever else ends the run is raised, and the turn
        is given up: only a crash leaves it to be finished later.
        """
        self.deps.halt.release()
        modes: list[StreamMode] = ["custom", "tasks"]
        told: Any
        stream = self._graph.stream(
            given, self._config, context=self.deps, stream_mode=modes, durability="sync"
        )
        try:
            # Whoever breaks a turn off leaves this loop at a ``yield``: what runs is ended first.
            with closing(stream):  # type: ignore[type-var]
                for mode, told in stream:
                    if mode == "custom":
                        yield told
                    elif "triggers" in told:
                        yield Began(node=told["name"])
        except UserError as error:
            yield self._given_up(tuple(str(error).splitlines()))
            return
        except BaseException:
            self._given_up(("The turn was broken off.",))
            raise
        yield self._ended()

    def _ended(self) -> Turn:
        """The turn that the graph has come to."""
        snapshot = self._snapshot()
        asked = _questions(snapshot)
        if asked:
            said, notes = snapshot.values["said"], snapshot.values["notes"]
            return Turn(mode="clarify", said=said, questions=asked, notes=notes)
        self.threads.tidy(self.thread_id)
        turn: Turn = snapshot.values["turn"]
        return turn

    def _given_up(self, lines: tuple[str, ...]) -> Turn:
        """Leave the trip as it stood before the turn that failed."""
        said = self._snapshot().values.get("said", "")
        turn = Turn(mode="clarify", said=said, lines=lines)
        self._graph.update_state(self._config, {"turn": turn}, as_node="remember")
        return turn

    def _snapshot(self) -> StateSnapshot:
        return self._graph.get_state(self._config)


def _questions(snapshot: StateSnapshot) -> tuple[Question, ...]:
    return tuple(
        Question.model_validate(question)
        for pending in snapshot.interrupts
        for question in pending.value
    )


def _last(events: Iterator[Event | Turn]) -> Turn:
    """The turn that a stream ends with."""
    *_, turn = events
    assert isinstance(turn, Turn)
    return turn
