"""Proofs that no plan fulfils a query, by bounds that hold for every plan.

Of every way to fulfil some programs it is shown that its wishes cannot be had together: no trip or
no hotel is left, nothing can answer a need, or the least that has to be paid is over a bound.
Programs are then left out one by one as long as the proof holds, so that each of those told counts.
The proofs take for granted that there is a ticket for everybody, and at least one night in a hotel
where the trip has one, as the environment demands.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from eval.chinatravel.allowed import ProgramError
from eval.chinatravel.checks.meals import WINDOWS
from eval.chinatravel.clock import DAY, clock
from eval.chinatravel.condition import POSITION, TYPE, Field, conjuncts, settled, tests
from eval.chinatravel.formula import Ban, Bound, End, Need
from eval.chinatravel.program import Program
from eval.chinatravel.recognise import ways_to_fulfil
from eval.chinatravel.solver.party import party_of
from eval.chinatravel.solver.stop import Stop, known, may_fulfil
from eval.chinatravel.solver.tally import OF_LEGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eval.chinatravel.condition import Condition
    from eval.chinatravel.formula import Wish
    from eval.chinatravel.intercity import Trip
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import City, Hotel, Sandbox
    from eval.chinatravel.solver.party import Party

    Facts = Mapping[Field, Any]
    Ways = list[tuple[Wish, ...]]

#: Ways that one proof goes through at most.
MOST_WAYS = 256
#: What no program can read of a trip: minutes after midnight, the next day counted on.
LEAVES, ARRIVES = Field("leaves"), Field("arrives")


class Conflict(NamedTuple):
    """Programs that no plan fulfils together.

    Attributes:
        programs: their numbers in the query.
        reason: why the first of the ways to fulfil them cannot be.
    """

    programs: tuple[int, ...]
    reason: str


class Conflicts:
    """Looks for proofs."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def sentence(self, query: Query) -> str:
        """The conflict of a query in words; ``unproved`` where there is no proof."""
        conflict = self.conflict(query)
        if conflict is None:
            return "unproved: it may be that some plan fulfils the query"
        if not conflict.programs:
            return f"proved: there is no such trip: {conflict.reason}"
        numbers = " and ".join(map(str, conflict.programs))
        programs = "program" if len(conflict.programs) == 1 else "programs"
        return f"proved: no plan fulfils {programs} {numbers}: {conflict.reason}"

    def conflict(self, query: Query) -> Conflict | None:
        """A smallest set of programs, by leaving out, that no plan fulfils together."""
        read = {number: ways for number, ways in self._read(query) if ways is not None}
        blamed = tuple(read)
        reason = self._refuted(query, read, blamed)
        if reason is None:
            return None
        for number in read:
            rest = tuple(other for other in blamed if other != number)
            if (found := self._refuted(query, read, rest)) is not None:
                blamed, reason = rest, found
        return Conflict(blamed, reason)

    def _read(self, query: Query) -> Iterator[tuple[int, Ways | None]]:
        """The ways to fulfil every program; None of one that was not recognised."""
        for number, source in enumerate(query.logic):
            try:
                Program(source, {})
            except ProgramError:
                yield number, []
            else:
                yield number, ways_to_fulfil(source, query)

    def _refuted(self, query: Query, read: Mapping[int, Ways], chosen: Sequence[int]) -> str | None:
        """Why some programs cannot be fulfilled together; None where that is not shown."""
        if empty := [number for number in chosen if not read[number]]:
            return f"program {empty[0]} cannot hold in any plan"
        reason = ""
        for tried, choice in enumerate(product(*(read[number] for number in chosen))):
            if tried >= MOST_WAYS:
                return None
            wishes = tuple(wish for way in choice for wish in way)
            found = Bounds(query, self._sandbox, wishes).refutation()
            if found is None:
                return None
            reason = reason or found
        return reason


