"""An order of stops by name, from one problem of a trip to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from planner.kernel import MAX_STOPS, evaluate_day
from planner.state import affordable, empty_state, rewrite

if TYPE_CHECKING:
    from planner.problem import Node, TripProblem
    from planner.request import TripRequest

#: A stop by the id of its place, the key of its appointment or the date of its rest, and its kind.
Role = tuple[str, int]
#: The stops of each day.
Order = Sequence[Sequence[Role]]


def appointment_key(number: int) -> str:
    """The key of an appointment, by its place in the request."""
    return f"appointment {number}"


def role_of(node: Node, request: TripRequest) -> Role:
    """How an order names a node."""
    if node.appointment is not None:
        return appointment_key(request.appointments.index(node.appointment)), node.kind
    if node.rest is not None:
        return f"rest {node.date}", node.kind
    assert node.place is not None
    return node.place.id, node.kind


def order_of(problem: TripProblem, stops: Sequence[Sequence[int]]) -> Order:
    """The order of a plan whose nodes are those of this problem."""
    nodes, request = problem.trip.nodes, problem.trip.request
    return [[role_of(nodes[number], request) for number in row] for row in stops]


def fitting(problem: TripProblem, order: Order) -> list[list[int]]:
    """Nodes of each day in the given order, less those that it leaves no room or money for."""
    packed, request = problem.arrays.packed, problem.trip.request
    numbers = {role_of(node, request): number for number, node in enumerate(problem.trip.nodes)}
    state, row = empty_state(packed, 0), np.zeros(MAX_STOPS, np.int64)
    for day, roles in enumerate(order):
        for node in (numbers[role] for role in roles if role in numbers):
            n = state.counts[day]
            row[:n], row[n] = state.stops[day, :n], node
            points = evaluate_day(packed, row, n + 1, day, state.work)
            if points > -np.inf and affordable(packed, state, day, state.work.totals):
                rewrite(packed, state, day, row, n + 1)
    counts = state.counts
    return [state.stops[day, : counts[day]].tolist() for day in range(len(counts))] if order else []
