"""Rules of being somewhere.

The plan is walked minute by minute, and no one is in two places or leaps between them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from eval.checker.case import (
    Case,
    DayView,
    Finding,
    Spot,
    crow_metres,
    minutes_between,
    utc,
)
from eval.checker.trail import Step, spot_of, trail
from planner.facts import LOCAL_MODES, Mode, Travel
from planner.itinerary import Anchor
from planner.model import Point
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Fastest plausible speed over the crow-flies distance, in km/h.
_TOP_SPEED = {Mode.WALK: 6.5, Mode.BIKE: 25, Mode.TRANSIT: 60, Mode.TAXI: 90, Mode.CAR: 90}


class Span(NamedTuple):
    """A stretch of time spent on one thing, in UTC."""

    day: int
    stop: int | None
    what: str
    start: dt.datetime
    end: dt.datetime


def order(case: Case) -> Iterator[Finding]:
    """One thing after the other, none at the same time, and a leg lasts its minutes."""
    spans = [span for view in case.days for span in _spans(view)]
    both = _together(spans)
    for (one, other), minutes in both.items():
        if min(spans[one].end, spans[other].end) <= max(spans[one].start, spans[other].start):
            continue  # one ends and the other begins within the same minute
        sentence = f"{spans[other].what} and {spans[one].what} share {minutes} minutes"
        yield Finding("order", spans[other].day, spans[other].stop, sentence, minutes)
    for index, (before, after) in enumerate(pairwise(spans)):
        early = minutes_between(after.start, before.end)
        if early > 0 and (index, index + 1) not in both:
            sentence = f"{after.what} begins {early:g} minutes before {before.what} ends"
            yield Finding("order", after.day, after.stop, sentence, early)
    for view in case.days:
        for step in trail(case, view):
            off = minutes_between(step.leg.start, step.leg.end) - step.leg.minutes
            if off:
                sentence = f"the way to {step.leg.target} lasts {off:+g} minutes more than it says"
                yield Finding("order", view.index, step.stop, sentence, abs(off))


def _spans(view: DayView) -> Iterator[Span]:
    """The day's things in the order in which they are written down."""
    day = view.day
    ways = [
        Span(view.index, None, f"the way to {leg.target}", utc(leg.start), utc(leg.end))
        for leg in day.legs
    ]
    stops = [
        Span(view.index, i, stop.name, utc(stop.start), utc(stop.end))
        for i, stop in enumerate(day.stops)
    ]
    for leg in day.inbound:
        yield Span(view.index, None, f"the way to {leg.target}", utc(leg.start), utc(leg.end))
    for way, stop in zip(ways, stops, strict=False):
        yield from (way, stop)
    yield from ways[len(stops) :]
    for leg in day.outbound:
        yield Span(view.index, None, f"the way to {leg.target}", utc(leg.start), utc(leg.end))


def _together(spans: list[Span]) -> Counter[tuple[int, int]]:
    """Pairs of things that happen in the same minute -> in how many, by walking all minutes."""
    present: dict[dt.datetime, list[int]] = {}
    for index, span in enumerate(spans):
        minute = span.start
        while minute < span.end:
            present.setdefault(minute.replace(second=0, microsecond=0), []).append(index)
            minute += dt.timedelta(minutes=1)
    return Counter(pair for things in present.values() for pair in combinations(things, 2))


def reachable(case: Case) -> Iterator[Finding]:
    """Every leg leads from where one is to where one goes next, in a way that can be done."""
    for view in case.days:
        yield from _anchored(case, view)
        for step in trail(case, view):
            yield from _joined(view, step)
            own_car = step.intercity and step.leg.mode is Mode.CAR
            if own_car and Mode.CAR not in case.itinerary.request.modes:
                yield Finding("reachable", view.index, None, "a car was not asked for")
            if not step.intercity and not step.is_standing_still:
                yield from _fast_enough(case, view, step)


def _joined(view: DayView, step: Step) -> Iterator[Finding]:
    leg = step.leg
    for spot, name, word in ((step.origin, leg.origin, "from"), (step.target, leg.target, "to")):
        if spot is None and not step.intercity:
            yield Finding(
                "reachable",
                view.index,
                step.stop,
                f"a leg leads {word} {name!r}, which is nowhere known",
            )
        elif spot is not None and not spot.is_called(name):
            sentence = f"a leg leads {word} {name!r}, expected {word} {spot.names[0]!r}"
            yield Finding("reachable", view.index, step.stop, sentence)


