"""Times: every activity has them, and each thing begins when what is before it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.chinatravel.checks.fault import TRIPS, Fault, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.chinatravel.checks.fault import Activity, Itinerary
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

TIMES, ORDER = CHECKS = ("activity_times", "chronological_order")


def faults(itinerary: Itinerary, query: Query, sandbox: Sandbox) -> Iterator[Fault]:
    """A trip may arrive on the next day; nothing else of its day can come after it then."""
    for day in itinerary:
        now: int | None = 0
        for activity in day["activities"]:
            span = times(activity)
            if span is None:
                yield Fault(TIMES, f"{_name(activity)} lacks a time")
                continue
            if now is None:
                yield Fault(ORDER, f"{_name(activity)} comes before the trip arrives")
                continue
            overnight = span[1] <= span[0]
            if overnight and activity.get("type") not in TRIPS:
                yield Fault(ORDER, f"{_name(activity)} takes no time")
            yield from _after(activity, now, span[0])
            now = None if overnight else span[1]


def _after(activity: Activity, now: int, start: int) -> Iterator[Fault]:
    """The ways to an activity, and the activity itself, in their order from a time on."""
    for leg in activity.get("transports", []):
        span = times(leg)
        if span is None:
            yield Fault(TIMES, f"a way to {_name(activity)} lacks a time")
            return
        if span[0] < now or span[1] < span[0]:
            yield Fault(ORDER, f"the way to {_name(activity)} begins too early")
        now = span[1]
    if start < now:
        yield Fault(ORDER, f"{_name(activity)} begins before one is there")


def _name(activity: Activity) -> str:
    return str(activity.get("position", activity.get("type")))
