"""What the tests of conversations share: a session on a date, and one that is cut off."""

from __future__ import annotations

import datetime as dt
import os
import signal
from typing import TYPE_CHECKING, Any

from agents.context import Deps
from agents.session import Session
from agents.turn import Began

if TYPE_CHECKING:
    from agents.threads import Home
    from planner.itinerary import Itinerary

#: A conversation of which any turn may be cut off.
TURNS = ("one day in Copenhagen on 8 June, must see Rosenborg Castle", "add Grundtvig's Church")


def talk(store: Home = None, thread: str = "trip", **more: Any) -> Session:
    """A session on 1 March 2027."""
    return Session(thread, Deps(today=lambda: dt.date(2027, 3, 1), **more), store)


def names(plan: Itinerary | None) -> list[str]:
    """Names of all stops."""
    assert plan is not None
    return [stop.name for day in plan.days for stop in day.stops]


def die(store: Home, number: int, node: str) -> None:
    """Hold the conversation, and kill this process as a node of a turn begins."""
    session = talk(store)
    for text in TURNS[:number]:
        session.say(text)
    for event in session.stream(TURNS[number]):
        if isinstance(event, Began) and event.node == node:
            os.kill(os.getpid(), signal.SIGKILL)
