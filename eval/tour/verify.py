"""An answer walked through stop by stop, without the planner: its profit, or its fault."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.tour.instance import TourInstance

Routes = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth.

    Attributes:
        score: sum of the profits of its visits; None where a rule is broken.
        broken: the first broken rule, in a sentence.
    """

    score: int | None
    broken: str | None = None


def verify(instance: TourInstance, routes: Sequence[Sequence[int]]) -> Verdict:
    """Judge one route a day, each the nodes between leaving the depot and coming back to it."""
    for sentence in _faults(instance, routes):
        return Verdict(None, sentence)
    return Verdict(sum(int(instance.value[node]) for route in routes for node in route))


def _faults(instance: TourInstance, routes: Sequence[Sequence[int]]) -> Iterator[str]:
    """Every broken rule, what would make other rules meaningless first."""
    if len(routes) != instance.days:
        yield f"Expected {instance.days} routes, got {len(routes)}."
        return
    strangers = [node for route in routes for node in route if not 1 <= node <= instance.size]
    if strangers:
        yield f"There is no node {strangers[0]}; the candidates are 1 to {instance.size}."
        return
    yield from _faults_of_trip(instance, routes)
    for day, route in enumerate(routes):
        yield from _faults_of_clock(instance, day, route)
        yield from _faults_of_lunch(instance, day, route)
        yield from _faults_of_walk(instance, day, route)


def _faults_of_trip(instance: TourInstance, routes: Sequence[Sequence[int]]) -> Iterator[str]:
    """No visit twice, mandatory ones made, the budget kept."""
    times = Counter(node for route in routes for node in route)
    for node, count in times.items():
        if count > 1:
            yield f"Node {node} is visited {count} times."
    for node in range(1, instance.size + 1):
        if instance.mandatory[node] and node not in times:
            yield f"Node {node} is mandatory and is not visited."
    spent = sum(int(instance.cost[node]) for node in times.elements())
    if instance.budget is not None and spent > instance.budget:
        yield f"The visits cost {spent}, the budget is {instance.budget}."


def _faults_of_clock(instance: TourInstance, day: int, route: Sequence[int]) -> Iterator[str]:
    """Each visit begun as early as can be, which is never worse for what follows."""
    now, here = int(instance.start[day]), 0
    for node in route:
        arrival = now + distance(instance, here, node) // instance.pace
        begun = _begin(instance, day, node, arrival)
        if begun is None:
            yield f"Day {day + 1}: node {node} cannot be visited by who arrives at {arrival}."
            return
        now, here = begun + int(instance.service[node]), node
    back = now + distance(instance, here, 0) // instance.pace
    if route and back > instance.end[day]:
        yield f"Day {day + 1}: back at {back}, after the end at {instance.end[day]}."


def _begin(instance: TourInstance, day: int, node: int, arrival: int) -> int | None:
    """The earliest a visit can begin; None if it cannot."""
    possible = []
    for opens, last_start, closes in instance.windows[node, day].tolist():
        begun = max(arrival, opens)
        if instance.lunch[node] and instance.lunch_window is not None:
            begun = max(begun, instance.lunch_window[0])
            last_start = min(last_start, instance.lunch_window[1])
        if begun <= last_start and begun + int(instance.service[node]) <= closes:
            possible.append(begun)
    return min(possible, default=None)


def _faults_of_lunch(instance: TourInstance, day: int, route: Sequence[int]) -> Iterator[str]:
    """One lunch a day where lunch is due."""
    lunches = sum(bool(instance.lunch[node]) for node in route)
    due = 0 if instance.lunch_window is None else 1
    if lunches != due:
        yield f"Day {day + 1}: {lunches} lunches, {due} due."


def _faults_of_walk(instance: TourInstance, day: int, route: Sequence[int]) -> Iterator[str]:
    """The legs of a day within its cap."""
    stops = [0, *route, 0]
    walked = sum(distance(instance, a, b) for a, b in pairwise(stops))
    if instance.walk_cap is not None and walked > instance.walk_cap:
        yield f"Day {day + 1}: {walked} on foot, the cap is {instance.walk_cap}."


def distance(instance: TourInstance, one: int, other: int) -> int:
    """Euclidean distance of two nodes, rounded down."""
    (x, y), (u, v) = instance.places[one].tolist(), instance.places[other].tolist()
    return math.isqrt((x - u) ** 2 + (y - v) ** 2)
