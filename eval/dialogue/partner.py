"""Who a traveller talks with: Wayplan's own conversation, or words read by it for another planner.

A baseline understands as much as Wayplan does, so that only the planning differs: it plans the
whole trip anew after every change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from agents.parsing import parse_request
from agents.resolve import resolve, resolve_change
from agents.session import Session
from agents.spoken import hear, spoken_change, spoken_trip_data
from agents.supplies import gather
from agents.turn import Turn
from planner.change import apply
from planner.errors import RequestError

if TYPE_CHECKING:
    import datetime as dt

    from agents.context import Deps
    from agents.language import Question
    from eval.baselines import Planner
    from planner.itinerary import Itinerary
    from planner.request import TripRequest


class Reply(NamedTuple):
    """What comes back.

    Attributes:
        plan: the one that stands.
        offer: another that would stand if it were taken.
        questions: what is asked back.
        others: other plans to choose from, unasked or asked for.
    """

    plan: Itinerary | None
    offer: Itinerary | None = None
    questions: tuple[Question, ...] = ()
    others: tuple[Itinerary, ...] = ()


class Partner(Protocol):
    """Somebody to plan a trip with."""

    def say(self, text: str) -> Reply:
        """Say something: a trip, a change, an answer to what was asked back."""
        ...

    def take(self) -> Reply:
        """Take what is on offer."""
        ...

    def undo(self) -> Reply:
        """Go back to the trip as it stood before the last change."""
        ...

    def others(self) -> Reply:
        """Ask for other plans."""
        ...

    def choose(self, number: int) -> Reply:
        """Take one of the other plans, counted from 0."""
        ...

    def close(self) -> None:
        """End the talk."""
        ...


class Wayplan:
    """A session, which nobody else listens to."""

    def __init__(self, trip: str, deps: Deps) -> None:
        self._session = Session(trip, replace(deps, trip=trip))

    def say(self, text: str) -> Reply:
        """Say something."""
        return self._reply(self._session.say(text))

    def take(self) -> Reply:
        """Take what is on offer."""
        return self._reply(self._session.accept())

    def undo(self) -> Reply:
        """Take the last change back."""
        return self._reply(self._session.undo())

    def others(self) -> Reply:
        """Look at the other good plans."""
        return self._reply(self._session.others())

    def choose(self, number: int) -> Reply:
        """Take one of them."""
        *_, turn = self._session.choose(number + 1)
        assert isinstance(turn, Turn)
        return self._reply(turn)

    def close(self) -> None:
        """Let the session go."""
        self._session.close()

    def _reply(self, turn: Turn) -> Reply:
        plan = self._session.plan
        others = plan.alternatives if plan is not None else ()
        return Reply(
            plan, self._session.offer, turn.questions, tuple(other.plan for other in others)
        )


class Baseline:
    """A simple planner behind Wayplan's language rules.

    Args:
        plan: makes a plan of a resolved request.
        today: what dates in words are relative to.
    """

    def __init__(self, plan: Planner, today: dt.date) -> None:
        self._plan = plan
        self._today = today
        self._said = ""
        self._request: TripRequest | None = None
        self._standing: Itinerary | None = None

    def say(self, text: str) -> Reply:
        """Say something; what is not understood changes nothing."""
        said = f"{self._said.rstrip(' .')}. {text}" if self._said else text
        costs = self._standing.costs if self._standing is not None else None
        heard = hear(said, (), self._today, self._request, costs=costs)
        self._said = said if heard.questions else ""
        if heard.questions:
            return Reply(self._standing, questions=heard.questions)
        try:
            if self._request is None:
                data, _ = spoken_trip_data(heard, (), self._today, None)
                wanted = parse_request(data)
            else:
                change = spoken_change(heard, self._request, ())
                base, stores, _ = resolve(self._request, ())
                wanted = apply(base, resolve_change(change, stores)[0])
            self._request, stores, _ = resolve(wanted, ())
        except RequestError:
            return Reply(self._standing)
        self._standing = self._plan(self._request, gather(self._request, stores))
        return Reply(self._standing)

    def take(self) -> Reply:
        """Nothing is ever on offer."""
        return Reply(self._standing)

    undo = others = take

    def choose(self, number: int) -> Reply:
        """There are no others."""
        return self.take()

    def close(self) -> None:
        """There is nothing to let go."""
