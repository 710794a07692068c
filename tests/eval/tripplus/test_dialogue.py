"""The reader of dialogues."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.tripplus.delta import LateStart
from eval.tripplus.dialogue import read_dialogues
from planner.errors import ImportFileError

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "tripplus" / "dialogues_dev.jsonl"


def dialogue(**last_turn: Any) -> dict[str, Any]:
    """A dialogue of two turns, as it is written; the second one lets a day begin later."""
    first = {
        "turn_id": 0, "utterance": "Two days in Aosta, please.", "must_preserve": [],
        "must_update": ["initial_plan"], "response_expectation": "plan",
        "oracle_state_after_turn": {
            "active_hard_constraints": ["room_count_required"], "active_user_state_deltas": [],
        },
    }  # fmt: skip
    delta = {"late_start_request": {"day": 2, "earliest_start_minutes": 600, "scope": "first"}}
    second = {
        **first, "turn_id": 1, "utterance": "Day 2 from ten on only.",
        "must_preserve": ["room_count_required"], "must_update": ["late_start_request"],
        "oracle_state_after_turn": {
            "active_hard_constraints": ["room_count_required"], "active_user_state_deltas": [delta],
        },
        **last_turn,
    }  # fmt: skip
    base = {
        "org": "Turin", "dest": ["Aosta"], "days": 2, "depart_date": "2026-05-01",
        "return_date": "2026-05-02", "people_number": 2, "room_number": 1, "route_mode": "train",
        "observable_profile": {
            "party_composition": {"adults": 2}, "budget_range": [500, 900],
            "accommodation_style": "comfort",
        },
        "hard_constraints": {"room_count_required": {"room_number": 1}},
    }  # fmt: skip
    return {
        "id": "one", "query": first["utterance"], "interaction_type": "user_state_evolution",
        "turns": [first, second], "meta_info": {"base_query_meta": base},
    }  # fmt: skip


def written(folder: Path, *dialogues: dict[str, Any]) -> Path:
    """A file of dialogues."""
    path = folder / "dialogues.jsonl"
    path.write_text("\n".join(json.dumps(d) for d in dialogues), encoding="utf-8")
    return path


def test_deltas_are_typed(tmp_path: Path) -> None:
    """A delta is read by its kind, and fields that nothing reads are left out."""
    (read,) = read_dialogues(written(tmp_path, dialogue()))
    state = read.turns[1].oracle_state_after_turn
    assert state.active_user_state_deltas == (
        LateStart(kind="late_start_request", day=2, earliest_start_minutes=600),
    )
    assert read.base.dest == ("Aosta",)


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    """An unknown expectation and a file that is absent are each told in one line."""
    path = written(tmp_path, dialogue(), dialogue(response_expectation="song"))
    with pytest.raises(ImportFileError, match=r"line 2: turns\.1\.response_expectation: Input"):
        read_dialogues(path)
    with pytest.raises(ImportFileError, match="Cannot read dialogues"):
        read_dialogues(tmp_path / "absent.jsonl")


def test_the_data_is_read() -> None:
    """Every dialogue on file is read, and its turns are counted from 0."""
    if not DATA.is_file():
        pytest.skip("the data to measure with is not here")
    dialogues = read_dialogues(DATA)
    assert len(dialogues) == 76
    assert all(t.turn_id == n for d in dialogues for n, t in enumerate(d.turns))
