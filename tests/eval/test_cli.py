"""``wayplan eval``: what it lists, what it hands on, what it loads, how it ends."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agents.console import Exit
from eval.cli import MEASUREMENTS, command
from eval.tour import run_orienteering, run_tour

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; the last line says what heavy modules it loaded."""
    code = (
        "import sys, atexit\n"
        "heavy = {'numpy', 'pydantic', 'numba', 'ortools', 'pyvrp', 'rich', 'eval.sweep'}\n"
        "atexit.register(lambda: print('LOADED', *sorted(heavy & set(sys.modules))))\n"
        "from eval.cli import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        encoding="utf-8",
    )


@pytest.mark.parametrize(("arguments", "shown"), [("--help", "eval"), ("eval --help", "sweep")])
def test_help_loads_no_measurement(arguments: str, shown: str) -> None:
    """The list of commands, and of measurements, with no library but what typer may load."""
    done = run(*arguments.split())
    assert done.returncode == Exit.DONE
    assert shown in done.stdout
    assert done.stdout.splitlines()[-1] in ("LOADED", "LOADED pydantic")


def test_a_measurement_gets_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that follows its name, options too; what it returns is the exit code."""
    given: list[str] = []

    def main(arguments: Sequence[str]) -> int:
        given.extend(arguments)
        return 1

    monkeypatch.setattr(run_tour, "main", main)
    with pytest.raises(SystemExit) as ended:
        command()(["eval", "tour", "--help", "--sizes", "50", "x"])
    assert given == ["--help", "--sizes", "50", "x"]
    assert ended.value.code == 1


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_every_measurement_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It can be loaded and has ``--help`` and ``--out``."""
    with pytest.raises(SystemExit) as ended:
        import_module(MEASUREMENTS[name].module).main(["--help"])
    assert ended.value.code == 0
    assert "--out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--data", "nowhere"], "--data: expected a folder 'toptw' in nowhere."),
        (["--data", ".", "--sets", "solomon"], "--sets: expected toptw or ttdp, got 'solomon'."),
    ],
)
def test_wrong_options_end_with_a_line(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without the set, a set that is none: exit code 2 and no traceback."""
    with pytest.raises(SystemExit) as ended:
        command()(["eval", "orienteering", *arguments])
    assert ended.value.code == Exit.USAGE
    assert capsys.readouterr().err == f"wayplan: {sentence}\n"


def test_numbers_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Limits above nothing, tours in whole numbers."""
    for option, value in (("--seconds", "1,0"), ("--m", "1,x"), ("--every", "0")):
        with pytest.raises(SystemExit) as ended:
            run_orienteering.main(["--data", ".", option, value])
        assert ended.value.code == Exit.USAGE
        assert option in capsys.readouterr().err
