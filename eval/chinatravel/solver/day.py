"""One day of a plan: stops in a row, timed, with the ways between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.clock import DAY, clock
from eval.chinatravel.transit import MODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.chinatravel.concepts import Activity
    from eval.chinatravel.intercity import Trip
    from eval.chinatravel.sandbox import Hotel
    from eval.chinatravel.solver.party import Party
    from eval.chinatravel.solver.stop import Stop
    from eval.chinatravel.solver.tally import Tally
    from eval.chinatravel.transit import Transit, Way

#: When a day begins, and when one is back at the hotel at the latest, in minutes after midnight.
WAKE, BED = 7 * 60, 23 * 60 + 30
#: Minutes before a train of the morning that one may get up.
AHEAD = 180


class Frame(NamedTuple):
    """What holds a day together.

    Attributes:
        start: where it begins; the station of ``arrival`` on the first day.
        begins: minutes after midnight.
        end: the hotel of the night; the station of ``departure`` on the last day.
        deadline: when one has to be there.
    """

    start: str
    begins: int
    end: str
    deadline: int
    arrival: Trip | None = None
    departure: Trip | None = None
    hotel: Hotel | None = None


class Timed(NamedTuple):
    """A stop at its time; ``way`` is None where one is there already."""

    stop: Stop
    name: str
    way: Way | None
    start: int
    end: int


class Ways:
    """The way to take between two places.

    Args:
        tally: knows the ways that are forbidden.
    """

    def __init__(self, transit: Transit, party: Party, tally: Tally) -> None:
        self._transit, self._party, self._tally = transit, party, tally
        self._banned: dict[str, bool] = {}
        self._allowed: dict[tuple[str, str], list[tuple[int, float, Way]]] = {}
        self._chosen: dict[tuple[str, str, float], Way] = {}
        self._forced: set[tuple[str, str]] = set()

    def way(self, start: str, end: str, thrift: float) -> Way:
        """The best way; where all are forbidden, the best of all."""
        key = (start, end, thrift)
        if key not in self._chosen:
            choice = self.allowed(start, end)
            self._chosen[key] = min(choice, key=lambda one: one[0] + thrift * one[1])[2]
        return self._chosen[key]

    def allowed(self, start: str, end: str) -> list[tuple[int, float, Way]]:
        """Minutes, yuan of the whole party, and the way, of all that are not forbidden."""
        if (start, end) not in self._allowed:
            found = [way for m in MODES if (way := self._transit.way(start, end, m)) is not None]
            free = [way for way in found if not self._forbids(way)]
            if not free:
                self._forced.add((start, end))
            self._allowed[start, end] = [
                (way.minutes, way.price * self.count(way.mode), way) for way in free or found
            ]
        return self._allowed[start, end]

    def _forbids(self, way: Way) -> bool:
        if way.mode not in self._banned:
            self._banned[way.mode] = self._tally.forbids_mode(self.legs(way, 0))
        return self._banned[way.mode] or self._tally.forbids_way(lambda: self.legs(way, 0))

    def forced(self, start: str, end: str) -> bool:
        """Whether all ways between two places are forbidden."""
        self.allowed(start, end)
        return (start, end) in self._forced

    def count(self, mode: str) -> int:
        """Tickets or cars that the party takes."""
        return {"metro": self._party.rides, "taxi": self._party.cars}.get(mode, 0)

    def legs(self, way: Way, begins: int) -> list[dict[str, Any]]:
        """The legs of an activity, from a minute of the day on.

        The mode stands under ``type`` too, where some functions of the original look for it.
        """
        told, now = [], begins
        for piece in way.pieces:
            count = self.count(piece.mode)
            leg: dict[str, Any] = {
                "start": piece.start,
                "end": piece.end,
                "mode": piece.mode,
                "type": piece.mode,
                "start_time": clock(now),
                "end_time": clock(now + piece.minutes),
                "price": piece.price,
                "cost": piece.price * count,
                "distance": piece.km,
            }
            if piece.mode != "walk":
                leg["tickets" if piece.mode == "metro" else "cars"] = count
            now += piece.minutes
            told.append(leg)
        return told


def timed(
    frame: Frame, stops: Sequence[Stop], ways: Ways, thrift: float
) -> tuple[list[Timed], int] | None:
    """When everything is, as early as can be, and when one is ready to leave for the end.

    None where something is not open, or the day is too short.
    """
    now, here, found = frame.begins, frame.start, []
    wakes = frame.start if frame.arrival is None else frame.hotel.name if frame.hotel else ""
    for stop in stops:
        name = stop.name or wakes
        if not name:
            return None
        way = ways.way(here, name, thrift) if name != here else None
        begins = max(now + (way.minutes if way else 0), stop.first)
        if begins > stop.latest:
            return None
        begins = max(begins, min(stop.until - stop.least, stop.latest))
        ends = max(begins + stop.least, stop.until)
        if ends > stop.closes:
            return None
        found.append(Timed(stop, name, way, begins, ends))
        now, here = ends, name
    last = ways.way(here, frame.end, thrift).minutes if here != frame.end else 0
    return (found, now) if now + last <= frame.deadline else None


def trip_activity(trip: Trip, tickets: int, legs: list[dict[str, Any]]) -> Activity:
    """A train or flight as the plan tells it."""
    return {
        "type": trip.mode,
        "TrainID" if trip.mode == "train" else "FlightID": trip.id,
        "start": trip.start,
        "end": trip.end,
        "start_time": clock(trip.leaves),
        "end_time": clock(trip.arrives % DAY),
        "price": trip.price,
        "cost": trip.price * tickets,
        "tickets": tickets,
        "transports": legs,
    }


def night(hotel: Hotel, rooms: int, begins: int, legs: list[dict[str, Any]]) -> Activity:
    """A night as the plan tells it."""
    return {
        "position": hotel.name,
        "type": "accommodation",
        "room_type": hotel.beds,
        "rooms": rooms,
        "price": hotel.price,
        "cost": hotel.price * rooms,
        "start_time": clock(begins),
        "end_time": clock(DAY),
        "transports": legs,
    }


def activities(
    frame: Frame, day: tuple[list[Timed], int], ways: Ways, thrift: float, party: Party
) -> tuple[list[Activity], int]:
    """A timed day as the plan tells it, and the minutes spent on its ways."""
    told, spent = [], 0
    now, here = frame.begins, frame.start
    if frame.arrival is not None:
        told.append(trip_activity(frame.arrival, party.tickets, []))
    for stop, name, way, begins, ends in day[0]:
        legs = ways.legs(way, now) if way else []
        spent += way.minutes if way else 0
        count = party.tickets if stop.kind == "attraction" else party.people
        activity = {
            "position": name,
            "type": stop.kind,
            "price": stop.price,
            "cost": stop.price * count,
            "start_time": clock(begins),
            "end_time": clock(ends),
            "transports": legs,
        }
        if stop.kind == "attraction":
            activity["tickets"] = count
        told.append(activity)
        now, here = ends, name
    way = ways.way(here, frame.end, thrift) if here != frame.end else None
    legs = ways.legs(way, now) if way else []
    spent += way.minutes if way else 0
    if frame.departure is not None:
        told.append(trip_activity(frame.departure, party.tickets, legs))
    elif frame.hotel is not None:
        begins = now + (way.minutes if way else 0)
        told.append(night(frame.hotel, party.rooms_of(frame.hotel.beds), begins, legs))
    return told, spent
