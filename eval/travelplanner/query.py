"""Queries of TravelPlanner: what is asked, from gold fields or from the text alone."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from eval.travelplanner.database import Flight
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from eval.travelplanner.database import Database

#: By the number of wishes besides the budget: none, one, several.
LEVELS = ("easy", "medium", "hard")
_FLIGHTS = re.compile(r"Flight from (.+) to (.+) on (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Ask:
    """What a traveller asks for.

    Attributes:
        destination: a city where the trip lasts three days, else a state.
        stops: how many cities are visited.
        rule: what the rooms must allow, such as ``pets``.
        room: ``entire room``, ``private room``, ``shared room`` or ``not shared room``.
        transport: ``no flight`` or ``no self-driving``.
    """

    origin: str
    destination: str
    start: dt.date
    days: int
    stops: int = 1
    people: int = 1
    budget: float = math.inf
    rule: str | None = None
    cuisines: tuple[str, ...] = ()
    room: str | None = None
    transport: str | None = None

    def date(self, day: int) -> str:
        """The date of a day, counted from 0, in ISO format."""
        return (self.start + dt.timedelta(days=day)).isoformat()


@dataclass(frozen=True)
class Reference:
    """What is on file for one query alone.

    Attributes:
        cities: the cities to visit, in the order of the legs with flights on file.
        flights: by number.
    """

    cities: tuple[str, ...] = ()
    flights: Mapping[str, Flight] = field(default_factory=dict)


@dataclass(frozen=True)
class Query:
    """One query.

    Attributes:
        gold: what is truly asked.
        reference: None where none is on file.
        annotated: a plan by a person, if there is one.
    """

    id: str
    text: str
    level: str
    gold: Ask
    reference: Reference | None
    annotated: list[dict[str, Any]] | None = None


def read_queries(
    path: Path, database: Database, folder: Path, understand: Callable[[str], Ask | str]
) -> list[Query]:
    """The queries of a file: with gold fields, or with annotated plans.

    The latter have as gold on file only where and when; people, money and wishes are taken as the
    text is understood.

    Args:
        folder: of the database, in which the reference information of annotated queries lies.
        understand: what a text asks for, or why that is not known.

    Raises:
        SettingsError: the file cannot be read, or has other fields.
    """
    rows = _lines(path)
    try:
        if any("annotated_plan" in row for row in rows):
            references = _lines(folder / "train_ref_info.jsonl")
            return [
                _annotated(row, info, database, understand(row["query"]))
                for row, info in zip(rows, references, strict=True)
            ]
        return [_with_gold(row) for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"--queries: {path} has not the fields of TravelPlanner's queries: {error!r}."
        ) from error


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines() if line]
    except OSError as error:
        raise SettingsError(f"--queries: cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise SettingsError(f"--queries: {path} is not JSON lines: {error}.") from error


def _with_gold(row: Mapping[str, Any]) -> Query:
    local = row["local_constraint"]
    gold = Ask(
        origin=row["org"],
        destination=row["dest"],
        start=dt.date.fromisoformat(row["date"][0]),
        days=row["days"],
        stops=row["visiting_city_number"],
        people=row["people_number"],
        budget=row["budget"],
        rule=local["house rule"],
        cuisines=tuple(local["cuisine"] or ()),
        room=local["room type"],
        transport=local["transportation"],
    )
    info = row.get("reference_information")
    reference = None if info is None else reference_of(info, gold.origin)
    return Query(str(row["idx"]), row["query"], row["level"], gold, reference)


def _annotated(
    row: Mapping[str, Any], info: Mapping[str, Any], database: Database, understood: Ask | str
) -> Query:
    plan = [day for day in row["annotated_plan"] if day]
    stops = row["ref_cities"]
    on_file = Ask(
        origin=row["org"],
        destination=stops[0] if len(stops) == 1 else database.states[stops[0]],
        start=dt.date.fromisoformat(row["first_date"]),
        days=len(plan),
        stops=len(stops),
    )
    gold = on_file
    if isinstance(understood, Ask):
        where_and_when = ("origin", "destination", "start", "days", "stops")
        gold = replace(understood, **{name: getattr(on_file, name) for name in where_and_when})
    wishes = (gold.rule, gold.cuisines, gold.room, gold.transport)
    level = LEVELS[min(sum(map(bool, wishes)), 2)]
    reference = reference_of(info, gold.origin)
    return Query(str(row["idx"]), row["query"], level, gold, reference, plan)


def reference_of(info: Mapping[str, Any], origin: str) -> Reference:
    """What is on file for a query: the cities, in the order of the dates of the legs, and flights.

    Keys read ``Flight from A to B on DATE``; the value is a sentence where there is no flight.
    """
    legs = sorted(
        (match[3], match[1], match[2], flights)
        for key, flights in info.items()
        if (match := _FLIGHTS.fullmatch(key))
    )
    stops = tuple(to for _, _, to, _ in legs if to != origin)
    flights = {
        row["Flight Number"]: Flight(
            row["Flight Number"], row["OriginCityName"], row["DestCityName"], row["FlightDate"],
            row["Price"], row["DepTime"], row["ArrTime"],
        )
        for *_, rows in legs if isinstance(rows, list) for row in rows
    }  # fmt: skip
    return Reference(stops, flights)
