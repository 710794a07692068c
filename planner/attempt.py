"""One attempt at a request: the cheapest mix of lodging and thrift that grants all hard wishes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from planner.assemble import assemble
from planner.build import build_problem
from planner.frame import Blocker
from planner.itinerary import Wish
from planner.kernel import Weights
from planner.legs import Sparing
from planner.lodging import Lodging, choose_lodgings, metres_between, wish_for
from planner.money import trip_currency
from planner.optimise import Solution, optimise
from planner.order import Order, fitting, order_of
from planner.quarters import caps_broken
from planner.roster import wanted_ids
from planner.select import candidates
from planner.stop import MaxRounds
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from planner.facts import World
    from planner.place import Place
    from planner.problem import TripProblem
    from planner.request import TripRequest

#: Share of the whole budget that a lodging may take before a cheaper one is tried first.
LODGING_SHARE = 0.45
#: Factors on the weight of money, tried in turn until a plan keeps within the budget.
THRIFT = (1.0, 6.0, 40.0)
#: Choices of lodgings, at most, that are made with the tour.
CHOICES = 9
#: Rounds of search spent on the last compromise.
TRIES = 24


class Supplies(NamedTuple):
    """What a trip is made from.

    Attributes:
        places: of each destination.
        prior: taste by place id, factors around 1.
        weights: of the soft terms, as this traveller has them.
    """

    places: Sequence[Sequence[Place]]
    world: World
    prior: Mapping[str, float]
    weights: Weights = Weights()


class Lead(NamedTuple):
    """Where a search may begin.

    Attributes:
        order: stops of each day, to be made as far as they can.
        lodgings: one for each destination; none where any may do.
    """

    order: Order = ()
    lodgings: tuple[Lodging, ...] = ()


ANYWHERE = Lead()


class Compromise(NamedTuple):
    """One way of making a trip: where one sleeps, what money weighs, what ways are chosen by."""

    lodgings: Sequence[Lodging]
    thrift: float
    sparing: Sparing = Sparing.TROUBLE


@dataclass(frozen=True, slots=True)
class Attempt:
    """How far one got.

    Attributes:
        problem, solution: the best compromise; None where a blocker leaves nothing to search.
        blockers: wishes that nothing can grant.
        missing: ids of wanted places that are not even among the nodes.
        pools: all candidates of each destination, of which the problem holds some.
    """

    problem: TripProblem | None
    solution: Solution | None
    blockers: tuple[Blocker, ...] = ()
    missing: tuple[str, ...] = ()
    pools: tuple[tuple[Place, ...], ...] = ()

    @property
    def granted(self) -> bool:
        """Whether every hard wish is granted."""
        return (
            not self.blockers
            and not self.missing
            and self.solution is not None
            and self.solution.complete
        )


def attempt(
    request: TripRequest,
    supplies: Supplies,
    seed: int = 0,
    tries: int = TRIES,
    lead: Lead = ANYWHERE,
) -> Attempt:
    """Find a plan that grants every hard wish, the most comfortable compromise first.

    Only places that hard wishes are about are looked at: those wanted, and those to eat at.
    ``furnished`` adds the rest.

    Args:
        tries: rounds of search spent on the last compromise, a third of it on each one before;
            with none of them only the last is looked at, or those that follow from the lead.
        lead: where to begin.

    Returns:
        The first that grants everything, else the partial plan with the best gated score.
    """
    offers = offered(request, supplies)
    if not all(offers):
        return Attempt(None, None, (_no_lodging(request, offers.index([]), supplies.world),))
    named = {key for roles in lead.order for key, _ in roles}
    full = _pools(request, supplies, named)
    pools = _lean(full, request, named)
    present = {place.id for pool in pools for place in pool}
    missing = tuple(sorted(wanted_ids(request) - present))
    led, usual = [*_led(lead, request)], [*_compromises(offers, request, supplies.world)]
    compromises = [*led[:1], *usual] if tries else led or usual[-1:]
    reached, best = Attempt(None, None), 0.0
    for number, compromise in enumerate(compromises, start=1):
        problem = problem_of(
            request, pools, compromise.lodgings, supplies, compromise.thrift, compromise.sparing
        )
        if problem.trip.blockers:
            if reached.solution is None:
                reached = Attempt(None, None, problem.trip.blockers, missing)
            continue
        if overspent(problem):
            if reached.solution is None:
                reached = Attempt(None, None, _too_dear(problem), missing)
            continue
        solution = _search(
            problem, tries if number == len(compromises) else tries // 3, seed, lead.order
        )
        if solution.complete:
            return Attempt(problem, solution, (), missing, full)
        if reached.solution is None or solution.gated_score > best:
            reached, best = Attempt(problem, solution, (), missing), solution.gated_score
    return reached


def _search(problem: TripProblem, rounds: int, seed: int, order: Order) -> Solution:
    """What is built at once, in the given order or else freely; failing that, what is searched."""
    initial = fitting(problem, order)
    for start in (initial, None) if initial else (None,):
        solution = optimise(problem.arrays, MaxRounds(0), seed, initial=start)
        if solution.complete or not rounds:
            return solution
    return optimise(problem.arrays, MaxRounds(rounds), seed, initial=initial)


def least_costs(request: TripRequest, supplies: Supplies, seed: int = 0) -> dict[str, float] | None:
    """What the trip costs at the least by budget category; None if no plan grants the other wishes.

    Every other hard wish is granted. The search is made as thrifty as it gets, on the cheapest
    lodgings; it is not proved that nothing is cheaper.
    """
    offers = offered(request, supplies)
    if not all(offers):
        return None
    cheapest = [min(found, key=_price) for found in offers]
    pools = _lean(_pools(request, supplies), request)
    problem = problem_of(request, pools, cheapest, supplies, THRIFT[-1])
    solution = optimise(problem.arrays, MaxRounds(TRIES), seed)
    if problem.trip.blockers or not solution.complete:
        return None
    costs = assemble(problem, solution).costs
    return {**costs.model_dump(exclude={"currency"}), "total": costs.total}


def furnished(reached: Attempt, supplies: Supplies, seed: int = 0) -> Attempt:
    """The same trip, every hard wish still granted, with all candidates to choose from."""
    lean = reached.problem
    assert lean is not None and reached.solution is not None
    request, pools = lean.trip.request, reached.pools
    full = build_problem(
        request,
        pools,
        lean.trip.lodgings,
        supplies.world,
        supplies.prior,
        lean.arrays.weights,
        _choices(offered(request, supplies), lean.trip.lodgings),
        lean.trip.sparing,
    )
    solution = optimise(full.arrays, MaxRounds(0), seed)
    if not solution.complete:
        start = fitting(full, order_of(lean, reached.solution.stops))
        solution = optimise(full.arrays, MaxRounds(0), seed, initial=start)
    return Attempt(full, solution)


def _choices(
    offers: Sequence[Sequence[Lodging]], present: tuple[Lodging, ...]
) -> list[tuple[Lodging, ...]]:
    """Further choices of lodgings: the best of each destination in all combinations."""
    each = max(1, int(CHOICES ** (1 / len(offers)) + 1e-9))
    return [choice for choice in product(*(found[:each] for found in offers)) if choice != present]


def _pools(
    request: TripRequest, supplies: Supplies, named: Set[str] = frozenset()
) -> tuple[tuple[Place, ...], ...]:
    """Candidates of each destination, those named among them whatever they are worth."""
    pools = []
    for stay, places in enumerate(supplied(request, supplies)):
        found = candidates(stay, places, request, supplies.world, supplies.prior)
        further = named - {place.id for place in found}
        pools.append((*found, *(place for place in places if place.id in further)))
    return tuple(pools)


def supplied(request: TripRequest, supplies: Supplies) -> list[Sequence[Place]]:
    """What is supplied for each destination: a relaxed request may have fewer of them."""
    by_city = {places[0].city: places for places in supplies.places if places}
    return [by_city.get(stop.city, ()) for stop in request.destinations]


def offered(request: TripRequest, supplies: Supplies) -> list[list[Lodging]]:
    """Lodgings of each destination that meet its wish, best first."""
    world, currency = supplies.world, trip_currency(request, supplies.world)
    return [
        choose_lodgings(stay, places, request, currency, world)
        for stay, places in enumerate(supplied(request, supplies))
    ]


def _lean(
    pools: Sequence[Sequence[Place]], request: TripRequest, named: Set[str] = frozenset()
) -> list[list[Place]]:
    """Candidates that hard wishes are about: those wanted or named, and those to eat at."""
    wanted = wanted_ids(request) | named
    return [
        [place for place in pool if place.group is Group.FOOD or place.id in wanted]
        for pool in pools
    ]


def problem_of(
    request: TripRequest,
    pools: Sequence[Sequence[Place]],
    lodgings: Sequence[Lodging],
    supplies: Supplies,
    thrift: float,
    sparing: Sparing = Sparing.TROUBLE,
) -> TripProblem:
    """The problem of these candidates and lodgings, money weighing ``thrift`` times its usual."""
    weights = supplies.weights._replace(money=supplies.weights.money * thrift)
    return build_problem(
        request, pools, lodgings, supplies.world, supplies.prior, weights, sparing=sparing
    )


def overspent(problem: TripProblem) -> bool:
    """Whether nights and ways into town alone exceed a budget."""
    return bool(caps_broken(problem.trip.request, problem.trip.fixed_costs))


def _led(lead: Lead, request: TripRequest) -> Iterator[Compromise]:
    """The lodgings of a lead: sparing trouble if that will do, else time, else money."""
    for sparing in Sparing if lead.lodgings else ():
        if sparing is not Sparing.MONEY or request.budget is not None:
            yield Compromise(lead.lodgings, THRIFT[0], sparing)


def _compromises(
    offers: Sequence[Sequence[Lodging]], request: TripRequest, world: World
) -> Iterator[Compromise]:
    """Lodgings and thrift, to be tried in turn.

    The best lodgings in budget, then those nearest to what is wanted, then the cheapest. Without a
    budget the best come last, as what is looked at without search.
    """
    near, budget = _nearby(offers, request, world), request.budget
    if budget is None:
        best = [found[0] for found in offers]
        if near not in (None, best):
            yield Compromise(near, THRIFT[0])
        yield Compromise(best, THRIFT[0])
        return
    nights = max(1, request.days - 1)
    share = budget.total * LODGING_SHARE if budget.total is not None else float("inf")
    reach = min(share, budget.lodging if budget.lodging is not None else float("inf")) / nights
    comfortable = [
        next((o for o in found if o.nightly <= reach), min(found, key=_price)) for found in offers
    ]
    cheapest = [min(found, key=_price) for found in offers]
    yield Compromise(comfortable, THRIFT[0])
    if near not in (None, comfortable):
        yield Compromise(near, THRIFT[0])
    for thrift in THRIFT[1:]:
        yield Compromise(cheapest, thrift)


def _nearby(
    offers: Sequence[Sequence[Lodging]], request: TripRequest, world: World
) -> list[Lodging] | None:
    """In each city the lodging nearest to the places wanted there; None where none are.

    Who may not walk far can reach them from there alone.
    """
    places = [world.place(id) for id in sorted(wanted_ids(request))]
    near, any_wanted = [], False
    for stop, found in zip(request.destinations, offers, strict=True):
        points = [p.point for p in places if p is not None and p.city == stop.city]
        any_wanted = any_wanted or bool(points)
        near.append(
            min(found, key=lambda o: sum(metres_between(o.spot.point, point) for point in points))
        )
    return near if any_wanted else None


def _price(offer: Lodging) -> tuple[bool, float]:
    return not offer.priced, offer.nightly


def _no_lodging(request: TripRequest, stay: int, world: World) -> Blocker:
    city, wish = world.city(request.destinations[stay].city), wish_for(request, stay)
    asked = wish.model_dump(exclude_defaults=True, mode="json")
    told = ", ".join(f"{key} {value}" for key, value in asked.items())
    told = f"with {told}" if told else "that takes you in and is not ruled out"
    field = (
        "lodging" if request.destinations[stay].lodging is None else f"destinations.{stay}.lodging"
    )
    text = f"a lodging in {city.name} {told}"
    return Blocker((Wish(field=field, text=text),), f"The catalogue does not have {text}.")


def _too_dear(problem: TripProblem) -> tuple[Blocker, ...]:
    budget = problem.trip.request.budget
    assert budget is not None
    told = []
    for name in caps_broken(problem.trip.request, problem.trip.fixed_costs):
        what = "in all" if name == "total" else f"for {name}"
        text = f"at most {getattr(budget, name):g} {budget.currency} {what}"
        reason = f"The nights and the ways into town alone cost more than that: {text}."
        told.append(Blocker((Wish(field=f"budget.{name}", text=text),), reason))
    return tuple(told)
