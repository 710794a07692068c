"""The tables on speed: every figure is there, whatever the machine makes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval import growth, preselection, settling, speed
from eval.synthetic import NAME, write_city

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of 300 places."""
    path, _ = write_city(tmp_path_factory.mktemp("city"), 300)
    return path


def test_settling_compares_short_searches_with_a_long_one(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits are tried until one is enough; with a share of 0 the first already is."""
    monkeypatch.setattr(settling, "REFERENCE", 0.3)
    monkeypatch.setattr(settling, "LIMITS", (0.1, 0.2))
    monkeypatch.setattr(settling, "ENOUGH", 0.0)
    found = settling.settling(city, NAME, nights=1, repeats=1)
    assert found["settled"] == 0.1
    assert found["share_at_0.1s"] > 0.5
    assert "share_at_0.2s" not in found
    assert found["first"] >= found["searched"] > 0
    monkeypatch.setattr(settling, "ENOUGH", 2.0)
    never = settling.settling(city, NAME, nights=1, repeats=1)
    assert never["settled"] == 0.3
    assert "share_at_0.2s" in never


def test_a_walk_towards_a_plan_ends_with_all_candidates(city: Path) -> None:
    """What is handed to the improvement grants every hard wish and has every candidate."""
    found = settling.prepared(city, NAME, nights=1)
    assert found.reached.granted
    assert found.reached.problem is not None
    assert any(node.meal is None for node in found.reached.problem.trip.nodes)
    assert found.first == pytest.approx(found.ready + found.searched)


def test_growth_measures_each_size_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Import and plans of a hundred places: seconds, and the memory of an interpreter at least."""
    found = growth.growth(tmp_path, (100,))
    assert set(found) == {
        f"{name}_100"
        for name in ("import_seconds", "import_mb", "plan_first", "plan_p50", "plan_mb")
    }
    assert all(value > 0 for value in found.values())
    assert min(found["import_mb_100"], found["plan_mb_100"]) > 20


def test_preselection_is_judged_against_more_candidates(city: Path) -> None:
    """Each breadth has more candidates, and the loss is measured against the best of all."""
    found = preselection.loss(city, NAME, nights=1, seconds=0.2, seeds=1)
    assert found["nodes_1x"] < found["nodes_2x"] <= found["nodes_4x"]
    best = max(found[f"score_{breadth}x"] for breadth in preselection.BREADTHS)
    assert found["lost"] == pytest.approx(1 - found["score_1x"] / best)
    assert found["lost"] >= 0


def test_the_table_holds_the_sections_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One section alone is measured, printed and written."""
    monkeypatch.setitem(speed.SECTIONS, "growth", lambda folder, repeats: {"seconds": repeats / 2})
    out = tmp_path / "report.json"
    assert speed.main(["--section", "growth", "--repeats", "3", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == {"figures": {"seconds": 1.5}}
    assert "1.5" in capsys.readouterr().out


def test_sections_name_their_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Both large cities are measured, each figure under its number of places and days."""
    asked: list[tuple[str, int]] = []

    def fake(path: Path, city: str, nights: int, repeats: int) -> dict[str, float]:
        asked.append((city, nights))
        return {"first": 1.0}

    def written(folder: Path, places: int) -> tuple[Path, None]:
        return folder / f"{places}.db", None

    monkeypatch.setattr(speed, "settling", fake)
    monkeypatch.setattr(speed, "write_city", written)
    monkeypatch.setattr(speed, "cold_plan", lambda arguments: 2.0)
    assert speed.settled(tmp_path, 1) == {
        "first_2000_3d": 1.0, "cold_first_2000_3d": 2.0,
        "first_10000_7d": 1.0, "cold_first_10000_7d": 2.0,
    }  # fmt: skip
    assert asked == [(NAME, 2), (NAME, 6)]
