"""A plan in TravelPlanner's format: a list of days, each an object of eight fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Day = dict[str, Any]
Plan = list[Day]
MEALS = ("breakfast", "lunch", "dinner")
#: Fields besides the number of the day and its city.
FIELDS = ("transportation", "breakfast", "attraction", "lunch", "dinner", "accommodation")
NONE = "-"
_NAME = re.compile(r"(.*?),\s*([^,]+)(\(\w[\w\s]*\))?$")
_WAY = re.compile(r"from\s+(.+?)\s+to\s+([^,]+)(?=[,\s]|$)")
_FLIGHT = re.compile(r"Flight Number: ([^,]*)")


class Item(NamedTuple):
    """A place by name and city."""

    name: str
    city: str


def filled(day: Mapping[str, Any], field: str) -> str:
    """What a field says; empty where it says nothing."""
    text = day.get(field) or ""
    return "" if text == NONE else str(text)


def item(text: str) -> Item:
    """The name and the city of ``Name, City``; both ``-`` where it is not of that form."""
    match = _NAME.search(text)
    return Item(match[1].strip(), bare(match[2])) if match else Item(NONE, NONE)


def bare(city: str) -> str:
    """A city without what stands in brackets after it, such as its state."""
    return city.partition("(")[0].strip()


def way(text: str) -> tuple[str, str] | None:
    """The two cities of ``from A to B``."""
    match = _WAY.search(text)
    return (bare(match[1]), bare(match[2])) if match else None


def sights(day: Mapping[str, Any]) -> list[str]:
    """The sights of a day; each ends with a semicolon, so that what follows the last is none."""
    return filled(day, "attraction").split(";")[:-1]


def flight_number(text: str) -> str:
    """The number in a flight's text; empty where there is none."""
    match = _FLIGHT.search(text)
    return match[1] if match else ""


def cities(day: Mapping[str, Any]) -> list[str]:
    """The city of a day, or the two of a day on the way."""
    text = str(day.get("current_city") or "")
    return list(way(text) or ()) if "from" in text else [bare(text)]


def meals(days: Sequence[Day]) -> Iterator[str]:
    """The text of every meal."""
    for day in days:
        for meal in MEALS:
            if text := filled(day, meal):
                yield text
