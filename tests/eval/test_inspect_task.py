"""The optional adapter gives inspect_ai the same verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.inspect_task import as_inspect_task
from tests.eval.tiny_task import build

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_verdicts(tmp_path: Path) -> None:
    """Each sample has the score of its case, with the sentence that explains it."""
    inspect_ai = pytest.importorskip("inspect_ai", reason="inspect-ai is not installed")
    (log,) = inspect_ai.eval(
        as_inspect_task(build()), model="mockllm/model", log_dir=str(tmp_path), display="none"
    )
    assert log.status == "success"
    scores = {sample.id: sample.scores["verdict"] for sample in log.samples}
    assert {name: score.value for name, score in scores.items()} == {
        "n2": "C",
        "n3": "I",
        "n4": "C",
    }
    assert scores["n3"].explanation == "3 is <odd>"
