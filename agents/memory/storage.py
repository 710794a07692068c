"""Where memory lies: a LangGraph store with a vector index, in one SQLite file.

What is deleted is overwritten in the file, not only unlinked from its pages.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from agents.embedding import DIMENSIONS, local_embedder
from agents.entries import BY_MEANING
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from langgraph.store.base import BaseStore, IndexConfig
    from langgraph.store.sqlite import SqliteStore

    from agents.embedding import Embedder

#: The only part of an entry that is embedded: a SqliteStore has to be told at every put.
TEXT = "text"
#: Seconds to wait for another process that writes.
PATIENCE = 20.0
#: Where the file says whose vectors it holds.
_ABOUT, _EMBEDDER = ("wayplan",), "embedder"


def index_config(embed: Embedder) -> IndexConfig:
    """How a LangGraph store is to embed entries; for stores other than the file's."""
    return {"dims": DIMENSIONS, "embed": embed, "fields": [TEXT]}


@contextmanager
def open_store(path: Path, embed: Embedder | None = None) -> Iterator[BaseStore]:
    """Open the file, made if it is not there.

    Args:
        embed: by default the best that this machine has. Where the file's vectors were made by
            another, all of them are made anew.

    Raises:
        SettingsError: the file cannot be opened, or is no SQLite file.
    """
    embed = embed or local_embedder()
    driver = _driver()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = driver.connect(
            str(path), check_same_thread=False, isolation_level=None, timeout=PATIENCE
        )
    except (OSError, driver.Error) as error:
        raise SettingsError(f"Cannot open the memory in {path}: {error}.") from error
    try:
        store = _patiently(lambda: _set_up(connection, embed), driver)
        yield store
    except driver.DatabaseError as error:
        raise SettingsError(f"The memory in {path} cannot be used: {error}.") from error
    finally:
        connection.close()


def _driver() -> ModuleType:
    """A SQLite that can load extensions: Python's own, if it was built so, else pysqlite3."""
    if hasattr(sqlite3.Connection, "enable_load_extension"):
        return sqlite3
    try:
        return import_module("pysqlite3")
    except ImportError as error:
        raise SettingsError(
            "Memory needs a SQLite that loads extensions: expected the package pysqlite3-binary,"
            " or a Python whose sqlite3 does."
        ) from error


def _patiently(set_up: Callable[[], SqliteStore], driver: ModuleType) -> SqliteStore:
    """Set the file up though another process does so at the same time.

    SQLite's own timeout does not wait for a change of the journal's mode, and migrations of two
    processes can meet half-way; the second try finds them done.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return set_up()
        except (driver.OperationalError, driver.IntegrityError) as error:
            met = any(word in str(error) for word in ("locked", "duplicate column", "UNIQUE"))
            if not met or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _set_up(connection: Any, embed: Embedder) -> SqliteStore:
    from langgraph.store.sqlite import SqliteStore

    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Off by default, and then vectors outlive the entries that they were made of.
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    store = SqliteStore(connection, index=index_config(embed))
    store.setup()
    known = store.get(_ABOUT, _EMBEDDER)
    if known is None or known.value["name"] != embed.name:
        connection.execute("DELETE FROM store_vectors")
        store.put(_ABOUT, _EMBEDDER, {"name": embed.name}, index=False)
    _embed_lacking(store)
    return store


_LACKING = """
    SELECT s.prefix, s.key FROM store s LEFT JOIN store_vectors v USING (prefix, key)
    WHERE v.key IS NULL
"""


def _embed_lacking(store: SqliteStore) -> None:
    """Give a vector to what is found by meaning and has none: an interrupted write leaves such."""
    for prefix, key in store.conn.execute(_LACKING).fetchall():
        namespace = tuple(prefix.split("."))
        item = store.get(namespace, key)
        if namespace[-1] in BY_MEANING and item is not None:
            store.put(namespace, key, item.value, index=[TEXT])


def wipe(store: BaseStore) -> None:
    """Leave nothing of what was deleted in the file's log either; other stores keep no log."""
    connection = getattr(store, "conn", None)
    if connection is not None:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
