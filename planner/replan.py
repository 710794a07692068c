"""Re-planning: the old itinerary and a changed request become one that differs where it must.

Every stop of the old plan gets a bonus for staying on its day, so high on days that the change
leaves alone that nothing but a hard wish can move it. The search starts from what is left of the
old plan, cold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from planner.assemble import assemble
from planner.attempt import Supplies, overspent, problem_of
from planner.gates import violations
from planner.kernel import (
    APPOINTMENT,
    HARD_BONUS,
    MAX_STOPS,
    SLOTS,
    TOTAL,
    VISIT,
    evaluate_day,
    new_work,
)
from planner.lodging import Lodging, choose_lodgings
from planner.money import trip_currency
from planner.optimise import Params, optimise
from planner.problem import Node, TripProblem
from planner.select import candidates
from planner.solve import solve
from planner.taxonomy import Setting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from planner.itinerary import Day, Infeasible, Itinerary, Stop
    from planner.request import TripRequest
    from planner.stop import Stop as SearchStop

#: Points that a stop of the old plan is worth more on its day, where the change leaves the day
#: alone and where it does not; both below the worth of a hard wish.
UNTOUCHED, TOUCHED = 300.0, 8.0
#: What is tried in turn: (bonus on days the change leaves alone, factor on the weight of money).
TRIES = ((UNTOUCHED, 1.0), (TOUCHED, 1.0), (TOUCHED, 8.0))
#: Share of the bonus that each half-hour off the old time costs.
DRIFT = 0.05
#: Heat of the first and last round: cold, for the old plan is a good one.
COOL = Params(hot=0.3, cold=0.05)


def replan(
    old: Itinerary,
    request: TripRequest,
    supplies: Supplies,
    stop: SearchStop,
    *,
    keep: float = 1.0,
    seed: int = 0,
) -> Itinerary | Infeasible:
    """Plan a changed request, keeping to the old plan.

    Args:
        request: the changed request, resolved.
        keep: from 0, plan anew, to 1, touch nothing that need not change.
    """
    lodgings = _kept_lodgings(old, request, supplies)
    if keep == 0.0 or lodgings is None:
        return solve(request, supplies, stop, seed=seed, catalogues=old.catalogues)
    for untouched, thrift in TRIES:
        problem = _problem(old, request, supplies, lodgings, thrift)
        if problem.trip.blockers or overspent(problem):
            break
        start = [_surviving(problem, old, day) for day in range(len(problem.trip.frames))]
        start = _within_budget(problem, start)
        held = _held(problem, start, old, keep, untouched)
        solution = optimise(held.arrays, stop, seed, initial=start, params=COOL)
        if solution.missing_meals:
            # A kitchen may have to change its meal, which takes a worse plan on the way: not cold.
            start = _without_meals(problem, start, {day for day, _ in solution.missing_meals})
            held = _held(problem, start, old, keep, untouched)
            solution = optimise(held.arrays, stop, seed, initial=start)
        if solution.complete:
            plan = _with_old_days(assemble(problem, solution, old.catalogues, seed), old, supplies)
            if not violations(plan, supplies.world):
                return plan
    return solve(request, supplies, stop, seed=seed, catalogues=old.catalogues)


def _kept_lodgings(
    old: Itinerary, request: TripRequest, supplies: Supplies
) -> list[Lodging] | None:
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


def _problem(
    old: Itinerary,
    request: TripRequest,
    supplies: Supplies,
    lodgings: Sequence[Lodging],
    thrift: float,
) -> TripProblem:
    """The problem of the changed request; whatever the old plan visits is among its candidates."""
    visited = {s.place_id for day in old.days for s in day.stops if s.kind != "rest"}
    pools = []
    for stay, places in enumerate(supplies.places):
        pool = {p.id: p for p in candidates(stay, places, request, supplies.world, supplies.prior)}
        pool.update({p.id: p for p in places if p.id in visited})
        pools.append([pool[key] for key in sorted(pool)])
    return problem_of(request, pools, lodgings, supplies, thrift)


def _surviving(problem: TripProblem, old: Itinerary, day: int) -> list[int]:
    """Nodes of the old day in order, less those that the changed day has no room for."""
    date = problem.trip.frames[day].date
    before = _day_of(old, date)
    nodes = [] if before is None else _nodes_of(problem, before, day)
    row, work = np.zeros(MAX_STOPS, np.int64), new_work(problem.arrays.packed)

    def points(stops: Sequence[int]) -> float:
        row[: len(stops)] = stops
        return float(evaluate_day(problem.arrays.packed, row, len(stops), day, work))

    while nodes and points(nodes) == -np.inf:
        fewer = [nodes[:i] + nodes[i + 1 :] for i in range(len(nodes))]
        # Without the one whose going helps most; if none helps alone, the one worth least.
        worth = [
            (points(rest), -float(problem.arrays.value[nodes[i], day]), rest)
            for i, rest in enumerate(fewer)
        ]
        nodes = max(worth, key=lambda item: item[:2])[2]
    return nodes


def _within_budget(problem: TripProblem, start: list[list[int]]) -> list[list[int]]:
    """Take the dearest stops for what they are worth out until the plan is within budget."""
    a = problem.arrays
    row, work = np.zeros(MAX_STOPS, np.int64), new_work(a.packed)
    while True:
        spent = np.zeros(3)
        for day, nodes in enumerate(start):
            row[: len(nodes)] = nodes
            evaluate_day(a.packed, row, len(nodes), day, work)
            spent += work.totals[:TOTAL]
        if (spent <= a.caps[:TOTAL]).all() and spent.sum() <= a.caps[TOTAL]:
            return start
        priced = [
            (a.cost[n] / (1.0 + a.value[n, day] + _bonus(problem, n, day)), day, n)
            for day, row_ in enumerate(start)
            for n in row_
        ]
        if not priced:
            return start
        _, day, node = max(priced)
        start[day].remove(node)


def _without_meals(problem: TripProblem, start: list[list[int]], days: set[int]) -> list[list[int]]:
    """The same start with the meals of some days left to be found anew."""
    due = problem.arrays.due
    return [
        [n for n in nodes if day not in days or not due[day, problem.arrays.kind[n]]]
        for day, nodes in enumerate(start)
    ]


def _bonus(problem: TripProblem, node: int, day: int) -> float:
    """Points of the hard wishes that a node grants on a day, so that a due meal goes last."""
    a = problem.arrays
    return HARD_BONUS * float(a.hard[node] + a.due[day, a.kind[node]])


def _nodes_of(problem: TripProblem, before: Day, day: int) -> list[int]:
    trip, a = problem.trip, problem.arrays
    found = []
    for stop in before.stops:
        for number, node in enumerate(trip.nodes):
            due = node.kind in (VISIT, APPOINTMENT) or a.due[day, node.kind] > 0
            if due and a.n_spans[number, day] > 0 and _stands_for(node, stop):
                found.append(number)
                break
    return found


def _stands_for(node: Node, stop: Stop) -> bool:
    """Whether a node is what the old plan has as ``stop``."""
    if node.appointment is not None:
        return stop.name == node.appointment.name
    if node.rest is not None:
        return stop.kind == "rest"
    meal = node.meal.meal if node.meal is not None else None
    same = node.place is not None and node.place.id == stop.place_id
    return same and stop.kind != "rest" and meal == getattr(stop, "meal", None)


def _held(
    problem: TripProblem,
    start: Sequence[Sequence[int]],
    old: Itinerary,
    keep: float,
    untouched: float,
) -> TripProblem:
    """The same problem, with the old stops worth more on their old days near their old times.

    With ``keep`` 1, days that the change leaves alone take in nothing new that is not a hard wish.
    """
    a = problem.arrays
    value, by_slot, n_spans = a.value.copy(), a.by_slot.copy(), a.n_spans.copy()
    for day, row in enumerate(start):
        before = _day_of(old, problem.trip.frames[day].date)
        same_size = before is not None and len(before.stops) == len(row)
        whole = same_size and not _differs(problem, old, day)
        for node, stop in _paired(problem, row, before):
            bonus = keep * (untouched if whole else TOUCHED)
            if _rained_off(problem, node, day):
                bonus = 0.0
            near = 1.0 - DRIFT * np.minimum(np.abs(np.arange(SLOTS) - _slot(stop)), 1.0 / DRIFT)
            worth = value[node, day]
            factor = by_slot[node, day]
            by_slot[node, day] = (worth * factor + bonus * near) / max(worth + bonus, 1e-9)
            value[node, day] = worth + bonus
        if whole and keep == 1.0 and untouched == UNTOUCHED:
            spare = np.ones(len(a.loc), np.bool_)
            spare[list(row)] = False
            needless = (a.kind == VISIT) | (a.due[day][a.kind] == 0)
            n_spans[spare & (a.hard == 0) & needless, day] = 0
    arrays = replace(a, value=value, by_slot=by_slot, n_spans=n_spans)
    return TripProblem(problem.trip, arrays)


def _differs(problem: TripProblem, old: Itinerary, day: int) -> bool:
    """Whether the change names this day: other hours, or rain."""
    new, date = problem.trip.request, problem.trip.frames[day].date
    rain = (date in new.wet_days) != (date in old.request.wet_days)
    return rain or new.window_on(date) != old.request.window_on(date)


def _rained_off(problem: TripProblem, node: int, day: int) -> bool:
    place = problem.trip.nodes[node].place
    wet = problem.trip.frames[day].date in problem.trip.request.wet_days
    return wet and place is not None and place.setting is Setting.OUTDOOR


def _paired(
    problem: TripProblem, row: Sequence[int], before: Day | None
) -> Iterator[tuple[int, Stop]]:
    """Nodes of a day with the old stops they stand for."""
    for node in row:
        for stop in before.stops if before is not None else ():
            if _stands_for(problem.trip.nodes[node], stop):
                yield node, stop


def _slot(stop: Stop) -> int:
    """The half-hour in which the middle of a stop falls."""
    return (stop.start.hour * 60 + stop.start.minute + stop.minutes // 2) // 30


def _day_of(old: Itinerary, date: dt.date) -> Day | None:
    return next((day for day in old.days if day.date == date), None)


def _with_old_days(plan: Itinerary, old: Itinerary, supplies: Supplies) -> Itinerary:
    """Put old days back to the minute where new ones hold the same stops and all gates agree."""
    days = list(plan.days)
    for index, day in enumerate(days):
        before = _day_of(old, day.date)
        if before is None or [s.name for s in before.stops] != [s.name for s in day.stops]:
            continue
        tried = plan.model_copy(update={"days": (*days[:index], before, *days[index + 1 :])})
        if not violations(tried, supplies.world):
            days[index] = before
    return plan.model_copy(update={"days": tuple(days)})
