"""A request in, a plan that passed every gate out, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from planner import gates
from planner.attempt import Supplies
from planner.errors import UserError
from planner.gates import Violation, violations
from planner.itinerary import Infeasible, Itinerary
from planner.request import Terminal, TripRequest
from planner.solve import GateError, solve
from planner.stop import MaxRounds
from tests.planner.tiny_problem import day_trip
from tests.worlds import TinyWorld, good_request, two_city_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.gates import Review

WORLD = TinyWorld()


def _supplies(*cities: str) -> Supplies:
    return Supplies([WORLD.places(city) for city in cities or ("lumen",)], WORLD, {})


def _two_days() -> TripRequest:
    """The good request, its terminals by id."""
    return good_request(
        arrival=Terminal(time=dt.time(9), at="lumen:station"),
        departure=Terminal(time=dt.time(18), at="lumen:station"),
    )


def test_a_request_becomes_a_plan_that_passes_every_gate() -> None:
    """Two days in Lumen: request, catalogues and seed are written in, no rule is broken."""
    plan = solve(_two_days(), _supplies(), MaxRounds(2), seed=3, catalogues=("lumen",))
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    assert (plan.request, plan.catalogues, plan.seed) == (_two_days(), ("lumen",), 3)
    assert [day.date.isoformat() for day in plan.days] == ["2026-06-04", "2026-06-05"]
    assert plan.costs.total <= 300


def test_two_cities_are_planned_in_order() -> None:
    """A night in each, the train between them, and no rule broken."""
    request = two_city_request(
        destinations=tuple(
            stop.model_copy(update={"city": stop.city.lower()})
            for stop in two_city_request().destinations
        )
    )
    plan = solve(request, _supplies("lumen", "porta"), MaxRounds(2))
    assert isinstance(plan, Itinerary)
    assert violations(plan, WORLD) == []
    assert [day.city for day in plan.days] == ["lumen", "porta", "porta"]
    assert [leg.mode for leg in plan.days[1].inbound] == ["train"]


def test_musts_are_granted() -> None:
    """Every place asked for is in the plan."""
    musts = ("lumen:beacon", "lumen:church", "lumen:gallery")
    plan = solve(day_trip(must=musts), _supplies(), MaxRounds(0))
    assert isinstance(plan, Itinerary)
    assert set(musts) <= {stop.place_id for day in plan.days for stop in day.stops}


def test_the_same_seed_gives_the_same_plan() -> None:
    """Request, supplies, seed and rounds decide every field."""
    one, two = (solve(_two_days(), _supplies(), MaxRounds(2), seed=5) for _ in range(2))
    assert one == two


def test_progress_is_told_after_every_round() -> None:
    """Three rounds, three calls, the best never worse."""
    told: list[tuple[int, float]] = []
    solve(
        _two_days(), _supplies(), MaxRounds(3),
        on_progress=lambda rounds, points: told.append((rounds, points)),
    )  # fmt: skip
    assert [rounds for rounds, _ in told] == [1, 2, 3]
    assert [points for _, points in told] == sorted(points for _, points in told)


def test_what_cannot_be_granted_comes_with_the_nearest_plan() -> None:
    """The club is shut: reason, proof, and a plan without it that passes every gate."""
    request = day_trip(must=("lumen:club", "lumen:museum"))
    told = solve(request, _supplies(), MaxRounds(1), seed=2, catalogues=("lumen",))
    assert isinstance(told, Infeasible)
    assert told.request == request
    assert [wish.field for wish in told.conflict] == ["must.0"]
    assert told.proved
    assert told.nearest is not None
    assert violations(told.nearest, WORLD) == []
    assert told.nearest.request.must == ("lumen:museum",)
    assert (told.nearest.catalogues, told.nearest.seed) == (("lumen",), 2)


def test_a_hopeless_trip_has_no_nearest_plan() -> None:
    """Where every bed is barred, there is a reason and nothing else."""
    request = good_request(must_not=("lumen:hotel", "lumen:hostel"), budget=None)
    told = solve(request, _supplies(), MaxRounds(1))
    assert isinstance(told, Infeasible)
    assert told.nearest is None
    assert told.gives_up == ()


def _refusing(review: Review) -> Iterator[Violation]:
    yield Violation(rule="never", message="Nothing is good enough.", day=0)


@pytest.mark.parametrize("must", [(), ("lumen:club",)])
def test_a_plan_that_fails_a_gate_does_not_leave(
    monkeypatch: pytest.MonkeyPatch, must: tuple[str, ...]
) -> None:
    """Neither as the answer nor as the nearest plan; the error carries what the gate said."""
    monkeypatch.setitem(gates.GATES, "never", _refusing)
    with pytest.raises(GateError, match=r"^never: Nothing is good enough\.$") as caught:
        solve(day_trip(must=must), _supplies(), MaxRounds(0))
    assert [found.rule for found in caught.value.violations] == ["never"]
    assert not isinstance(caught.value, UserError)
