"""Where conversations are kept, each a thread that goes on one turn at a time.

A thread is a LangGraph thread: its state is saved after every node, so that a turn cut off in the
middle goes on from where it stood. SQLite serves one machine, PostgreSQL several; without either
threads are kept in memory only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agents.threads.threads import Threads

if TYPE_CHECKING:
    from typing import TypeAlias

    #: A SQLite file, the address of a PostgreSQL database, or None, which is memory.
    Home: TypeAlias = Path | str | SecretStr | None

__all__ = ["Threads", "open_threads"]


def open_threads(home: Home) -> Threads:
    """The store of all threads.

    Args:
        home: a SQLite file; the address of a PostgreSQL database, which is never shown; None keeps
            them in memory.

    Raises:
        SettingsError: the file cannot be opened, or the address is none.
        ServiceError: the database does not answer.
    """
    if home is None:
        from agents.threads.memory import MemoryThreads

        return MemoryThreads()
    if isinstance(home, SecretStr):
        from agents.threads.postgres import PostgresThreads

        return PostgresThreads(home.get_secret_value())
    from agents.threads.sqlite import SqliteThreads

    return SqliteThreads(Path(home))