class Bounds:
    """What can be said of all plans that fulfil some wishes."""

    def __init__(self, query: Query, sandbox: Sandbox, wishes: Sequence[Wish]) -> None:
        self._query = query
        self._city = city = sandbox.city(query.target_city)
        self._needs = [wish for wish in wishes if isinstance(wish, Need)]
        self._bans = [wish for wish in wishes if isinstance(wish, Ban)]
        self._bounds = [wish for wish in wishes if isinstance(wish, Bound)]
        ends = [wish for wish in wishes if isinstance(wish, End)]
        party = party_of(query.people, wishes)
        there = sandbox.timetable.trips(query.start_city, query.target_city)
        back = sandbox.timetable.trips(query.target_city, query.start_city)
        cities = (query.start_city, query.target_city)
        self._trips = [
            self._kept(
                (_of_trip(trip, cities[number], party) for trip in trips),
                [end.condition for end in ends if end.at == -number],
            )
            for number, trips in enumerate((there, back))
        ]
        self._hotels = self._kept(_of_hotel(h, city, party, wishes) for h in city.hotels.values())
        self._stops = [
            (stop, facts)
            for stop in _all_stops(city)
            if not self._banned(facts := known(stop, city, party))
        ]

    def _kept(self, all_facts: Iterable[Facts], asked: Sequence[Condition] = ()) -> list[Facts]:
        """What is neither banned nor alone over a bound, and may fulfil what is asked of it."""
        return [
            facts
            for facts in all_facts
            if not self._banned(facts)
            and all(settled(condition, facts) is not False for condition in asked)
            and not any(_over(bound, _share(bound, facts)) for bound in self._bounds)
        ]

    def _banned(self, facts: Facts) -> bool:
        return any(settled(ban.condition, facts) for ban in self._bans)

    def refutation(self) -> str | None:
        """Why no plan fulfils the wishes; None where that is not shown."""
        for trips, way in zip(self._trips, ("there", "back"), strict=True):
            if not trips:
                return f"there is no trip {way} that they allow"
        if self._query.days == 1 and self._no_day_trip():
            return "no trip there arrives before the last one back leaves"
        if self._query.days > 1 and not self._hotels:
            return "there is no hotel that they allow"
        for need in self._needs:
            if not self._answered(need.condition):
                return f"nothing can answer the need {_words(need.condition)}"
        for bound in self._bounds:
            least = self._least(bound)
            if _over(bound, least):
                return f"at least {least:g} is spent, and {bound.limit:g} is the most"
        return None

    def _no_day_trip(self) -> bool:
        there, back = self._trips
        arrives, leaves = min(f[ARRIVES] for f in there), max(f[LEAVES] for f in back)
        return bool(arrives >= leaves)

    def _answered(self, condition: Condition) -> bool:
        """Whether a stop, a hotel, a trip or a way there may fulfil a condition."""
        if any(test.field.name.startswith(OF_LEGS) for test in tests(condition)):
            return True
        if any(may_fulfil(stop, condition, facts) is not None for stop, facts in self._stops):
            return True
        others = [*self._hotels, *self._trips[0], *self._trips[1]]
        return any(settled(condition, facts) is not False for facts in others)

    def _least(self, bound: Bound) -> float:
        """The least that any plan has of a sum; without a floor where a term may lower it."""
        if any(term.factor < 0 for term in bound.terms):
            return float("-inf")
        least = sum(min(_share(bound, facts) for facts in trips) for trips in self._trips)
        if self._query.days > 1:
            least += min(_share(bound, facts) for facts in self._hotels_needed())
        named = {name for need in self._needs if (name := _named(need.condition)) is not None}
        for name in named:
            shares = [_share(bound, facts) for stop, facts in self._stops if stop.name == name]
            least += min(shares, default=0.0)
        return least

    def _hotels_needed(self) -> list[Facts]:
        """Hotels, one of which every plan has: those that fulfil a need which only they can."""
        for need in self._needs:
            if settled(need.condition, {TYPE: "accommodation"}) is None and not any(
                settled(need.condition, {TYPE: kind}) is not False
                for kind in (*WINDOWS, "attraction", "train", "airplane")
            ):
                found = [f for f in self._hotels if settled(need.condition, f) is not False]
                if found:
                    return found
        return self._hotels


def _named(condition: Condition) -> str | None:
    """The place a condition asks for by its name."""
    for test in conjuncts(condition):
        if test.field == POSITION and test.op == "==":
            return str(test.value)
    return None


def _words(condition: Condition) -> str:
    return " and ".join(f"{test.field.name} {test.op} {test.value!r}" for test in tests(condition))


def _share(bound: Bound, facts: Facts) -> float:
    """The least that one activity adds to a sum."""
    return sum(
        term.factor * (1 if term.field is None else facts.get(term.field, 0))
        for term in bound.terms
        if settled(term.condition, facts)
    )


def _over(bound: Bound, least: float) -> bool:
    if any(term.factor < 0 for term in bound.terms):
        return False
    return (bound.op == "<=" and least > bound.limit + 1e-9) or (
        bound.op == "<" and least >= bound.limit
    )


def _of_trip(trip: Trip, start: str, party: Party) -> Facts:
    """All that is sure of a trip's activity."""
    return {
        TYPE: trip.mode,
        POSITION: "",
        Field("intercity_transport_type"): trip.mode,
        Field("intercity_transport_origin"): start,
        Field("activity_tickets"): party.tickets,
        Field("activity_price"): trip.price,
        Field("activity_cost"): trip.price * party.tickets,
        Field("activity_start_time"): clock(trip.leaves),
        Field("activity_end_time"): clock(trip.arrives % DAY),
        LEAVES: trip.leaves,
        ARRIVES: trip.arrives,
    }


def _of_hotel(hotel: Hotel, city: City, party: Party, wishes: Sequence[Wish]) -> Facts:
    """All that is sure of a night's activity; at least one room is taken."""
    facts: dict[Field, Any] = {
        TYPE: "accommodation",
        POSITION: hotel.name,
        Field("accommodation_type"): hotel.kind,
        Field("room_type"): hotel.beds,
        Field("activity_price"): hotel.price,
        Field("activity_cost"): hotel.price * (party.rooms or 1),
    }
    if party.rooms is not None:
        facts[Field("room_count")] = party.rooms
    for condition in (wish.condition for wish in wishes if isinstance(wish, Need | Ban)):
        for test in tests(condition):
            place = test.field.place
            if place in city.transit.places:
                facts[test.field] = city.transit.distance(place, hotel.name)
    return facts


def _all_stops(city: City) -> Iterator[Stop]:
    """All visits and meals that the environment takes, however short."""
    for sight in city.attractions.values():
        opens, closes = sight.hours
        yield Stop("attraction", sight.name, opens, closes - 1, closes, 1, 0, sight.price)
    for place in city.restaurants.values():
        opens, closes = place.hours
        for meal, (first, last) in WINDOWS.items():
            latest = min(closes, last) - 1
            if opens <= latest and closes > first:
                yield Stop(meal, place.name, opens, latest, closes, 1, first + 1, place.price)
    first, last = WINDOWS["breakfast"]
    for hotel in city.hotels.values():
        yield Stop("breakfast", hotel.name, 0, last - 1, DAY, 1, first + 1, 0)
