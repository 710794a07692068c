"""When a stop is open on the day one is there, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.exporters import wording as w

if TYPE_CHECKING:
    import datetime as dt

    from planner.facts import Span, World

_DAY = 24 * 60


def told_hours(world: World | None, place_id: str | None, date: dt.date) -> str:
    """``open 10:00-17:00`` on that date; empty where no such hours are on file."""
    place = None if world is None or place_id is None else world.place(place_id)
    if world is None or place is None or place.opening_hours is None:
        return ""
    hours = world.hours(place.id, date)
    if not hours.known:
        return ""
    if any(span.open <= 0 and span.close >= _DAY for span in hours.spans):
        return "open day and night"
    note = f" ({w.clean(hours.note)})" if hours.note else ""
    if not hours.spans:
        return f"closed that day{note}"
    return f"open {', '.join(map(_span, _own(hours.spans)))}{note}"


def _own(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without the end of last night, where the place opens again that day."""
    return spans[1:] if len(spans) > 1 and spans[0].open <= 0 else spans


def _span(span: Span) -> str:
    return f"{_clock(span.open)}-{_clock(span.close)}"


def _clock(minute: int) -> str:
    """A minute of the day as on a clock; what runs past midnight is told on the next day's."""
    hour, rest = divmod(minute, 60)
    return f"{hour if hour <= 24 and minute <= _DAY else hour - 24:02d}:{rest:02d}"
