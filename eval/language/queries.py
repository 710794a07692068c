"""Queries of TravelPlanner and ChinaTravel, their gold fields, and what is understood of them."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import json
import time
from typing import TYPE_CHECKING, Any

from agents.language import Context, Gazetteer, Understanding, read
from eval.language.tally import Tally
from planner.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: The date that TravelPlanner's queries are read on; all its trips are in the month after.
TODAY = dt.date(2022, 2, 1)
#: Chinese names of the ten cities of ChinaTravel.
CHINESE = {
    "北京": "Beijing", "上海": "Shanghai", "苏州": "Suzhou", "杭州": "Hangzhou", "深圳": "Shenzhen",
    "成都": "Chengdu", "武汉": "Wuhan", "广州": "Guangzhou", "南京": "Nanjing", "重庆": "Chongqing",
}  # fmt: skip


Case = tuple[str, dict[str, Any], Context]


def travelplanner(path: Path) -> Iterator[Case]:
    """Query, gold slots and context of each query in a file of TravelPlanner.

    The names of cities are those of the file, and those of the tables beside it where there are
    any.

    Raises:
        ImportFileError: the file holds no such queries.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        names = {row[key] for row in rows for key in ("org", "dest")} | _cities(path.parent)
        gazetteer = Gazetteer.of_cities(sorted(names))
        cases = [(row["query"], _gold(row), Context(TODAY, gazetteer)) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImportFileError(f"Cannot read queries from {path}: {error!r}.") from error
    yield from cases


def _gold(row: dict[str, Any]) -> dict[str, Any]:
    local = row["local_constraint"]
    return {
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


def _cities(folder: Path) -> set[str]:
    names = set[str]()
    for path in sorted(folder.rglob("*attractions*.csv"))[:1]:
        with path.open(encoding="utf-8") as lines:
            names |= {row["City"] for row in csv.DictReader(lines) if row.get("City")}
    return names


def chinatravel(data: Path) -> Iterator[Case]:
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


def measure(cases: Iterable[Case]) -> Tally:
    """Score the reading of each query."""
    tally = Tally()
    for query, gold, context in cases:
        read(query, context)  # so that what is timed is a warm process
        began = time.perf_counter()
        heard = read(query, context)
        tally.seconds.append(time.perf_counter() - began)
        tally.add(query, gold, slots(heard))
    return tally
