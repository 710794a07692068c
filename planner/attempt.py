"""One attempt at a request: the cheapest compromise of lodging and thrift that grants every hard wish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from planner.build import build_problem
from planner.frame import Blocker
from planner.itinerary import Wish
from planner.kernel import Weights
from planner.lodging import Lodging, choose_lodgings, wish_for
from planner.money import trip_currency
from planner.optimise import Solution, optimise
from planner.roster import wanted_ids
from planner.select import candidates
from planner.stop import MaxRounds

if TYPE_CHECKING:
    from planner.facts import World
    from planner.place import Place
    from planner.problem import TripProblem
    from planner.request import TripRequest

#: Share of the whole budget that a lodging may take before a cheaper one is tried first.
LODGING_SHARE = 0.45
#: Factors on the weight of money, tried in turn until a plan keeps within the budget.
THRIFT = (1.0, 6.0, 40.0)
#: Rounds of search spent on the last compromise.
TRIES = 24


class Supplies(NamedTuple):
    """What a trip is made from: places of each destination, facts, and taste by place id."""

    places: Sequence[Sequence[Place]]
    world: World
    prior: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Attempt:
    """How far one got.

    Attributes:
        problem, solution: the best compromise; None where a blocker leaves nothing to search.
        blockers: wishes that nothing can grant.
        missing: ids of wanted places that are not even among the nodes.
    """

    problem: TripProblem | None
    solution: Solution | None
    blockers: tuple[Blocker, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def granted(self) -> bool:
        """Whether every hard wish is granted."""
        return (
            not self.blockers
            and not self.missing
            and self.solution is not None
            and self.solution.complete
        )


def attempt(request: TripRequest, supplies: Supplies, seed: int = 0, tries: int = TRIES) -> Attempt:
    """Find a plan that grants every hard wish, the most comfortable compromise first.

    Args:
        tries: rounds of search spent on the last compromise, where the others failed.
    """
    world, currency = supplies.world, trip_currency(request, supplies.world)
    stays = range(len(request.destinations))
    offers = [
        choose_lodgings(stay, supplies.places[stay], request, currency, world) for stay in stays
    ]
    if not all(offers):
        return Attempt(None, None, (_no_lodging(request, offers.index([]), world),))
    pools = [
        candidates(stay, supplies.places[stay], request, world, supplies.prior) for stay in stays
    ]
    missing = tuple(sorted(wanted_ids(request) - {place.id for pool in pools for place in pool}))
    compromises = list(_compromises(offers, request))
    if not compromises:
        return Attempt(None, None, (_too_dear(request),), missing)
    reached = Attempt(None, None)
    for number, (lodgings, thrift) in enumerate(compromises, start=1):
        weights = Weights()
        weights = weights._replace(money=weights.money * thrift)
        problem = build_problem(request, pools, lodgings, world, supplies.prior, weights)
        if problem.trip.blockers:
            return Attempt(None, None, problem.trip.blockers, missing)
        if overspent(problem):
            reached = Attempt(None, None, (_too_dear(request),), missing)
            continue
        solution = optimise(problem, MaxRounds(0), seed)
        if not solution.complete and number == len(compromises) and tries:
            solution = optimise(problem, MaxRounds(tries), seed)
        reached = Attempt(problem, solution, (), missing)
        if solution.complete:
            break
    return reached


def overspent(problem: TripProblem) -> bool:
    """Whether nights and ways into town alone exceed a budget."""
    budget, fixed = problem.trip.request.budget, problem.trip.fixed_costs
    if budget is None:
        return False
    lodging = budget.lodging is not None and fixed["lodging"] > budget.lodging + 0.005
    return lodging or bool((problem.arrays.caps < -0.005).any())


def _compromises(
    offers: Sequence[Sequence[Lodging]], request: TripRequest
) -> Iterator[tuple[list[Lodging], float]]:
    """Pairs of lodgings and thrift: the best lodgings in reach of the budget first, the cheapest at last."""
    budget = request.budget
    if budget is None:
        yield [found[0] for found in offers], 1.0
        return
    nights = max(1, request.days - 1)
    share = budget.total * LODGING_SHARE if budget.total is not None else float("inf")
    reach = min(share, budget.lodging if budget.lodging is not None else float("inf")) / nights
    comfortable = [
        next((o for o in found if o.nightly <= reach), min(found, key=_price)) for found in offers
    ]
    cheapest = [min(found, key=_price) for found in offers]
    yield comfortable, THRIFT[0]
    for thrift in THRIFT[1:]:
        yield cheapest, thrift


def _price(offer: Lodging) -> tuple[bool, float]:
    return not offer.priced, offer.nightly


def _no_lodging(request: TripRequest, stay: int, world: World) -> Blocker:
    city, wish = world.city(request.destinations[stay].city), wish_for(request, stay)
    asked = wish.model_dump(exclude_defaults=True, mode="json")
    told = ", ".join(f"{key} {value}" for key, value in asked.items()) or "any"
    field = (
        "lodging" if request.destinations[stay].lodging is None else f"destinations.{stay}.lodging"
    )
    text = f"a lodging in {city.name} with {told}"
    return Blocker(
        (Wish(field=field, text=text),), f"The catalogue has no lodging in {city.name} with {told}."
    )


def _too_dear(request: TripRequest) -> Blocker:
    budget = request.budget
    assert budget is not None
    field, cap = (
        ("budget.total", budget.total)
        if budget.total is not None
        else ("budget.lodging", budget.lodging)
    )
    wish = Wish(field=field, text=f"a budget of {cap:g} {budget.currency}")
    return Blocker((wish,), "The nights and the ways into town alone cost more than the budget.")
