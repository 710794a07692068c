"""``wayplan eval turn``: each kind of turn is timed, and what is LangGraph's is a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.turns import conversation, overhead

if TYPE_CHECKING:
    from pathlib import Path


def test_a_conversation_is_timed(tmp_path: Path) -> None:
    """The first word comes before the turn is over, and overhead is less than the turn."""
    file = tmp_path / "trips.db"
    rows = list(conversation(file, "one", "copenhagen", paths=3))
    assert [row.kind for row in rows] == ["plan", "change", "undo", "question"]
    assert all(0 < row.first_word < row.seconds for row in rows)
    assert 0 < overhead(file, "two", "copenhagen", paths=3) < rows[0].seconds
