"""Where a plan leads: each day's stops and ways as positions, for every format with a map."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from planner.model import Point
from tools.exporters import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.itinerary import Anchor, Day, Itinerary, Leg, Stop
    from tools.exporters.outline import Row

#: A colour for each day, told apart by the colour-blind too; beyond, they begin again. All are dark
#: enough for white figures on them.
COLOURS = (
    *("#0b62a4", "#b3420a", "#0a7058", "#94398a"),
    *("#5c5f00", "#a01d2e", "#4a4fb5", "#5d4a3a"),
)


class Position(Protocol):
    """Whatever lies somewhere."""

    @property
    def lat(self) -> float:
        """Latitude in degrees."""
        ...

    @property
    def lon(self) -> float:
        """Longitude in degrees."""
        ...


class Waypoint(NamedTuple):
    """A stop on the map, with its number in the day from 1 and what there is to say of it."""

    number: int
    stop: Stop
    row: Row


class Way(NamedTuple):
    """A leg from one position to another, and what there is to say of it."""

    leg: Leg
    origin: Point
    target: Point
    row: Row


class Route(NamedTuple):
    """One day on the map.

    Attributes:
        number: of the day, from 1.
        title: day, date, and the city where there are several.
        bases: where the day starts and ends, once if that is the same.
    """

    number: int
    title: str
    day: Day
    bases: tuple[Anchor, ...]
    waypoints: tuple[Waypoint, ...]
    ways: tuple[Way, ...]

    @property
    def shade(self) -> int:
        """Which of ``COLOURS`` the day has."""
        return (self.number - 1) % len(COLOURS)


def routes(plan: Itinerary) -> Iterator[Route]:
    """Every day of a plan; ways to and from terminals have no positions and are left out."""
    for index, day in enumerate(plan.days):
        currency = plan.costs.currency
        here, there = day.start, day.end
        same = (here.name, here.lat, here.lon) == (there.name, there.lat, there.lon)
        yield Route(
            index + 1,
            outline.heading(plan, index),
            day,
            (here,) if same else (here, there),
            tuple(
                Waypoint(number, stop, outline.stop_row(stop, currency))
                for number, stop in enumerate(day.stops, start=1)
            ),
            tuple(_ways(day, currency)),
        )


def spots(days: Sequence[Route]) -> list[Position]:
    """Everything that a map of these days has to show: where they start and end, then the stops."""
    bases: list[Position] = [base for day in days for base in day.bases]
    return [*bases, *(waypoint.stop for day in days for waypoint in day.waypoints)]


def _ways(day: Day, currency: str) -> Iterator[Way]:
    corners = [Point(lat=at.lat, lon=at.lon) for at in (day.start, *day.stops, day.end)]
    for leg, (origin, target) in zip(day.legs, pairwise(corners), strict=False):
        if leg.minutes or leg.metres:
            yield Way(leg, origin, target, outline.leg_row(leg, currency))
