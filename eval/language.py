"""How much of what travellers write the language rules understand: ``wayplan eval language``.

Reads the queries of TravelPlanner and ChinaTravel and holds the reading against their gold fields.
Files are halved by row: the rules were written on the even rows, and the odd ones were looked at
once they stood; both are told. The reader is handed the names of the cities, for they are in no
catalogue of ours.
"""

from __future__ import annotations

import ast
import csv
import datetime as dt
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agents.language import Context, Gazetteer, Understanding, read
from eval.command import parser_of, write
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Chinese names of the ten cities of ChinaTravel.
CHINESE = {
    "北京": "Beijing", "上海": "Shanghai", "苏州": "Suzhou", "杭州": "Hangzhou", "深圳": "Shenzhen",
    "成都": "Chengdu", "武汉": "Wuhan", "广州": "Guangzhou", "南京": "Nanjing", "重庆": "Chongqing",
}  # fmt: skip


@dataclass
class Slot:
    """Right and wrong answers of one slot."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was said."""
        return self.right / self.gold if self.gold else 1.0

    def row(self) -> dict[str, float]:
        """Its figures by name."""
        return {"precision": self.precision, "recall": self.recall, "gold": self.gold}


@dataclass
class Tally:
    """Slots of one set of queries, and how many queries are right in every slot."""

    slots: dict[str, Slot] = field(default_factory=dict)
    queries: int = 0
    whole: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, query: str, gold: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        """Score one query; a slot that is a set scores each of its elements."""
        faults = []
        for name, expected in gold.items():
            slot = self.slots.setdefault(name, Slot())
            wanted, got = _elements(expected), _elements(said.get(name))
            right = sum((wanted & got).values())
            slot.right += right
            slot.said += got.total()
            slot.gold += wanted.total()
            if not right == got.total() == wanted.total():
                faults.append(f"{name}: {dict(got)} for {dict(wanted)}")
        self.queries += 1
        self.whole += not faults
        if faults:
            self.wrong.append(f"{'; '.join(faults)} | {query}")

    def queries_right(self) -> float:
        """Share of queries with every slot right."""
        return self.whole / self.queries if self.queries else 1.0

    def fields_right(self) -> float:
        """Share of gold elements found, of all slots together, less what was wrongly said."""
        right = sum(slot.right for slot in self.slots.values())
        said = sum(max(slot.said, slot.gold) for slot in self.slots.values())
        return right / said if said else 1.0


def _elements(value: Any) -> Counter[str]:
    if value is None:
        return Counter()
    values = value if isinstance(value, list | tuple | set) else [value]
    return Counter(str(v) for v in values)


def travelplanner(data: Path) -> Iterator[tuple[str, dict[str, Any], Context]]:
    """Query, gold slots and context of each development query of TravelPlanner."""
    folder = data / "travelplanner"
    rows = [json.loads(line) for line in (folder / "queries_dev.jsonl").open(encoding="utf-8")]
    names = {row[key] for row in rows for key in ("org", "dest")} | _cities(folder)
    gazetteer = Gazetteer.of_cities(sorted(names))
    for row in rows:
        local = row["local_constraint"]
        gold = {
            "org": row["org"],
            "dest": row["dest"],
            "days": row["days"],
            "people": row["people_number"],
            "budget": float(row["budget"]),
            "dates": [row["date"][0], row["date"][-1]],
            "cuisine": [c.casefold() for c in local["cuisine"] or ()],
            "room type": local["room type"],
            "house rule": local["house rule"],
            "transportation": local["transportation"],
        }
        yield row["query"], gold, Context(dt.date(2022, 2, 1), gazetteer)


def _cities(folder: Path) -> set[str]:
    with next(folder.rglob("*attractions*.csv")).open(encoding="utf-8") as lines:
        return {row["City"] for row in csv.DictReader(lines) if row.get("City")}


def chinatravel(data: Path) -> Iterator[tuple[str, dict[str, Any], Context]]:
    """Query, gold slots and context of each query of ChinaTravel that is in English."""
    gazetteer = Gazetteer.of_cities(CHINESE.values())
    for path in sorted((data / "chinatravel").glob("queries_dev_*.jsonl")):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            query = row.get("nature_language_en")
            if not query:
                continue
            gold = {
                "org": CHINESE[row["start_city"]],
                "dest": CHINESE[row["target_city"]],
                "days": row["days"],
                "people": row["people_number"],
                "budget": _budget(row["hard_logic_py"]),
            }
            yield query, gold, Context(dt.date(2024, 11, 1), gazetteer)


