"""An order of stops by name, from one problem of a trip to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from planner.kernel import MAX_STOPS, evaluate_day
from planner.state import affordable, empty_state, rewrite

if TYPE_CHECKING:
    import datetime as dt

    from planner.kernel import Packed
    from planner.problem import Node, TripProblem
    from planner.request import TripRequest
    from planner.state import State

#: A stop by the id of its place, or the key of its appointment or rest, and its kind.
Role = tuple[str, int]
#: The stops of each day.
Order = Sequence[Sequence[Role]]


def appointment_key(number: int) -> str:
    """The key of an appointment, by its place in the request."""
    return f"appointment {number}"


def rest_key(date: dt.date) -> str:
    """The key of a rest, by its day."""
    return f"rest {date}"


def role_of(node: Node, request: TripRequest) -> Role:
    """How an order names a node."""
    if node.appointment is not None:
        return appointment_key(request.appointments.index(node.appointment)), node.kind
    if node.date is not None:
        return rest_key(node.date), node.kind
    assert node.place is not None
    return node.place.id, node.kind


def order_of(problem: TripProblem, stops: Sequence[Sequence[int]]) -> Order:
    """The order of a plan whose nodes are those of this problem."""
    nodes, request = problem.trip.nodes, problem.trip.request
    return [[role_of(nodes[number], request) for number in row] for row in stops]


def fitting(problem: TripProblem, order: Order) -> list[list[int]]:
    """Nodes of each day in the given order, less those that it leaves no room or money for."""
    if not order:
        return []
    packed, request = problem.arrays.packed, problem.trip.request
    numbers = {role_of(node, request): number for number, node in enumerate(problem.trip.nodes)}
    state = empty_state(packed, 0)
    for day, roles in enumerate(order):
        nodes = [numbers[role] for role in roles if role in numbers]
        # As a whole first: what comes later may be the only way home from what comes before.
        if not _took(packed, state, day, nodes):
            for node in nodes:
                _took(packed, state, day, [*_stops(state, day), node])
    return [_stops(state, day) for day in range(len(state.counts))]


def _took(packed: Packed, state: State, day: int, nodes: Sequence[int]) -> bool:
    """Give a day these stops if that is possible and affordable; whether it is."""
    row, n = np.zeros(MAX_STOPS, np.int64), len(nodes)
    row[:n] = nodes
    possible = evaluate_day(packed, row, n, day, state.work) > -np.inf
    if possible and affordable(packed, state, day, state.work.totals):
        rewrite(packed, state, day, row, n)
        return True
    return False


def _stops(state: State, day: int) -> list[int]:
    """Nodes of a day in order."""
    found: list[int] = state.stops[day, : state.counts[day]].tolist()
    return found
