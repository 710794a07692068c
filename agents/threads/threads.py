"""A store of threads, whatever it is kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from langgraph.checkpoint.base import BaseCheckpointSaver

#: Seconds to wait for a thread that is in the middle of a turn.
TURN_PATIENCE = 60.0
#: All threads, the one that went on last first.
NAMES = "SELECT thread_id FROM checkpoints GROUP BY thread_id ORDER BY max(checkpoint_id) DESC"


class Threads(Protocol):
    """A store of threads."""

    @property
    def saver(self) -> BaseCheckpointSaver[Any]:
        """What keeps their states."""
        ...

    def hold(self, thread: str) -> AbstractContextManager[None]:
        """Keep others from going on with a thread meanwhile.

        Raises:
            SettingsError: somebody else holds it, and for too long.
        """
        ...

    def tidy(self, thread: str) -> None:
        """Forget how a thread came to be as it is."""
        ...

    def names(self) -> list[str]:
        """All threads, the one that went on last first."""
        ...

    def forget(self, thread: str) -> None:
        """Forget a thread."""
        ...

    def close(self) -> None:
        """Let the store go."""
        ...
