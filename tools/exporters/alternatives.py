"""Alternatives to a plan in a few lines each: how it differs, its days, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.itinerary import Meal, Rest
from tools.exporters import wording as w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.itinerary import Day, Itinerary, Stop


def told(plan: Itinerary) -> Iterator[tuple[str, list[str]]]:
    """A heading and lines for each alternative."""
    for number, other in enumerate(plan.alternatives, start=1):
        days = [_day(index, day) for index, day in enumerate(other.plan.days)]
        costs = other.plan.costs
        total = f"Total: {w.money(costs.total, costs.currency)}"
        yield f"Alternative {number}", [w.clean(other.differs), *days, total]


def _day(index: int, day: Day) -> str:
    """The day's stops by name, in their order; meals and rests say which."""
    names = ", ".join(_called(stop) for stop in day.stops)
    return f"Day {index + 1}: {names or 'nothing planned'}"


def _called(stop: Stop) -> str:
    name = w.clean(stop.name)
    if isinstance(stop, Meal | Rest):
        role = stop.meal if isinstance(stop, Meal) else w.clean(stop.rest)
        return f"{role} at {name}"
    return name
