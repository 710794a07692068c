"""Threads in a PostgreSQL database."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from agents.serde import serializer
from agents.threads import threads
from planner.errors import ServiceError, SettingsError

try:
    from langgraph.checkpoint.postgres import PostgresSaver
    from psycopg import Connection, Error, OperationalError, ProgrammingError
    from psycopg.rows import dict_row
except ImportError as error:
    raise SettingsError(f"postgres needs the extra `postgres` of Wayplan: {error}.") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import CheckpointTuple
    from psycopg.rows import DictRow

#: Seconds within which the database has to answer, and its tables to be made by whoever does so.
ANSWER_PATIENCE, SETUP_PATIENCE = 5, 30.0
#: Seconds between two attempts to hold a thread.
_PAUSE = 0.02
#: A lock that ends with the connection, and so with the process, however it ends.
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0)) AS had"
_UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
#: Names what is locked among all that may be locked in a database; no thread is called nothing.
_OURS, _SETUP = "wayplan thread ", ""


class PostgresThreads:
    """Threads in a database that many processes, on many machines, may share.

    A store has one connection. What it holds it holds by that connection: a process that dies lets
    its thread go, and where the connection is lost the turn ends and can be resumed. Between turns
    a lost connection is made anew.
    """

    def __init__(self, address: str) -> None:
        """A store in the database at ``address``, its tables made where there are none.

        Raises:
            SettingsError: the address is none.
            ServiceError: the database does not answer.
        """
        self.saver = _Saver(address)
        # Not waited for inside the database: an index is built only once no statement goes on.
        with _told(), self._locked(_SETUP, SETUP_PATIENCE):
            self.saver.setup()

    @contextmanager
    def hold(self, thread: str) -> Iterator[None]:
        """Keep all others from going on with a thread meanwhile.

        Raises:
            SettingsError: somebody holds it for longer than ``threads.TURN_PATIENCE``.
            ServiceError: the database does not answer.
        """
        with _told():
            self.saver.reach()
            with self._locked(thread, threads.TURN_PATIENCE):
                self.saver.bound = True
                try:
                    yield
                finally:
                    self.saver.bound = False

    def tidy(self, thread: str) -> None:
        """Forget all states of a thread but the last."""
        with _told():
            self.saver.prune([thread])

    def names(self) -> list[str]:
        """All threads, the one that went on last first."""
        with _told():
            return [row["thread_id"] for row in self.saver.rows(threads.NAMES)]

    def forget(self, thread: str) -> None:
        """Forget a thread."""
        with _told():
            self.saver.delete_thread(thread)

    def close(self) -> None:
        """Close the connection."""
        self.saver.conn.close()

    @contextmanager
    def _locked(self, thread: str, patience: float) -> Iterator[None]:
        name, until = _OURS + thread, time.monotonic() + patience
        while not self.saver.rows(_LOCK, name)[0]["had"]:
            if time.monotonic() > until:
                raise SettingsError(f"The trip {thread!r} is open in another process.")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            if not self.saver.conn.closed:
                self.saver.rows(_UNLOCK, name)


class _Saver(PostgresSaver):
    """Keeps states by a connection that is made anew between turns where it was lost.

    Attributes:
        bound: whether a thread is held by this very connection, so that there can be no other.
    """

    conn: Connection[DictRow]

    def __init__(self, address: str) -> None:
        super().__init__(connected(address), serde=serializer())
        self.bound = False
        self._address = address

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The last state of a thread, or the one that is named.

        Raises:
            ServiceError: the database does not answer.
        """
        with _told():
            if not self.bound:
                self.reach()
            found: CheckpointTuple | None = super().get_tuple(config)
            return found

    def reach(self) -> None:
        """See to it that there is a connection.

        Raises:
            ServiceError: the database does not answer.
        """
        try:
            self.rows("SELECT 1")
        except Error:
            self.conn.close()
            self.conn = connected(self._address)

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What a query finds."""
        with self.lock, self.conn.cursor() as cursor:
            found: list[dict[str, Any]] = cursor.execute(query, values).fetchall()
            return found


def connected(address: str) -> Connection[DictRow]:
    """A connection to a database.

    Raises:
        SettingsError: the address is none.
        ServiceError: the database does not answer.
    """
    try:
        with _told():
            return Connection.connect(
                address,
                autocommit=True,
                prepare_threshold=0,
                row_factory=dict_row,
                connect_timeout=ANSWER_PATIENCE,
            )
    except ProgrammingError as error:
        raise SettingsError("postgres: expected postgresql://USER@HOST/DATABASE.") from error


@contextmanager
def _told() -> Iterator[None]:
    """Tell of a database that fails as of an outside service; a wrong statement is a defect."""
    try:
        yield
    except OperationalError as error:
        raise ServiceError(f"The PostgreSQL database does not answer: {error}.") from error
