"""Gates on getting about: reachable, walking, day_window, terminals and transfer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from planner.frame import terminal_spot
from planner.gates.violation import Review, Violation, hhmm, minutes_between
from planner.legs import allowed_modes
from planner.model import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.facts import Mode, Travel
    from planner.frame import Frame, Spot, Way
    from planner.itinerary import Day, Leg


class Between(NamedTuple):
    """A leg with the two positions it has to connect."""

    leg: Leg
    origin_name: str
    origin: Point
    target_name: str
    target: Point


class Ride(NamedTuple):
    """A leg into or out of town.

    Attributes:
        way: what the day's frame asks for in its stead.
        travel: what the world says of the leg's own mode; None where it cannot.
        inbound: whether it leads into town.
    """

    leg: Leg
    way: Way
    travel: Travel | None
    inbound: bool

    @property
    def rule(self) -> str:
        """The rule it comes under: a ride between cities is a transfer."""
        return "terminals" if self.way.start_at is None else "transfer"


def legs_between(day: Day) -> Iterator[Between]:
    """A day's legs with what they connect: start, stops in order, end."""
    names = [day.start.name, *(s.name for s in day.stops), day.end.name]
    points = [Point(lat=x.lat, lon=x.lon) for x in (day.start, *day.stops, day.end)]
    for i, leg in enumerate(day.legs):
        yield Between(leg, names[i], points[i], names[i + 1], points[i + 1])


def rides(review: Review, index: int) -> Iterator[Ride]:
    """A day's legs into and out of town beside those of its frame; surplus ones are left out."""
    if index >= len(review.frames):
        return
    day, frame, request = review.plan.days[index], review.frames[index], review.request
    come, leave = (terminal_spot(t, review.world) for t in (request.arrival, request.departure))
    for leg, way in zip(day.inbound, frame.inbound, strict=False):
        yield Ride(leg, way, _travel(review, frame, leg, way, come, frame.start), inbound=True)
    for leg, way in zip(day.outbound, frame.outbound, strict=False):
        yield Ride(leg, way, _travel(review, frame, leg, way, frame.end, leave), inbound=False)


def _travel(
    review: Review, frame: Frame, leg: Leg, way: Way, origin: Spot | None, target: Spot | None
) -> Travel | None:
    if way.city is not None:
        return review.world.intercity(way.city, frame.city, leg.mode)
    if origin is None or target is None:
        return None
    return review.world.travel(frame.city.id, origin.point, target.point, leg.mode)


def reachable(review: Review) -> Iterator[Violation]:
    """Each leg uses an allowed mode, joins its ends and takes no less time than that mode needs."""
    modes = allowed_modes(review.request)
    for index, day in enumerate(review.plan.days):
        for between in legs_between(day):
            leg, _, origin, _, target = between
            travel = review.world.travel(day.city, origin, target, leg.mode)
            names = (between.origin_name, between.target_name)
            yield from _faults(index, leg, names, travel, modes)
        for ride in rides(review, index):
            if ride.rule == "terminals":
                names = (ride.way.origin, ride.way.target)
                yield from _faults(index, ride.leg, names, ride.travel, modes)
    yield from _anchored(review)


def _faults(
    day: int,
    leg: Leg,
    names: tuple[str, str],
    travel: Travel | None,
    modes: tuple[Mode, ...] | None,
    rule: str = "reachable",
) -> Iterator[Violation]:
    """What is wrong with one leg; ``modes`` is None where any will do."""
    if modes is not None and leg.mode not in modes:
        allowed = ", ".join(modes)
        text = f"From {leg.origin} to {leg.target} by {leg.mode}: allowed are {allowed}."
        yield Violation(rule=rule, message=text, day=day, unit="legs")
        return
    if (leg.origin, leg.target) != names:
        text = (
            f"A leg goes from {leg.origin} to {leg.target}; "
            f"it should go from {names[0]} to {names[1]}."
        )
        yield Violation(rule=rule, message=text, day=day, unit="legs")
    if travel is None:
        text = f"There is no way from {leg.origin} to {leg.target} by {leg.mode}."
        yield Violation(rule=rule, message=text, day=day, unit="legs")
    elif leg.minutes < travel.minutes:
        short = travel.minutes - leg.minutes
        text = (
            f"{leg.origin} to {leg.target} by {leg.mode} takes {travel.minutes} minutes, "
            f"not {leg.minutes}."
        )
        yield Violation(rule=rule, message=text, day=day, amount=short, unit="minutes")


