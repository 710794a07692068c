"""Visits from a file, and what they change about a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents.visited import read_visits
from planner.errors import ImportFileError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "place,category,time\n"


def test_lines_are_visits(tmp_path: Path) -> None:
    """A place, a kind of place, or both, each with its time."""
    path = tmp_path / "visits.csv"
    path.write_text(f"{HEADER}rome:pantheon,,2026-05-04T18:30+02:00\n,bar,2026-05-05T22:00Z\n")
    first, second = read_visits(path)
    assert (first.place, first.category, first.at.hour) == ("rome:pantheon", "", 18)
    assert (second.place, second.category) == ("", "bar")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("place,time\n", "category"),
        (f"{HEADER}x,bar,yesterday\n", "Line 2 .*'yesterday'"),
        (f"{HEADER}x,bar,2026-05-04T18:30\n", "with its zone"),
        (f"{HEADER}x\n", "with its zone"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    """The line, what it holds, and what was expected."""
    path = tmp_path / "visits.csv"
    path.write_text(text)
    with pytest.raises(ImportFileError, match=complaint):
        read_visits(path)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    """It is the user's to mend."""
    with pytest.raises(ImportFileError, match=r"none\.csv"):
        read_visits(tmp_path / "none.csv")
