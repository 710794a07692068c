"""Threads in a SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from langgraph.checkpoint.sqlite import SqliteSaver

from agents.serde import serializer
from agents.threads import threads
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Seconds to wait for the file to be written to.
WRITE_PATIENCE = 30.0


class SqliteThreads:
    """Threads in a SQLite file, which several processes may share.

    A thread is held by a lock on a file of its own, beside the store: a process that dies lets it
    go, and other threads are not held up.
    """

    def __init__(self, file: Path) -> None:
        """A store in ``file``, made where there is none.

        Raises:
            SettingsError: it is no such store, or cannot be written.
        """
        self._locks = file.with_name(f"{file.name}.locks")
        try:
            self._connection = sqlite3.connect(
                file, timeout=WRITE_PATIENCE, check_same_thread=False
            )
            # Fast, and safe from whatever ends a process; what ends the machine may cost a turn.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self.saver = SqliteSaver(self._connection, serde=serializer())
            self._locks.mkdir(parents=True, exist_ok=True)
            # SQLite does not wait by itself where two set a file up at once.
            with _locked(self._locks / ".setup", WRITE_PATIENCE):
                self.saver.setup()
        except (sqlite3.Error, OSError) as error:
            raise SettingsError(f"Cannot keep trips in {file}: {error}.") from error

    @contextmanager
    def hold(self, thread: str) -> Iterator[None]:
        """Keep other processes from going on with a thread meanwhile.

        Raises:
            SettingsError: another process holds it for longer than ``threads.TURN_PATIENCE``.
        """
        try:
            with _locked(self._lock_file(thread), threads.TURN_PATIENCE):
                yield
        except _Busy as error:
            raise SettingsError(f"The trip {thread!r} is open in another process.") from error

    def tidy(self, thread: str) -> None:
        """Forget all states of a thread but the last."""
        with self.saver.cursor() as cursor:
            for table in ("checkpoints", "writes"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id < "
                    "(SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = ?)",
                    (thread, thread),
                )

    def names(self) -> list[str]:
        """All threads, the one that went on last first."""
        with self.saver.cursor(transaction=False) as cursor:
            return [name for (name,) in cursor.execute(threads.NAMES)]

    def forget(self, thread: str) -> None:
        """Forget a thread."""
        self.saver.delete_thread(thread)
        self._lock_file(thread).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _lock_file(self, thread: str) -> Path:
        return self._locks / f"{quote(thread, safe='')}.lock"


class _Busy(Exception):
    """A lock is held by another connection."""


@contextmanager
def _locked(file: Path, patience: float) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends.

    Raises:
        _Busy: it could not be had within ``patience`` seconds.
    """
    with closing(sqlite3.connect(file, timeout=patience)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise _Busy(str(error)) from error
        yield
