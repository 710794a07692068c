"""The measurement of alternatives: overlap counted by hand, figures of both offers, one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval.alternatives import Offered, figures, main, overlap
from tests.worlds import DayDraft, TinyWorld, good_request, trip

if TYPE_CHECKING:
    from pathlib import Path

    from planner.itinerary import Itinerary

WORLD = TinyWorld()


def _plan(*ids: str) -> Itinerary:
    draft = DayDraft(WORLD, "2026-06-04", "lumen:hotel")
    for i, name in enumerate(ids):
        draft.visit(f"lumen:{name}", f"{9 + i:02d}:00", 10)
    return trip(good_request(), [draft.done()])


def test_overlap_is_the_mean_over_all_pairs() -> None:
    """Of three plans two share one of three sights, and the third shares nothing with either."""
    one, two, three = _plan("museum", "park"), _plan("park", "church"), _plan("market")
    assert overlap([one, two]) == pytest.approx(1 / 3)
    assert overlap([one, two, three]) == pytest.approx(1 / 9)
    assert overlap([one]) is None


def _row(who: str, **more: object) -> Offered:
    fields = {
        "city": "rome", "seed": 0, "who": who, "found": 2, "seconds": 1.0, "overlap": 0.4,
        "shares": (0.9, 0.8), "plan_seconds": 2.0, "faults": (),
    }  # fmt: skip
    return Offered(**(fields | more))  # type: ignore[arg-type]


def test_figures_tell_both_offers() -> None:
    """Means over trips, the least score, time as searches; a trip without any has no overlap."""
    rows = [
        _row("alternatives"),
        _row("alternatives", found=0, overlap=None, shares=(), faults=("late",)),
        _row("reruns", overlap=0.7, shares=(1.0, 1.0)),
    ]
    told = figures(rows)
    assert told["alternatives_found_mean"] == 1.0
    assert told["alternatives_overlap_mean"] == pytest.approx(0.4)
    assert told["alternatives_score_mean"] == pytest.approx(0.85)
    assert told["alternatives_score_least"] == 0.8
    assert told["alternatives_searches_each"] == 0.5
    assert told["alternatives_faults"] == 1
    assert told["reruns_overlap_mean"] == 0.7


def test_a_run_reports_figures_and_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One short trip: alternatives differ more than reruns do, and nothing is broken."""
    monkeypatch.setattr("eval.alternatives.NIGHTS", 1)
    out = tmp_path / "report.json"
    assert main(["--seeds", "1", "--count", "1", "--city", "rome", "--out", str(out)]) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [row["who"] for row in told["rows"]] == ["alternatives", "reruns"]
    assert told["figures"]["alternatives_overlap_mean"] <= 0.5
    assert told["figures"]["alternatives_overlap_mean"] < told["figures"]["reruns_overlap_mean"]
