"""OR-Tools routing: a vehicle a day, all days on one time axis, visits dropped for a penalty.

Windows become gaps in a visit's time variable, money a dimension whose ends are summed over the
days. Lunches and mandatory visits may be dropped for a penalty above any profit, for else most
searches do not begin.
"""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from eval.tour.answer import Answer
from eval.tour.windows import on_one_axis

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance
    from eval.tour.verify import Routes

#: Cost of one unit of profit that is not collected.
PROFIT = 1_000
#: Cost of a trip that is travel from morning to evening, as a share of all profit there is: guided
#: local search does poorly where ways cost nothing.
TRAVEL = 0.05
#: A penalty above any sum of profits, as a multiple of it.
NEVER = 10
FIRST = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
SEARCH = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
#: How hard the search is driven away from what it has seen.
GUIDANCE = 0.5


def solve(instance: TourInstance, seconds: float, seed: int) -> Answer:
    """See ``Solver``; the search has no seed."""
    began = time.perf_counter()
    model = _Model(instance)
    ready = time.perf_counter()
    routes = model.search(seconds)
    return Answer(routes, search_seconds=time.perf_counter() - ready, build_seconds=ready - began)


class _Model:
    """A routing model of an instance."""

    def __init__(self, instance: TourInstance) -> None:
        self._instance = instance
        self._manager = pywrapcp.RoutingIndexManager(instance.size + 1, instance.days, 0)
        self._routing = pywrapcp.RoutingModel(self._manager)
        self._never = NEVER * PROFIT * int(instance.value.sum())
        self._add_profit()
        self._add_clock()
        self._add_money_and_feet()
        self._add_lunch()
        self._parameters = _parameters()
        self._parameters.time_limit.FromSeconds(1)  # else closing warns
        self._routing.CloseModelWithParameters(self._parameters)

    def search(self, seconds: float) -> Routes | None:
        """The best routes found in so many seconds; None if they lack what must not be dropped."""
        self._parameters.time_limit.FromMilliseconds(round(1000 * seconds))
        found = self._routing.SolveWithParameters(self._parameters)
        if found is None or found.ObjectiveValue() >= self._never:
            return None
        return tuple(self._route(found, day) for day in range(self._instance.days))

    def _route(self, found: Any, day: int) -> tuple[int, ...]:
        nodes, index = [], self._routing.Start(day)
        while not self._routing.IsEnd(index := found.Value(self._routing.NextVar(index))):
            nodes.append(self._manager.IndexToNode(index))
        return tuple(nodes)

    def _add_profit(self) -> None:
        """A penalty for each visit that is not made, and a little for travel.

        Of the lunches a day's number is made, so what one is worth less than the best is a cost of
        going there.
        """
        instance = self._instance
        for node in np.flatnonzero(~instance.lunch)[1:].tolist():
            profit = int(instance.value[node]) * PROFIT
            worth = self._never if instance.mandatory[node] else profit
            self._routing.AddDisjunction([self._manager.NodeToIndex(node)], worth)
        horizon = int((instance.end - instance.start).sum())
        travel = TRAVEL * PROFIT * int(instance.value.sum()) / horizon
        cost = np.rint(instance.minutes * travel).astype(np.int64)
        dearest = int(instance.value[instance.lunch].max(initial=0))
        cost += np.where(instance.lunch, dearest - instance.value, 0) * PROFIT
        transit = self._routing.RegisterTransitMatrix(cost.tolist())
        self._routing.SetArcCostEvaluatorOfAllVehicles(transit)

    def _add_clock(self) -> None:
        """Days one after another on one axis; the gaps between windows are cut out."""
        instance = self._instance
        axis = on_one_axis(instance)
        steps = instance.minutes + instance.service[:, None]
        transit = self._routing.RegisterTransitMatrix(steps.tolist())
        self._routing.AddDimension(transit, axis.horizon, axis.horizon, False, "time")
        clock = self._routing.GetDimensionOrDie("time")
        for node, windows in enumerate(axis.windows[1:], 1):
            index = self._manager.NodeToIndex(node)
            if not windows:
                self._routing.solver().Add(self._routing.ActiveVar(index) == 0)
                continue
            cumul = clock.CumulVar(index)
            cumul.SetRange(windows[0][0], windows[-1][1])
            for (_, last), (first, _) in pairwise(windows):
                if last + 1 < first:
                    cumul.RemoveInterval(last + 1, first - 1)
        for day, (start, end) in enumerate(axis.days):
            clock.CumulVar(self._routing.Start(day)).SetRange(start, end)
            clock.CumulVar(self._routing.End(day)).SetRange(start, end)

    def _add_money_and_feet(self) -> None:
        """The budget over all days, the walking cap on each."""
        instance, routing = self._instance, self._routing
        if instance.budget is not None:
            spent = self._count(instance.cost, instance.budget, "money")
            ends = [spent.CumulVar(routing.End(day)) for day in range(instance.days)]
            routing.solver().Add(routing.solver().Sum(ends) <= instance.budget)
        if instance.walk_cap is not None:
            transit = routing.RegisterTransitMatrix(instance.distances.tolist())
            routing.AddDimension(transit, 0, instance.walk_cap, True, "walk")

    def _add_lunch(self) -> None:
        """At most one lunch a day, and a penalty for each that is missing."""
        instance = self._instance
        if instance.lunch_window is None:
            return
        self._count(instance.lunch.astype(np.int64), 1, "lunch")
        places = [
            self._manager.NodeToIndex(node) for node in np.flatnonzero(instance.lunch).tolist()
        ]
        self._routing.AddDisjunction(places, self._never, min(instance.days, len(places)))

    def _count(self, amounts: np.ndarray, most: int, name: str) -> Any:
        """A dimension that adds up an amount of each visit."""
        transit = self._routing.RegisterUnaryTransitVector(amounts.tolist())
        self._routing.AddDimension(transit, 0, most, True, name)
        return self._routing.GetDimensionOrDie(name)


def _parameters() -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = FIRST
    parameters.local_search_metaheuristic = SEARCH
    parameters.guided_local_search_lambda_coefficient = GUIDANCE
    return parameters
