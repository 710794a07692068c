"""Rules of when a place receives anybody: opening hours minute by minute, daylight, season."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from eval.checker.case import (
    Case,
    DayView,
    Finding,
    utc,
)
from eval.checker.hours import is_known, is_open
from planner.itinerary import Stop, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.place import Place

#: Minutes of twilight before sunrise and after sunset, and what sources differ by on when the sun
#: rises.
_TWILIGHT, _SUN_SLACK = 30, 2
#: Elevation of the sun's centre in degrees when its edge meets the horizon.
_HORIZON = -0.833


def opened(case: Case) -> Iterator[Finding]:
    """Open in every minute of the stop, let in before the last admission, in no closed spell.

    Unknown hours are marked.
    """
    for view in case.days:
        for index, stop, place in view.chosen(case):
            spell = place.closure(utc(stop.start).astimezone(view.city.zone).date())
            if spell is not None:
                reason = f": {spell.reason}" if spell.reason else ""
                yield Finding(
                    "open",
                    view.index,
                    index,
                    f"{place.name} is closed {spell.start} to {spell.end}{reason}",
                )
            judge = _open_all_along if is_known(place, view.city, view.day.date) else _plausible
            yield from judge(case, view, index, stop, place)


def _open_all_along(
    case: Case, view: DayView, index: int, stop: Stop, place: Place
) -> Iterator[Finding]:
    shut = [
        minute for minute in _minutes(stop.start, stop.end) if not is_open(place, view.city, minute)
    ]
    if shut:
        local = shut[0].astimezone(view.city.zone)
        sentence = (
            f"{place.name} is closed for {len(shut)} minutes of the stop, first at {local:%H:%M}"
        )
        yield Finding("open", view.index, index, sentence, len(shut))
        return
    admits_until = stop.start + dt.timedelta(minutes=place.last_admission or 0)
    late = sum(not is_open(place, view.city, minute) for minute in _minutes(stop.end, admits_until))
    if late:
        sentence = (
            f"{place.name} lets nobody in from {place.last_admission} minutes before it closes"
        )
        yield Finding("open", view.index, index, sentence, late)


def _minutes(start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    minute, end = utc(start), utc(end)
    while minute < end:
        yield minute
        minute += dt.timedelta(minutes=1)


def _plausible(
    case: Case, view: DayView, index: int, stop: Stop, place: Place
) -> Iterator[Finding]:
    if case.itinerary.request.unknown_hours == "exclude":
        yield Finding("open", view.index, index, f"the hours of {place.name} are unknown")
        return
    if not case.is_marked(place.id, stop.notes):
        yield Finding(
            "open", view.index, index, f"the hours of {place.name} are unknown, and nothing says so"
        )
    first, last = place.category.traits.plausible
    start, end = (_wall_minute(view, time) for time in (stop.start, stop.end))
    off = min(max(first - start - shift, 0) + max(end + shift - last, 0) for shift in (0, 1440))
    if off:
        sentence = (
            f"nobody would expect a {place.category.traits.label} such as {place.name} open then"
        )
        yield Finding("open", view.index, index, sentence, off)


def _wall_minute(view: DayView, time: dt.datetime) -> float:
    """Minutes after the midnight of the day's date by the clock on the wall."""
    wall = utc(time).astimezone(view.city.zone).replace(tzinfo=None)
    return (wall - dt.datetime.combine(view.day.date, dt.time())).total_seconds() / 60


def daylight(case: Case) -> Iterator[Finding]:
    """Visits that need daylight keep to it, half an hour of twilight included."""
    for view in case.days:
        for index, stop, place in view.chosen(case):
            if not isinstance(stop, Visit) or not place.needs_daylight:
                continue
            dark = sum(
                not _is_light(view.city, minute) for minute in _minutes(stop.start, stop.end)
            )
            if dark:
                sentence = f"{place.name} is visited {dark} minutes in the dark"
                yield Finding("daylight", view.index, index, sentence, dark)


def _is_light(city: City, moment: dt.datetime) -> bool:
    """Whether the sun over the city's centre is up then, or is within the length of a twilight."""
    twilight = dt.timedelta(minutes=_TWILIGHT + _SUN_SLACK)
    return any(
        _sun_is_up(city.lat, city.lon, near)
        for near in (moment, moment - twilight, moment + twilight)
    )


@lru_cache(maxsize=20_000)
def _sun_is_up(lat: float, lon: float, moment: dt.datetime) -> bool:
    from astral import Observer
    from astral.sun import elevation

    return elevation(Observer(lat, lon), moment, with_refraction=False) > _HORIZON


def season(case: Case) -> Iterator[Finding]:
    """The place receives visitors in that month."""
    for view in case.days:
        for index, stop, place in view.chosen(case):
            month = utc(stop.start).astimezone(view.city.zone).month
            if place.open_months is not None and month not in place.open_months:
                yield Finding(
                    "season", view.index, index, f"{place.name} receives nobody in month {month}"
                )
