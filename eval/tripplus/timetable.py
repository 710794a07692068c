"""Flights and trains between cities: the services of a day, and which of them a traveller wants."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from eval.tripplus.table import Segment

Way = Literal["flight", "train"]


class Service(NamedTuple):
    """A direct flight or train, in one class.

    Attributes:
        leaves, arrives: local times.
        price: yuan a head.
    """

    way: Way
    number: str
    seat_class: str
    origin: str
    target: str
    leaves: dt.datetime
    arrives: dt.datetime
    price: float

    @property
    def minutes(self) -> int:
        """How long it takes; the cities of the tables share one clock."""
        return round((self.arrives - self.leaves).total_seconds() / 60)


class Timetable:
    """All services on file, by where they go and when."""

    def __init__(self, segments: Mapping[Way, Iterable[Segment]]) -> None:
        """Take the segments of each way; journeys with a change are left out."""
        self._services: dict[tuple[str, str, dt.date], dict[Service, None]] = defaultdict(dict)
        for way, rows in segments.items():
            for journey in _journeys(rows):
                if len({row.number for row in journey}) == 1:
                    for row in journey:
                        key = (row.origin_city, row.destination_city, row.dep_date)
                        self._services[key][_service(way, row)] = None

    def stations(self, city: str) -> frozenset[str]:
        """Where one arrives in a city, and leaves it."""
        arrivals = (s.target for (_, to, _), found in self._services.items() for s in found
                    if to == city)  # fmt: skip
        departures = (s.origin for (at, _, _), found in self._services.items() for s in found
                      if at == city)  # fmt: skip
        return frozenset((*arrivals, *departures))

    def services(self, origin: str, target: str, date: dt.date) -> Sequence[Service]:
        """The services from one city to another that leave on a date."""
        return tuple(self._services.get((origin, target, date), ()))


def _journeys(rows: Iterable[Segment]) -> Iterable[list[Segment]]:
    found: dict[tuple[str, str, dt.date, int], list[Segment]] = defaultdict(list)
    for row in rows:
        found[row.origin_city, row.destination_city, row.dep_date, row.route_index].append(row)
    return found.values()


def _service(way: Way, row: Segment) -> Service:
    return Service(
        way, row.number, row.seat_class, row.dep_station_name, row.arr_station_name,
        row.dep_datetime, row.arr_datetime, row.price,
    )  # fmt: skip
