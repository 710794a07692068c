"""What the planner may ask about the world, and the shape of the answers.

The planner knows no clock, file or network: whoever builds a trip hands it a ``World``.
``tools.world`` implements it on a catalogue; tests implement it on eight places and one street
plan.

Times of day are minutes after local midnight of the named date; 1500 is 1 a.m. the next day.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from planner.city import City, ClimateMonth
    from planner.model import Point
    from planner.place import Place
    from planner.taxonomy import Group


class Mode(StrEnum):
    """A way to get from one place to the next; the last four run between cities only."""

    WALK = "walk"
    BIKE = "bike"
    TRANSIT = "transit"
    TAXI = "taxi"
    CAR = "car"
    TRAIN = "train"
    BUS = "bus"
    FERRY = "ferry"
    FLIGHT = "flight"


#: Modes for getting about within a city, the preferred first when all else is equal.
LOCAL_MODES = (Mode.WALK, Mode.BIKE, Mode.TRANSIT, Mode.TAXI, Mode.CAR)


class Span(NamedTuple):
    """A stretch of local minutes in which a place is open, from ``open`` up to ``close``."""

    open: int
    close: int


class DayHours(NamedTuple):
    """When a place is open on one date.

    Attributes:
        known: False where no trustworthy hours are on file; then ``spans`` holds what is plausible
            for its category.
        spans: disjoint, in order; empty is closed all day. A span that began the evening before
            starts at 0 here too; a span may run past 1440.
        note: why it is closed or unknown, or which rule applied, for the traveller.
        unstated: the date is a public holiday, and the hours on file say nothing of holidays.
    """

    known: bool
    spans: tuple[Span, ...]
    note: str = ""
    unstated: bool = False

    def covers(self, start: int, end: int) -> bool:
        """Whether one single span holds the whole of [start, end]."""
        return any(span.open <= start and end <= span.close for span in self.spans)


class Daylight(NamedTuple):
    """Sunrise and sunset in local minutes."""

    sunrise: int
    sunset: int


class Travel(NamedTuple):
    """One way of getting from a to b.

    Attributes:
        minutes: door to door, waiting included, rounded up.
        metres: distance travelled.
        walk_metres: the part of it on foot.
        fare: price per adult for ``per_person`` modes, else per vehicle; in the city's currency;
            None is unknown.
        estimated: True unless a router with a real network answered.
    """

    minutes: int
    metres: int
    walk_metres: int
    fare: float | None
    per_person: bool
    estimated: bool


class TravelMatrix(NamedTuple):
    """``Travel`` between every pair of n points by one mode: arrays of shape (n, n), row = origin.

    Attributes:
        minutes, metres, walk_metres: int32; minutes is -1 where the mode cannot.
        fare: float64 in the city's currency, NaN where unknown.
        per_person: as in ``Travel``, for the whole matrix.
        estimated: bool.
    """

    minutes: NDArray[np.int32]
    metres: NDArray[np.int32]
    walk_metres: NDArray[np.int32]
    fare: NDArray[np.float64]
    per_person: bool
    estimated: NDArray[np.bool_]


class World(Protocol):
    """The facts a planner may ask for. Every answer is deterministic."""

    def city(self, city_id: str) -> City:
        """The city of that id."""
        ...

    def place(self, place_id: str) -> Place | None:
        """The place of that id, if the catalogue has it."""
        ...

    def has(self, city_id: str, group: Group) -> bool:
        """Whether the catalogue has any place of that group in the city."""
        ...

    def hours(self, place_id: str, day: dt.date) -> DayHours:
        """When the place is open on that local date; holidays included, closures and season not."""
        ...

    def daylight(self, city_id: str, day: dt.date) -> Daylight:
        """Sunrise and sunset in that city."""
        ...

    def holiday(self, city_id: str, day: dt.date) -> str | None:
        """Name of the public holiday on that date, if it is one."""
        ...

    def climate(self, city_id: str, month: int) -> ClimateMonth | None:
        """Climate normal of the month; None where unknown."""
        ...

    def travel(self, city_id: str, origin: Point, target: Point, mode: Mode) -> Travel | None:
        """How long ``mode`` takes between two points; None where the mode cannot."""
        ...

    def travel_matrix(self, city_id: str, points: Sequence[Point], mode: Mode) -> TravelMatrix:
        """``travel`` for every pair of points, equal to it to the minute and metre."""
        ...

    def intercity(self, origin: City, target: City, mode: Mode) -> Travel | None:
        """How long ``mode`` takes between two cities, access and check-in included.

        ``fare`` is in the origin's currency.
        """
        ...

    def rate(self, source: str, target: str) -> float:
        """Units of ``target`` currency for one unit of ``source``."""
        ...
