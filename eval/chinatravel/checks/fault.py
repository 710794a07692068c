"""What a check says, and what all checks need to read a plan with."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.clock import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

Activity = dict[str, Any]
Itinerary = list[dict[str, Any]]
#: Yuan and kilometres that sums may be out by, as in the original.
TOLERANCE = 0.1
TRIPS = ("train", "airplane")
MEALS = ("breakfast", "lunch", "dinner")


class Fault(NamedTuple):
    """Something wrong with a plan: the check it fails, and what is wrong."""

    check: str
    sentence: str


def activities(itinerary: Itinerary) -> Iterator[Activity]:
    """All activities, day after day."""
    for day in itinerary:
        yield from day["activities"]


def product_is(activity: Activity, count: object) -> bool:
    """Whether the cost is the price times a number."""
    price, cost = _number(activity.get("price")), _number(activity.get("cost"))
    return abs(price * _number(count) - cost) <= TOLERANCE


def same_price(told: object, price: float) -> bool:
    """Whether a price is told as it is on file."""
    return abs(_number(told) - price) < 1e-6


def whole_yuan(told: object, price: float) -> bool:
    """Whether a price is told right but for what is behind the point; the original asks no more."""
    return abs(_number(told)) < inf and int(_number(told)) == int(price)


def close(told: object, value: float) -> bool:
    """Whether a number is told as it is reckoned."""
    return abs(_number(told) - value) <= TOLERANCE


def times(activity: Activity) -> tuple[int, int] | None:
    """Minutes of start and end; None where one is missing."""
    start, end = minutes(activity.get("start_time")), minutes(activity.get("end_time"))
    return None if start is None or end is None else (start, end)


def _number(value: object) -> float:
    """A number as it is; what is none compares with nothing."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else nan
