"""The bench of serving: what it asks, how it counts, what it refuses."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from eval.serving import CALLERS, TOKENS, main, press, prompts, resident_mb, table
from planner.errors import SettingsError
from tests.tools.next_poi.conftest import COLUMNS, write_town
from tests.tools.next_poi.test_checkpoint import write_checkpoint
from tools.next_poi.encoding import BOS
from tools.next_poi.proposal import Proposal
from tools.next_poi.training.data import index_rows, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Still:
    """A model that always proposes place 0."""

    def __init__(self) -> None:
        self.asked = 0

    def propose(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        """One proposal for each prompt."""
        self.asked += len(prompts)
        return [Proposal(np.array([0]), np.array([-0.1])) for _ in prompts]


def test_prompts_are_of_the_stated_length(tmp_path: Path) -> None:
    """A hundred tokens of the vocabulary each, the same for the same seed."""
    town = index_rows(read_rows(write_town(tmp_path / "town.csv", 0, 3), COLUMNS))
    checkpoint = write_checkpoint(tmp_path, town)
    found = prompts(checkpoint, 5)
    assert [len(prompt) for prompt in found] == [TOKENS] * 5
    assert all(prompt[0] == BOS and max(prompt) < checkpoint.encoding.size for prompt in found)
    assert found == prompts(checkpoint, 5) != prompts(checkpoint, 5, seed=1)


def test_as_many_callers_as_stated_ask_at_once() -> None:
    """Of 20 calls by 4 threads never more than 4 run, and 4 do."""
    running, peak, lock = [0], [0], threading.Lock()

    def ask(number: int) -> None:
        with lock:
            running[0] += 1
            peak[0] = max(peak[0], running[0])
        time.sleep(0.01)
        with lock:
            running[0] -= 1

    taken, whole = press(ask, 4, 20)
    assert len(taken) == 20
    assert peak[0] == 4
    assert min(taken) >= 0.01
    assert whole >= 0.05


def test_a_row_for_each_number_of_callers() -> None:
    """Every request is made once, after a warm-up by each caller."""
    model = Still()
    rows = list(table("still", model, [[1, 2]], 64, started=1.5, memory_mb=3.0))
    assert [row.callers for row in rows] == list(CALLERS)
    assert model.asked == 3 * 64 + sum(CALLERS)
    assert all(row.p50_ms <= row.p95_ms and row.per_second > 0 for row in rows)


def test_memory_of_this_process() -> None:
    """It is more than an interpreter's and less than the machine's; a dead process has none."""
    assert 10 < resident_mb(os.getpid()) < 1e6
    assert np.isnan(resident_mb(2**22 + 1))


def test_memory_is_told_while_threads_end() -> None:
    """A thread that ends while it is looked at does not matter."""
    halt = threading.Event()

    def restless() -> None:
        while not halt.is_set():
            brief = threading.Thread(target=int)
            brief.start()
            brief.join()

    busy = threading.Thread(target=restless)
    busy.start()
    told = [resident_mb(os.getpid()) for _ in range(300)]
    halt.set()
    busy.join()
    assert min(told) > 10


def test_without_vllm_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is named."""
    monkeypatch.delenv("WAYPLAN_VLLM_PYTHON", raising=False)
    with pytest.raises(SettingsError, match="vllm_python"):
        main([])
