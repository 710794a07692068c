"""A change to a standing request: what the traveller, or the world, wants different this time."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from pydantic import Field, ValidationError, model_validator

from planner.errors import RequestError
from planner.model import Record, Unit
from planner.request import Avoid, Lock, Name, Pace, SightsLimit, TripRequest, Window


class Swap(Record):
    """One place in the stead of another."""

    out: Name
    into: Name


class DayChange(Record):
    """Another window, pace or limit of sights for one day, or rain on it."""

    date: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    pace: Pace | None = None
    max_sights: SightsLimit | None = None
    rain: bool = False

    @model_validator(mode="after")
    def _something(self) -> Self:
        said = (self.start, self.end, self.pace, self.max_sights)
        if not self.rain and all(value is None for value in said):
            raise ValueError("Expected start, end, pace, max_sights or rain.")
        return self


class Change(Record):
    """What changes.

    Attributes:
        request: fields of the TripRequest with their new values, e.g.
            ``{"party": {"adults": 2, "children": [6]}}``.
        drop, add, swap: places that leave, come, or change places.
        close: places found shut on a date.
        days: later starts, earlier ends, another pace, fewer sights, rain.
        lock, unlock: what must stay as it is, and what need not any longer.
        keep: from 0, plan anew, to 1, touch nothing that need not change.
    """

    request: dict[str, Any] = Field(default_factory=dict)
    drop: tuple[Name, ...] = Field(default=(), max_length=200)
    add: tuple[Name, ...] = Field(default=(), max_length=100)
    swap: tuple[Swap, ...] = Field(default=(), max_length=100)
    close: tuple[Avoid, ...] = Field(default=(), max_length=200)
    days: tuple[DayChange, ...] = Field(default=(), max_length=60)
    lock: tuple[Lock, ...] = Field(default=(), max_length=200)
    unlock: tuple[Name, ...] = Field(default=(), max_length=200)
    keep: Unit = 1.0


def apply(request: TripRequest, change: Change) -> TripRequest:
    """The request as changed; every place in both is an id.

    Raises:
        RequestError: the changed request would not be valid; the message names the field.
    """
    out = {*change.drop, *(s.out for s in change.swap)}
    into = (*change.add, *(s.into for s in change.swap))
    released = out | {*change.unlock}
    rainy = (d.date for d in change.days if d.rain)
    update: dict[str, Any] = {
        "must": _without(request.must, out, into),
        "must_not": tuple(p for p in (*request.must_not, *sorted(out)) if p not in into),
        "locks": (*(k for k in request.locks if k.place not in released), *change.lock),
        "avoid": (*request.avoid, *(a for a in change.close if a not in request.avoid)),
        "windows": {**request.windows, **_windows(request, change)},
        "paces": {**request.paces, **{d.date: d.pace for d in change.days if d.pace is not None}},
        "max_sights_on": {
            **request.max_sights_on,
            **{d.date: d.max_sights for d in change.days if d.max_sights is not None},
        },
        "wet_days": tuple(dict.fromkeys((*request.wet_days, *rainy))),
        **change.request,
    }
    said = {name: getattr(request, name) for name in request.model_fields_set}
    try:
        # What was not said and stays empty is left unsaid, so that it still counts as a default.
        named = {*said, *change.request}
        return TripRequest.model_validate(
            {**said, **{k: v for k, v in update.items() if v or k in named}}
        )
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc'])) or 'request'}: {e['msg']}" for e in error.errors()]
        raise RequestError("\n".join(lines), tuple(line.split(":")[0] for line in lines)) from error


def named(before: TripRequest, after: TripRequest) -> set[str]:
    """Ids of the places that the change from one request to another is about."""
    wishes = (
        {*before.must} ^ {*after.must},
        {*before.must_not} ^ {*after.must_not},
        {item.place for item in {*before.avoid} ^ {*after.avoid}},
        {lock.place for lock in {*before.locks} ^ {*after.locks}},
    )
    return set().union(*wishes)


def _without(kept: tuple[str, ...], out: set[str], into: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(p for p in kept if p not in out), *into)))


def _windows(request: TripRequest, change: Change) -> dict[dt.date, Window]:
    windows = {}
    for day in change.days:
        if day.start is not None or day.end is not None:
            usual = request.window_on(day.date)
            windows[day.date] = Window(start=day.start or usual.start, end=day.end or usual.end)
    return windows
