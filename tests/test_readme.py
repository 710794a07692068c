"""The README says what the program does."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from agents import app
from agents.cli import app as command
from agents.host import Host
from planner.itinerary import Itinerary

if TYPE_CHECKING:
    import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_printed_trip_is_real() -> None:
    """The trip in the README is what the command above it prints.

    Where the planner has changed, run that command and put its output there.
    """
    said = re.search(r"<!-- output of: wayplan (.*?) -->\n```text\n(.*?)```", README, re.S)
    assert said is not None
    done = CliRunner().invoke(command, said[1].split(), obj=Host())
    assert done.exit_code == 0
    assert done.stdout == said[2]


def test_the_answer_in_plain_words_is_real() -> None:
    """What is asked in words is answered as the README says."""
    said = re.search(r"<!-- answer to: wayplan (.*?) -->\n```text\n(.*?)```", README, re.S)
    assert said is not None
    done = CliRunner().invoke(command, shlex.split(said[1]), obj=Host())
    assert done.exit_code == 0
    assert done.stdout == said[2]


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """It prints the first stop, and what the trip costs."""
    example = re.search(r"```python\n(.*?)```", README, re.S)
    assert example is not None
    exec(compile(example[1], "README.md", "exec"), {})
    assert re.fullmatch(r".+ \d+\.\d+ DKK\n", capsys.readouterr().out)


def test_the_change_example_applies() -> None:
    """The JSON of a change is one, and a plan takes it."""
    example = re.search(r"```json\n(.*?)```", README, re.S)
    assert example is not None
    request = {"destinations": [{"city": "copenhagen", "nights": 2}], "start": "2027-06-08"}
    trip = app.plan(request, time_limit=0.2)
    assert isinstance(trip, Itinerary)
    changed = app.replan(trip, json.loads(example[1]), time_limit=0.2).plan
    assert isinstance(changed, Itinerary)
    assert app.check(changed) == []
