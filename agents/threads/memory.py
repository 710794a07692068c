"""Threads that end with the process."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from langgraph.checkpoint.memory import InMemorySaver

from agents.serde import serializer

if TYPE_CHECKING:
    from collections.abc import Iterator


class MemoryThreads:
    """Threads that end with the process."""

    def __init__(self) -> None:
        self.saver = InMemorySaver(serde=serializer())

    @contextmanager
    def hold(self, thread: str) -> Iterator[None]:
        """Nobody else can reach it."""
        yield

    def tidy(self, thread: str) -> None:
        """Nothing: memory is given back with the process."""

    def names(self) -> list[str]:
        """All threads, the one that went on last first."""
        found = self.saver.list(None)
        return list(dict.fromkeys(one.config["configurable"]["thread_id"] for one in found))

    def forget(self, thread: str) -> None:
        """Forget a thread."""
        self.saver.delete_thread(thread)

    def close(self) -> None:
        """Nothing to let go."""
