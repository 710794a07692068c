"""Running and going on: order, what is kept, what is not repeated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from eval.journal import Journal
from eval.tour.race import race
from eval.tour.task import PYVRP, WAYPLAN, GeneratedTask, Run, runs_of
from tests.eval.tour.six_nodes import line

if TYPE_CHECKING:
    from pathlib import Path

    from eval.tour.instance import TourInstance


@dataclass(frozen=True)
class LineTask:
    """The instance of six nodes, with a name."""

    name: str = "line"

    def load(self) -> TourInstance:
        """See ``Task``."""
        return line()

    def names(self) -> dict[str, Any]:
        """See ``Task``."""
        return {"set": "test", "instance": self.name}


STAMP = "stamp"


def _nothing(run: Run, row: dict[str, Any]) -> None:
    """Tell nobody."""


RUNS = [
    run
    for name in ("one", "two")
    for run in runs_of(LineTask(name), [(WAYPLAN, None), (PYVRP, None)], [0.05, 0.1], 0)
]


def test_every_run_has_its_row_in_order(tmp_path: Path) -> None:
    """Ours here, the peers in other processes; all find the best of the instance."""
    told: list[str] = []
    rows = race(
        RUNS, Journal(tmp_path / "rows", STAMP), 2, lambda run, row: told.append(run.solver)
    )
    assert [
        {name: row[name] for name in run.names()} for run, row in zip(RUNS, rows, strict=True)
    ] == [run.names() for run in RUNS]
    assert {row["score"] for row in rows} == {63}
    assert {row["broken"] for row in rows} == {None}
    assert sorted(told) == sorted(run.solver for run in RUNS)


def test_an_interrupted_measurement_goes_on(tmp_path: Path) -> None:
    """What was done before Ctrl-C is kept and not done again."""
    path = tmp_path / "rows"

    def interrupt(run: Run, row: dict[str, Any]) -> None:
        if run == RUNS[1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        race(RUNS, Journal(path, STAMP), 1, interrupt)
    head, *lines = path.read_text("utf-8").splitlines()
    assert json.loads(head) == {"stamp": STAMP}
    kept = [json.loads(line) for line in lines]
    assert [row["names"] for row in kept] == [run.names() for run in RUNS[:2]]
    journal = Journal(path, STAMP)
    journal.add(RUNS[0].names(), {"score": "from before"})
    rows = race(RUNS, journal, 1, _nothing)
    assert [row["score"] for row in rows] == ["from before", *[63] * 7]
    journal.finish()
    assert not path.exists()


def test_a_row_tells_what_was_done() -> None:
    """Names of the task and of the search, the verdict, and the time it took."""
    row = Run(GeneratedTask(50, 3, 1), PYVRP, 0.3, seed=4).row()
    assert row["instance"] == "50-1"
    assert (row["solver"], row["seconds"], row["seed"], row["keep"]) == (PYVRP, 0.3, 4, None)
    assert row["score"] > 0
    assert row["broken"] is None
    assert row["search_seconds"] >= 0.3
