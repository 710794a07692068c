"""Gates on dates and times: calendar, time zone, order, opening, daylight, season, length."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.gates.violation import Review, Violation, hhmm, minutes_between
from planner.itinerary import Leg, Meal, Visit
from planner.request import minutes_of
from planner.spans import MEAL_MAX, MEAL_MIN, TWILIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from planner.gates.violation import Entry
    from planner.itinerary import Day, Stop
    from planner.place import Place
    from planner.request import Appointment

CLOCK = "%H:%M"


def calendar(review: Review) -> Iterator[Violation]:
    """The days are the request's, in order, each in its city with places of that city."""
    request, plan = review.request, review.plan
    if len(plan.days) != request.days:
        wrong = abs(len(plan.days) - request.days)
        text = f"The trip has {request.days} days, the plan {len(plan.days)}."
        yield Violation(rule="calendar", message=text, amount=wrong, unit="days")
    for index, day in enumerate(plan.days[: request.days]):
        due = request.start + dt.timedelta(days=index)
        if day.date != due:
            off = abs((day.date - due).days)
            text = f"Day {index + 1} should be {due}, not {day.date}."
            yield Violation(rule="calendar", message=text, day=index, amount=off, unit="days")
        city = request.destinations[request.city_index(index)].city
        if day.city != city:
            text = f"Day {index + 1} should be in {city}, not in {day.city}."
            yield Violation(rule="calendar", message=text, day=index, unit="days")
    for e in review.own():
        if e.place is not None and e.place.city != e.day.city:
            text = f"{e.stop.name} is in {e.place.city}, and the day is in {e.day.city}."
            yield Violation(rule="calendar", message=text, day=e.number, stop=e.position)
    for night in review.nights():
        if night.place is not None and night.place.city != night.day.city:
            text = f"{night.stay.name} is in {night.place.city}, and the day in {night.day.city}."
            yield Violation(rule="calendar", message=text, day=night.number, unit="nights")


def _times(day: Day, left: ZoneInfo, zone: ZoneInfo) -> Iterator[tuple[dt.datetime, ZoneInfo]]:
    """A day's times with the clock of each; what leaves another city is on that city's clock."""
    for part in (*day.stops, *day.legs, *day.outbound):
        yield from ((part.start, zone), (part.end, zone))
    for position, leg in enumerate(day.inbound):
        yield from ((leg.start, zone if position else left), (leg.end, zone))
    yield from ((day.start.time, zone), (day.end.time, zone))


def time_zone(review: Review) -> Iterator[Violation]:
    """Every time carries the offset its city has at that moment."""
    days = review.plan.days
    for index, day in enumerate(days):
        zone = review.city(day).zone
        left = review.city(days[index - 1]).zone if index else zone
        if day.timezone != zone.key:
            text = f"The clock of {day.city} is {zone.key}, not {day.timezone}."
            yield Violation(rule="time_zone", message=text, day=index, unit="days")
        for time, clock in _times(day, left, zone):
            # Wall clock and offset belong together; comparing instants would accept any offset.
            due = time.astimezone(clock).utcoffset()
            if due is not None and time.utcoffset() != due:
                off = abs((due - (time.utcoffset() or dt.timedelta())).total_seconds()) / 60
                text = f"{time.isoformat()} has the wrong offset for {day.city}."
                yield Violation(
                    rule="time_zone", message=text, day=index, amount=off, unit="minutes"
                )


def order(review: Review) -> Iterator[Violation]:
    """Stops and legs follow one another without overlap, and a leg lasts its minutes."""
    for index, day in enumerate(review.plan.days):
        chain: list[Leg | Stop] = [*day.inbound]
        for leg, stop in zip(day.legs, day.stops, strict=False):
            chain += [leg, stop]
        chain += [*day.legs[len(day.stops) :], *day.outbound]
        for before, after in pairwise(chain):
            late = minutes_between(after.start, before.end)
            if late > 0:
                ends = f"{_name(before)} ends at {before.end:{CLOCK}}"
                text = f"{ends}, after {_name(after)} starts at {after.start:{CLOCK}}."
                yield Violation(rule="order", message=text, day=index, amount=late, unit="minutes")
        for leg in (*day.inbound, *day.legs, *day.outbound):
            real = minutes_between(leg.start, leg.end)
            if real != leg.minutes:
                text = f"The leg to {leg.target} says {leg.minutes} minutes and takes {real:g}."
                off = abs(real - leg.minutes)
                yield Violation(rule="order", message=text, day=index, amount=off, unit="minutes")


def _name(item: Leg | Stop) -> str:
    return f"the way to {item.target}" if isinstance(item, Leg) else item.name


def opening(review: Review) -> Iterator[Violation]:
    """Every stop lies in one open span of its place, and starts before the last admission."""
    for e in review.own():
        if e.place is None:
            continue
        closure = e.place.closure(e.day.date)
        if closure is not None:
            why = f" ({closure.reason})" if closure.reason else ""
            text = f"{e.stop.name} is closed from {closure.start} to {closure.end}{why}."
            yield Violation(rule="open", message=text, day=e.number, stop=e.position)
            continue
        if not review.world.hours(e.place.id, e.day.date).known:
            yield from _unknown_hours(review, e)
        yield from _within_hours(review, e, e.place)


