"""Gates on dates and times: calendar, time zone, order, opening, daylight, season, length, day window, terminals, transfer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.gates.violation import Review, Violation
from planner.itinerary import Meal, Visit
from planner.request import minutes_of
from planner.spans import MEAL_MAX, MEAL_MIN, TWILIGHT

if TYPE_CHECKING:
    from planner.itinerary import Day

CLOCK = "%H:%M"


def hhmm(minute: int) -> str:
    """Minutes after midnight as a time of day."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


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
            yield Violation(rule="calendar", message=text, day=e.index, stop=e.position)


def _times(day: Day) -> Iterator[dt.datetime]:
    for stop in day.stops:
        yield from (stop.start, stop.end)
    for leg in (*day.legs, *day.outbound):
        yield from (leg.start, leg.end)
    yield from (leg.end for leg in day.inbound)
    yield from (day.start.time, day.end.time)


def time_zone(review: Review) -> Iterator[Violation]:
    """Every time carries the offset its city has at that moment."""
    for index, day in enumerate(review.plan.days):
        zone = review.city(day).zone
        if day.timezone != zone.key:
            text = f"The clock of {day.city} is {zone.key}, not {day.timezone}."
            yield Violation(rule="time_zone", message=text, day=index, unit="days")
        for time in _times(day):
            # Wall clock and offset must belong together; comparing instants alone would accept any offset.
            due = time.astimezone(zone).utcoffset()
            if due is not None and time.utcoffset() != due:
                off = abs((due - (time.utcoffset() or dt.timedelta())).total_seconds()) / 60
                text = f"{time.isoformat()} has the wrong offset for {day.city}."
                yield Violation(
                    rule="time_zone", message=text, day=index, amount=off, unit="minutes"
                )


def order(review: Review) -> Iterator[Violation]:
    """Stops and legs follow one another without overlap, and a leg lasts its minutes."""
    for index, day in enumerate(review.plan.days):
        chain = [*day.inbound]
        for leg, stop in zip(day.legs, day.stops, strict=False):
            chain += [leg, stop]  # type: ignore[list-item]
        chain += [*day.legs[len(day.stops) :], *day.outbound]
        for before, after in pairwise(chain):
            late = (before.end - after.start).total_seconds() / 60
            if late > 0:
                names = f"{_name(before)} ends at {before.end:{CLOCK}}, after {_name(after)} starts"
                yield Violation(
                    rule="order", message=f"{names}.", day=index, amount=late, unit="minutes"
                )
        for leg in (*day.inbound, *day.legs, *day.outbound):
            off = abs((leg.end - leg.start).total_seconds() / 60 - leg.minutes)
            if off > 0:
                text = f"The leg to {leg.target} says {leg.minutes} minutes and takes {leg.minutes + off:.0f} or less."
                yield Violation(rule="order", message=text, day=index, amount=off, unit="minutes")


def _name(item: object) -> str:
    return str(getattr(item, "name", None) or f"the way to {getattr(item, 'target', '?')}")


def opening(review: Review) -> Iterator[Violation]:
    """Every stop lies in one open span of its place, and starts before the last admission."""
    for e in review.own():
        if e.place is None:
            continue
        closure = e.place.closure(e.day.date)
        if closure is not None:
            why = f" ({closure.reason})" if closure.reason else ""
            text = f"{e.stop.name} is closed from {closure.start} to {closure.end}{why}."
            yield Violation(rule="open", message=text, day=e.index, stop=e.position)
            continue
        hours = review.world.hours(e.place.id, e.day.date)
        start, end = review.minute(e.day, e.stop.start), review.minute(e.day, e.stop.end)
        if not hours.known:
            yield from _unknown_hours(review, e.index, e.position)
        span = next((s for s in hours.spans if s.open <= start and end <= s.close), None)
        if span is None:
            out = min(
                (max(0, s.open - start) + max(0, end - s.close) for s in hours.spans),
                default=end - start,
            )
            open_text = (
                ", ".join(f"{hhmm(s.open)}-{hhmm(s.close)}" for s in hours.spans)
                or "closed all day"
            )
            text = f"{e.stop.name} is planned for {hhmm(start)}-{hhmm(end)} on {e.day.date}: {open_text}."
            yield Violation(
                rule="open", message=text, day=e.index, stop=e.position, amount=out, unit="minutes"
            )
        elif e.place.last_admission and start > span.close - e.place.last_admission:
            last = span.close - e.place.last_admission
            text = f"{e.stop.name} admits nobody after {hhmm(last)}, and you come at {hhmm(start)}."
            late = start - last
            yield Violation(
                rule="open", message=text, day=e.index, stop=e.position, amount=late, unit="minutes"
            )


def _unknown_hours(review: Review, day: int, position: int) -> Iterator[Violation]:
    stop = review.plan.days[day].stops[position]
    if review.request.unknown_hours == "exclude":
        text = f"The hours of {stop.name} are not on file, and you want only places whose are."
        yield Violation(rule="open", message=text, day=day, stop=position)
    elif not any(note.kind == "unverified" for note in stop.notes):
        text = f"The hours of {stop.name} are not on file, and the plan does not say so."
        yield Violation(rule="open", message=text, day=day, stop=position)


