"""A conversation held by the language rules alone: no catalogue, no plan, no language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agents.language import Context, Mode, Understanding, read
from agents.nodes.interpret import MOST_QUESTIONS
from agents.parsing import parse_request
from agents.spoken import answered, asked, refuse_unclear, spoken_trip_data
from planner.change import apply
from planner.errors import RequestError

if TYPE_CHECKING:
    import datetime as dt

    from agents.language import Gazetteer
    from planner.change import Change
    from planner.request import TripRequest

#: What comes of each mode of a message that is understood, in the words of Trip-Plus.
_ANSWERS = {
    Mode.PLAN: "plan", Mode.CHANGE: "plan", Mode.CLARIFY: "clarification",
    Mode.REFUSE: "no_solution",
}  # fmt: skip


class Reply(NamedTuple):
    """What comes of one thing said.

    Attributes:
        mode: ``plan``, ``clarification``, ``no_solution``, or ``talk`` where only words come back.
        standing: the request as it stands then; None where none stands yet.
    """

    mode: str
    standing: TripRequest | None
    heard: Understanding


class Conversation:
    """Turns about one trip, taken as the nodes of ``agents/graph.py`` take them.

    What is asked back is answered by the next thing said. A place that is asked for by what it is,
    as the best restaurant near X, has no catalogue to be found in and stands by that wish.
    """

    def __init__(self, gazetteer: Gazetteer, today: dt.date) -> None:
        self._gazetteer, self._today = gazetteer, today
        self._standing: TripRequest | None = None
        self._open, self._asked_back = "", 0

    def say(self, words: str) -> Reply:
        """One turn."""
        said = answered(self._open, words) if self._open else words
        heard = read(said, Context(self._today, self._gazetteer, self._standing))
        mode = _ANSWERS.get(heard.mode, "talk")
        if mode == "clarification" and self._asked_back < MOST_QUESTIONS:
            self._open, self._asked_back = said, self._asked_back + 1
            return Reply(mode, self._standing, heard)
        self._open, self._asked_back = "", 0
        if mode == "plan":
            try:
                self._standing = self._wanted(heard)
            except RequestError:  # told as something to be said again, as in a session
                mode = "clarification"
        elif mode == "talk" and heard.mode is Mode.NOTHING:
            mode = "clarification"
        return Reply(mode, self._standing, heard)

    def _wanted(self, heard: Understanding) -> TripRequest:
        """The request after a message.

        Raises:
            RequestError: it asks for nothing that could be planned.
        """
        refuse_unclear(heard, self._standing)
        picked = tuple(asked(query) for query in heard.picks)
        plain = heard.model_copy(update={"picks": ()})
        if self._standing is None:
            data, _ = spoken_trip_data(plain, (), self._today, currency=None)
            data["must"] = [*data.get("must", ()), *picked]
            return parse_request(data)
        return apply(self._standing, _adding(heard.change, picked))


def _adding(change: Change, picked: tuple[str, ...]) -> Change:
    return change.model_copy(update={"add": (*change.add, *picked)})
