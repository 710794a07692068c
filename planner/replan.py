"""Re-planning: the old itinerary and a changed request become one that differs where it must.

A *repair* comes first: a small problem of the old stops, what is wanted now and a few places near
the days that the change touches. Old stops stay where and when they were, other days take in
nothing new, and a short cold search fills what the change left open. Only where that cannot grant
every wish is more let go.

``keep`` trades score against moved items: each is worth ``keep / (1 - keep)`` times ``WORTH``
points. Between 0 and 1 the choice is made among the same few plans, from the repair to one made
anew, so that keeping more never moves more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.assemble import assemble
from planner.attempt import overspent
from planner.change import named
from planner.diff import moves
from planner.gates import violations
from planner.hold import Hold, anchored, held
from planner.itinerary import Itinerary
from planner.optimise import Params, optimise
from planner.reach import within_reach
from planner.solve import solve
from planner.standing import day_of, kept_lodgings, standing_problem, surviving
from planner.stop import FirstOf, MaxRounds
from planner.trim import CAME, LEFT, within_budget

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.attempt import Supplies
    from planner.facts import World
    from planner.itinerary import Day, Infeasible
    from planner.lodging import Lodging
    from planner.place import Place
    from planner.problem import TripProblem
    from planner.request import TripRequest
    from planner.stop import Stop

#: The grip of a repair: nothing but a hard wish, worth more, can move a stop, and a newcomer has to
#: be worth its trouble.
REPAIR = Hold(stay=300.0, touched=LEFT, newcomer=CAME, barred=True)
#: What is tried in turn where a repair cannot grant everything: a loose grip, then with money
#: weighing more.
LOOSE = Hold(stay=8.0, touched=8.0)
THRIFT = (1.0, 8.0)
#: Grips between a repair and a plan made anew.
BETWEEN = (Hold(stay=4.0, touched=4.0, newcomer=4.0), Hold(stay=1.0, touched=1.0, newcomer=1.0))
#: Points a moved item costs at ``keep`` 0.5.
WORTH = 2.0
#: Rounds of search that a repair takes at most.
ROUNDS = 6
#: Heat of the first and last round: cold, for the old plan is a good one.
COOL = Params(hot=0.3, cold=0.05)


def replan(
    old: Itinerary,
    request: TripRequest,
    supplies: Supplies,
    stop: Stop,
    *,
    keep: float = 1.0,
    seed: int = 0,
) -> Itinerary | Infeasible:
    """Plan a changed request, keeping to the old plan.

    What is locked keeps its date and time, if any plan can have it so.

    Args:
        request: the changed request, resolved.
        keep: from 0, the best plan that is found, to 1, touch nothing that need not change.
    """
    firm = pinned(old, request)
    if firm != request:
        answer = _replan(old, firm, supplies, stop, keep, seed)
        if isinstance(answer, Itinerary):
            return answer.model_copy(update={"request": request})
    return _replan(old, request, supplies, stop, keep, seed)


def pinned(old: Itinerary, request: TripRequest) -> TripRequest:
    """The request with each lock on a stop of the old plan narrowed to its date and start."""
    seats = {stop.place_id: stop.start for day in old.days for stop in day.stops}
    locks = tuple(
        lock.model_copy(update={"date": seat.date(), "start": seat.time()})
        if (seat := seats.get(lock.place)) is not None
        and lock.start is None
        and lock.date in (None, seat.date())
        else lock
        for lock in request.locks
    )
    return request if locks == request.locks else request.model_copy(update={"locks": locks})


def _replan(
    old: Itinerary,
    request: TripRequest,
    supplies: Supplies,
    stop: Stop,
    keep: float,
    seed: int,
) -> Itinerary | Infeasible:
    """The repair where ``keep`` is 1 and one grants every wish, else the best of several plans."""
    lodgings = kept_lodgings(old, request, supplies)
    least = None
    if lodgings is not None:
        reviser = _Reviser(old, request, supplies, lodgings, stop, seed)
        least = reviser.repaired() or reviser.loosened()
    if least is not None and keep == 1.0:
        return least
    anew = solve(request, supplies, stop, seed=seed, catalogues=old.catalogues)
    if least is None or not isinstance(anew, Itinerary):
        return least or anew
    return _chosen(old, [least, *reviser.between(), anew], keep)


def _chosen(old: Itinerary, plans: Sequence[Itinerary], keep: float) -> Itinerary:
    """The plan of most points less what its moved items cost; the first moves least.

    The same plans stand to choice whatever ``keep`` is, and those that move less than the first are
    left out: hence more keep, no more moved items.
    """
    about = named(old.request, plans[0].request)
    moved = [moves(old, plan, about).items for plan in plans]
    price = WORTH * keep / (1.0 - keep)

    def gain(which: int) -> tuple[float, int]:
        return plans[which].score - price * moved[which], -moved[which]

    return plans[max((i for i in range(len(plans)) if moved[i] >= moved[0]), key=gain)]


@dataclass(frozen=True, slots=True)
class _Reviser:
    """Makes plans of a changed request that start from the old one."""

    old: Itinerary
    request: TripRequest
    supplies: Supplies
    lodgings: Sequence[Lodging]
    stop: Stop
    seed: int

    def repaired(self) -> Itinerary | None:
        """The old plan with what the change asks for, and as little else as can be."""
        problem = self._problem(1.0, within_reach(self.old, self.request, self.supplies))
        if problem is None:
            return None
        start = within_budget(problem, surviving(problem, self.old))
        stop = FirstOf(MaxRounds(ROUNDS), self.stop)
        return self._searched(anchored(problem, start, self.old), start, REPAIR, stop)

    def loosened(self) -> Itinerary | None:
        """A plan that grants every wish and keeps what it can."""
        plans = (plan for thrift in THRIFT for plan in self._with_all(thrift, LOOSE))
        return next(plans, None)

    def between(self) -> Iterator[Itinerary]:
        """Plans that keep less and less."""
        return self._with_all(1.0, *BETWEEN)

    def _with_all(self, thrift: float, *holds: Hold) -> Iterator[Itinerary]:
        """Plans with all candidates to choose from, one for each hold that grants every wish."""
        problem = self._problem(thrift)
        if problem is None:
            return
        start = within_budget(problem, surviving(problem, self.old))
        for hold in holds:
            plan = self._searched(problem, start, hold, self.stop)
            if plan is not None:
                yield plan

    def _problem(
        self, thrift: float, pools: Sequence[Sequence[Place]] | None = None
    ) -> TripProblem | None:
        """The problem of the changed request; None where something rules out every plan."""
        problem = standing_problem(
            self.old, self.request, self.supplies, self.lodgings, thrift, pools
        )
        return None if problem.trip.blockers or overspent(problem) else problem

    def _searched(
        self, problem: TripProblem, start: list[list[int]], hold: Hold, stop: Stop
    ) -> Itinerary | None:
        """Search from what is left of the old plan; None where not every wish is granted."""
        arrays = held(problem, start, self.old, hold).arrays
        solution = optimise(arrays, stop, self.seed, initial=start, params=COOL)
        if solution.missing_meals:
            # A kitchen may have to change its meal, which takes a worse plan on the way: not cold.
            start = _without_meals(problem, start, {day for day, _ in solution.missing_meals})
            arrays = held(problem, start, self.old, hold).arrays
            solution = optimise(arrays, stop, self.seed, initial=start)
        if not solution.complete:
            return None
        plan = assemble(problem, solution, self.old.catalogues, self.seed)
        return _checked(plan, self.old, self.supplies.world)


def _without_meals(problem: TripProblem, start: list[list[int]], days: set[int]) -> list[list[int]]:
    """The same start with the meals of some days left to be found anew."""
    due = problem.arrays.due
    return [
        [n for n in nodes if day not in days or not due[day, problem.arrays.kind[n]]]
        for day, nodes in enumerate(start)
    ]


def _checked(plan: Itinerary, old: Itinerary, world: World) -> Itinerary | None:
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