def daylight(review: Review) -> Iterator[Violation]:
    """Visits that need light lie between half an hour before sunrise and half an hour after sunset."""
    for e in review.own():
        if not isinstance(e.stop, Visit) or e.place is None or not e.place.needs_daylight:
            continue
        light = review.world.daylight(e.day.city, e.day.date)
        start, end = review.minute(e.day, e.stop.start), review.minute(e.day, e.stop.end)
        dark = max(light.sunrise - TWILIGHT - start, end - light.sunset - TWILIGHT)
        if dark > 0:
            text = (
                f"{e.stop.name} is worth seeing by day only: the sun is up from {hhmm(light.sunrise)} "
                f"to {hhmm(light.sunset)}, and you are there {hhmm(start)}-{hhmm(end)}."
            )
            yield Violation(
                rule="daylight",
                message=text,
                day=e.index,
                stop=e.position,
                amount=dark,
                unit="minutes",
            )


def season(review: Review) -> Iterator[Violation]:
    """Every place receives visitors in that month."""
    for e in review.own():
        if e.place is not None and not e.place.in_season(e.day.date):
            text = f"{e.stop.name} receives no visitors in {e.day.date:%B}."
            yield Violation(rule="season", message=text, day=e.index, stop=e.position)


def length(review: Review) -> Iterator[Violation]:
    """No stop is shorter or longer than makes sense."""
    for e in review.own():
        if isinstance(e.stop, Meal):
            low, high = MEAL_MIN[e.stop.meal], MEAL_MAX
        elif e.place is not None:
            low, high = e.place.minutes.min, e.place.minutes.max
        else:
            continue
        off = max(low - e.stop.minutes, e.stop.minutes - high)
        if off > 0:
            text = f"{e.stop.name} is given {e.stop.minutes} minutes; {low} to {high} make sense."
            yield Violation(
                rule="length",
                message=text,
                day=e.index,
                stop=e.position,
                amount=off,
                unit="minutes",
            )


def day_window(review: Review) -> Iterator[Violation]:
    """A day's legs lie between the day's frame: hours wished for, arrival, departure, appointments."""
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        if not day.legs:
            continue
        early = frame.free - review.minute(day, day.legs[0].start)
        if early > 0:
            text = f"Day {index + 1} sets off {early} minutes before you are free at {hhmm(frame.free)}."
            rule = "terminals" if index == 0 and review.request.arrival else "day_window"
            yield Violation(rule=rule, message=text, day=index, amount=early, unit="minutes")
        late = review.minute(day, day.legs[-1].end) - frame.back
        if late > 0:
            text = f"Day {index + 1} ends {late} minutes after you should be back at {hhmm(frame.back)}."
            last = index == review.request.days - 1 and review.request.departure is not None
            rule = "terminals" if last else "day_window"
            yield Violation(rule=rule, message=text, day=index, amount=late, unit="minutes")


def terminals(review: Review) -> Iterator[Violation]:
    """The ways to and from terminals and between cities are there, no earlier and no later than they can be."""
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        for side, planned, due in (
            ("into", day.inbound, frame.inbound),
            ("out of", day.outbound, frame.outbound),
        ):
            rule = "transfer" if due and due[0].start_at is not None else "terminals"
            if len(planned) != len(due):
                text = f"Day {index + 1} needs {len(due)} ways {side} town and has {len(planned)}."
                yield Violation(rule=rule, message=text, day=index, unit="legs")
                continue
            for leg, way in zip(planned, due, strict=True):
                short = way.travel.minutes - leg.minutes
                start = way.start_at or dt.datetime.combine(day.date, dt.time(), frame.city.zone)
                if way.start_at is None:
                    start += dt.timedelta(minutes=way.start)
                early = (start - leg.start).total_seconds() / 60 if side == "into" else 0.0
                late = (leg.start - start).total_seconds() / 60 if side == "out of" else 0.0
                off = max(short, early, late)
                if off > 0:
                    text = f"The way from {leg.origin} to {leg.target} does not work out by {off:.0f} minutes."
                    yield Violation(rule=rule, message=text, day=index, amount=off, unit="minutes")


def appointments(review: Review) -> Iterator[Violation]:
    """Each appointment is kept, to the minute and at its place."""
    for item in review.request.appointments:
        kept = False
        for e in review.entries:
            if e.stop.kind != "appointment" or e.day.date != item.start.date():
                continue
            exact = review.minute(e.day, e.stop.start) == minutes_of(
                item.start.time()
            ) and review.minute(e.day, e.stop.end) == minutes_of(item.end.time())
            there = e.stop.place_id == item.place if item.place else (
                item.at is not None and (e.stop.lat, e.stop.lon) == (item.at.lat, item.at.lon)
            )  # fmt: skip
            kept = kept or (exact and there)
        if not kept:
            text = f"Your appointment {item.name!r} at {item.start:%Y-%m-%d %H:%M} is not kept."
            yield Violation(rule="appointments", message=text)
