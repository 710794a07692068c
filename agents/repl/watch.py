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
    "others": "Looking for other plans",
    "gate": "Checking the rules",
    "refine": "Refining",
}
_STOPPING = "Stopping: the best plan so far is taken. Ctrl-C again breaks the turn off."
#: Times that Ctrl-C has to be pressed to break a turn off, and to end the program at once.
_BREAK, _END = 2, 3


@contextmanager
def quietly(session: Session) -> Iterator[Callable[[Event], None]]:
    """Show nothing; Ctrl-C works all the same."""
    with interruptible(session.halt) as broken_off:
        yield lambda event: broken_off()


@contextmanager
def live(session: Session) -> Iterator[Callable[[Event], None]]:
    """Show on a terminal what goes on, on a line that is gone afterwards."""
    from rich.console import Console

    status = Console(stderr=True).status("Thinking ...")

    def stop() -> None:
        session.halt()
        status.update(_STOPPING)

    with status, interruptible(stop) as broken_off:

        def tell(event: Event) -> None:
            broken_off()
            words = _words(event)
            if words and not session.halted:
                status.update(f"{words} ...")

        yield tell


def _words(event: Event) -> str:
    """What an event says of how far the turn has come."""
    if isinstance(event, Began):
        return _DOING.get(event.node, "")
    return f"Planning, {event.path}: round {event.rounds}, {event.points:.0f} points"


@contextmanager
def interruptible(halt: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Let the first Ctrl-C halt the search, and the second break the turn off.

    Yields what raises KeyboardInterrupt once the turn is to be broken off: to be called where that
    does no harm, which a signal, coming at any time, does not know. Signals reach the main thread
    only; in another one nothing is changed.
    """
    pressed = 0

    def on_interrupt(_number: int, _frame: Any) -> None:
        nonlocal pressed
        pressed += 1
        if pressed >= _END:
            raise KeyboardInterrupt
        halt()

    def broken_off() -> None:
        if pressed >= _BREAK:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield broken_off
        return
    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield broken_off
    finally:
        signal.signal(signal.SIGINT, before)
