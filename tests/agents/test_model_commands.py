"""The commands of the next-place model: what they ask for, and how they refuse."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.agents.harness import refused, wayplan
from tests.tools.next_poi.conftest import write_town
from tests.tools.next_poi.test_checkpoint import write_checkpoint
from tools.next_poi.training.data import Columns, index_rows, read_rows

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"user": "who", "place": "where", "category": "kind", "time": "utc", "outing": "trip"}


def test_train_prints_and_keeps_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file with columns of its own to a checkpoint whose card names that file."""
    recipe = pytest.importorskip("tools.next_poi.training.recipe")
    pytest.importorskip("lightgbm")
    from tests.tools.next_poi.test_training import TOWN_PLAN

    monkeypatch.setattr(recipe, "Plan", lambda seed, threads: TOWN_PLAN)
    town, out = write_town(tmp_path / "town.csv", 0, 28), tmp_path / "model"
    columns = [f"--column={kind}={name}" for kind, name in NAMES.items()]
    columns += ["--column=lat=lat", "--column=lon=lon", "--column=local=local"]
    result = wayplan("train", "--checkins", town, "--out", out, *columns)
    assert result.exit_code == 0, result.output
    assert "all: samples" in result.stdout
    manifest = json.loads((out / "manifest.json").read_text())
    assert list(manifest["files"]) == ["town.csv"]
    assert manifest["figures"]["all"]["acc@1"] > 0.5


def test_train_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    """An absent file, and a column of no known kind, are told by name."""
    out = ("--out", tmp_path / "model")
    refused(wayplan("train", "--checkins", tmp_path / "none.csv", *out), "none.csv")
    town = write_town(tmp_path / "town.csv", 0, 2)
    refused(wayplan("train", "--checkins", town, *out, "--column", "who=x"), "'who=x'")


def test_serve_refuses_what_it_cannot_start(tmp_path: Path) -> None:
    """No checkpoint, no interpreter, and one without vLLM: each is told in a line."""
    rows = read_rows(
        write_town(tmp_path / "town.csv", 0, 3),
        Columns("who", "where", "kind", "lat", "lon", "utc", "local", "trip"),
    )
    folder = tmp_path / "model"
    folder.mkdir()
    write_checkpoint(folder, index_rows(rows))
    python = ("--vllm-python", tmp_path / "python")
    refused(wayplan("serve", tmp_path / "nowhere", *python), "nowhere")
    refused(wayplan("serve", folder, *python), "Cannot start vLLM")
    (tmp_path / "python").write_text(f"#!{sys.executable}\nraise SystemExit('no vllm here')\n")
    (tmp_path / "python").chmod(0o755)
    result = wayplan("serve", folder, *python)
    assert result.exit_code == 4
    assert "no vllm here" in result.stderr
