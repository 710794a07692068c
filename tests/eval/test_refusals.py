"""Refusals held to their word: the judge sees what is claimed wrongly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agents import app
from eval.refusals import Judge, Refused, figures, main
from eval.sweep import open_bench
from planner.itinerary import Conflict, Infeasible, Wish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def judge() -> Judge:
    """A judge over the starter cities."""
    return Judge(open_bench(["rome"]))


@pytest.fixture(scope="module")
def refusal() -> Infeasible:
    """A must that is a must not, beside two meals."""
    asked = {
        "destinations": [{"city": "rome", "nights": 0}],
        "start": "2026-06-04",
        "must": ["Pantheon", "Trevi Fountain"],
        "must_not": ["Pantheon"],
    }
    answer = app.plan(asked, time_limit=0.2)
    assert isinstance(answer, Infeasible)
    return answer


def test_a_true_refusal_has_no_fault(judge: Judge, refusal: Infeasible) -> None:
    """What the planner says of must and must not stands."""
    assert [wish.field for wish in refusal.conflict] == ["must.0", "must_not"]
    assert refusal.lone
    assert list(judge.faults(refusal, 0)) == []


def _claims(judge: Judge, refusal: Infeasible) -> set[str]:
    return {fault.partition(":")[0] for fault in judge.faults(refusal, 0)}


def test_a_conflict_that_can_be_granted_is_not_real(judge: Judge, refusal: Infeasible) -> None:
    """One of the two wishes alone is no conflict."""
    false = refusal.model_copy(update={"conflict": refusal.conflict[:1], "lone": False})
    assert _claims(judge, false) == {"real"}


def test_a_conflict_with_a_wish_too_many_is_not_minimal(judge: Judge, refusal: Infeasible) -> None:
    """Without the other must it is refused all the same, and so is the whole request."""
    other = Wish(field="must.1", text="visiting Trevi Fountain")
    false = refusal.model_copy(update={"conflict": (*refusal.conflict, other)})
    assert _claims(judge, false) == {"minimal", "lone"}
    beside = Conflict(wishes=(*refusal.conflict, other), reason="", proved=True)
    false = refusal.model_copy(update={"other_conflicts": (beside,)})
    assert _claims(judge, false) == {"minimal"}


def test_a_nearest_plan_that_breaks_a_rule_is_seen(judge: Judge, refusal: Infeasible) -> None:
    """A stop of the plan that its own request rules out; and none where there could be one."""
    assert refusal.nearest is not None
    (stop, *_) = refusal.nearest.days[0].stops
    strict = refusal.nearest.request.model_copy(update={"must_not": (stop.place_id,)})
    broken = refusal.nearest.model_copy(update={"request": strict})
    assert _claims(judge, refusal.model_copy(update={"nearest": broken})) == {"nearest"}
    assert _claims(judge, refusal.model_copy(update={"nearest": None})) == {"nearest"}


def test_figures_count_what_stands() -> None:
    """Refusals without a fault of a kind, proved conflicts, seconds; planned ones only counted."""
    found = [
        Refused(1, ("steps",), "refused", (("must.0",),), (True,), True, True, cpu_seconds=1.0),
        Refused(
            2,
            ("steps", "no money"),
            "refused",
            (("must.0",), ("budget.total",)),
            (True, False),
            faults=("real: must.0 can be granted",),
            cpu_seconds=3.0,
        ),
        Refused(3, ("steps",), "planned"),
        Refused(4, ("steps",), "crashed", error="Traceback"),
    ]
    told = figures(found)
    assert (told["requests"], told["refused"], told["planned"], told["crashes"]) == (4, 2, 1, 1)
    assert (told["real"], told["minimal"], told["nearest_ok"]) == (1, 2, 2)
    assert told["proved_share"] == pytest.approx(2 / 3, abs=1e-4)
    assert (told["smallest_share"], told["lone"], told["lone_kept"]) == (0.5, 1, 1)
    assert (told["side_by_side"], told["cpu_max"]) == (1, 3.0)


def test_the_command_writes_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two refusals in processes of their own: the table is printed, the rows are in the file."""
    out = tmp_path / "report.json"
    assert main(["--count", "2", "--city", "rome", "--out", str(out)]) == 0
    assert "proved_share" in capsys.readouterr().out
    written = json.loads(out.read_text("utf-8"))
    assert written["figures"]["refused"] == 2
    assert {row["status"] for row in written["rows"]} <= {"refused", "planned"}


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_three_hundred_refusals_keep_their_word(tmp_path: Path) -> None:
    """Every conflict is real and minimal, every nearest plan keeps the rules, nearly all proved."""
    out = tmp_path / "report.json"
    assert main(["--count", "300", "--out", str(out)]) == 0
    told = json.loads(out.read_text("utf-8"))["figures"]
    assert told["real"] == told["minimal"] == told["nearest_ok"] == told["refused"] == 300
    assert told["proved_share"] > 0.9
