"""CP-SAT: a circuit a day with optional nodes; the only solver here that also gives a bound.

It seldom finds a first answer of its own in seconds, so it is given that of OR-Tools routing after
a share of its time.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from eval.tour.answer import Answer
from eval.tour.solvers import routing
from eval.tour.windows import on_one_axis

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance
    from eval.tour.verify import Routes

#: It uses both cores, as the optimiser does.
WORKERS = 2
#: Share of the time that goes into the first answer.
FIRST = 0.2


def solve(instance: TourInstance, seconds: float, seed: int) -> Answer:
    """See ``Solver``."""
    began = time.perf_counter()
    model = _Model(instance)
    ready = time.perf_counter()
    first = routing.solve(instance, FIRST * seconds, seed)
    if first.routes is not None:
        model.hint(first.routes)
    solver = _solver((1 - FIRST) * seconds, seed)
    status = solver.solve(model.cp)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Answer(
        model.routes(solver) if found else first.routes,
        bound=solver.best_objective_bound if found else None,
        search_seconds=time.perf_counter() - ready - first.build_seconds,
        build_seconds=ready - began + first.build_seconds,
    )


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed
    # Probing takes longer than a search may last.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.linearization_level = 2
    return solver


class _Model:
    """The constraints of an instance.

    ``made[day, node]`` says that a visit is made, ``ways[day, a, b]`` that one goes from a to b,
    ``begins[node]`` when, all days on one time axis.
    """

    def __init__(self, instance: TourInstance) -> None:
        self.cp = cp_model.CpModel()
        self._instance = instance
        self._axis = on_one_axis(instance)
        self._days = range(instance.days)
        self._nodes = [node for node in range(1, instance.size + 1) if self._axis.windows[node]]
        self._begins = {
            node: self.cp.new_int_var_from_domain(
                cp_model.Domain.from_intervals(self._axis.windows[node]), ""
            )
            for node in self._nodes
        }
        self._made = {
            (day, node): self.cp.new_bool_var("") for day in self._days for node in self._on(day)
        }
        self._ways: dict[tuple[int, int, int], cp_model.IntVar] = {}
        for day in self._days:
            self._add_circuit(day)
        self._add_trip_rules()
        self.cp.maximize(
            sum(int(instance.value[node]) * made for (_, node), made in self._made.items())
        )

    def routes(self, solver: cp_model.CpSolver) -> Routes:
        """The routes of the solver's answer."""
        taken = [way for way, literal in self._ways.items() if solver.boolean_value(literal)]
        after = {(day, one): other for day, one, other in taken}
        found = []
        for day in self._days:
            route, node = [], after.get((day, 0), 0)
            while node != 0:
                route.append(node)
                node = after[day, node]
            found.append(tuple(route))
        return tuple(found)

    def hint(self, routes: Routes) -> None:
        """An answer to begin with."""
        taken = {
            (day, a, b)
            for day, route in enumerate(routes)
            for a, b in zip((0, *route), (*route, 0), strict=True)
        }
        for way, literal in self._ways.items():
            self.cp.add_hint(literal, way in taken)
        for (day, node), made in self._made.items():
            self.cp.add_hint(made, node in routes[day])
        for day, route in enumerate(routes):
            here, now = 0, self._axis.days[day][0]
            for node in route:
                now = self._earliest(node, now + self._step(here, node))
                self.cp.add_hint(self._begins[node], now)
                here = node

    def _earliest(self, node: int, arrival: int) -> int:
        """When a visit begins after arriving on the axis."""
        return min(max(arrival, a) for a, b in self._axis.windows[node] if arrival <= b)

    def _on(self, day: int) -> list[int]:
        """Nodes that may be visited on a day."""
        start, end = self._axis.days[day]
        return [
            node
            for node in self._nodes
            if any(start <= first <= end for first, _ in self._axis.windows[node])
        ]

    def _add_circuit(self, day: int) -> None:
        """Ways from visit to visit that time allows; a day may also stay at the depot."""
        nodes, (start, end) = self._on(day), self._axis.days[day]
        arcs = [(0, 0, self.cp.new_bool_var(""))]
        for node in nodes:
            made, begins = self._made[day, node], self._begins[node]
            arcs.append((node, node, ~made))
            self.cp.add(begins >= start).only_enforce_if(made)
            self.cp.add(begins <= end).only_enforce_if(made)
            out, back = self.cp.new_bool_var(""), self.cp.new_bool_var("")
            arcs += [(0, node, out), (node, 0, back)]
            self._ways[day, 0, node], self._ways[day, node, 0] = out, back
            self.cp.add(begins >= start + self._step(0, node)).only_enforce_if(out)
            self.cp.add(begins + self._step(node, 0) <= end).only_enforce_if(back)
            for other in nodes:
                if other != node and self._may_follow(node, other, start, end):
                    way = self._ways[day, node, other] = self.cp.new_bool_var("")
                    arcs.append((node, other, way))
                    step = self._step(node, other)
                    self.cp.add(self._begins[other] >= begins + step).only_enforce_if(way)
        self.cp.add_circuit(arcs)
        self._add_limits(day)

    def _add_limits(self, day: int) -> None:
        """Feet, and time once more as a sum, which the relaxation needs for a bound."""
        instance, (start, end) = self._instance, self._axis.days[day]
        ways = [(a, b, way) for (d, a, b), way in self._ways.items() if d == day]
        steps = [self._step(a, b) * way for a, b, way in ways]
        self.cp.add(sum(steps) <= end - start)
        if instance.walk_cap is not None:
            walked = [int(instance.distances[a, b]) * way for a, b, way in ways]
            self.cp.add(sum(walked) <= instance.walk_cap)

    def _may_follow(self, node: int, other: int, start: int, end: int) -> bool:
        """Whether time allows one right after the other on the day from start to end."""
        firsts = [a for a, _ in self._axis.windows[node] if start <= a <= end]
        lasts = [b for _, b in self._axis.windows[other] if start <= b <= end]
        return firsts[0] + self._step(node, other) <= lasts[-1]

    def _step(self, node: int, other: int) -> int:
        """Time from the beginning of a visit to that of the next at the earliest."""
        return int(self._instance.service[node] + self._instance.minutes[node, other])

    def _add_trip_rules(self) -> None:
        """No visit twice, mandatory ones, lunch, the budget."""
        instance = self._instance
        for node in range(1, instance.size + 1):
            made = [self._made[day, node] for day in self._days if (day, node) in self._made]
            if instance.mandatory[node]:
                self.cp.add(sum(made) == 1)
            elif made:
                self.cp.add_at_most_one(made)
        if instance.lunch_window is not None:
            for day in self._days:
                lunches = [self._made[day, node] for node in self._on(day) if instance.lunch[node]]
                self.cp.add(sum(lunches) == 1)
        if instance.budget is not None:
            spent = [int(instance.cost[node]) * made for (_, node), made in self._made.items()]
            self.cp.add(sum(spent) <= instance.budget)
