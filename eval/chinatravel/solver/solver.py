"""The solver: branches of the logic, each searched, and the best plan that was found."""

from __future__ import annotations

from itertools import islice, product
from math import inf
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from eval.chinatravel.allowed import ProgramError
from eval.chinatravel.clock import DAY
from eval.chinatravel.concepts import concepts
from eval.chinatravel.formula import Ban, Bound, End, Need
from eval.chinatravel.program import Program
from eval.chinatravel.recognise import ways_to_fulfil
from eval.chinatravel.solver.day import Ways, night, trip_activity
from eval.chinatravel.solver.draft import Desk, plan_of
from eval.chinatravel.solver.menu import Menu
from eval.chinatravel.solver.party import party_of
from eval.chinatravel.solver.search import Pace, Search
from eval.chinatravel.solver.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from eval.chinatravel.concepts import Activity, Plan
    from eval.chinatravel.formula import Wish
    from eval.chinatravel.query import Query
    from eval.chinatravel.sandbox import Sandbox

#: Branches tried at most.
MOST_BRANCHES = 12
#: What it takes to fulfil a wish; all others take more.
EFFORTS = {Ban: 0, Bound: 1, End: 1, Need: 2}


class Reading(NamedTuple):
    """What a query's programs demand, but for those that no plan can fulfil.

    Attributes:
        ways: of every program, the wishes of each way to fulfil it.
        black_boxes: those that were not recognised; the only way to fulfil one asks for nothing.
    """

    programs: list[Program]
    ways: list[list[tuple[Wish, ...]]]
    black_boxes: list[Program]


class Found(NamedTuple):
    """A plan and its weight (see ``Desk.weight``)."""

    weight: float
    plan: Plan


def bare_plan(query: Query, sandbox: Sandbox) -> Plan:
    """A plan of trips and nights only, as far as there are any, whatever their times."""
    party = party_of(query.people, ())
    hotel = min(sandbox.city(query.target_city).hotels.values(), key=lambda hotel: hotel.price)
    days: list[list[Activity]] = [[] for _ in range(query.days)]
    for activities in days[:-1]:
        activities.append(night(hotel, party.rooms_of(hotel.beds), DAY - 60, []))
    there, back = (query.start_city, query.target_city), (query.target_city, query.start_city)
    for ends, day, at in ((there, 0, 0), (back, -1, len(days[-1]) + 1)):
        trips = sandbox.timetable.trips(*ends)
        if trips:
            trip = min(trips, key=lambda trip: trip.arrives - trip.leaves)
            days[day].insert(at, trip_activity(trip, party.tickets, []))
    return plan_of(query, days)


class Solver:
    """Plans a query within a time limit.

    Args:
        liked: seconds to work on the preferences, once all wishes are fulfilled.
        most: seconds to work on a query whose wishes are not all fulfilled.
        clock: seconds that pass.
    """

    def __init__(
        self, sandbox: Sandbox, liked: float, most: float, clock: Callable[[], float]
    ) -> None:
        self._sandbox, self._liked, self._most, self._clock = sandbox, liked, most, clock
        self._functions = concepts(sandbox)

    def read(self, query: Query) -> Reading:
        """Recognise a query's programs."""
        programs, ways, black_boxes = [], [], []
        for source in query.logic:
            try:
                program = Program(source, self._functions)
            except ProgramError:
                continue
            found = ways_to_fulfil(source, query)
            if found is None:
                black_boxes.append(program)
                found = [()]
            if found:
                programs.append(program)
                ways.append(found)
        return Reading(programs, ways, black_boxes)

    def plan(self, query: Query, seed: int) -> Plan:
        """The best plan that was found; it may leave wishes open, but keeps to the schema."""
        reading = self.read(query)
        choices = _choices(reading.ways)
        began = self._clock()
        best: Found | None = None
        for number, wishes in enumerate(choices):
            until = began + self._most * (number + 1) / len(choices)
            pace = Pace(self._clock, self._clock(), began + self._liked, until)
            found = self._searched(query, wishes, reading, Random(seed), pace)
            if found is not None and (best is None or found.weight < best.weight):
                best = found
            if best is not None and best.weight <= 0:
                break
        return best.plan if best is not None else bare_plan(query, self._sandbox)

    def _searched(
        self,
        query: Query,
        wishes: tuple[Wish, ...],
        reading: Reading,
        rng: Random,
        pace: Pace,
    ) -> Found | None:
        """The best plan of one branch."""
        party = party_of(query.people, wishes)
        city = self._sandbox.city(query.target_city)
        tally = Tally(wishes, city, self._sandbox.cities)
        menu = Menu(query, self._sandbox, party, tally)
        if not menu.goes or not menu.backs:
            return None
        ways = Ways(city.transit, party, tally)
        desk = Desk(query, party, tally, ways, reading.black_boxes)
        search = Search(desk, menu, rng)
        draft = search.first()
        while True:
            weight, draft = search.best(draft, pace)
            if weight == inf:
                return None
            plan = desk.plan(draft)
            # Wishes may say more than their program, or less: in the end it is the program.
            missed = [program for program in reading.programs if not program.holds(plan)]
            if weight > 0 or not missed:
                return Found(weight, plan)
            desk.black_boxes += missed


def _choices(ways: list[list[tuple[Wish, ...]]]) -> list[tuple[Wish, ...]]:
    """Ways to choose one branch of each program, easiest first."""
    ranked = [sorted(way, key=_effort) for way in ways]
    return [
        tuple(wish for branch in choice for wish in branch)
        for choice in islice(product(*ranked), MOST_BRANCHES)
    ]


def _effort(branch: tuple[Wish, ...]) -> int:
    """What it takes to fulfil the wishes of a branch."""
    return sum(EFFORTS.get(type(wish), 3) for wish in branch)
