"""What the measurements' command lines have alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval.command import parser_of, write
from eval.sweep import open_bench
from planner.errors import SettingsError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path


def test_help_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The usage line is what a user types, and the description keeps its lines."""
    with pytest.raises(SystemExit):
        parser_of("speed", "How long.\n\nIn seconds.").parse_args(["--help"])
    told = capsys.readouterr().out
    assert told.startswith("usage: wayplan eval speed")
    assert "How long.\n\nIn seconds." in told


def test_out_is_checked_before_the_measuring(tmp_path: Path) -> None:
    """A report that could not be written is refused at once, not after hours."""
    with pytest.raises(SettingsError, match="there is no folder"):
        parser_of("speed", None).parse_args(["--out", str(tmp_path / "none" / "report.json")])


def test_write(tmp_path: Path) -> None:
    """The report is JSON, accents as they are; without a file nothing is written."""
    out = tmp_path / "report.json"
    write({"figures": {"café": 1.5}}, out)
    write({"figures": {}}, None)
    assert json.loads(out.read_text(encoding="utf-8")) == {"figures": {"café": 1.5}}
    assert "café" in out.read_text(encoding="utf-8")


def test_bench_of_an_unknown_city() -> None:
    """A typing slip in a city is told with the cities that there are."""
    with pytest.raises(UnknownNameError, match="'roem'"):
        open_bench(["rome", "roem"])
