"""Requests and changes as travellers write them: rambling, terse, with slips, in any order.

The rules were written on one half of the file's rows and tried on the other ("unseen"), and on a
later batch, before any of their errors was looked at (docs/evaluation.md). A row holds what was
said; the mode, the change and what is told back as not understood, or ``some`` fields of the
request alone; or under ``amiss`` fields as they ought to be, where the rules are short of them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.agents.language.harness import hear, hear_again, lost

if TYPE_CHECKING:
    from agents.language import Understanding

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("requests.jsonl").read_text("utf-8").splitlines()
]


def _heard(row: dict[str, Any]) -> Understanding:
    return (hear_again if row.get("standing") else hear)(row["said"])


def _rows(key: str) -> list[Any]:
    return [pytest.param(row, id=row["said"][:60]) for row in ROWS if key in row]


@pytest.mark.parametrize("row", _rows("change"))
def test_what_a_traveller_asks_for(row: dict[str, Any]) -> None:
    """All that a trip is changed by, nothing else, and what is told to be missed."""
    heard = _heard(row)
    assert heard.mode == row["mode"]
    assert heard.change.model_dump(mode="json", exclude_defaults=True) == row["change"]
    assert lost(heard) == row["missed"]


@pytest.mark.parametrize("row", _rows("some"))
def test_some_fields(row: dict[str, Any]) -> None:
    """The fields that are sure, of a request that says more."""
    request = _heard(row).change.request
    assert {name: request.get(name) for name in row["some"]} == row["some"]


@pytest.mark.xfail(strict=True, reason="what the language rules are still short of")
@pytest.mark.parametrize("row", _rows("amiss"))
def test_what_is_still_amiss(row: dict[str, Any]) -> None:
    """Fields as they ought to be."""
    request = _heard(row).change.request
    assert {name: request.get(name) for name in row["amiss"]} == row["amiss"]
