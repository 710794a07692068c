"""The measurement of re-planning: what it draws, what it counts, what it reports."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from agents import app
from eval.changes import CHANGES, ONE_ITEM, WIDER
from eval.replans import Replanned, figures, main
from planner.change import Change
from planner.itinerary import Itinerary
from tools.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def plan() -> Itinerary:
    """A day and a half in Copenhagen."""
    request = {"destinations": [{"city": "copenhagen", "nights": 1}], "start": "2027-06-08"}
    answer = app.plan(request, time_limit=0.2)
    assert isinstance(answer, Itinerary)
    return answer


@pytest.mark.parametrize("kind", list(CHANGES))
def test_every_kind_of_change_can_be_met(plan: Itinerary, kind: str) -> None:
    """Each is valid, the same for the same seed, and not without effect on the request."""
    store = Catalogue.starter("copenhagen")
    drawn = CHANGES[kind](Random(4), plan, store)
    assert drawn == CHANGES[kind](Random(4), plan, store)
    assert Change.model_validate(drawn) != Change()
    answer = app.replan(plan, drawn, time_limit=0.1)
    assert answer.plan.request != plan.request


def test_there_are_enough_kinds_of_both_sorts() -> None:
    """Changes about one item and wider ones share no name."""
    assert len(ONE_ITEM) >= 5
    assert len(WIDER) >= 4
    assert len(CHANGES) == len(ONE_ITEM) + len(WIDER)


def _row(kind: str, ms: float, items: int, **more: object) -> Replanned:
    fields = {
        "city": "rome", "seed": 0, "kind": kind, "app_ms": ms, "planner_ms": ms / 2, "cpu_ms": ms,
        "granted": True, "possible": True, "days_same": 0.5,
        "items": items, "shifted": 0, "faults": (), "kept": 0.9,
    }  # fmt: skip
    return Replanned(**(fields | more))  # type: ignore[arg-type]


def test_figures_keep_one_item_and_wider_changes_apart() -> None:
    """Times and moves of both; a refusal counts only where the plan made anew grants everything."""
    rows = [
        _row("drop", 50.0, 0),
        _row("add", 70.0, 2),
        _row("swap", 60.0, 1, faults=("late",)),
        _row("rain", 200.0, 7, kept=0.7),
        _row("child", 100.0, 0, granted=False, kept=None),
        _row("child", 100.0, 0, granted=False, possible=False, kept=None),
    ]
    told = figures(rows)
    assert (told["replan_ms_p50"], told["replan_ms_max"]) == (60.0, 70.0)
    assert (told["planner_ms_p50"], told["moved_p50"], told["moved_max"]) == (30.0, 1, 2)
    assert (told["wider_replan_ms_max"], told["wider_moved_max"]) == (200.0, 7)
    assert told["granted_share"] == pytest.approx(4 / 5)
    assert told["score_kept_mean"] == pytest.approx((3 * 0.9 + 0.7) / 4)
    assert told["days_same_mean"] == 0.5
    assert told["faults"] == 1


def test_the_report_holds_the_figures_and_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One city, one trip, two kinds of change: a clean answer to each."""
    monkeypatch.setattr("eval.replans.CHANGES", {k: CHANGES[k] for k in ("drop", "late_start")})
    monkeypatch.setattr("eval.replans.NIGHTS", 1)
    out = tmp_path / "report.json"
    assert main(["--seeds", "1", "--city", "copenhagen", "--out", str(out)]) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [row["kind"] for row in told["rows"]] == ["drop", "late_start"]
    assert told["figures"]["granted_share"] == 1.0
    assert told["figures"]["faults"] == 0
    assert told["figures"]["replan_ms_p50"] > 0
