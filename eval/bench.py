"""The tables of ``make bench``: how good and how fast the optimiser is, section by section."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.command import parser_of, write

if TYPE_CHECKING:
    from collections.abc import Sequence


class Section(NamedTuple):
    """One table: its ``main`` prints it and takes ``--out`` for a report with ``figures``.

    Attributes:
        module: where ``main`` is.
        arguments: what it is called with.
    """

    title: str
    module: str
    arguments: tuple[str, ...] = ()


SECTIONS = (
    Section("The tour problem beside its peers, mean scores", "eval.tour.run_tour"),
    Section("How fast plans and catalogues are", "eval.speed"),
)


def bench(sections: Sequence[Section]) -> dict[str, Any]:
    """Print every table; the figures of all, and the titles of those that found a fault."""
    figures: dict[str, float] = {}
    failed = []
    with TemporaryDirectory() as folder:
        for section in sections:
            print(f"{section.title}\n")
            out = Path(folder) / f"{section.module}.json"
            if import_module(section.module).main([*section.arguments, "--out", str(out)]):
                failed.append(section.title)
            print()
            figures |= json.loads(out.read_text(encoding="utf-8"))["figures"]
    return {"figures": figures, "failed": failed}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every table, write the figures where asked; 1 where a section found a fault."""
    given = parser_of("bench", __doc__).parse_args(arguments)
    report = bench(SECTIONS)
    write(report, given.out)
    return 1 if report["failed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
