"""PyVRP: prize collecting, a vehicle type a day.

A candidate becomes one client for each window it has; those of one candidate exclude each other. A
day on which a window does not hold has a profile in which no way leads to its clients.
PyVRP has no rule over several routes: each day gets an equal part of the budget, and the places
for lunch are dealt out to the days.

Its local search does not always come to an end (0.14, 10,000 candidates with lunches): it works in
a process of its own, and one that is long overdue is ended without an answer.
"""

from __future__ import annotations

import multiprocessing
import time
import warnings
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyvrp
from pyvrp.constants import MAX_VALUE
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxRuntime

from eval.tour.answer import Answer
from eval.tour.windows import spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from eval.tour.instance import TourInstance
    from eval.tour.verify import Routes

#: Worth of one unit of profit beside one unit of distance.
PROFIT = 10_000
#: Seconds beyond the limit, and times the limit, after which a search is given up.
OVERDUE, TIMES = 30.0, 2.0


class Choice(NamedTuple):
    """A way to visit a candidate.

    Attributes:
        span: when the visit may begin.
        days: on which that holds.
    """

    node: int
    span: tuple[int, int]
    days: frozenset[int]


def solve(instance: TourInstance, seconds: float, seed: int) -> Answer:
    """See ``Solver``."""
    began = time.perf_counter()
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(theirs, instance, seconds, seed), daemon=True)
    process.start()
    theirs.close()
    try:
        if ours.poll(OVERDUE + TIMES * seconds):
            answer: Answer = ours.recv()
            return answer
        return Answer(None, search_seconds=time.perf_counter() - began, build_seconds=0.0)
    finally:
        process.kill()
        process.join()
        ours.close()


def _send(pipe: Connection, instance: TourInstance, seconds: float, seed: int) -> None:
    pipe.send(search(instance, seconds, seed))


def search(instance: TourInstance, seconds: float, seed: int) -> Answer:
    """The answer of a search that comes to an end."""
    began = time.perf_counter()
    chosen = choices(instance)
    data = problem_data(instance, chosen)
    ready = time.perf_counter()
    with warnings.catch_warnings():
        # It says that it finds nothing possible; the answer says so too.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = pyvrp.solve(data, MaxRuntime(seconds), seed, collect_stats=False)
    routes = _routes(result.best, chosen, instance.days) if result.is_feasible() else None
    return Answer(routes, search_seconds=time.perf_counter() - ready, build_seconds=ready - began)


def choices(instance: TourInstance) -> list[Choice]:
    """Every way to visit each candidate, by node."""
    found = []
    for node in range(1, instance.size + 1):
        days: dict[tuple[int, int], set[int]] = defaultdict(set)
        for day in range(instance.days):
            if not instance.lunch[node] or node % instance.days == day:
                for span in spans_of(instance, node, day):
                    days[span].add(day)
        found += [Choice(node, span, frozenset(on)) for span, on in sorted(days.items())]
    return found


def problem_data(instance: TourInstance, chosen: Sequence[Choice]) -> pyvrp.ProblemData:
    """The instance in PyVRP's terms; location i + 1 is that of choice i."""
    groups, group_of = _groups(instance, chosen)
    clients = [
        pyvrp.Client(
            location=number + 1,
            delivery=[int(instance.cost[choice.node])],
            service_duration=int(instance.service[choice.node]),
            tw_early=choice.span[0],
            tw_late=choice.span[1],
            prize=int(instance.value[choice.node]) * PROFIT,
            required=False,
            group=group_of.get(number),
        )
        for number, choice in enumerate(chosen)
    ]
    nodes = np.array([0, *(choice.node for choice in chosen)])
    profiles = _profiles(instance, chosen)
    minutes = instance.minutes[np.ix_(nodes, nodes)]
    # Where feet are not counted, distance is a cost alone and in step with time.
    walked = instance.walk_cap is not None
    away = instance.distances[np.ix_(nodes, nodes)] if walked else minutes
    places = [pyvrp.Location(int(x), int(y)) for x, y in instance.places[nodes]]
    return pyvrp.ProblemData(
        locations=places,
        clients=clients,
        depots=[pyvrp.Depot(location=0)],
        vehicle_types=_vehicles(instance, profiles),
        distance_matrices=[_barred(away, profile) for profile in profiles],
        duration_matrices=[_barred(minutes, profile) for profile in profiles],
        groups=groups,
    )


def _groups(
    instance: TourInstance, chosen: Sequence[Choice]
) -> tuple[list[pyvrp.ClientGroup], dict[int, int]]:
    """Choices that exclude each other, and the group of each choice that is in one.

    Those of one candidate, or all lunches of a day, of which one is required.
    """
    members: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, choice in enumerate(chosen):
        if instance.lunch[choice.node]:
            members["lunch", min(choice.days)].append(number)
        else:
            members["node", choice.node].append(number)
    groups: list[pyvrp.ClientGroup] = []
    group_of: dict[int, int] = {}
    for (kind, key), numbers in members.items():
        required = kind == "lunch" or bool(instance.mandatory[key])
        if required or len(numbers) > 1:
            group_of.update(dict.fromkeys(numbers, len(groups)))
            groups.append(pyvrp.ClientGroup(numbers, required=required))
    return groups, group_of


def _profiles(instance: TourInstance, chosen: Sequence[Choice]) -> list[np.ndarray]:
    """For each day, which locations cannot be reached; one profile if all days are alike."""
    barred = [
        np.array([False, *(day not in choice.days for choice in chosen)])
        for day in range(instance.days)
    ]
    return barred if any(profile.any() for profile in barred) else barred[:1]


def _barred(matrix: np.ndarray, profile: np.ndarray) -> np.ndarray:
    """A matrix in which no way leads to or from the barred locations."""
    shut = profile[:, None] | profile
    np.fill_diagonal(shut, False)
    return np.where(shut, MAX_VALUE, matrix)


def _vehicles(instance: TourInstance, profiles: Sequence[np.ndarray]) -> list[pyvrp.VehicleType]:
    """One vehicle a day, its capacity the day's part of the budget."""
    total = int(instance.cost.sum()) if instance.budget is None else instance.budget
    return [
        pyvrp.VehicleType(
            num_available=1,
            capacity=[total // instance.days if instance.budget is not None else total],
            tw_early=int(instance.start[day]),
            tw_late=int(instance.end[day]),
            max_distance=MAX_VALUE if instance.walk_cap is None else instance.walk_cap,
            profile=day if len(profiles) > 1 else 0,
            name=str(day),
        )
        for day in range(instance.days)
    ]


def _routes(best: pyvrp.Solution, chosen: Sequence[Choice], days: int) -> Routes:
    """Nodes of each day."""
    routes: list[tuple[int, ...]] = [()] * days
    for route in best.routes():
        routes[route.vehicle_type()] = tuple(chosen[c].node for c in _clients(route))
    return tuple(routes)


def _clients(route: pyvrp.Route) -> list[int]:
    return [visit.idx for visit in route if visit.is_client()]
