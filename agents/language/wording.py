"""How dates and lists are told back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.language.calendar import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_MONTHS = (
    "",
    *dict.fromkeys(
        max((n for n, m in MONTHS.items() if m == i), key=len).capitalize() for i in range(1, 13)
    ),
)
_DAYS = tuple(
    max((n for n, d in WEEKDAYS.items() if d == i), key=len).capitalize() for i in range(7)
)


def say_date(date: dt.date) -> str:
    """``Friday 1 October 2027``."""
    return f"{_DAYS[date.weekday()]} {date.day} {_MONTHS[date.month]} {date.year}"


def say_list(words: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
