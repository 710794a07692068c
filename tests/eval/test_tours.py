"""Tours of two made-up cities whose visitors walk to the nearest popular place."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from eval.tours import hold_out, main, read_tours, steps
from planner.errors import ImportFileError, UserError

if TYPE_CHECKING:
    from pathlib import Path


def write_city(folder: Path, city: str, days: dict[str, list[int]], width: float = 0.01) -> None:
    """A city of places on a line, ``width`` degrees apart, and each user's one day."""
    with (folder / f"poi-{city}.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("poiID", "poiCat", "poiLon", "poiLat"))
        writer.writerows((i, ("Park", "Museum")[i % 2], 12.0, 50 + width * i) for i in range(8))
    with (folder / f"traj-{city}.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("userID", "trajID", "poiID", "startTime"))
        for user, day in days.items():
            writer.writerows((user, 1, place, 1000 + 10 * i) for i, place in enumerate(day))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two cities in which everybody walks along the line."""
    rng = np.random.default_rng(0)
    for city in ("North", "South"):
        starts = rng.integers(0, 5, 30)
        write_city(tmp_path, city, {f"{city}-{i}": [s, s + 1, s + 2] for i, s in enumerate(starts)})
    return tmp_path


def test_repeats_are_merged_and_order_is_by_time(tmp_path: Path) -> None:
    """A place photographed twice in a row is one visit."""
    write_city(tmp_path, "X", {"u": [3, 3, 1, 3]})
    (day,) = read_tours(tmp_path, "X").days
    assert day.tolist() == [3, 1, 3]


def test_own_visits_do_not_make_a_place_popular(tmp_path: Path) -> None:
    """Of three visitors only the two others count, and a return is not asked for."""
    write_city(tmp_path, "X", {"a": [0, 1, 0], "b": [1, 2], "c": [2, 5]})
    asked = list(steps(read_tours(tmp_path, "X"), {}))
    first = asked[0]
    assert len(asked) == 3
    assert first.walk.popularity[:3].tolist() == [0.0, 0.5, 1.0]


def test_learned_elsewhere_beats_popularity(folder: Path) -> None:
    """In the held-out city the habit of going on to the next place carries over."""
    report = hold_out([read_tours(folder, city) for city in ("North", "South")], "South")
    assert report["steps"] == 60
    assert report["learned elsewhere"]["acc@1"] > report["popularity"]["acc@1"] + 0.3
    margin = report["margin"]["popularity"]
    assert margin["low"] <= margin["acc@5"] <= margin["high"]


def test_broken_file_is_named(tmp_path: Path) -> None:
    """A column that is missing stops with the city's name."""
    (tmp_path / "poi-X.csv").write_text("poiID\n1\n")
    with pytest.raises(ImportFileError, match="'X'"):
        read_tours(tmp_path, "X")


def test_command_writes_its_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One held-out city gives one section; a city that is not there is the user's to mend."""
    out = folder / "report.json"
    assert main(["--folder", str(folder), "--city", "North", "--out", str(out)]) == 0
    assert list(json.loads(out.read_text())["figures"]) == ["North"]
    assert "North: 60 steps" in capsys.readouterr().out
    with pytest.raises(UserError, match="East"):
        main(["--folder", str(folder), "--city", "East"])
