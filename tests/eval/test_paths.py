"""The ablation of paths: trips that cover all, intervals by hand, and one small run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval.offers import ROWS
from eval.paths import Outcome, figures, main, request_of

if TYPE_CHECKING:
    from pathlib import Path


def test_trips_cover_cities_seasons_and_parties() -> None:
    """Eight trips meet two cities in every season; a number repeats its trip."""
    cities = ("kyoto", "rome")
    trips = [request_of(number, cities) for number in range(24)]
    assert len({(trip.destinations[0].city, trip.start.month) for trip in trips[:8]}) == 8
    assert len({trip.party for trip in trips}) == 3
    assert {len(trip.interests) > 0 for trip in trips} == {True, False}
    assert trips[5] == request_of(5, cities)


def _outcome(row: str, trip: int, winner: float, best: float) -> Outcome:
    return Outcome(
        row=row, trip=trip, city="rome", winner=winner, best=best, points=1.0, offered=3, paths=1,
        dropped=0, faults=trip, seconds=1.0,
    )  # fmt: skip


def test_figures_are_paired_by_trip() -> None:
    """A row that is always a tenth better gains exactly that, however much the trips differ."""
    rows = [_outcome("1 path", trip, 0.5 + 0.1 * trip, 0.8) for trip in range(4)]
    rows += [_outcome("5 paths", trip, 0.6 + 0.1 * trip, 0.9) for trip in range(4)]
    told = figures(rows)
    assert told["1_path_winner"] == pytest.approx(0.65)
    assert told["1_path_winner_low"] < 0.65 < told["1_path_winner_high"]
    for end in ("", "_low", "_high"):
        assert told[f"5_paths_winner_gain{end}"] == pytest.approx(0.1)
    assert told["5_paths_faults"] == 6


def test_a_small_run_tells_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One trip, little search: gated rows break no rule, and doors ignored are found shut."""
    monkeypatch.setattr("eval.offers.rounds_for", lambda request: 4)
    monkeypatch.setattr("eval.paths.NIGHTS", (1,))
    out = tmp_path / "report.json"
    arguments = ["--trips", "1", "--travellers", "1", "--city", "rome", "--out", str(out)]
    assert main(arguments) == 0
    assert "regret" in capsys.readouterr().out
    report = json.loads(out.read_text(encoding="utf-8"))
    rows = {row["row"]: row for row in report["rows"]}
    assert list(rows) == list(ROWS)
    assert all(row["faults"] == 0 for name, row in rows.items() if "no gate" not in name)
    assert rows["1 path, no gate"]["faults"] > 0
    assert [rows[name]["paths"] for name in ("1 path", "3 paths", "9 paths")] == [1, 3, 9]
    assert rows["5 paths, no consensus"]["paths"] == 5
    assert report["figures"]["1_path_winner"] == pytest.approx(rows["1 path"]["winner"])
