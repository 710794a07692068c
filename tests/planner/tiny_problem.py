"""Problems of the tiny world, and the few lines that tests need to look into them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.build import build_problem
from planner.kernel import MAX_STOPS, Weights, evaluate_day, new_work
from planner.lodging import choose_lodgings
from planner.money import trip_currency
from planner.request import Destination, TripRequest, Window
from planner.select import candidates
from planner.state import State, empty_state, rewrite
from tests.worlds import TinyWorld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.kernel import Ints, Work
    from planner.problem import TripProblem

#: Weights that days are worked out with by hand, whatever the planner's own are tuned to.
WEIGHTS = Weights(
    travel=0.1,
    tedium=0.0,
    wait=0.02,
    stop=0.4,
    money=0.025,
    same_next=1.2,
    same_day=1.5,
    over_pace=6.0,
    fatigue=0.03,
    short=0.25,
)
#: Thursday 4 June 2026, no holiday.
THURSDAY = dt.date(2026, 6, 4)


def window(start: str, end: str) -> Window:
    """A window from two ``HH:MM``."""
    return Window(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end))


def day_trip(**more: Any) -> TripRequest:
    """Two adults on foot, a day in Lumen from its centre and back, 9 to 22, no meals."""
    fields: dict[str, Any] = {
        "destinations": (Destination(city="lumen", nights=0),),
        "start": THURSDAY,
        "modes": ("walk",),
        "meals": (),
    }
    return TripRequest(**(fields | more))


def problem_of(
    request: TripRequest,
    world: TinyWorld | None = None,
    ids: Sequence[str] | None = None,
    weights: Weights = WEIGHTS,
) -> TripProblem:
    """The problem of a request, of these places if named, with the best lodging of each city."""
    world = world or TinyWorld()
    currency = trip_currency(request, world)
    places = [world.places(stop.city) for stop in request.destinations]
    lodgings = [
        choose_lodgings(stay, found, request, currency, world)[0]
        for stay, found in enumerate(places)
    ]
    pools = [candidates(stay, found, request, world, {}) for stay, found in enumerate(places)]
    kept = [[p for p in pool if ids is None or p.id in ids] for pool in pools]
    return build_problem(request, kept, lodgings, world, weights=weights)


def node(problem: TripProblem, name: str, meal: str | None = None) -> int:
    """Number of the node of ``lumen:<name>`` in a role; an appointment by its name."""
    for number, found in enumerate(problem.trip.nodes):
        role = found.meal.meal if found.meal is not None else None
        if found.appointment is not None:
            if found.appointment.name == name:
                return number
        elif found.place is not None and found.place.id.endswith(f":{name}") and role == meal:
            return number
    raise LookupError(f"No node for {name!r} as {meal or 'a visit'}.")


def row_of(nodes: Sequence[int]) -> Ints:
    """Nodes as a row of a plan."""
    row = np.zeros(MAX_STOPS, np.int64)
    row[: len(nodes)] = nodes
    return row


def evaluate(problem: TripProblem, nodes: Sequence[int], day: int = 0) -> tuple[float, Work]:
    """Points of a day and how it was timed."""
    p = problem.arrays.packed
    work = new_work(p)
    return float(evaluate_day(p, row_of(nodes), len(nodes), day, work)), work


def state_of(problem: TripProblem, *rows: Sequence[int], seed: int = 0) -> State:
    """A plan with these nodes on its days."""
    p = problem.arrays.packed
    state = empty_state(p, seed)
    for day, nodes in enumerate(rows):
        rewrite(p, state, day, row_of(nodes), len(nodes))
    return state


def names(problem: TripProblem, nodes: Sequence[int]) -> list[str]:
    """Short names of the places of nodes."""
    found = []
    for number in nodes:
        item = problem.trip.nodes[number]
        place = item.place
        found.append(place.id.partition(":")[2] if place is not None else "appointment")
    return found
