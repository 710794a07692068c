"""How long plans take, and what they cost as cities grow.

    wayplan eval speed --out report.json

*Cold* is a new process, from its start to the printed plan; *warm* is a process that has planned
before. The first cold run, which may compile, is not counted. Large cities are made up
(``eval.synthetic``) and imported as a user's own would be.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

from eval.command import parser_of, positive, write
from eval.growth import SIZES, growth
from eval.preselection import loss
from eval.settling import START, cold_plan, settling, whole_plan
from eval.synthetic import NAME, write_city
from tools import starter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Figures = dict[str, float]


class Size(NamedTuple):
    """A trip to a city of so many places."""

    places: int
    nights: int

    @property
    def name(self) -> str:
        """Such as ``2000_3d``."""
        return f"{self.places}_{self.nights + 1}d"


SMALLER, LARGER = Size(2_000, 2), Size(10_000, 6)
#: Seconds of each search that preselection is judged by.
LONG = 20.0


def starter_cities(_: Path, repeats: int) -> Figures:
    """Seconds of three days in each city that ships, cold and warm."""
    cities = starter.city_ids()
    arguments = ["--start", START, "--nights", "2"]
    cold_plan(["--city", cities[0], *arguments])
    colds = [cold_plan(["--city", city, *arguments]) for city in cities]
    warms = [[_warm(city) for _ in range(repeats + 1)][1:] for city in cities]
    return {
        "cold_p50": statistics.median(colds),
        "cold_max": max(colds),
        "warm_p50": statistics.median(seconds for city in warms for seconds in city),
        "warm_max": max(seconds for city in warms for seconds in city),
    }


def _warm(city: str) -> float:
    return whole_plan(None, city, nights=2)


def settled(folder: Path, repeats: int) -> Figures:
    """Seconds to the first feasible plan and until the search is settled, by size."""
    figures: Figures = {}
    for size in (SMALLER, LARGER):
        path, _ = write_city(folder, size.places)
        found = settling(path, NAME, size.nights, repeats)
        arguments = ["--city", NAME, "--start", START, "--nights", str(size.nights)]
        arguments += ["--catalogue", str(path), "--time-limit", "0.01"]
        found["cold_first"] = min(cold_plan(arguments) for _ in range(2))
        figures |= {f"{name}_{size.name}": value for name, value in found.items()}
    return figures


def grown(folder: Path, _: int) -> Figures:
    """Seconds and MB of imports and plans as the catalogue grows."""
    return growth(folder, SIZES)


def lost(folder: Path, _: int) -> Figures:
    """What the usual preselection loses in a large city."""
    path, _report = write_city(folder, LARGER.places)
    found = loss(path, NAME, LARGER.nights, LONG)
    return {f"preselection_{name}": value for name, value in found.items()}


SECTIONS: dict[str, Callable[[Path, int], Figures]] = {
    "starter": starter_cities,
    "settled": settled,
    "growth": grown,
    "preselection": lost,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the figures where asked."""
    parser = parser_of("speed", __doc__)
    parser.add_argument(
        "--section", action="append", choices=list(SECTIONS), help="measure this alone (all)"
    )
    parser.add_argument("--repeats", type=positive, default=8, help="warm plans of each kind (8)")
    given = parser.parse_args(arguments)
    figures: Figures = {}
    table = Table("section", "figure", "value", title="Speed: seconds, MB, shares and points")
    with TemporaryDirectory() as folder:
        for section in given.section or SECTIONS:
            found = SECTIONS[section](Path(folder), given.repeats)
            for name, value in found.items():
                table.add_row(section, name, f"{value:.4g}")
            table.add_section()
            figures |= found
    Console().print(table)
    write({"figures": figures}, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
