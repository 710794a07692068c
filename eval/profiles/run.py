"""What a profile is good for: ``wayplan eval profile --train FILE --val FILE --profiles FILE``.

*Foretold*: a profile is made from each person's check-ins of ``--train``, and held against those
of ``--val``, beside what the crowd does: nats lost a visit, or the share of visits to one of five
kinds named in advance. With ``--profiles`` the words of our profiles are held against those of
others, in the layout of GenUP: both are read by the same embedder.

*Tailored*: travellers with hidden tastes have plans made for them, with a profile from what they
did and said and without; the gain is in points of their own enjoyment.

Intervals hold 95 % of bootstrap means over persons.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from agents.embedding import local_embedder
from agents.profiler.checkins import layout_of
from eval.bootstrap import interval
from eval.command import parser_of, positive, write
from eval.profiles.foretold import (
    crowd_of,
    hours_told,
    kinds_told,
    likings_told,
    novelty_told,
    people_of,
)
from eval.profiles.tailored import WITH, measure
from eval.profiles.words import read_profiles, words_told
from eval.sweep import open_bench
from planner.errors import SettingsError
from tools.next_poi.training.data import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.profiles.foretold import Told
    from eval.profiles.tailored import Enjoyed


class Gain(NamedTuple):
    """Two means over the same cases, and how far apart they are.

    Attributes:
        low, high: the interval of ``gain``.
    """

    cases: int
    without: float
    with_: float
    gain: float
    low: float
    high: float


def gain_of(rows: Sequence[tuple[float, float, float]]) -> Gain:
    """The gain over persons.

    Args:
        rows: of each person how many cases there are, and sums over them without and with.
    """
    table = np.array([row for row in rows if row[0] > 0], float)
    if not len(table):
        raise SettingsError("Expected at least one person with later visits, got none.")
    low, high = interval(table[:, 2] - table[:, 1], table[:, 0])
    cases, without, with_ = table.sum(axis=0)
    return Gain(
        int(cases),
        without / cases,
        with_ / cases,
        (with_ - without) / cases,
        low,
        high,
    )


def foretold(train: Path, val: Path, profiles: Path | None) -> dict[str, Gain]:
    """What profiles tell of later check-ins, beside the crowd."""
    before, layout = read_rows(train), layout_of()
    people = people_of(before, read_rows(val), layout)
    crowd = crowd_of(people)
    rows: dict[str, list[Told]] = {}
    for person in people:
        for name, firsts in (("all_visits", False), ("first_visits", True)):
            lost, hits = kinds_told(person, crowd, firsts=firsts)
            rows.setdefault(f"kind_of_{name}_nats", []).append(lost)
            rows.setdefault(f"kind_of_{name}_in_five", []).append(hits)
        rows.setdefault("taste_nats", []).append(likings_told(person, crowd))
        rows.setdefault("hour_nats", []).append(hours_told(person, crowd))
    if profiles is not None:
        # Persons are numbered in the order of their names, which are numbers.
        order = {name: i for i, name in enumerate(sorted({r.user for r in before}, key=_number))}
        indices = [order[person.name] for person in people]
        told = words_told(people, indices, crowd, read_profiles(profiles), local_embedder())
        rows |= {f"words_of_{who.replace(' ', '_')}_in_five": told[who] for who in told}
    found = {name: gain_of(told) for name, told in rows.items()}
    new = [
        (1, abs(true - usual), abs(true - own)) for true, usual, own in novelty_told(people, crowd)
    ]
    return found | {"novelty_error": gain_of(new)}


def _number(name: str) -> tuple[int, str]:
    return (int(name) if name.isdecimal() else 0, name)


def tailored(rows: Sequence[Enjoyed]) -> dict[str, Gain]:
    """Enjoyment with and without, by what was known; a traveller counts once, whatever the city."""
    found = {}
    for given in WITH:
        by_person: dict[int, list[Enjoyed]] = {}
        for row in rows:
            if row.given == given:
                by_person.setdefault(row.traveller, []).append(row)
        sums = [
            (float(len(mine)), sum(r.usual for r in mine), sum(r.points for r in mine))
            for mine in by_person.values()
        ]
        found[f"enjoyed_with_{given.replace(' ', '_').replace('-', '_')}"] = gain_of(sums)
    return found


def figures(gains: dict[str, Gain]) -> dict[str, float]:
    """Every gain with its interval, by name."""
    told: dict[str, float] = {}
    for name, gain in gains.items():
        told |= {
            f"{name}_without": gain.without,
            f"{name}_with": gain.with_,
            f"{name}_gain": gain.gain,
            f"{name}_gain_low": gain.low,
            f"{name}_gain_high": gain.high,
        }
    return told


def table_of(gains: dict[str, Gain]) -> Table:
    """One line a figure."""
    table = Table("figure", title="With a profile, and without")
    for head in ("cases", "without", "with", "gain", "95 %"):
        table.add_column(head, justify="right")
    for name, gain in gains.items():
        table.add_row(
            name.replace("_", " "),
            str(gain.cases),
            f"{gain.without:.3f}",
            f"{gain.with_:.3f}",
            f"{gain.gain:+.3f}",
            f"{gain.low:+.3f} to {gain.high:+.3f}",
        )
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table; 0."""
    parser = parser_of("profile", __doc__)
    parser.add_argument("--train", type=Path, help="check-ins that profiles are made from")
    parser.add_argument("--val", type=Path, help="later check-ins of the same persons")
    parser.add_argument("--profiles", type=Path, help="profiles by others, in JSON lines")
    parser.add_argument("--travellers", type=positive, help="simulated ones; none if not given")
    parser.add_argument("--city", action="append", default=[], help="id of a city; all if none")
    given = parser.parse_args(arguments)
    if (given.train is None) != (given.val is None):
        raise SettingsError("Expected --train and --val, or neither.")
    if given.train is None and given.travellers is None:
        raise SettingsError("Expected --train and --val, or --travellers.")
    gains: dict[str, Gain] = {}
    rows: list[Enjoyed] = []
    if given.train is not None:
        gains |= foretold(given.train, given.val, given.profiles)
    if given.travellers is not None:
        rows = list(measure(open_bench(given.city), range(given.travellers)))
        gains |= tailored(rows)
    Console().print(table_of(gains))
    report: dict[str, Any] = {
        "figures": figures(gains),
        "embedder": local_embedder().name,
        "rows": [asdict(row) for row in rows],
    }
    write(report, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