def _budget(logic: list[str]) -> float | None:
    """The total of a ``total_cost<=N`` among the programs, read off without running them."""
    for program in logic:
        for node in ast.walk(ast.parse(program)):
            if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
                (limit,) = node.comparators
                if node.left.id == "total_cost" and isinstance(limit, ast.Constant):
                    return float(str(limit.value))
    return None


def slots(heard: Understanding) -> dict[str, Any]:
    """What was understood, in the terms of the gold fields."""
    request = heard.change.request
    stops = request.get("destinations", [])
    nights = [stop.get("nights") for stop in stops]
    days = None if not stops or None in nights else sum(nights) + 1
    party = request.get("party")
    start = request.get("start")
    avoided = [v["mode"] for v in heard.values("intercity") if not v["wanted"]]
    dates = None
    if start is not None and days is not None:
        end = dt.date.fromisoformat(start) + dt.timedelta(days=days - 1)
        dates = [start, end.isoformat()]
    return {
        "org": request.get("origin"),
        "dest": stops[0]["city"] if stops else None,
        "days": days,
        "people": party and party["adults"] + party["seniors"] + len(party["children"]),
        "budget": (request.get("budget") or {}).get("total"),
        "dates": dates,
        "cuisine": sorted(set(heard.values("cuisine"))),
        "room type": heard.last("room_type"),
        "house rule": heard.last("house_rule"),
        "transportation": {"flight": "no flight", "car": "no self-driving"}.get(
            (avoided or [""])[-1]
        ),
    }


def measure(cases: Iterator[tuple[str, dict[str, Any], Context]], half: int) -> Tally:
    """Score every other query; ``half`` 0 takes the even rows, 1 the odd ones."""
    tally = Tally()
    for number, (query, gold, context) in enumerate(cases):
        if number % 2 != half:
            continue
        read(query, context)  # so that what is timed is a warm process
        began = time.perf_counter()
        heard = read(query, context)
        tally.seconds.append(time.perf_counter() - began)
        tally.add(query, gold, slots(heard))
    return tally


def report(name: str, tally: Tally) -> list[str]:
    """A table of a tally's slots."""
    lines = [f"{name}: {tally.queries} queries"]
    for slot, score in tally.slots.items():
        lines.append(
            f"  {slot:<16}precision {score.precision:6.1%}  recall {score.recall:6.1%}"
            f"  gold {score.gold}"
        )
    longest = sorted(tally.seconds)[int(0.95 * len(tally.seconds))]
    middle = sorted(tally.seconds)[len(tally.seconds) // 2]
    lines.append(
        f"  fields right {tally.fields_right():.1%},"
        f" queries wholly right {tally.queries_right():.1%}"
    )
    lines.append(
        f"  time a query: median {middle * 1e3:.1f} ms, 95th percentile {longest * 1e3:.1f} ms"
    )
    return lines


HALVES = ("even", "odd")
SETS = {"travelplanner": travelplanner, "chinatravel": chinatravel}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them as JSON where asked to."""
    parser = parser_of("language", __doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder of data to measure with"
    )
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument(
        "--wrong", action="store_true", help="print every query that is not wholly right"
    )
    args = parser.parse_args(arguments)
    if not args.data.is_dir():
        raise SettingsError(f"--data: expected a folder, got {args.data}.")
    figures: dict[str, float] = {}
    rows: list[dict[str, Any]] = []
    for name, cases in SETS.items():
        for half in HALVES if args.half == "both" else (args.half,):
            tally = measure(cases(args.data), HALVES.index(half))
            print("\n".join(report(f"{name}, {half} rows", tally)))
            if args.wrong:
                print("\n".join(f"  ! {line}" for line in tally.wrong))
            figures[f"{name}_{half}_fields_right"] = tally.fields_right()
            figures[f"{name}_{half}_queries_right"] = tally.queries_right()
            rows += [{"set": name, "half": half, "slot": slot, **score.row()}
                     for slot, score in tally.slots.items()]  # fmt: skip
    write({"figures": figures, "rows": rows}, args.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
