"""A route filled with ways, beds and meals by CP-SAT: the best that keeps every wish, or proof.

The model is exact: where it finds nothing, nothing on file does it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ortools.sat.python import cp_model

from eval.travelplanner.plan import FIELDS, MEALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.travelplanner.database import Restaurant, Room
    from eval.travelplanner.query import Ask
    from eval.travelplanner.route import Route
    from eval.travelplanner.solver import World
    from eval.travelplanner.ways import Way

#: What a star of a restaurant and of a room, a meal that need not be, a minute on the way, and a
#: field less than half are worth beside one another.
STAR, BED, MEAL, MINUTE, FIELD = 10, 30, 60, -1, -1_000
#: Work for one model, in CP-SAT's deterministic seconds.
EFFORT = 0.3


class Slot(NamedTuple):
    """A meal that may be eaten: the number of its stop, its day from 0, which meal."""

    stop: int
    day: int
    meal: str


class Filling(NamedTuple):
    """What a route is filled with.

    Attributes:
        ways: one a leg.
        rooms: one a stop.
        meals: where each meal is eaten.
    """

    ways: list[Way]
    rooms: list[Room]
    meals: dict[Slot, Restaurant]


def fill(route: Route, ask: Ask, world: World, seed: int) -> Filling | None:
    """The best filling; None where no filling keeps all that is asked."""
    rooms = [
        world.rooms(city, nights, ask)
        for city, nights in zip(route.stops, route.nights, strict=True)
    ]
    if not all(rooms):
        return None
    return _Model(route, ask, rooms, [world.restaurants(city) for city in route.stops]).best(seed)


class _Model:
    """The variables and rules of one route; money in cents."""

    def __init__(
        self,
        route: Route,
        ask: Ask,
        rooms: Sequence[Sequence[Room]],
        restaurants: Sequence[Sequence[Restaurant]],
    ) -> None:
        self.route, self.ask, self.rooms, self.restaurants = route, ask, rooms, restaurants
        self.model = cp_model.CpModel()
        self.way = [self._one_of(leg.ways) for leg in route.legs]
        self.room = [self._one_of(found) for found in rooms]
        self.eaten = [[self._bool() for _ in found] for found in restaurants]
        self.slots: dict[Slot, Any] = {}
        self._stays()
        self._travel_days()
        self.lacking = self.model.new_int_var(0, len(FIELDS) * ask.days, "")
        self._rules()

    def _bool(self) -> cp_model.IntVar:
        return self.model.new_bool_var("")

    def _one_of(self, options: Sequence[object]) -> list[cp_model.IntVar]:
        found = [self._bool() for _ in options]
        self.model.add_exactly_one(found)
        return found

    def _stays(self) -> None:
        """Three meals on each day that is not one of travel."""
        travel = {leg.day for leg in self.route.legs}
        day = 0
        for stop, nights in enumerate(self.route.nights):
            for stay in range(day, day + nights):
                if stay not in travel:
                    self.slots |= {Slot(stop, stay, meal): 1 for meal in MEALS}
            day += nights

    def _travel_days(self) -> None:
        """On a day of travel the meals there is time for, in the city left or reached."""
        for number, leg in enumerate(self.route.legs):
            for meal in MEALS:
                both = []
                for stop, side in ((number - 1, "before"), (number, "after")):
                    fits = [
                        chosen
                        for chosen, way in zip(self.way[number], leg.ways, strict=True)
                        if meal in getattr(way, side)
                    ]
                    if fits and 0 <= stop < len(self.route.stops):
                        eats = self._bool()
                        self.model.add(eats <= sum(fits))
                        self.slots[Slot(stop, leg.day, meal)] = eats
                        both.append(eats)
                self.model.add_at_most_one(both)

    def _rules(self) -> None:
        """One kind of transport, as many restaurants as meals, cuisines, budget, filled fields."""
        model, ask = self.model, self.ask
        cars = [
            [c for c, way in zip(chosen, leg.ways, strict=True) if way.own_car]
            for chosen, leg in zip(self.way, self.route.legs, strict=True)
        ]
        for one, other in pairwise(cars):
            model.add(sum(one) == sum(other))
        meals: defaultdict[int, list[Any]] = defaultdict(list)
        for slot, eats in self.slots.items():
            meals[slot.stop].append(eats)
        for stop, eaten in enumerate(self.eaten):
            model.add(sum(eaten) == sum(meals[stop]))
        for cuisine in ask.cuisines:
            model.add_bool_or(
                eats for eats, row in self._each_restaurant() if cuisine in row.cuisines
            )
        if ask.budget < math.inf:
            model.add(self._cost() <= math.floor(ask.budget * 100))
        # Each day has a sight or a way and, but for the last, a bed. The benchmark counts the
        # number and the city of a day among what is filled; half without them is better.
        filled = 2 * ask.days - 1 + sum(self.slots.values())
        half = len(FIELDS) * ask.days // 2
        model.add(filled + 2 * ask.days >= half)
        model.add(self.lacking >= half - filled)

    def _each_restaurant(self) -> Iterable[tuple[cp_model.IntVar, Restaurant]]:
        for eaten, rows in zip(self.eaten, self.restaurants, strict=True):
            yield from zip(eaten, rows, strict=True)

    def _each_room(self) -> Iterable[tuple[cp_model.IntVar, Room, int]]:
        for chosen, rows, nights in zip(self.room, self.rooms, self.route.nights, strict=True):
            for one, row in zip(chosen, rows, strict=True):
                yield one, row, nights

    def _each_way(self) -> Iterable[tuple[cp_model.IntVar, Way]]:
        for chosen, leg in zip(self.way, self.route.legs, strict=True):
            yield from zip(chosen, leg.ways, strict=True)

    def _cost(self) -> Any:
        people = self.ask.people
        return (
            sum(one * _cents(way.cost) for one, way in self._each_way())
            + sum(one * _cents(row.cost * people) for one, row in self._each_restaurant())
            + sum(
                one * _cents(row.price * nights * math.ceil(people / row.sleeps))
                for one, row, nights in self._each_room()
            )
        )

    def _worth(self) -> Any:
        return (
            MEAL * sum(self.slots.values())
            + sum(round(STAR * row.rating) * one for one, row in self._each_restaurant())
            + sum(round(BED * row.rating) * one for one, row, _ in self._each_room())
            + sum(MINUTE * way.minutes * one for one, way in self._each_way())
            + FIELD * self.lacking
        )

    def best(self, seed: int) -> Filling | None:
        self.model.maximize(self._worth())
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = EFFORT
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return self._filling(solver)

    def _filling(self, solver: cp_model.CpSolver) -> Filling:
        def taken(chosen: Sequence[Any], rows: Sequence[Any]) -> list[Any]:
            return [r for one, r in zip(chosen, rows, strict=True) if solver.boolean_value(one)]

        meals: dict[Slot, Restaurant] = {}
        for stop, (eaten, rows) in enumerate(zip(self.eaten, self.restaurants, strict=True)):
            slots = [s for s, eats in self.slots.items() if s.stop == stop and solver.value(eats)]
            # The dearer the restaurant, the later in the day.
            slots.sort(key=lambda slot: (MEALS.index(slot.meal), slot.day))
            places = sorted(taken(eaten, rows), key=lambda row: row.cost)
            meals |= dict(zip(slots, places, strict=True))
        return Filling(
            [taken(c, leg.ways)[0] for c, leg in zip(self.way, self.route.legs, strict=True)],
            [taken(c, rows)[0] for c, rows in zip(self.room, self.rooms, strict=True)],
            meals,
        )


def _cents(dollars: float) -> int:
    return math.ceil(dollars * 100)
