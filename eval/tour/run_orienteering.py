"""The optimiser on the public orienteering libraries, beside OR-Tools routing and PyVRP.

TOPTW has reference values: figures are gaps to them in percent, below 0 where an answer is better.
Ours searches on both cores, a peer on one, for the same seconds each.
TTDP has none: figures are ratios of our score to each peer's. Every answer is judged by
``eval.tour.verify``; one that breaks a rule, or none, scores 0.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.tour.figures import orienteering_figures
from eval.tour.options import measure, parser_of, wholes
from eval.tour.orienteering import READERS, read_references
from eval.tour.task import PYVRP, ROUTING, WAYPLAN, LibraryTask, runs_of
from planner.errors import SettingsError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from eval.journal import Row
    from eval.tour.orienteering import Reference

REFERENCES = "toptw_reference_values.csv"
TOURS = "1,2,3,4"


def tasks_of(
    data: Path, sets: Sequence[str], pattern: str, tours: Sequence[int], every: int
) -> list[LibraryTask]:
    """Every ``every``-th instance of the sets whose name fits, with each number of tours.

    Raises:
        SettingsError: the folder lacks a set.
    """
    found = []
    for name in sets:
        if name not in READERS:
            raise SettingsError(f"--sets: expected {' or '.join(READERS)}, got {name!r}.")
        if not (data / name).is_dir():
            raise SettingsError(f"--data: expected a folder {name!r} in {data}.")
        paths = [p for p in sorted((data / name).glob("*.txt")) if not p.stem.startswith("format")]
        fitting = [path for path in paths if fnmatch(path.stem, pattern)]
        found += [LibraryTask(name, path, m) for path in fitting[::every] for m in tours]
    return found


def with_reference(row: Row, references: Mapping[tuple[str, int], Reference]) -> Row:
    """A row with the value it is held against, None where there is none."""
    known = references.get((row["instance"], row["m"])) if row["set"] == "toptw" else None
    return row | {
        "reference": known.value if known else None,
        "proven": known.proven if known else False,
    }


def table(figures: Mapping[str, float]) -> str:
    """The figures as text, one a line."""
    return "\n".join(f"{name:<34}{value:10.3f}" for name, value in sorted(figures.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures, write the report; 1 where an answer of ours broke a rule."""
    given = _parser().parse_args(arguments)
    tasks = tasks_of(given.data, given.sets.split(","), given.instances, given.m, given.every)
    references = read_references(given.data / REFERENCES)
    solvers: list[tuple[str, int | None]] = [(WAYPLAN, None)]
    if given.peers:
        solvers += [(ROUTING, None), (PYVRP, None)]
    runs = [run for task in tasks for run in runs_of(task, solvers, given.seconds, given.seed)]

    def complete(row: Row) -> Row:
        return with_reference(row, references)

    report: dict[str, Any] = measure(runs, orienteering_figures, given, "Orienteering", complete)
    print(table(report["figures"]))
    return 1 if report["figures"]["infeasible"] else 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("orienteering", __doc__, "1,5")
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR",
        help=f"folder with {' and '.join(READERS)} and {REFERENCES}",
    )  # fmt: skip
    parser.add_argument("--sets", default=",".join(READERS), help=f"({','.join(READERS)})")
    parser.add_argument("--instances", default="*", metavar="GLOB", help="names, such as 'c1*'")
    parser.add_argument(
        "--m", type=wholes, default=wholes(TOURS), metavar="M,M", help=f"numbers of tours ({TOURS})"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
