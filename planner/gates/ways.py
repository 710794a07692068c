"""Gates on getting about: reachable, walking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from planner.gates.violation import Review, Violation
from planner.legs import allowed_modes
from planner.model import Point

if TYPE_CHECKING:
    from planner.itinerary import Day, Leg


class Between(NamedTuple):
    """A leg with the two positions it has to connect."""

    leg: Leg
    origin_name: str
    origin: Point
    target_name: str
    target: Point


def legs_between(day: Day) -> Iterator[Between]:
    """A day's legs with what they connect: start, stops in order, end."""
    names = [day.start.name, *(s.name for s in day.stops), day.end.name]
    points = [Point(lat=x.lat, lon=x.lon) for x in (day.start, *day.stops, day.end)]
    for i, leg in enumerate(day.legs):
        yield Between(leg, names[i], points[i], names[i + 1], points[i + 1])


def reachable(review: Review) -> Iterator[Violation]:
    """Each leg uses an allowed mode and takes no less time than that mode needs."""
    modes = allowed_modes(review.request)
    for index, day in enumerate(review.plan.days):
        for way in legs_between(day):
            leg = way.leg
            if leg.mode not in modes:
                text = f"From {leg.origin} to {leg.target} by {leg.mode}: allowed are {', '.join(modes)}."
                yield Violation(rule="reachable", message=text, day=index, unit="legs")
                continue
            if (leg.origin, leg.target) != (way.origin_name, way.target_name):
                text = (
                    f"A leg goes from {leg.origin} to {leg.target}; "
                    f"it should go from {way.origin_name} to {way.target_name}."
                )
                yield Violation(rule="reachable", message=text, day=index, unit="legs")
            travel = review.world.travel(day.city, way.origin, way.target, leg.mode)
            if travel is None:
                text = f"There is no way from {leg.origin} to {leg.target} by {leg.mode}."
                yield Violation(rule="reachable", message=text, day=index, unit="legs")
            elif leg.minutes < travel.minutes:
                short = travel.minutes - leg.minutes
                text = f"{leg.origin} to {leg.target} by {leg.mode} takes {travel.minutes} minutes, not {leg.minutes}."
                yield Violation(
                    rule="reachable", message=text, day=index, amount=short, unit="minutes"
                )
    yield from _anchored(review)


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
    """No leg and no day has more metres on foot than wished for, and no leg claims fewer than it has."""
    request = review.request
    for index, day in enumerate(review.plan.days):
        on_foot = 0
        for way in legs_between(day):
            travel = review.world.travel(day.city, way.origin, way.target, way.leg.mode)
            metres = max(way.leg.walk_metres, travel.walk_metres if travel is not None else 0)
            on_foot += metres
            if metres > request.max_walk_leg:
                over = metres - request.max_walk_leg
                text = f"{way.leg.origin} to {way.leg.target} is {metres} m on foot; {request.max_walk_leg} m is your limit."
                yield Violation(rule="walking", message=text, day=index, amount=over, unit="metres")
        on_foot += sum(leg.walk_metres for leg in (*day.inbound, *day.outbound))
        if on_foot > request.max_walk_day:
            over = on_foot - request.max_walk_day
            text = (
                f"Day {index + 1} has {on_foot} m on foot; {request.max_walk_day} m is your limit."
            )
            yield Violation(rule="walking", message=text, day=index, amount=over, unit="metres")
