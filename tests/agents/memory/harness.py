"""What the tests of memory share: a memory that ends with the test, and things said on a date."""

from __future__ import annotations

import datetime as dt

from langgraph.store.memory import InMemoryStore

from agents.embedding import HashedNgrams
from agents.language import Context, Gazetteer
from agents.memory import Memory, Recollection
from agents.memory.storage import index_config

NAMES = Gazetteer.of_cities(["Rome", "Kyoto", "New York"])
#: The traveller's date where none is given.
TODAY = dt.date(2027, 3, 1)
ME = "ada"


def fresh() -> Memory:
    """A memory without anything in it."""
    return Memory(InMemoryStore(index=index_config(HashedNgrams())))


def said_on(memory: Memory, message: str, day: int = 1, *, user: str = ME) -> None:
    """Something said in January 2027."""
    at = dt.datetime(2027, 1, day, 12, tzinfo=dt.UTC)
    memory.remember(user, message, Context(at.date(), NAMES), at)


def in_rome(**more: object) -> dict[str, object]:
    """A request for two nights in Rome in June, in JSON."""
    return {
        "destinations": [{"city": "rome", "nights": 2}], "start": "2027-06-08", **more
    }  # fmt: skip


def texts(recollection: Recollection) -> list[str]:
    """What the traveller is told."""
    return [note.text for note in recollection.notes]
