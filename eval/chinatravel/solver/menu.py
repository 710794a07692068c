"""What a search may choose from: stops, hotels and trips that no wish rules out for sure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.chinatravel.clock import DAY
from eval.chinatravel.condition import POSITION, TYPE, Field, settled
from eval.chinatravel.solver.day import night, trip_activity
from eval.chinatravel.solver.stop import MEALS, Stop, known, may_fulfil, stops
from eval.chinatravel.solver.tally import excess

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from eval.chinatravel.formula import Need
    from eval.chinatravel.intercity import Trip
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Hotel, Sandbox
    from eval.chinatravel.solver.party import Party
    from eval.chinatravel.solver.tally import Tally

#: What a yuan of a fare counts as, in minutes of the first or the last day.
VALUES = (0.05, 0.2, 1.0, 10.0)
#: When it is best to arrive and to leave, in minutes after midnight.
EARLY, LATE = 6 * 60 + 30, 21 * 60
#: Places that are looked at from any one place, nearest first.
NEAREST = 40


class Menu:
    """The choice of one branch.

    Attributes:
        stops: attractions and meals.
        answers: of every need, the stops that may fulfil it.
        hotels: where one may sleep: those that fulfil most needs first, then the best placed.
        beds: of every need, the hotels that fulfil it.
        goes: trips there, for each of ``VALUES`` the best first; nothing where there is no trip.
        backs: trips back, the same.
    """

    def __init__(self, query: Query, sandbox: Sandbox, party: Party, tally: Tally) -> None:
        self._city = sandbox.city(query.target_city)
        self._party, self._tally = party, tally
        self._nights = query.days - 1
        everything = [(stop, known(stop, self._city, party)) for stop in stops(self._city)]
        self.stops = [stop for stop, facts in everything if not self._banned(facts)]
        allowed = set(self.stops)
        self.answers = [
            [
                fit
                for stop, facts in everything
                if stop in allowed and (fit := may_fulfil(stop, need.condition, facts)) is not None
            ]
            for need in tally.needs
        ]
        there, back = query.start_city, query.target_city
        self.goes = self._trips(sandbox.timetable.trips(there, back), 0)
        self.backs = self._trips(sandbox.timetable.trips(back, there), -1)
        self._near: dict[tuple[str, bool], list[Stop]] = {}
        names = sorted({stop.name for stop in self.stops})
        self._names = {name: number for number, name in enumerate(names)}
        self._points = np.array([self._place(name) for name in names] or np.empty((0, 2)))
        self._kinds = self._of_places()
        self.hotels = self._hotels()
        self.beds = [self._sleeps(need) for need in tally.needs]
        wanted = Counter(hotel for hotels in self.beds for hotel in hotels)
        self.hotels.sort(key=lambda hotel: -wanted[hotel])

    def most_meals(self) -> int:
        """Meals for which there is time at most, whatever else is done: not before one arrives."""
        if not self.goes or not self.backs:
            return 0
        go = min(trip.arrives for trip in self.goes[0])
        back = max(trip.leaves for trip in self.backs[0])
        if not self._nights:
            return _meals_within(go, back)
        whole_days = self._nights - 1
        return _meals_within(go, DAY) + len(MEALS) * whole_days + _meals_within(0, back)

    def _of_places(self) -> dict[bool, tuple[Any, list[list[Stop]]]]:
        """Stops by place, attractions apart from meals: numbers of the places, and their stops."""
        found = {}
        for eats in (False, True):
            by_name: dict[str, list[Stop]] = {}
            for stop in self.stops:
                if (stop.kind != "attraction") is eats:
                    by_name.setdefault(stop.name, []).append(stop)
            numbers = np.array([self._names[name] for name in by_name], dtype=int)
            found[eats] = (numbers, list(by_name.values()))
        return found

    def _place(self, name: str) -> tuple[float, float]:
        return self._city.transit.places[name]

    def _banned(self, facts: Mapping[Field, Any]) -> bool:
        return any(settled(ban.condition, facts) for ban in self._tally.bans)

    def _breaks(self, activities: Sequence[dict[str, Any]]) -> bool:
        """Whether these activities alone break a ban or exceed a bound."""
        counts = self._tally.day(activities, 0)
        over = any(
            bound.op in ("<=", "<") and excess(bound, value)
            and all(term.factor > 0 for term in bound.terms)
            for bound, value in zip(self._tally.bounds, counts.sums, strict=True)
        )  # fmt: skip
        return over or counts.broken > 0

    def _trips(self, trips: Sequence[Trip], at: int) -> list[list[Trip]]:
        """Trips that may be the first (0) or last (-1) activity; all where none may."""
        kept = []
        for trip in trips:
            activity = trip_activity(trip, self._party.tickets, [])
            ends = (fulfilled(activity) for end, fulfilled in self._tally.ends if end.at == at)
            if all(ends) and not self._breaks([activity]) and (at or trip.arrives < DAY - 60):
                kept.append(trip)
        best = EARLY if at == 0 else LATE

        def lost(trip: Trip, value: float) -> float:
            return abs((trip.leaves if at else trip.arrives) - best) + trip.price * value

        return [sorted(kept or trips, key=lambda trip: lost(trip, v)) for v in VALUES if trips]

    def _hotels(self) -> list[Hotel]:
        """Hotels for all nights that break no wish; all where each does."""
        every = self._city.hotels.values() if self._nights else ()
        kept = []
        for hotel in every:
            told = night(hotel, self._party.rooms_of(hotel.beds), DAY - 60, [])
            if not self._breaks([told] * self._nights):
                kept.append(hotel)
        return sorted(kept or every, key=self._remoteness)

    def _remoteness(self, hotel: Hotel) -> float:
        """Kilometres to the nearest attractions, on a flat map, and a little for the price."""
        numbers, _ = self._kinds[False]
        if not len(numbers):
            return hotel.price
        apart = np.sort(self._apart(hotel.name, numbers))[: 4 * (self._nights + 1)]
        return float(apart.mean()) + hotel.price / 500

    def _apart(self, name: str, numbers: Any) -> Any:
        here = np.array(self._place(name))
        steps = (self._points[numbers] - here) * (111.2, 111.2 * np.cos(np.radians(here[0])))
        return np.hypot(steps[:, 0], steps[:, 1])

    def near(self, name: str, eats: bool) -> list[Stop]:
        """Attractions, or meals, at the places nearest to a place."""
        if (name, eats) not in self._near:
            numbers, made = self._kinds[eats]
            order = np.argsort(self._apart(name, numbers), kind="stable")[:NEAREST] if made else ()
            self._near[name, eats] = [stop for number in order for stop in made[number]]
        return self._near[name, eats]

    def told_of(self, texts: Collection[str]) -> tuple[list[Stop], list[Hotel]]:
        """Stops and hotels whose name or kind is one of some texts."""
        city = self._city
        kinds = {
            name: row.kind
            for table in (city.attractions, city.restaurants)
            for name, row in table.items()
        }
        return (
            [stop for stop in self.stops if not {stop.name, kinds[stop.name]}.isdisjoint(texts)],
            [hotel for hotel in self.hotels if not {hotel.name, hotel.kind}.isdisjoint(texts)],
        )

    def _sleeps(self, need: Need) -> list[Hotel]:
        """Hotels whose night fulfils a need."""
        fulfilled = self._tally.asked(need.condition)
        rooms = self._party.rooms_of
        return [
            hotel
            for hotel in self.hotels
            if settled(need.condition, {TYPE: "accommodation", POSITION: hotel.name}) is not False
            and fulfilled(night(hotel, rooms(hotel.beds), DAY - 60, []))
        ]


def _meals_within(arrives: int, leaves: int) -> int:
    """Meals that can begin and end between two times of one day."""
    return sum(
        max(arrives, first) <= latest and max(arrives, first) + least <= leaves
        for first, latest, least in MEALS.values()
    )
