"""The file that memory lies in: forgetting, other embedders, several processes."""

from __future__ import annotations

import multiprocessing
import sqlite3
from typing import TYPE_CHECKING

import pytest

from agents.embedding import HashedNgrams
from agents.memory import Memory
from agents.memory.storage import open_store
from planner.errors import SettingsError
from tests.agents.memory.harness import ME, TODAY, in_rome, said_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def _rows(path: Path) -> dict[str, int]:
    """How many rows each table of the file has that holds what travellers said."""
    with sqlite3.connect(path) as connection:
        return {
            table: connection.execute(
                f"SELECT count(*) FROM {table} WHERE prefix LIKE 'travellers%'"
            ).fetchone()[0]
            for table in ("store", "store_vectors")
        }


def test_what_is_forgotten_is_in_no_index_and_not_in_the_bytes(tmp_path: Path) -> None:
    """Rows, vectors and the words themselves are gone; what else is kept stays."""
    path = tmp_path / "memory.db"
    with open_store(path, HashedNgrams()) as store:
        memory = Memory(store)
        said_on(memory, "I'm allergic to nuts. Zanzibarian secret.")
        said_on(memory, "Always vegetarian.", user="bob")
        assert _rows(path) == {"store": 4, "store_vectors": 4}
        keys = [key for key, _ in memory.entries(ME)]
        assert memory.forget(ME, *keys) == 2
        assert _rows(path) == {"store": 2, "store_vectors": 2}
        assert memory.recall(ME, in_rome(), TODAY).recalled == ()
        assert memory.recall("bob", in_rome(), TODAY).standing == {"diets": ["vegetarian"]}
    for file in tmp_path.iterdir():
        assert b"Zanzibarian" not in file.read_bytes()


def test_forgetting_everything_leaves_nothing_of_one_traveller(tmp_path: Path) -> None:
    """All kinds of entries go at once."""
    path = tmp_path / "memory.db"
    with open_store(path, HashedNgrams()) as store:
        memory = Memory(store)
        said_on(memory, "Always vegetarian. We love museums.")
        assert memory.forget_all(ME) == 2
        assert memory.entries(ME) == []
    assert _rows(path) == {"store": 0, "store_vectors": 0}


class _Other(HashedNgrams):
    name = "another"

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        return [[*vector[1:], vector[0]] for vector in super().__call__(texts)]


def test_vectors_of_another_embedder_are_made_anew(tmp_path: Path) -> None:
    """A file made with one embedder is found by meaning with the next."""
    path = tmp_path / "memory.db"
    with open_store(path, HashedNgrams()) as store:
        said_on(Memory(store), "Always vegetarian.")
        before = store.search(("travellers",), query="Always vegetarian.")[0].score
    with open_store(path, _Other()) as store:
        after = store.search(("travellers",), query="Always vegetarian.")[0].score
    assert before is not None and after is not None
    assert after == pytest.approx(before, abs=1e-3)


def test_a_write_that_was_interrupted_is_mended(tmp_path: Path) -> None:
    """An entry whose vector was not written is found by meaning again after the next opening."""
    path = tmp_path / "memory.db"
    with open_store(path, HashedNgrams()) as store:
        said_on(Memory(store), "Always vegetarian.")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM store_vectors")
    with open_store(path, HashedNgrams()):
        assert _rows(path) == {"store": 2, "store_vectors": 2}


def _say(path: Path, who: int) -> None:
    with open_store(path, HashedNgrams()) as store:
        memory = Memory(store)
        for day in range(1, 11):
            said_on(memory, f"Always vegetarian, process {who}, time {day}.", day)


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    """Nothing is lost and nothing is broken, the making of the file included."""
    path = tmp_path / "memory.db"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_say, args=(path, who)) for who in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with open_store(path, HashedNgrams()) as store:
        remarks = [e for _, e in Memory(store).entries(ME) if e.kind == "remark"]
    assert len(remarks) == 20
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_none_of_ours_is_told(tmp_path: Path) -> None:
    """Neither a folder nor some text opens as a memory, and the message names it."""
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to look like one" * 40)
    for path in (tmp_path, text):
        with pytest.raises(SettingsError, match=path.name), open_store(path, HashedNgrams()):
            pytest.fail("It opened.")
