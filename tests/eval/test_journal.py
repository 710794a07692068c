"""What an interrupted measurement had is taken up, unless other code wrote it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from eval.journal import Journal, code_stamp

if TYPE_CHECKING:
    from pathlib import Path

STAMP = "a1b2"


def test_a_line_that_was_not_finished_is_left_out(tmp_path: Path) -> None:
    """The writer was killed in the middle of a row; the next row begins a line of its own."""
    path = tmp_path / "rows"
    Journal(path, STAMP).add({"run": 1}, {"score": 1})
    with path.open("a", encoding="utf-8") as file:
        file.write('{"names": {"run"')
    journal = Journal(path, STAMP)
    assert (journal.get({"run": 1}), journal.get({"run": 2})) == ({"score": 1}, None)
    journal.add({"run": 2}, {"score": 2})
    again = Journal(path, STAMP)
    assert [again.get({"run": number}) for number in (1, 2)] == [{"score": 1}, {"score": 2}]


def test_rows_of_other_code_are_left(tmp_path: Path) -> None:
    """Another stamp begins anew; a stamp is the code's own, so it is the same twice."""
    path = tmp_path / "rows"
    Journal(path, STAMP).add({"run": 1}, {"score": 1})
    assert len(Journal(path, STAMP)) == 1
    assert len(Journal(path, "other")) == 0
    assert json.loads(path.read_text("utf-8")) == {"stamp": "other"}
    assert code_stamp("planner") == code_stamp("planner") != code_stamp("planner", "eval/tour")


def test_what_is_done_is_kept_under_another_name(tmp_path: Path) -> None:
    """A finished file is renamed where it is wanted, and removed where not."""
    part, kept = tmp_path / "rows.part", tmp_path / "rows.jsonl"
    journal = Journal(part, STAMP)
    journal.add({"run": 1}, {"café": 1})
    journal.finish(kept)
    assert not part.exists()
    assert '"café": 1' in kept.read_text("utf-8")
    Journal(part, STAMP).finish()
    assert not part.exists()
