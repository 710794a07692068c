"""Rules of dates and clocks: the calendar, time zones, the day's window."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eval.checker.case import Case, DayView, Finding, minutes_between, utc
from eval.checker.trail import door, slowest_way, trail
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.model import Point
    from planner.request import Appointment


def calendar(case: Case) -> Iterator[Finding]:
    """The request's dates, one day each.

    Each day in its city, each place in the city of its day.
    """
    request, days = case.itinerary.request, case.itinerary.days
    if len(days) != len(case.wanted):
        off = abs(len(days) - len(case.wanted))
        yield Finding(
            "calendar",
            None,
            None,
            f"{len(days)} days are planned, {len(case.wanted)} were asked for",
            off,
        )
    for index, day in enumerate(days):
        date = request.start + dt.timedelta(days=index)
        if day.date != date:
            yield Finding(
                "calendar", index, None, f"day {index + 1} is {day.date}, expected {date}"
            )
        city = case.city(day.city)
        if city is None:
            yield Finding("calendar", index, None, f"{day.city!r} is no known city")
            continue
        names = {
            fold(name) for name in (city.id, city.name, city.name_local or city.name, *city.aliases)
        }
        if index < len(case.wanted) and fold(case.wanted[index].city) not in names:
            yield Finding(
                "calendar",
                index,
                None,
                f"{day.date} is in {day.city}, not in {case.wanted[index].city}",
            )
    for view in case.days:
        yield from _elsewhere(case, view)


def _elsewhere(case: Case, view: DayView) -> Iterator[Finding]:
    """Stops on another date than their day's, and places of other cities."""
    first, last = view.moment(0), view.moment(max(1440, case.window(view).last))
    for index, stop in enumerate(view.day.stops):
        if not first <= utc(stop.start) < last:
            yield Finding(
                "calendar",
                view.index,
                index,
                f"{stop.name} is not on {view.day.date} but at {stop.start}",
            )
    for index, _, place in view.chosen(case):
        if place.city != view.city.id:
            yield Finding(
                "calendar",
                view.index,
                index,
                f"{place.name} is in {place.city}, not in {view.city.id}",
            )
    stay = (
        case.world.place(view.day.stay.place_id)
        if view.day.stay and view.day.stay.place_id
        else None
    )
    if stay is not None and stay.city != view.city.id:
        yield Finding(
            "calendar", view.index, None, f"{stay.name} is in {stay.city}, not in {view.city.id}"
        )


def time_zone(case: Case) -> Iterator[Finding]:
    """Every time carries the offset its city has at that moment."""
    for view in case.days:
        day = view.day
        if day.timezone != view.city.timezone:
            sentence = (
                f"{day.date} is in zone {day.timezone}, {view.city.name} in {view.city.timezone}"
            )
            yield Finding("time_zone", view.index, None, sentence)
        for stop, what, time, city in _times(case, view):
            off = (time.utcoffset() or dt.timedelta()) - _offset(city, time)
            if off:
                minutes = off.total_seconds() / 60
                sentence = f"{what} at {time} is {minutes:+g} minutes off {city.name}'s clock"
                yield Finding("time_zone", view.index, stop, sentence, abs(minutes))


def _times(case: Case, view: DayView) -> Iterator[tuple[int | None, str, dt.datetime, City]]:
    """(stop, what, time, city whose clock it is) of every time of a day."""
    day = view.day
    yield None, "the start of the day", day.start.time, view.city
    yield None, "the end of the day", day.end.time, view.city
    for step in trail(case, view):
        what = f"the way to {step.leg.target}"
        yield None, what, step.leg.start, step.city
        yield None, what, step.leg.end, view.city if step.intercity else step.city
    for index, stop in enumerate(day.stops):
        yield index, stop.name, stop.start, view.city
        yield index, stop.name, stop.end, view.city


def _offset(city: City, time: dt.datetime) -> dt.timedelta:
    return utc(time).astimezone(city.zone).utcoffset() or dt.timedelta()


def day_window(case: Case) -> Iterator[Finding]:
    """Out no earlier and back no later than the day's window, widened by appointments outside it.

    The ways from and to terminals and between cities are bound by the timetable instead.
    """
    for view in case.days:
        legs = view.day.legs
        if not legs:
            continue
        opens, closes = _window(case, view)
        early, late = minutes_between(legs[0].start, opens), minutes_between(closes, legs[-1].end)
        if early > 0:
            yield Finding(
                "day_window", view.index, None, f"the day begins {early:g} minutes too early", early
            )
        if late > 0:
            yield Finding(
                "day_window", view.index, None, f"the day ends {late:g} minutes too late", late
            )


def _window(case: Case, view: DayView) -> tuple[dt.datetime, dt.datetime]:
    window = case.window(view)
    opens, closes = view.moment(window.first), view.moment(window.last)
    for item in case.itinerary.request.appointments:
        point = appointment_point(case, item)
        if item.start.date() != view.day.date or point is None:
            continue
        begin, end = (
            time.replace(tzinfo=view.city.zone).astimezone(dt.UTC)
            for time in (item.start, item.end)
        )
        opens = min(
            opens,
            begin - dt.timedelta(minutes=slowest_way(case, view, door(view.day.start), point)),
        )
        closes = max(
            closes, end + dt.timedelta(minutes=slowest_way(case, view, point, door(view.day.end)))
        )
    return opens, closes


def appointment_point(case: Case, item: Appointment) -> Point | None:
    """Where an appointment is; None if its place is unknown."""
    if item.at is not None:
        return item.at
    place = case.named(item.place or "")
    return place.point if place else None