def _anchored(review: Review) -> Iterator[Violation]:
    """Each day starts and ends where its frame says."""
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        for anchor, spot, verb in (
            (day.start, frame.start, "starts"),
            (day.end, frame.end, "ends"),
        ):
            if (anchor.lat, anchor.lon) != (spot.point.lat, spot.point.lon):
                text = f"Day {index + 1} {verb} at {anchor.name}, not at {spot.name}."
                yield Violation(rule="reachable", message=text, day=index, unit="legs")


def walking(review: Review) -> Iterator[Violation]:
    """No leg and no day has more metres on foot than wished for, whatever a leg says of itself."""
    request = review.request
    for index, day in enumerate(review.plan.days):
        ways = [
            (way.leg, review.world.travel(day.city, way.origin, way.target, way.leg.mode))
            for way in legs_between(day)
        ]
        ways += [(ride.leg, ride.travel) for ride in rides(review, index)]
        total = 0
        for leg, travel in ways:
            metres = max(leg.walk_metres, travel.walk_metres if travel is not None else 0)
            total += metres
            what = f"{leg.origin} to {leg.target} is"
            yield from _footsore(index, what, metres, request.max_walk_leg)
        yield from _footsore(index, f"Day {index + 1} has", total, request.max_walk_day)


def _footsore(day: int, what: str, metres: int, limit: int) -> Iterator[Violation]:
    if metres > limit:
        text = f"{what} {metres} m on foot; {limit} m is your limit."
        yield Violation(rule="walking", message=text, day=day, amount=metres - limit, unit="metres")


def day_window(review: Review) -> Iterator[Violation]:
    """A day's legs keep to its frame: hours wished for, arrival, departure, appointments."""
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        if not day.legs:
            continue
        window = review.request.window_on(frame.date)
        early = frame.free - review.minute(day, day.legs[0].start)
        if early > 0:
            when = f"{early} minutes before you are free at {hhmm(frame.free)}"
            text = f"Day {index + 1} sets off {when}."
            # Beyond the window it is the way into town that one waits for.
            rule = "day_window" if frame.free <= window.first else _into_town(index)
            yield Violation(rule=rule, message=text, day=index, amount=early, unit="minutes")
        late = review.minute(day, day.legs[-1].end) - frame.back
        if late > 0:
            when = f"{late} minutes after you should be back at {hhmm(frame.back)}"
            text = f"Day {index + 1} ends {when}."
            rule = "day_window" if frame.back >= window.last else "terminals"
            yield Violation(rule=rule, message=text, day=index, amount=late, unit="minutes")


def _into_town(index: int) -> str:
    return "terminals" if index == 0 else "transfer"


def terminals(review: Review) -> Iterator[Violation]:
    """The ways to and from terminals and between cities are there, and in time."""
    for index, (day, frame) in enumerate(zip(review.plan.days, review.frames, strict=False)):
        for side, planned, due in (
            ("into", day.inbound, frame.inbound),
            ("out of", day.outbound, frame.outbound),
        ):
            if len(planned) != len(due):
                rule = "transfer" if due and due[0].start_at is not None else "terminals"
                text = f"Day {index + 1} needs {len(due)} ways {side} town and has {len(planned)}."
                off = abs(len(planned) - len(due))
                yield Violation(rule=rule, message=text, day=index, amount=off, unit="legs")
        for ride in rides(review, index):
            yield from _in_time(index, frame, ride)
            if ride.rule == "transfer":
                names = (ride.way.origin, ride.way.target)
                yield from _faults(index, ride.leg, names, ride.travel, None, ride.rule)


def _in_time(index: int, frame: Frame, ride: Ride) -> Iterator[Violation]:
    """Into town no earlier than one can leave, out of it no later than one has to be there."""
    leg, way = ride.leg, ride.way
    midnight = dt.datetime.combine(frame.date, dt.time(), frame.city.zone)
    start = way.start_at or midnight + dt.timedelta(minutes=way.start)
    if ride.inbound:
        off = minutes_between(leg.start, start)
        text = f"The way from {leg.origin} to {leg.target} starts {off:.0f} minutes too early."
    else:
        off = minutes_between(start, leg.end) - way.travel.minutes
        text = f"The way from {leg.origin} to {leg.target} arrives {off:.0f} minutes too late."
    if off > 0:
        yield Violation(rule=ride.rule, message=text, day=index, amount=off, unit="minutes")
