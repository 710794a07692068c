"""The measurement of the language rules."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agents.language import Context, Gazetteer, read
from eval.language.command import main
from eval.language.queries import measure, slots
from eval.language.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

DATA = Path(__file__).parents[3].parent / "shared" / "data"
CONTEXT = Context(dt.date(2022, 2, 1), Gazetteer.of_cities(("Reno", "Dallas")))
QUERY = "3 days from Dallas to Reno, March 3rd to March 5th, 2022, for 2 people, budget $1,100"
GOLD = {"org": "Dallas", "dest": "Reno", "days": 3, "people": 2, "budget": 1100.0}


def _cases() -> Iterator[tuple[str, dict[str, Any], Context]]:
    yield QUERY, GOLD, CONTEXT
    yield QUERY, {**GOLD, "people": 3}, CONTEXT


def test_slots() -> None:
    """What was understood is told in the terms of the gold."""
    found = slots(read(QUERY, CONTEXT))
    assert {name: found[name] for name in GOLD} == GOLD
    assert found["dates"] == ["2022-03-03", "2022-03-05"]


def test_shares() -> None:
    """One query wholly right, one wrong in one of its five slots."""
    tally = measure(_cases())
    assert (tally.queries, tally.queries_right(), tally.fields_right()) == (2, 0.5, 0.9)


def test_precision_and_recall() -> None:
    """One right of two said, one right of three wanted."""
    tally = Tally()
    tally.add("q", {"cuisine": ["a", "b", "c"]}, {"cuisine": ["a", "d"]})
    slot = tally.slots["cuisine"]
    assert (slot.precision, slot.recall) == (0.5, 1 / 3)


def test_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures and rows are written, and on the rows it was made for the rules stay good."""
    if not DATA.is_dir():
        pytest.skip("the data to measure with is not here")
    out = tmp_path / "report.json"
    arguments = ["language", "--data", str(DATA), "--half", "even", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", arguments)
    main()
    figures = json.loads(out.read_text(encoding="utf-8"))["figures"]
    assert figures["travelplanner_even_fields_right"] >= 0.97
    assert "travelplanner, even rows: 30 queries" in capsys.readouterr().out
