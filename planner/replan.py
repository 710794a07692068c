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
from planner.hold import Hold, anchored, held
from planner.itinerary import Itinerary
from planner.kernel import Weights
from planner.leaning import still_full
from planner.optimise import Params, optimise
from planner.reach import within_reach
from planner.solve import solve
from planner.standing import kept_lodgings, standing_problem, surviving, with_old_days
from planner.stop import FirstOf, MaxRounds
from planner.trim import CAME, LEFT, within_budget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.attempt import Supplies
    from planner.facts import World
    from planner.itinerary import Infeasible
    from planner.lodging import Lodging
    from planner.place import Place
    from planner.problem import TripProblem
    from planner.request import TripRequest
    from planner.stop import Stop

#: The grip of a repair: on days that the change leaves alone nothing but a hard wish, worth more,
#: can move a stop; on the others what leaves or comes has to be worth its trouble.
REPAIR = Hold(stay=600.0, touched=LEFT, newcomer=CAME, barred=True)
#: What is tried in turn where a repair cannot grant everything: a loose grip, then with money
#: weighing more.
LOOSE = Hold(stay=8.0, touched=8.0)
THRIFT = (1.0, 8.0)
#: Grips between a repair and a plan made anew.
BETWEEN = (Hold(stay=4.0, touched=4.0, newcomer=4.0), Hold(stay=1.0, touched=1.0, newcomer=1.0))
#: Points an hour of sights costs on days that are to be less full, the first that does it.
EASES = (0.0, 4.0, 8.0, 16.0, 32.0)
#: Points a moved item costs at ``keep`` 0.5.
WORTH = 2.0
#: Rounds of search that a repair takes at most, and a plan between it and one made anew.
ROUNDS, MORE_ROUNDS = 4, 20
#: The search goes cold from the old plan, which is a good one.
COOL = Params(chains=1, hot=0.05, cold=0.01)


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
        standing = old.model_copy(update={"request": pinned(old, old.request)})
        plan = _kept(standing, firm, supplies, stop, keep, seed)
        if plan is not None:
            return plan.model_copy(update={"request": request})
    plan = _kept(old, request, supplies, stop, keep, seed)
    return plan or solve(request, supplies, stop, seed=seed, catalogues=old.catalogues)


def pinned(old: Itinerary, request: TripRequest) -> TripRequest:
    """The request with each lock on a stop of the old plan narrowed to its date and start."""
    seats = {
        stop.place_id: (day.date, stop.start.time(), getattr(stop, "meal", None))
        for day in old.days
        for stop in day.stops
        # A lock cannot say an hour after midnight.
        if stop.start.date() == day.date
    }
    locks = tuple(
        lock.model_copy(update={"date": seat[0], "start": seat[1]})
        if (seat := seats.get(lock.place)) is not None
        and lock.start is None
        and lock.date in (None, seat[0])
        and lock.meal in (None, seat[2])
        else lock
        for lock in request.locks
    )
    return request if locks == request.locks else request.model_copy(update={"locks": locks})


def _kept(
    old: Itinerary,
    request: TripRequest,
    supplies: Supplies,
    stop: Stop,
    keep: float,
    seed: int,
) -> Itinerary | None:
    """The repair where ``keep`` is 1, else the best of several plans; None where none keeps on."""
    lodgings = kept_lodgings(old, request, supplies)
    if lodgings is None:
        return None
    reviser = _Reviser(old, request, supplies, lodgings, stop, seed)
    least = reviser.repaired() or reviser.loosened()
    if least is None or keep == 1.0:
        return least
    anew = solve(request, supplies, stop, seed=seed, catalogues=old.catalogues)
    made = [anew] if isinstance(anew, Itinerary) else []
    return _chosen(old, [least, *reviser.between(), *made], keep, supplies.world)


def _chosen(old: Itinerary, plans: Sequence[Itinerary], keep: float, world: World) -> Itinerary:
    """The plan of most points less what its moved items cost; the first moves least.

    The same plans stand to choice whatever ``keep`` is, and those that move less than the first are
    left out: hence more keep, no more moved items.
    """
    about = named(old.request, plans[0].request)
    moved = [moves(old, plan, about).items for plan in plans]
    price = WORTH * keep / (1.0 - keep)

    def gain(which: int) -> tuple[float, int]:
        return _worth(plans[which], world) - price * moved[which], -moved[which]

    return plans[max((i for i in range(len(plans)) if moved[i] >= moved[0]), key=gain)]


def _worth(plan: Itinerary, world: World) -> float:
    """Points of a plan with money at its usual weight, whatever it was searched with."""
    spent = sum(item.cost for day in plan.days for item in (*day.stops, *day.legs))
    euros = spent * world.rate(plan.costs.currency, "EUR") / plan.request.party.size
    told = sum(term.value for term in plan.terms if term.name == "price")
    return plan.score - told - Weights().money * euros


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
        plans = (plan for t in THRIFT for plan in self._with_all(t, self.stop, LOOSE))
        return next(plans, None)

    def between(self) -> Iterator[Itinerary]:
        """Plans that keep less and less."""
        return self._with_all(1.0, FirstOf(MaxRounds(MORE_ROUNDS), self.stop), *BETWEEN)

    def _with_all(self, thrift: float, stop: Stop, *holds: Hold) -> Iterator[Itinerary]:
        """Plans with all candidates to choose from, one for each hold that grants every wish."""
        problem = self._problem(thrift)
        if problem is None:
            return
        start = within_budget(problem, surviving(problem, self.old))
        for hold in holds:
            plan = self._searched(problem, start, hold, stop)
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
        """Search from what is left of the old plan; None where not every wish is granted.

        A day that is to be less full becomes so, whatever its sights are worth, unless all that it
        has must stay.
        """
        plan = None
        for ease in EASES:
            eased = self._searched_once(problem, start, hold._replace(ease=ease), stop)
            plan = eased or plan
            if plan is None or not still_full(self.old, plan):
                break
        return plan

    def _searched_once(
        self, problem: TripProblem, start: list[list[int]], hold: Hold, stop: Stop
    ) -> Itinerary | None:
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
        return with_old_days(plan, self.old, self.supplies.world)


def _without_meals(problem: TripProblem, start: list[list[int]], days: set[int]) -> list[list[int]]:
    """The same start with the meals of some days left to be found anew."""
    due = problem.arrays.due
    return [
        [n for n in nodes if day not in days or not due[day, problem.arrays.kind[n]]]
        for day, nodes in enumerate(start)
    ]
