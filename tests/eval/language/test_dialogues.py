"""Dialogues replayed through the language rules, scored by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agents.language import Gazetteer
from eval.language.command import main
from eval.language.conversation import Conversation
from eval.language.deltas import Sign, deltas, sign
from eval.language.dialogues import TODAY, measure
from eval.language.kept import HELD
from eval.tripplus.dialogue import read_dialogues
from planner.errors import SettingsError
from planner.request import TripRequest
from tests.eval.tripplus.test_dialogue import dialogue, written

FIRST = "Two days from Turin to Aosta from 1 to 2 May 2026, two adults, 1 room, 500 to 900 euros."
DATA = Path(__file__).parents[3].parent / "shared" / "data" / "tripplus" / "dialogues_dev.jsonl"


def _request(**more: Any) -> TripRequest:
    base = {"destinations": [{"city": "Aosta", "nights": 1}], "start": "2026-05-01"}
    return TripRequest.model_validate({**base, **more})


def _dialogue(*turns: str, **last: Any) -> dict[str, Any]:
    """A dialogue whose first turn asks for Aosta, and whose second one is the last of ``turns``."""
    whole = dialogue(**last)
    whole["turns"][0]["utterance"] = FIRST
    whole["turns"][1]["utterance"] = turns[-1]
    gold = {"depart_date": "2026-05-01", "return_date": "2026-05-02", "days": 2}
    constraints = whole["meta_info"]["base_query_meta"]["hard_constraints"]
    constraints["trip_date_range_required"] = gold
    return whole


def test_right_turns(tmp_path: Path) -> None:
    """A later start on day 2 that is understood is right in mode, delta and what it keeps."""
    path = written(tmp_path, _dialogue("On day 2 don't start before 10:00."))
    heard = measure(read_dialogues(path), ["Turin", "Aosta"])
    assert heard.figures() == {
        "mode_accuracy": 1.0, "delta_f1": 1.0, "preserved": 1.0, "held": 1.0,
        "dialogues": 1, "turns": 2,
    }  # fmt: skip


def test_wrong_turns(tmp_path: Path) -> None:
    """Another hour is one delta lacking and one wrong; a room more is one constraint lost."""
    path = written(tmp_path, _dialogue("On day 2 don't start before 11:00, and take 2 rooms."))
    heard = measure(read_dialogues(path), ["Turin", "Aosta"])
    assert (heard.delta_f1, heard.preserved) == (0.0, 0.0)
    (_, row) = heard.rows
    assert "600" in row["lacking"][0] and "660" in row["wrong"][0]


def test_a_question_is_answered_by_the_next_turn() -> None:
    """What was asked back is read with its answer, as a chat does."""
    talk = Conversation(Gazetteer.of_cities(["Turin", "Aosta"]), TODAY)
    assert talk.say(FIRST).mode == "plan"
    assert talk.say("Could you squeeze in another dinner?").mode == "clarification"
    reply = talk.say('Dinner on day 2 at "Da Ugo", please')
    assert reply.mode == "plan"
    assert reply.standing is not None and reply.standing.locks[0].place == "Da Ugo"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"party": {"adults": 3}}, Sign("party_update", ("friend_added", 3, 2))),
        ({"party": {"adults": 2, "seniors": 1}}, Sign("party_update", ("elder_added", 3, 2))),
        ({"party": {"adults": 1}}, Sign("party_update", ("member_removed", 1, 1))),
        (
            {"windows": {"2026-05-02": {"start": "09:00", "end": "20:00"}}},
            Sign("schedule_update", (2, 1200)),
        ),
        (
            {"rests": [{"window": {"start": "12:30", "end": "13:45"}, "minutes": 45,
                        "dates": ["2026-05-02"]}]},
            Sign("schedule_update", (2, (750, 870), 45)),
        ),
        (
            {"locks": [{"place": "Roman Arch", "date": "2026-05-02"}]},
            Sign("add_attraction", ("roman arch", 2)),
        ),
        (
            {"locks": [{"place": "Da Ugo", "date": "2026-05-01", "meal": "dinner"}]},
            Sign("restaurant_requirement", ("da ugo", 1, "dinner")),
        ),
        ({"interests": {"spicy": -1}}, Sign("dietary_update", ("no_spicy",))),
        ({"budget": {"currency": "CNY", "total": 700}}, Sign("budget_update", (700.0,))),
        (
            {"liked_modes": ["transit", "taxi"]},
            Sign("route_preference", (frozenset({"subway", "taxi"}),)),
        ),
        ({"lodging": {"kinds": ["guesthouse"]}}, Sign("hotel_requirement", ("homestay",))),
    ],
)  # fmt: skip
def test_each_kind_of_delta(change: dict[str, Any], expected: Sign) -> None:
    """One field of the request, one delta; the request unchanged has none."""
    assert deltas(_request(), _request(**change)) == {expected}
    assert deltas(_request(**change), _request(**change)) == set()


def test_signs_of_gold(tmp_path: Path) -> None:
    """A gold delta is recognised by what the request tells."""
    (read,) = read_dialogues(written(tmp_path, dialogue()))
    (delta,) = read.turns[1].oracle_state_after_turn.active_user_state_deltas
    assert sign(delta) == Sign("late_start_request", (2, 600))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file is enough; a kind without a file is told."""
    path, out = written(tmp_path, _dialogue("On day 2 don't start before 10:00.")), tmp_path / "o"
    main(["--queries", str(path), "--kind", "tripplus", "--out", str(out)])
    assert json.loads(out.read_text(encoding="utf-8"))["figures"]["mode_accuracy"] == 1.0
    assert "mode accuracy 1.000" in capsys.readouterr().out
    with pytest.raises(SettingsError, match="--kind"):
        main(["--data", str(tmp_path), "--kind", "tripplus"])


def test_the_bars() -> None:
    """On the rows they were written for the rules stay above the bars."""
    if not DATA.is_file():
        pytest.skip("the data to measure with is not here")
    every = read_dialogues(DATA)
    heard = measure(every[::2], sorted({c for d in every for c in (d.base.org, *d.base.dest)}))
    assert heard.mode_accuracy >= 0.9
    assert heard.delta_f1 >= 0.85
    assert heard.preserved >= 0.98
    known = {name for d in every for name in d.base.hard_constraints}
    assert known >= {*HELD}
