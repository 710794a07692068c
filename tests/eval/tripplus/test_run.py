"""The command, from files to figures; and the benchmark's own data, where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.tripplus.run import build, main
from planner.errors import SettingsError
from tests.eval.tripplus import tiny

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "tripplus"
SAID = (
    "We are two adults travelling from Hillham to Tideport by train, leaving on July 14, 2026 and "
    "returning on July 15, 2026. One room is enough, and please pick the highest-rated hotel."
)


def _dialogue() -> dict[str, Any]:
    hard = {name: spec for name, spec in tiny.HARD.items() if not name.startswith("restaurant")}
    needed = [name for name in hard if name != "party_size_required"]
    first = tiny.turn(0, SAID, active_hard_constraints=needed)
    add = {"add_attraction": {"name": "Old Fort", "insert_day": 2}}
    second = tiny.turn(
        1, 'Please add "Old Fort" to day 2.', must_update=["add_attraction"],
        active_hard_constraints=needed, active_user_state_deltas=[add],
    )  # fmt: skip
    second["must_preserve"] = needed
    return tiny.dialogue(first, second, hard_constraints=hard).model_dump(mode="json")


def _main(data: Path, *more: str) -> int:
    return main(["--data", str(data), "--workers", "1", *more])


def test_a_dialogue_is_held_and_judged(data: Path, tmp_path: Path) -> None:
    """Two turns, both right: the report has the figures, the answers and the tickets."""
    queries, out = tmp_path / "dialogues.jsonl", tmp_path / "report.json"
    elsewhere = _dialogue() | {"id": "elsewhere"}
    elsewhere["meta_info"]["base_query_meta"]["dest"] = ["Elsewhere"]
    queries.write_text(f"{json.dumps(_dialogue())}\n{json.dumps(elsewhere)}\n", "utf-8")
    code = _main(data, "--queries", str(queries), "--out", str(out), "--require", "passed=1.0")
    told = json.loads(out.read_text("utf-8"))
    assert (code, [row["explanation"] for row in told["rows"]]) == (0, [[]])
    assert (told["figures"]["turns"], told["figures"]["turns_passed"]) == (2, 1)
    first, second = told["rows"][0]["answer"]
    assert [ticket[:2] for ticket in first["tickets"]] == ["T1", "T2"]
    assert (first["mode"], second["mode"]) == ("plan", "change")
    assert "Old Fort" in second["plan"][1]


def test_no_dialogue_with_a_database(data: Path, tmp_path: Path) -> None:
    """There is nothing to measure, and that is told."""
    queries = tmp_path / "dialogues.jsonl"
    queries.write_text("", "utf-8")
    with pytest.raises(SettingsError, match="tripplus has no case to put"):
        _main(data, "--queries", str(queries))


@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data/tripplus")
def test_the_dialogues_that_have_a_database() -> None:
    """Found by content: three to Shenzhen and one to Guangzhou; none goes to Beijing."""
    task = build(DATA, DATA / "dialogues_dev.jsonl", 1)
    assert sorted((case.question.base.dest[0], case.id[-4:]) for case in task.cases) == [
        ("Guangzhou", "0006"),
        ("Shenzhen", "0005"),
        ("Shenzhen", "0029"),
        ("Shenzhen", "0055"),
    ]
