"""The command line of a suite: files, exit code, going on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval.suite import run, suite_parser
from eval.task import Recipe
from planner.errors import SettingsError
from tests.eval.tiny_task import build

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str, numbers: tuple[int, ...] = (2, 3, 4)) -> int:
    given = suite_parser("tiny", "Tiny.").parse_args(["--workers", "1", *arguments])
    return run(Recipe(build, {"numbers": numbers}), given)


def test_it_writes_report_rows_and_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The three files lie side by side; the table and the failures are printed."""
    out = tmp_path / "report.json"
    assert _run("--out", str(out)) == 0
    told = json.loads(out.read_text("utf-8"))
    assert (told["figures"]["passed"], told["figures"]["evens"]) == (0.6667, 2)
    rows = (tmp_path / "report.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["row"]["case"] for row in rows[1:]] == ["n2", "n3", "n4"]
    assert "wayplan eval tiny" in (tmp_path / "report.html").read_text("utf-8")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".json", ".jsonl"]
    printed = capsys.readouterr().out
    assert "n3, seed 0: 3 is <odd>" in printed
    assert "0.6667" in printed


def test_a_requirement_that_is_not_met_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """For a check in CI; the figure is told beside what was required."""
    assert _run("--require", "passed=0.6") == 0
    assert _run("--require", "passed=0.7", "--require", "evens=2") == 1
    printed = capsys.readouterr().out
    assert "--require passed=0.7: it is 0.6667" in printed
    assert "--require evens" not in printed
    assert _run("--require", "final=1") == 1
    assert "--require final=1: there is no such figure" in capsys.readouterr().out


def test_a_crash_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line of the traceback is told."""
    assert _run(numbers=(2, 13)) == 1
    assert "n13, seed 0: ValueError: thirteen" in capsys.readouterr().out


def test_seeds_and_single_cases(tmp_path: Path) -> None:
    """Each case with each seed; pass^2 is told."""
    out = tmp_path / "report.json"
    assert _run("--seeds", "2", "--seed", "5", "--only", "n3", "--out", str(out)) == 0
    told = json.loads(out.read_text("utf-8"))
    assert [(row["case"], row["seed"]) for row in told["rows"]] == [("n3", 5), ("n3", 6)]
    assert told["figures"]["pass_hat_2"] == 0


def test_a_page_is_no_report(tmp_path: Path) -> None:
    """The report's own name may not be that of a file beside it."""
    with pytest.raises(SettingsError, match=r"expected a \.json file"):
        _run("--out", str(tmp_path / "report.html"))