def _fast_enough(case: Case, view: DayView, step: Step) -> Iterator[Finding]:
    leg, allowed = step.leg, case.itinerary.request.modes
    if leg.mode not in allowed or leg.mode not in LOCAL_MODES:
        yield Finding(
            "reachable", view.index, step.stop, f"{leg.mode} to {leg.target} is not an allowed mode"
        )
        return
    if step.origin is None or step.target is None:
        return
    way = way_of(case, step)
    if way is None:
        yield Finding(
            "reachable",
            view.index,
            step.stop,
            f"{leg.mode} does not lead from {leg.origin} to {leg.target}",
        )
        return
    crow = crow_metres(step.origin.lat, step.origin.lon, step.target.lat, step.target.lon)
    short = max(way.minutes, crow * 0.06 / _TOP_SPEED[leg.mode]) - leg.minutes
    if short > 0:
        sentence = f"{leg.mode} from {leg.origin} to {leg.target} takes {short:.3g} minutes more"
        yield Finding("reachable", view.index, step.stop, sentence, short)


def way_of(case: Case, step: Step) -> Travel | None:
    """What the world says of a step between two known spots of one city."""
    if step.origin is None or step.target is None:
        return None
    origin, target = (Point(lat=spot.lat, lon=spot.lon) for spot in (step.origin, step.target))
    return case.world.travel(step.city.id, origin, target, step.leg.mode)


def _anchored(case: Case, view: DayView) -> Iterator[Finding]:
    """A day starts where the night was and ends where the next one is.

    Without a night, in the centre or at a terminal.
    """
    day, request = view.day, case.itinerary.request
    arrival = request.arrival if view.index == 0 else None
    departure = request.departure if view.index == case.last else None
    ends = (
        (day.start, _starts(case, view), "starts", arrival),
        (day.end, base_of(case, view), "ends", departure),
    )
    for anchor, home, verb, terminal in ends:
        spots = [home]
        place = case.hub(terminal, view)
        if place is not None:
            spots.append(Spot((place.name,), place.lat, place.lon))
        if not any(spot.is_at(anchor.lat, anchor.lon) for spot in spots):
            away = crow_metres(anchor.lat, anchor.lon, home.lat, home.lon)
            sentence = f"the day {verb} at {anchor.name!r}, {away:.0f} m from {home.names[0]!r}"
            yield Finding("reachable", view.index, None, sentence, round(away))


def _starts(case: Case, view: DayView) -> Spot:
    before = case.view(view.index - 1)
    if before is not None and before.city.id == view.city.id:
        return _home(before) or spot_of(before.day.end)
    return _home(view) or _named_bed(case, view) or _centre(view)


def base_of(case: Case, view: DayView) -> Spot:
    """Where one sleeps, or slept; on a day trip the lodging named, else the centre."""
    before = case.view(view.index - 1)
    night = before if before is not None and before.city.id == view.city.id else None
    return (
        _home(view) or (_home(night) if night else None) or _named_bed(case, view) or _centre(view)
    )


def _named_bed(case: Case, view: DayView) -> Spot | None:
    """On a day trip, the lodging that was named or given."""
    wish = case.wanted[0].lodging or case.itinerary.request.lodging
    if len(case.wanted) > 1:
        return None
    if wish.at is not None:
        return Spot((wish.name or view.day.start.name,), wish.at.lat, wish.at.lon)
    place = case.named(wish.place, (Group.STAY,), view.city.id) if wish.place else None
    return Spot((place.name,), place.lat, place.lon) if place else None


def _home(view: DayView) -> Spot | None:
    stay = view.day.stay
    return Spot((stay.name,), stay.lat, stay.lon) if stay else None


def _centre(view: DayView) -> Spot:
    return spot_of(
        Anchor(name=view.city.name, lat=view.city.lat, lon=view.city.lon, time=view.day.start.time)
    )


def walking(case: Case) -> Iterator[Finding]:
    """No leg and no day has more on foot than was asked for.

    What a leg says is not believed where the world says more.
    """
    request = case.itinerary.request
    for view in case.days:
        total = 0.0
        for step in trail(case, view):
            metres = _on_foot(case, step)
            total += metres
            over = metres - request.max_walk_leg
            if over > 0:
                sentence = (
                    f"{metres:.0f} m on foot to {step.leg.target}, {over:.0f} more than wanted"
                )
                yield Finding("walking", view.index, step.stop, sentence, over)
        if total > request.max_walk_day:
            over = total - request.max_walk_day
            yield Finding(
                "walking",
                view.index,
                None,
                f"{total:.0f} m on foot, {over:.0f} more than wanted",
                over,
            )


def _on_foot(case: Case, step: Step) -> float:
    way = None if step.intercity or step.is_standing_still else way_of(case, step)
    return max(step.leg.walk_metres, way.walk_metres if way else 0)
