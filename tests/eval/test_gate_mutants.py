"""Every gate is needed: without it a plan gets through that the independent checker refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

import planner.gates
from eval.checker import RULES, check
from planner.gates import GATES, violations
from planner.itinerary import Fixture
from planner.place import Closure
from planner.request import Budget, Lock, LodgingWish, RestWish, Window
from planner.taxonomy import Category
from tests.eval.edits import changed, later, with_day, with_leg, with_stop
from tests.planner.gate_cases import (
    FRIDAY,
    WORLD,
    in_time,
    one_city,
    two_cities,
    with_first_day,
    with_last_day,
)
from tests.worlds import DayDraft, TinyWorld, trip

if TYPE_CHECKING:
    from planner.itinerary import Itinerary


class Mutant(NamedTuple):
    """A plan that breaks one rule and no other.

    Attributes:
        gate: the one gate that refuses it.
        rule: what both gate and checker say of it.
    """

    gate: str
    rule: str
    plan: Itinerary
    world: TinyWorld = WORLD


def _clock_mutants() -> list[Mutant]:
    plan = one_city()
    leg = plan.days[0].legs[3]
    overlap = with_leg(plan, 0, 3, start=later(leg.start, -12), end=later(leg.end, -12))
    lunch, way = plan.days[0].stops[1], plan.days[0].legs[1]
    early = with_stop(plan, 0, 1, start=later(lunch.start, -5), end=later(lunch.end, -5))
    early = with_leg(early, 0, 1, start=later(way.start, -5), end=later(way.end, -5))
    night = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="09:40").come(
        "lumen:station", "09:30"
    )
    night.meal("lunch", "lumen:bistro", "12:00", 60, 50)
    night.meal("dinner", "lumen:trattoria", "19:00", 80, 60).visit("lumen:park", "20:40", 70)
    late = Window(start=in_time("09:00"), end=in_time("23:00"))
    shut = changed(WORLD, "lumen:park", closures=(Closure(start="06-04", end="06-04"),))
    brief = with_stop(plan, 0, 3, end=later(plan.days[0].stops[3].end, -31))
    return [
        Mutant("calendar", "calendar", plan, changed(WORLD, "lumen:park", city="porta")),
        Mutant("time_zone", "time_zone", with_day(plan, 0, timezone="Europe/Zurich")),
        Mutant("order", "order", overlap),
        Mutant("open", "open", early),
        Mutant("open", "open", plan, shut),
        Mutant("daylight", "daylight", with_first_day(night.done(), day_window=late)),
        Mutant("season", "season", plan, changed(WORLD, "lumen:gallery", open_months=(1,))),
        Mutant("length", "length", brief),
    ]


def _ways_mutants() -> list[Mutant]:
    plan, both = one_city(), two_cities()
    leg = plan.days[0].legs[1]
    fast = with_leg(plan, 0, 1, minutes=4, start=later(leg.start, 1))
    way_in, way_out = plan.days[0].inbound[0], plan.days[1].outbound[0]
    ride = both.days[1].inbound[0]
    hasty = with_leg(plan, 0, 0, "inbound", minutes=9, end=later(way_in.end, -1))
    too_late = {"start": later(way_out.start, 31), "end": later(way_out.end, 31)}
    short = with_leg(both, 1, 0, "inbound", minutes=70, end=later(ride.end, -5))
    evening = Window(start=in_time("09:00"), end=in_time("20:30"))
    return [
        Mutant("reachable", "reachable", fast),
        Mutant("reachable", "reachable", hasty),
        Mutant("walking", "walking", one_city(max_walk_leg=1199)),
        Mutant("walking", "walking", one_city(max_walk_day=5199)),
        Mutant("day_window", "day_window", one_city(day_window=evening)),
        Mutant("terminals", "terminals", with_leg(plan, 1, 0, "outbound", **too_late)),
        Mutant("terminals", "terminals", with_day(plan, 1, outbound=())),
        Mutant("terminals", "transfer", short),
        Mutant("terminals", "transfer", trip(both.request, with_day(both, 1, inbound=()).days)),
    ]


def _wish_mutants() -> list[Mutant]:
    plan = one_city()
    park = plan.days[0].stops[3]
    kept = {"name", "lat", "lon", "start", "end", "place_id", "category"}
    nap = Fixture(**{key: getattr(park, key) for key in kept})
    stops = (*plan.days[0].stops[:3], nap, plan.days[0].stops[4])
    hungry = DayDraft(WORLD, "2026-06-04", "lumen:hotel", free="09:40").come(
        "lumen:station", "09:30"
    )
    hungry.visit("lumen:museum", "10:00", 100, cost=20)
    hungry.meal("lunch", "lumen:bistro", "12:00", 60, cost=50)
    again = DayDraft(WORLD, "2026-06-05", "lumen:hotel", back="17:30")
    again.meal("lunch", "lumen:cafe", "12:00", 60, cost=24).visit("lumen:park", "13:30", 60)
    again.go("lumen:station", "17:00")
    cheap = with_stop(plan, 0, 0, cost=19).model_copy(
        update={"costs": plan.costs.model_copy(update={"activities": 35})}
    )
    return [
        Mutant("identity", "identity", with_stop(plan, 0, 3, category=Category.GARDEN)),
        Mutant("budget", "budget", one_city(budget=Budget(currency="EUR", total=269.99))),
        Mutant("budget", "budget", cheap),
        Mutant("party", "party", plan, changed(WORLD, "lumen:gallery", max_group=1)),
        Mutant("party", "party", plan, changed(WORLD, "lumen:hotel", max_group=1)),
        Mutant("must", "must", one_city(must=("lumen:club",))),
        Mutant("must_not", "must_not", one_city(must_not=("lumen:park",))),
        Mutant("areas", "areas", one_city(areas_out=("Riverside",))),
        Mutant("locks", "locks", one_city(locks=(Lock(place="lumen:museum", date=FRIDAY),))),
        Mutant("appointments", "appointments", with_day(plan, 0, stops=stops)),
        Mutant("sights", "sights", one_city(max_sights_day=2)),
        Mutant("meals", "meals", with_first_day(hungry.done())),
        Mutant("rests", "rests", one_city(rests=(RestWish(),))),
        Mutant("lodging", "lodging", one_city(lodging=LodgingWish(min_stars=4))),
        Mutant("repeats", "repeats", with_last_day(again.done())),
    ]


MUTANTS = [*_clock_mutants(), *_ways_mutants(), *_wish_mutants()]


def test_every_gate_and_every_rule_has_a_mutant() -> None:
    """No gate, and no rule of the page, is left out of the table."""
    assert {mutant.gate for mutant in MUTANTS} == set(GATES)
    assert {mutant.rule for mutant in MUTANTS} == set(RULES)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.rule)
def test_without_its_gate_a_mutant_passes_and_the_checker_sees_it(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One gate alone refuses the plan; take it away, and only the checker does."""
    assert {v.rule for v in violations(mutant.plan, mutant.world)} == {mutant.rule}
    rest = {name: gate for name, gate in GATES.items() if name != mutant.gate}
    monkeypatch.setattr(planner.gates, "GATES", rest)
    assert violations(mutant.plan, mutant.world) == []
    assert mutant.rule in {f.rule for f in check(mutant.plan, mutant.world, mutant.world)}
