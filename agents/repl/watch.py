"""What is shown while a turn is worked out, and what Ctrl-C does meanwhile."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from agents.turn import Began

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agents.session import Session
    from agents.turn import Event

#: What each node of the graph does, in words; one that is not named here is not spoken of.
_DOING = {
    "recall": "Remembering",
    "interpret": "Understanding",
    "gather": "Gathering places",
    "path": "Planning",
    "arbitrate": "Weighing plans",
    "gate": "Checking the rules",
    "refine": "Refining",
}
_STOPPING = "Stopping: the best plan so far is taken. Ctrl-C again breaks the turn off."


@contextmanager
def quietly(session: Session) -> Iterator[Callable[[Event], None]]:
    """Show nothing; Ctrl-C works all the same."""
    with interruptible(session.halt):
        yield lambda event: None


@contextmanager
def live(session: Session) -> Iterator[Callable[[Event], None]]:
    """Show on a terminal what goes on, on a line that is gone afterwards."""
    from rich.console import Console

    status = Console(stderr=True).status("Thinking ...")

    def stop() -> None:
        session.halt()
        status.update(_STOPPING)

    with status, interruptible(stop):
        yield lambda event: status.update(f"{_words(event)} ...") if _words(event) else None


def _words(event: Event) -> str:
    """What an event says of how far the turn has come."""
    if isinstance(event, Began):
        return _DOING.get(event.node, "")
    return f"Planning, {event.path}: round {event.rounds}, {event.points:.0f} points"


@contextmanager
def interruptible(halt: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C halt the search, and the second break the turn off.

    Signals reach the main thread only; in another one nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    halted = False

    def on_interrupt(_number: int, _frame: Any) -> None:
        nonlocal halted
        if halted:
            raise KeyboardInterrupt
        halted = True
        halt()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
