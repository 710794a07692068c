"""How times, money, distances and people are put into words, the same in every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.facts import Mode
from planner.money import figure

if TYPE_CHECKING:
    import datetime as dt

    from planner.city import ClimateMonth
    from planner.request import Party

#: Control characters, those that turn the direction of writing, and those that XML cannot hold.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clean(text: str) -> str:
    """``text`` on one line, without characters that would steer a terminal or break a file."""
    return " ".join(safe(text).split())


def safe(text: str) -> str:
    """``text`` as ``clean`` has it, its blanks left as they are."""
    return _UNSAFE.sub(" ", text)


def sentence(text: str) -> str:
    """``text`` with a capital at its start."""
    return text[:1].upper() + text[1:]


def money(amount: float, currency: str) -> str:
    """``1,234 DKK``, ``12.50 EUR`` or ``1,243 JPY``."""
    return f"{figure(amount, currency)} {currency}"


def duration(minutes: int) -> str:
    """``45 min``, ``2 h`` or ``1 h 20 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def distance(metres: int) -> str:
    """``630 m``, ``3.1 km`` or ``212 km``."""
    if metres < 1_000:
        return f"{metres} m"
    return f"{metres / 1_000:.1f} km" if metres < 99_950 else f"{metres / 1_000:.0f} km"


def way(mode: Mode, minutes: int, metres: int, walk_metres: int) -> str:
    """``transit 18 min, 3.1 km (420 m on foot)``."""
    on_foot = walk_metres > 0 and mode is not Mode.WALK
    aside = f" ({distance(walk_metres)} on foot)" if on_foot else ""
    return f"{mode.value} {duration(minutes)}, {distance(metres)}{aside}"


def span(start: dt.datetime, end: dt.datetime) -> str:
    """``09:10-10:40`` in the clock that the times carry."""
    return f"{start:%H:%M}-{end:%H:%M}"


def weekday(day: dt.date) -> str:
    """``Tuesday 9 June``."""
    return f"{weekday_name(day)} {day.day} {_MONTHS[day.month - 1]}"


def weekday_name(day: dt.date) -> str:
    """``Tuesday``."""
    return _WEEKDAYS[day.weekday()]


def month(day: dt.date) -> str:
    """``June``."""
    return _MONTHS[day.month - 1]


def period(first: dt.date, last: dt.date) -> str:
    """``9 to 11 June 2026``; what both dates share is said once."""
    if first == last:
        return f"{weekday(first)} {first.year}"
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {_MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {last.day} {_MONTHS[last.month - 1]} {last.year}"


def city_name(name: str) -> str:
    """A city as people write it; an id such as ``new-york`` becomes ``New York``."""
    return clean(name.replace("-", " ").title() if name == name.lower() else name)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 room``, ``2 rooms``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def party(travellers: Party) -> str:
    """``2 adults, 1 child (6 years), wheelchair``."""
    parts = [count(travellers.adults, "adult")] if travellers.adults else []
    if travellers.seniors:
        parts.append(count(travellers.seniors, "senior"))
    if travellers.children:
        ages = ", ".join(map(str, travellers.children))
        parts.append(f"{count(len(travellers.children), 'child', 'children')} ({ages} years)")
    aids = (("wheelchair", travellers.wheelchair), ("stroller", travellers.stroller))
    return ", ".join(parts + [name for name, there in aids if there])


def weather(normal: ClimateMonth) -> str:
    """``usually 11 to 19 °C, rain on 9 days of the month``."""
    low, high = round(normal.low_c), round(normal.high_c)
    return f"usually {low} to {high} °C, rain on {normal.rain_days:.0f} days of the month"
