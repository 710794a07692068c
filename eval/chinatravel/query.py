"""Queries as the benchmark has them: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Query:
    """One wish for a trip.

    Attributes:
        days: of the trip, as the query's own fields have it.
        logic: programs that the plan has to fulfil.
        level: ``easy``, ``medium``, ``human``; empty where the file tells none.
        text: the wish in words.
    """

    uid: str
    start_city: str
    target_city: str
    days: int
    people: int
    logic: tuple[str, ...]
    level: str = ""
    text: str = ""


def read_queries(path: Path) -> list[Query]:
    """All queries of a file.

    Raises:
        SettingsError: the file cannot be read, or a line is no query.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise SettingsError(f"--queries: {path} cannot be read, {fault.strerror}.") from None
    return [_query(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _query(path: Path, number: int, line: str) -> Query:
    try:
        row = json.loads(line)
        return Query(
            str(row["uid"]),
            row["start_city"],
            row["target_city"],
            int(row["days"]),
            int(row["people_number"]),
            tuple(row["hard_logic_py"]),
            row.get("tag", ""),
            row.get("nature_language", ""),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise SettingsError(f"{path}, line {number}: expected a query, {fault!r}.") from None
