"""``wayplan eval language``: how much of what travellers say the language rules understand.

``--queries FILE --kind KIND`` reads one file: queries of TravelPlanner, whose gold fields the
reading is held against, or dialogues of Trip-Plus, replayed turn by turn. ``--data FOLDER`` reads
the development files of TravelPlanner and ChinaTravel in it. Files are halved by row: the rules
were written on the even rows, and the odd ones were looked at once they stood; both are told. The
reader is handed the names of the cities, for they are in no catalogue of ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.command import parser_of, write
from eval.language import dialogues, queries, tally
from eval.tripplus.dialogue import read_dialogues
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HALVES = ("even", "odd")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them as JSON where asked to."""
    parser = parser_of("language", __doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="the folder of data to measure with")
    source.add_argument("--queries", type=Path, help="one file, of the format that --kind names")
    parser.add_argument("--kind", choices=("travelplanner", "tripplus"))
    parser.add_argument("--half", choices=HALVES, help="only the rows of this half")
    parser.add_argument("--wrong", action="store_true", help="print all that is not wholly right")
    args = parser.parse_args(arguments)
    if (args.queries is None) != (args.kind is None):
        raise SettingsError("Expected --queries FILE with --kind, or --data FOLDER without it.")
    if args.data is not None and not args.data.is_dir():
        raise SettingsError(f"--data: expected a folder, got {args.data}.")
    halves = [args.half] if args.half else [None, *HALVES]
    if args.kind == "tripplus":
        report = _dialogues(args.queries, halves, wrong=args.wrong)
    elif args.kind == "travelplanner":
        report = _queries({"": queries.travelplanner(args.queries)}, halves, wrong=args.wrong)
    else:
        sets = {
            "travelplanner": queries.travelplanner(
                args.data / "travelplanner" / "queries_dev.jsonl"
            ),
            "chinatravel": queries.chinatravel(args.data),
        }
        report = _queries(sets, halves[-2:], wrong=args.wrong)
    write(report, args.out)
    return 0


def _label(*parts: str | None) -> str:
    """The parts there are, as the beginning of a figure's name."""
    return "".join(f"{part}_" for part in parts if part)


def _title(name: str, half: str | None) -> str:
    return f"{name}, {half} rows" if half else name


def _half(rows: Iterable[Any], half: str | None) -> list[Any]:
    rows = list(rows)
    return rows if half is None else rows[HALVES.index(half) :: 2]


def _queries(
    sets: dict[str, Iterator[queries.Case]], halves: Sequence[str | None], *, wrong: bool
) -> dict[str, Any]:
    """Figures and rows of sets of queries."""
    figures: dict[str, float] = {}
    rows: list[dict[str, Any]] = []
    for name, cases in sets.items():
        every = list(cases)
        for half in halves:
            found = queries.measure(_half(every, half))
            print("\n".join(tally.report(_title(name or "queries", half), found)))
            if wrong:
                print("\n".join(f"  ! {line}" for line in found.wrong))
            figures[f"{_label(name, half)}fields_right"] = found.fields_right()
            figures[f"{_label(name, half)}queries_right"] = found.queries_right()
            rows += [
                {"set": name, "half": half, "slot": slot, **score.row()}
                for slot, score in found.slots.items()
            ]
    return {"figures": figures, "rows": rows}


def _dialogues(path: Path, halves: Sequence[str | None], *, wrong: bool) -> dict[str, Any]:
    """Figures of dialogues, and a row for each of their turns."""
    figures: dict[str, float] = {}
    rows: list[dict[str, Any]] = []
    every = read_dialogues(path)
    cities = dialogues.cities_of(every)
    for half in halves:
        heard = dialogues.measure(_half(every, half), cities)
        print("\n".join(dialogues.report(_title("dialogues", half), heard)))
        figures |= {f"{_label(half)}{name}": value for name, value in heard.figures().items()}
        rows += [{"half": half, **row} for row in heard.rows if half is not None]
        if wrong and half is not None:
            print("\n".join(dialogues.wrong(heard)))
    return {"figures": figures, "rows": rows}
