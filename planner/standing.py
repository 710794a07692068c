"""A plan that stands, seen as a problem: its lodgings, its places and its days in node numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.attempt import problem_of
from planner.gates import violations
from planner.kernel import APPOINTMENT, MAX_STOPS, VISIT, evaluate_day, new_work
from planner.lodging import Lodging, choose_lodgings
from planner.money import trip_currency
from planner.select import candidates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from planner.arrays import Arrays
    from planner.attempt import Supplies
    from planner.facts import World
    from planner.itinerary import Day, Itinerary, Stop
    from planner.place import Place
    from planner.problem import Node, TripProblem
    from planner.request import TripRequest


def kept_lodgings(old: Itinerary, request: TripRequest, supplies: Supplies) -> list[Lodging] | None:
    """The old lodgings where they still meet the wish, else the best that do; None if none does."""
    slept = {day.stay.place_id for day in old.days if day.stay is not None}
    currency = trip_currency(request, supplies.world)
    chosen = []
    for stay, places in enumerate(supplies.places):
        offers = choose_lodgings(stay, places, request, currency, supplies.world)
        if not offers:
            return None
        same = (o for o in offers if o.place is not None and o.place.id in slept)
        chosen.append(next(same, offers[0]))
    return chosen


def standing_problem(
    old: Itinerary,
    request: TripRequest,
    supplies: Supplies,
    lodgings: Sequence[Lodging],
    thrift: float = 1.0,
    pools: Sequence[Sequence[Place]] | None = None,
) -> TripProblem:
    """The problem of a request; whatever the old plan visits is among its candidates.

    Args:
        pools: places of each destination to choose candidates from; None is all that are supplied.
    """
    visited = {stop.place_id for day in old.days for stop in day.stops if stop.kind != "rest"}
    chosen = []
    for stay, places in enumerate(supplies.places):
        source = places if pools is None else pools[stay]
        pool = {p.id: p for p in candidates(stay, source, request, supplies.world, supplies.prior)}
        pool.update({p.id: p for p in places if p.id in visited})
        chosen.append([pool[key] for key in sorted(pool)])
    return problem_of(request, chosen, lodgings, supplies, thrift)


def day_of(old: Itinerary, date: dt.date) -> Day | None:
    """The day of that date, if the plan has one."""
    return next((day for day in old.days if day.date == date), None)


def pairs_of(problem: TripProblem, old: Itinerary, day: int) -> list[tuple[int, Stop]]:
    """Stops of the old day in order, each with its node, less those that cannot be made any more.

    Meals that are not due are among the latter.
    """
    before = day_of(old, problem.trip.frames[day].date)
    a = problem.arrays
    found = []
    for stop in before.stops if before is not None else ():
        for number, node in enumerate(problem.trip.nodes):
            kind = a.kind[number]
            due = kind in (VISIT, APPOINTMENT) or a.due[day, kind] > 0
            if _stands_for(node, stop) and a.n_spans[number, day] > 0 and due:
                found.append((number, stop))
                break
    return found


def _stands_for(node: Node, stop: Stop) -> bool:
    """Whether a node is what the old plan has as ``stop``."""
    item = node.appointment
    if item is not None:
        begun = stop.start.replace(tzinfo=None)
        return stop.kind == "appointment" and (stop.name, begun) == (item.name, item.start)
    if node.rest is not None:
        return stop.kind == "rest"
    meal = node.meal.meal if node.meal is not None else None
    same = node.place is not None and node.place.id == stop.place_id
    return same and stop.kind != "rest" and meal == getattr(stop, "meal", None)


def day_points(a: Arrays, nodes: Sequence[int], day: int) -> float:
    """Points of a day with these nodes in this order, hard bonuses in them; -inf if impossible."""
    row = np.zeros(MAX_STOPS, np.int64)
    row[: len(nodes)] = nodes
    return float(evaluate_day(a.packed, row, len(nodes), day, new_work(a.packed)))


def surviving(problem: TripProblem, old: Itinerary) -> list[list[int]]:
    """Nodes of each old day in order, less those that the changed day has no room for."""
    return [
        thinned(problem.arrays, [node for node, _ in pairs_of(problem, old, day)], day)
        for day in range(len(problem.trip.frames))
    ]


def thinned(a: Arrays, nodes: list[int], day: int) -> list[int]:
    """The nodes without those whose going makes the day possible and costs it least."""
    nodes = _within_limit(a, nodes, day)
    while nodes and day_points(a, nodes, day) == -np.inf:
        # Without the one whose going helps most; if none helps alone, the one worth least.
        fewer = list(_each_left_out(nodes))
        worth = [(day_points(a, rest, day), -float(a.value[out, day]), rest) for out, rest in fewer]
        nodes = max(worth, key=lambda item: item[:2])[2]
    return nodes


def _within_limit(a: Arrays, nodes: list[int], day: int) -> list[int]:
    """The nodes without the visits beyond the day's limit: those worth least, musts last."""
    visits = sorted(
        (node for node in nodes if a.kind[node] == VISIT),
        key=lambda node: (a.hard[node], a.value[node, day]),
    )
    out = visits[: max(0, len(visits) - int(a.sights[day]))]
    return [node for node in nodes if node not in out]


def _each_left_out(nodes: list[int]) -> Iterator[tuple[int, list[int]]]:
    for i, out in enumerate(nodes):
        yield out, nodes[:i] + nodes[i + 1 :]


def with_old_days(plan: Itinerary, old: Itinerary, world: World) -> Itinerary | None:
    """The plan, old days put back to the minute where it holds the same stops and the gates agree.

    None where the gates never do.
    """
    before = [day_of(old, day.date) for day in plan.days]
    alike = {
        index: was
        for index, (was, now) in enumerate(zip(before, plan.days, strict=True))
        if was is not None and _same(was, now)
    }
    whole = _put_back(plan, alike)
    if not violations(whole, world):
        return whole
    if violations(plan, world):
        return None
    for index, day in alike.items():
        tried = _put_back(plan, {index: day})
        plan = plan if violations(tried, world) else tried
    return plan


def _same(one: Day, other: Day) -> bool:
    """Whether two days hold the same stops in the same order, and are slept off in the same bed."""
    beds = [day.stay and (day.stay.place_id, day.stay.name) for day in (one, other)]
    stops = [[stop.name for stop in day.stops] for day in (one, other)]
    return stops[0] == stops[1] and beds[0] == beds[1]


def _put_back(plan: Itinerary, days: Mapping[int, Day]) -> Itinerary:
    """The plan with other days at these indices."""
    update = tuple(days.get(index, day) for index, day in enumerate(plan.days))
    return plan.model_copy(update={"days": update})
