"""Readers of the orienteering libraries: TOPTW, TTDP and the table of reference values.

Travel times are Euclidean distances rounded down to so many decimals; instances count in units of
the last decimal. In both libraries a window is for the start of a visit.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import numpy as np

from eval.tour.instance import SHUT, TourInstance
from planner.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from eval.tour.instance import Ints

#: Decimals that travel times keep, by the first letters of an instance's name.
DECIMALS = {"c": 1, "r": 1, "pr": 2, "t": 2}
#: Decimals that coordinates have at most.
FINEST = 3
WEEK = 7
#: Fields of a TTDP row: number, place, duration, profit, type, seven windows, one without use.
_TTDP_FIELDS = 6 + 2 * WEEK + 1


@dataclass(frozen=True)
class Reference:
    """The best value known for an instance with so many tours.

    Attributes:
        proven: whether nothing better exists.
    """

    value: float
    proven: bool


def read_toptw(path: Path, tours: int) -> TourInstance:
    """A TOPTW instance with ``tours`` tours.

    Raises:
        ImportFileError: the file is not one.
    """
    lines = _lines(path)
    count = _whole(path, lines, 0, 2) if lines else 0
    rows = [_Row(path, lines, number) for number in range(2, len(lines))]
    _check_count(path, rows, count)
    decimals = _decimals(path)
    for row in rows:
        row.check_fields(8, None)
    windows = np.array([[row.time(-2, decimals), row.time(-1, decimals)] for row in rows])
    end = windows[0, 1]
    spans = np.array([[[(opens, last, end)]] * tours for opens, last in windows.tolist()])
    return _instance(path, rows, decimals, spans, [(windows[0, 0], end)] * tours)


def read_ttdp(path: Path, tours: int) -> TourInstance:
    """A TTDP instance with ``tours`` tours on weekdays from its start day on.

    Raises:
        ImportFileError: the file is not one.
    """
    lines = _lines(path)
    first = _whole(path, lines, 0, 2)
    if not 0 <= first < WEEK:
        raise ImportFileError(f"{path}: line 1: expected a start day from 0 to 6, got {first}.")
    rows = [_Row(path, lines, number) for number in range(1, len(lines))]
    _check_count(path, rows, _whole(path, lines, 0, 3))
    decimals = _decimals(path)
    rows[0].check_fields(7, 7)
    for row in rows[1:]:
        row.check_fields(_TTDP_FIELDS, _TTDP_FIELDS)
    begin, end = rows[0].time(5, decimals), rows[0].time(6, decimals)
    days = [(first + day) % WEEK for day in range(tours)]
    spans = [[[SHUT]] * tours]
    for row in rows[1:]:
        hours = [(row.time(6 + 2 * d, decimals), row.time(7 + 2 * d, decimals)) for d in days]
        spans.append([[(a, b, end) if (a, b) != (0, 0) else SHUT] for a, b in hours])
    return _instance(path, rows, decimals, np.array(spans), [(begin, end)] * tours)


def read_references(path: Path) -> dict[tuple[str, int], Reference]:
    """Reference values by instance and number of tours; a proven optimum where there is one.

    Raises:
        ImportFileError: the table is absent or lacks a column.
    """
    found = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                proven = row["proven_optimum_m1_righini_salani"]
                value = float(proven or row["best_kuleuven_xls"])
                found[row["instance"], int(row["m"])] = Reference(value, bool(proven))
    except (OSError, UnicodeDecodeError, KeyError, ValueError, TypeError) as error:
        raise ImportFileError(f"Cannot read reference values in {path}: {error!r}.") from error
    return found


class _Row:
    """The numbers of one node's line."""

    def __init__(self, path: Path, lines: Sequence[str], index: int) -> None:
        self._where = f"{path}: line {index + 1}"
        self._fields = lines[index].split()

    def check_fields(self, least: int, most: int | None) -> None:
        count = len(self._fields)
        if count < least or (most is not None and count > most):
            wanted = f"{least} fields" if most == least else f"{least} fields or more"
            raise ImportFileError(f"{self._where}: expected {wanted}, got {count}.")

    def scaled(self, field: int, decimals: int) -> int:
        """A field in units of its last decimal that counts."""
        text = self._fields[field]
        try:
            number = Decimal(text).scaleb(decimals)
        except InvalidOperation as error:
            raise ImportFileError(f"{self._where}: expected a number, got {text!r}.") from error
        if not number.is_finite() or number != int(number):
            raise ImportFileError(
                f"{self._where}: expected at most {decimals} decimals, got {text!r}."
            )
        return int(number)

    def time(self, field: int, decimals: int) -> int:
        time = self.scaled(field, decimals)
        if time < 0:
            raise ImportFileError(
                f"{self._where}: expected a time >= 0, got {self._fields[field]!r}."
            )
        return time


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFileError(f"Cannot read {path}: {error}.") from error
    lines = text.rstrip().splitlines()
    if len(lines) < 3:
        raise ImportFileError(f"{path}: expected a head and nodes, got {len(lines)} lines.")
    return lines


def _whole(path: Path, lines: Sequence[str], line: int, field: int) -> int:
    fields = lines[line].split()
    try:
        return int(fields[field])
    except (IndexError, ValueError) as error:
        raise ImportFileError(
            f"{path}: line {line + 1}: expected a whole number as field {field + 1}, "
            f"got {lines[line]!r}."
        ) from error


def _check_count(path: Path, rows: Sequence[_Row], count: int) -> None:
    if len(rows) != count + 1:
        raise ImportFileError(
            f"{path}: expected the depot and {count} nodes, as line 1 says, got {len(rows)} rows."
        )


def _decimals(path: Path) -> int:
    for prefix in sorted(DECIMALS, key=len, reverse=True):
        if path.stem.startswith(prefix):
            return DECIMALS[prefix]
    raise ImportFileError(
        f"{path}: the name tells how travel times are rounded; expected one that begins with "
        f"{', '.join(DECIMALS)}."
    )


def _instance(
    path: Path, rows: Sequence[_Row], decimals: int, windows: Ints, days: Sequence[tuple[int, int]]
) -> TourInstance:
    windows[0] = SHUT
    start, end = np.array(days, np.int64).T
    return TourInstance.orienteering(
        name=path.stem,
        places=np.array([[row.scaled(1, FINEST), row.scaled(2, FINEST)] for row in rows]),
        pace=10 ** (FINEST - decimals),
        windows=windows,
        service=np.array([row.time(3, decimals) for row in rows]),
        value=np.array([row.scaled(4, 0) for row in rows]),
        start=start,
        end=end,
    )


#: Reader of each set, by the name of its folder.
READERS: dict[str, Callable[[Path, int], TourInstance]] = {"toptw": read_toptw, "ttdp": read_ttdp}