def _unknown_hours(review: Review, e: Entry) -> Iterator[Violation]:
    if review.request.unknown_hours == "exclude":
        text = f"The hours of {e.stop.name} are not on file, and you want only places whose are."
    elif not review.unverified(e.stop.notes, e.stop.place_id):
        text = f"The hours of {e.stop.name} are not on file, and the plan does not say so."
    else:
        return
    yield Violation(rule="open", message=text, day=e.number, stop=e.position)


def _within_hours(review: Review, e: Entry, place: Place) -> Iterator[Violation]:
    """Open (or plausibly open) from first to last minute, and begun before the last admission."""
    spans = review.world.hours(place.id, e.day.date).spans
    start, end = review.minute(e.day, e.stop.start), review.minute(e.day, e.stop.end)
    span = next((s for s in spans if s.open <= start and end <= s.close), None)
    if span is None:
        off = min(
            (max(0, s.open - start) + max(0, end - s.close) for s in spans), default=end - start
        )
        hours = ", ".join(f"{hhmm(s.open)}-{hhmm(s.close)}" for s in spans) or "closed all day"
        when = f"{hhmm(start)}-{hhmm(end)} on {e.day.date}"
        text = f"{e.stop.name} is planned for {when}: {hours}."
    else:
        last = span.close - (place.last_admission or 0)
        off = start - last
        text = f"{e.stop.name} admits nobody after {hhmm(last)}, and you come at {hhmm(start)}."
    if off > 0:
        yield Violation(
            rule="open", message=text, day=e.number, stop=e.position, amount=off, unit="minutes"
        )


def daylight(review: Review) -> Iterator[Violation]:
    """Visits that need light keep to it, with half an hour of twilight before and after the sun."""
    for e in review.own():
        if not isinstance(e.stop, Visit) or e.place is None or not e.place.needs_daylight:
            continue
        light = review.world.daylight(e.day.city, e.day.date)
        start, end = review.minute(e.day, e.stop.start), review.minute(e.day, e.stop.end)
        dark = max(light.sunrise - TWILIGHT - start, end - light.sunset - TWILIGHT)
        if dark > 0:
            sun = f"{hhmm(light.sunrise)} to {hhmm(light.sunset)}"
            text = (
                f"{e.stop.name} is worth seeing by day only: the sun is up from {sun}, "
                f"and you are there {hhmm(start)}-{hhmm(end)}."
            )
            yield Violation(
                rule="daylight",
                message=text,
                day=e.number,
                stop=e.position,
                amount=dark,
                unit="minutes",
            )


def season(review: Review) -> Iterator[Violation]:
    """Every place receives visitors in that month."""
    for e in review.own():
        if e.place is not None and not e.place.in_season(e.day.date):
            text = f"{e.stop.name} receives no visitors in {e.day.date:%B}."
            yield Violation(rule="season", message=text, day=e.number, stop=e.position)


def length(review: Review) -> Iterator[Violation]:
    """No stop is shorter or longer than makes sense."""
    for e in review.own():
        if isinstance(e.stop, Meal):
            low, high = MEAL_MIN[e.stop.meal], MEAL_MAX
        elif e.place is not None:
            low, high = e.place.minutes.min, e.place.minutes.max
        else:
            continue
        minutes = round(minutes_between(e.stop.start, e.stop.end))
        off = max(low - minutes, minutes - high)
        if off > 0:
            text = f"{e.stop.name} is given {minutes} minutes; {low} to {high} make sense."
            yield Violation(
                rule="length",
                message=text,
                day=e.number,
                stop=e.position,
                amount=off,
                unit="minutes",
            )


def appointments(review: Review) -> Iterator[Violation]:
    """Each appointment is kept, to the minute and at its place, and none is made up."""
    wanted = list(review.request.appointments)
    for e in review.entries:
        if e.stop.kind != "appointment":
            continue
        kept = next((item for item in wanted if _keeps(review, e, item)), None)
        if kept is None:
            text = f"{e.stop.name} at {e.stop.start:{CLOCK}} is no appointment of yours."
            yield Violation(rule="appointments", message=text, day=e.number, stop=e.position)
        else:
            wanted.remove(kept)
    for item in wanted:
        text = f"Your appointment {item.name!r} at {item.start:%Y-%m-%d %H:%M} is not kept."
        yield Violation(rule="appointments", message=text)


def _keeps(review: Review, e: Entry, item: Appointment) -> bool:
    times = (review.minute(e.day, e.stop.start), review.minute(e.day, e.stop.end))
    if e.day.date != item.start.date() or times != (
        minutes_of(item.start.time()),
        minutes_of(item.end.time()),
    ):
        return False
    if item.at is not None:
        return (e.stop.lat, e.stop.lon) == (item.at.lat, item.at.lon)
    return e.stop.place_id == item.place
