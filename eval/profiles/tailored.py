"""Whether plans made with a profile are enjoyed more than plans made without, by hidden taste."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents import app
from agents.memory import Recollection
from agents.memory.weights import FIELDS, learnt
from agents.patience import stop_for
from agents.profiler import profile_of
from agents.supplies import gather
from eval.profiles.travellers import Judge, draw
from planner.itinerary import Itinerary
from planner.profile import CARRY, Tastes
from planner.request import Destination, TripRequest
from planner.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eval.profiles.travellers import Traveller
    from eval.trial import Bench
    from planner.attempt import Supplies
    from tools.catalogue import Catalogue

#: Nights of each trip, the first day of that which is judged, and of those that came before it.
NIGHTS, START = 2, dt.date(2027, 6, 8)
BEFORE = (dt.date(2026, 4, 14), dt.date(2026, 9, 22))
#: Plans that were offered for each trip before.
OFFERED = 3
#: What a plan was made with: check-ins; three sentences; plans preferred before; all of these; the
#: hidden taste itself, which no profile can beat by much.
ALL, HIDDEN = "all", "hidden taste"
WITH = ("check-ins", "words", "choices", ALL, HIDDEN)


@dataclass(frozen=True, slots=True)
class Enjoyed:
    """What one traveller made of one plan: points, and those of the plan made with nothing."""

    city: str
    traveller: int
    given: str
    points: float
    usual: float


def measure(bench: Bench, seeds: Iterable[int]) -> Iterator[Enjoyed]:
    """Plan for each traveller in every city of the bench, with and without a profile."""
    judge, seeds = Judge(bench.world), list(seeds)
    offers = {store.city.id: list(_offered(store)) for store in bench.stores}
    for store in bench.stores:
        request = _request(store, START)
        supplies = gather(request, {store.city.id: store})
        plan = _planned(request, supplies)
        elsewhere = [
            plans
            for city, offered in offers.items()
            if city != store.city.id or len(offers) == 1
            for plans in offered
        ]
        for seed in seeds:
            traveller = draw(seed)
            usual = judge.enjoyed(traveller, plan)
            for given, known in _known(traveller, elsewhere, judge).items():
                tailored = _planned(request, known.supplied(supplies))
                points = judge.enjoyed(traveller, tailored, _by_term(known.weights))
                yield Enjoyed(store.city.id, seed, given, points, usual)


def _request(store: Catalogue, start: dt.date) -> TripRequest:
    return TripRequest(destinations=(Destination(city=store.city.id, nights=NIGHTS),), start=start)


def _planned(request: TripRequest, supplies: Supplies) -> Itinerary:
    answer = solve(request, supplies, stop_for(request, None))
    assert isinstance(answer, Itinerary)
    return answer


def _offered(store: Catalogue) -> Iterator[list[Itinerary]]:
    """Plans that were offered together, trip by trip."""
    for start in BEFORE:
        answer = app.plan(_request(store, start), alternatives=OFFERED - 1)
        assert isinstance(answer, Itinerary)
        yield [answer, *(other.plan for other in answer.alternatives)]


def _known(
    traveller: Traveller, offers: Sequence[Sequence[Itinerary]], judge: Judge
) -> dict[str, Recollection]:
    """What is known of a traveller, by where it comes from."""
    outings, remarks = traveller.outings(), traveller.remarks()
    weights = learnt(traveller.choice(plans, judge) for plans in offers if len(plans) > 1)
    # Likings as they are at home: a trip carries only a part of them over.
    hidden = {kind.value: taste / CARRY for kind, taste in traveller.tastes.items()}
    return {
        "check-ins": Recollection(tastes=profile_of(outings).tastes),
        "words": Recollection(tastes=profile_of(remarks).tastes),
        "choices": Recollection(weights=weights),
        ALL: Recollection(tastes=profile_of([*outings, *remarks]).tastes, weights=weights),
        HIDDEN: Recollection(tastes=Tastes(likings=hidden), weights=_by_field(traveller.minds)),
    }


def _by_field(minds: Mapping[str, float]) -> dict[str, float]:
    """Factors by the planner's weights, of those by soft term."""
    return {field: minds[term] for term in minds for field in FIELDS[term]}


def _by_term(weights: Mapping[str, float]) -> dict[str, float]:
    """Factors by soft term, of those by the planner's weights."""
    return {term: weights[fields[0]] for term, fields in FIELDS.items() if fields[0] in weights}
