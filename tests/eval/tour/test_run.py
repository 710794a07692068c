"""The two benchmarks end to end, on little."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import bench
from eval.bench import Section
from eval.tour import run_orienteering, run_tour
from eval.tour.run_orienteering import REFERENCES, tasks_of
from eval.tour.run_tour import choices
from eval.tour.task import CPSAT, PYVRP, WAYPLAN
from planner.errors import SettingsError
from tests.eval.tour.test_orienteering import TOPTW, TTDP


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A library of one TOPTW and two TTDP instances."""
    for name in ("toptw", "ttdp"):
        (tmp_path / name).mkdir()
    (tmp_path / "toptw" / "c101.txt").write_text(TOPTW, encoding="utf-8")
    for name in ("t101", "t102", "format_description_TTDP"):
        (tmp_path / "ttdp" / f"{name}.txt").write_text(TTDP, encoding="utf-8")
    table = "instance,m,best_kuleuven_xls,proven_optimum_m1_righini_salani\nc101,1,20,20\n"
    (tmp_path / REFERENCES).write_text(table, encoding="utf-8")
    return tmp_path


def test_orienteering_writes_its_report(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every solver on every instance; figures are printed and in the file, nothing else is left."""
    out = data / "report.json"
    arguments = ["--data", str(data), "--m", "1", "--seconds", "0.1,0.2", "--out", str(out)]
    assert run_orienteering.main(arguments) == 0
    report = json.loads(out.read_text("utf-8"))
    assert len(report["rows"]) == 3 * 3 * 2
    assert report["figures"]["gap_mean_0.2s"] == report["figures"]["pyvrp_gap_mean_0.2s"] == 0
    assert report["figures"]["ttdp_ratio_routing_0.1s"] == 1
    assert report["figures"]["infeasible"] == 0
    assert "gap_mean_0.1s" in capsys.readouterr().out
    assert {path.name for path in data.iterdir()} == {"toptw", "ttdp", REFERENCES, "report.json"}


def test_a_sample_of_the_library(data: Path) -> None:
    """Sets, names, numbers of tours, every second instance; the format's description is none."""
    names = [
        (task.set, task.path.stem, task.tours) for task in tasks_of(data, ["ttdp"], "*", [1, 4], 1)
    ]
    assert names == [("ttdp", name, m) for name in ("t101", "t102") for m in (1, 4)]
    assert len(tasks_of(data, ["toptw", "ttdp"], "*", [2], 2)) == 2
    assert tasks_of(data, ["ttdp"], "c*", [1], 1) == []


def test_nothing_to_run_is_said(data: Path) -> None:
    """A pattern that fits no instance."""
    with pytest.raises(SettingsError, match="leave none"):
        run_orienteering.main(["--data", str(data), "--instances", "x*"])


def test_tours_write_their_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The smallest instance of the first seed: a line of the table, every solver in the file."""
    out = tmp_path / "report.json"
    arguments = ["--sizes", "50", "--every", "3", "--seconds", "0.3", "--out", str(out)]
    run_tour.main(arguments)
    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split()[:4] == ["50", "3", "0.3", "s"]
    report = json.loads(out.read_text("utf-8"))
    assert {row["solver"] for row in report["rows"]} == set(run_tour.SOLVERS)
    assert {row["instance"] for row in report["rows"]} == {"50-1"}
    assert "tour_50x3d_wayplan_0.3s" in report["figures"]


def test_what_each_solver_is_given() -> None:
    """Ours selects for itself; peers get preselections, and all while that is of use."""
    assert choices(WAYPLAN, 10_000) == (None,)
    assert choices(PYVRP, 50) == (None,)
    assert choices(PYVRP, 200) == (100, None)
    assert choices(PYVRP, 10_000) == (100, 250)
    assert choices(CPSAT, 50) == (None,)
    assert choices(CPSAT, 100) == (60, None)
    assert choices(CPSAT, 200) == (60,)


def test_the_bench_says_which_section_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose ``main`` ends with another code than 0."""

    def main(arguments: list[str]) -> int:
        Path(arguments[-1]).write_text('{"figures": {"infeasible": 1}}', encoding="utf-8")
        return 1

    monkeypatch.setattr(run_tour, "main", main)
    report = bench.bench([Section("Tours", "eval.tour.run_tour")])
    assert report == {"figures": {"infeasible": 1}, "failed": ["Tours"]}


def test_the_bench_gathers_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """Every section's table under its title, the figures of all in one report."""
    sections = [
        Section(title, "eval.tour.run_tour",
                ("--no-peers", "--every", "3", "--seconds", "0.1", "--sizes", size))
        for title, size in (("Small", "50"), ("Larger", "100"))
    ]  # fmt: skip
    figures = bench.bench(sections)["figures"]
    assert {"tour_50x3d_wayplan_0.1s", "tour_100x3d_wayplan_0.1s"} <= set(figures)
    printed = capsys.readouterr().out
    assert printed.index("Small") < printed.index("Larger")
