"""One attempt at a request: what hard wishes need first, then everything."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from planner.attempt import THRIFT, Lead, Supplies, attempt, furnished, overspent
from planner.kernel import VISIT, Weights
from planner.options import options
from planner.order import fitting, order_of
from planner.request import (
    LUNCH,
    Appointment,
    Budget,
    Destination,
    Lock,
    RestWish,
    Terminal,
    TripRequest,
)
from planner.taxonomy import Group
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import TinyWorld

if TYPE_CHECKING:
    from planner.attempt import Attempt

WORLD = TinyWorld()


def _supplies(*cities: str) -> Supplies:
    return Supplies([WORLD.places(city) for city in cities or ("lumen",)], WORLD, {})


def _visited(reached: Attempt) -> list[str]:
    assert reached.problem is not None
    assert reached.solution is not None
    nodes = reached.problem.trip.nodes
    places = [nodes[n].place for row in reached.solution.stops for n in row]
    return [place.id for place in places if place is not None]


def _two_cities(**more: Any) -> TripRequest:
    stops = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    return TripRequest(destinations=stops, start=THURSDAY, **more)


def test_an_attempt_looks_at_what_hard_wishes_need() -> None:
    """A must and a lunch are planned; sights nobody insists on are not even looked at."""
    reached = attempt(day_trip(must=("lumen:museum",), meals=(LUNCH,)), _supplies())
    assert reached.granted
    assert reached.problem is not None
    sights = {n.place.id for n in reached.problem.trip.nodes if n.place and n.meal is None}
    assert sights == {"lumen:museum"}
    assert len(_visited(reached)) == 2


def test_a_furnished_attempt_keeps_what_was_granted_and_adds_to_it() -> None:
    """The rest of the day is filled, the must and the lunch still in it."""
    reached = attempt(day_trip(must=("lumen:museum",), meals=(LUNCH,)), _supplies())
    full = furnished(reached, _supplies())
    assert full.granted
    assert "lumen:museum" in _visited(full)
    assert len(_visited(full)) > len(_visited(reached))


def test_an_attempt_starts_from_an_order_as_far_as_it_can_be_made() -> None:
    """Of two musts only one fits: the first of the order, and what is unknown to it is left out."""
    both = ("lumen:museum", "lumen:gallery")
    request = day_trip(must=both, day_window=window("10:00", "12:00"))
    for order in (both, both[::-1]):
        roles = [(place, VISIT) for place in ("lumen:nowhere", *order)]
        assert _visited(attempt(request, _supplies(), tries=0, lead=Lead([roles]))) == [order[0]]


def test_without_tries_only_the_thriftiest_compromise_is_looked_at() -> None:
    """Where the budget leaves room, money weighs its usual with search, and most without."""
    request = day_trip(meals=(LUNCH,), budget=Budget(currency="EUR", total=600))
    weighed = []
    for tries in (24, 0):
        problem = attempt(request, _supplies(), tries=tries).problem
        assert problem is not None
        weighed.append(problem.arrays.weights.money)
    usual = Weights().money
    assert weighed == [usual * THRIFT[0], usual * THRIFT[-1]]


@pytest.mark.parametrize(
    ("limit", "tries", "lodging"), [(1_500, 0, "lumen:hostel"), (900, 24, "lumen:hotel")]
)
def test_who_may_not_walk_far_sleeps_near_what_is_wanted(
    limit: int, tries: int, lodging: str
) -> None:
    """The museum is 600 m from the hotel, and 1,400 m from the hostel, which is the better one."""
    stay = (Destination(city="lumen", nights=1),)
    request = day_trip(destinations=stay, must=("lumen:museum",), max_walk_leg=limit)
    reached = attempt(request, _supplies(), tries=tries)
    assert reached.granted
    assert reached.problem is not None
    assert [found.spot.place_id for found in reached.problem.trip.lodgings] == [lodging]


@pytest.mark.parametrize("category", ["lodging", "transport", "total"])
def test_what_is_overspent_before_anything_is_visited_is_told(category: str) -> None:
    """A night at 40 or a train at 40 is too dear for 30 euro, whichever cap says so."""
    budget = Budget(currency="EUR", **{category: 30})
    reached = attempt(_two_cities(budget=budget, meals=()), _supplies("lumen", "porta"))
    assert [wish.field for b in reached.blockers for wish in b.wishes] == [f"budget.{category}"]
    assert "30 EUR" in reached.blockers[0].reason


def test_a_budget_that_holds_is_not_overspent() -> None:
    """Without a cap, or within it, nothing is overspent."""
    for budget in (None, Budget(currency="EUR", total=5_000)):
        reached = attempt(_two_cities(budget=budget), _supplies("lumen", "porta"))
        assert reached.problem is not None
        assert not overspent(reached.problem)


def test_a_city_left_out_takes_its_wishes_along() -> None:
    """Without Porta go its must, what is dated from then on and the way home from its station."""
    day = dt.datetime.combine(THURSDAY, dt.time(10))
    meetings = [
        Appointment(
            name="Meeting", start=time, end=time + dt.timedelta(hours=1), place="lumen:cafe"
        )
        for time in (day, day + dt.timedelta(days=1))
    ]
    request = _two_cities(
        meals=(),
        must=("lumen:museum", "porta:museum"),
        locks=(Lock(place="lumen:gallery"), Lock(place="porta:shore")),
        appointments=tuple(meetings),
        departure=Terminal(time=dt.time(18), at="porta:station"),
    )
    (going_on,) = [o for o in options(request, WORLD) if o.wish.field == "destinations.1"]
    alone = going_on.drop(request)
    assert [stop.city for stop in alone.destinations] == ["lumen"]
    assert alone.must == ("lumen:museum",)
    assert [lock.place for lock in alone.locks] == ["lumen:gallery"]
    assert alone.appointments == (meetings[0],)
    assert alone.departure is None
    assert attempt(alone, _supplies("lumen", "porta")).granted


def test_an_attempt_takes_the_places_of_its_own_cities() -> None:
    """A request for Porta alone, supplied for both cities, is planned in Porta."""
    request = _two_cities(meals=()).model_copy(
        update={"destinations": (Destination(city="porta", nights=1),)}
    )
    reached = furnished(attempt(request, _supplies("lumen", "porta")), _supplies("lumen", "porta"))
    assert {WORLD.place(place).city for place in _visited(reached)} == {"porta"}  # type: ignore[union-attr]
    assert all(WORLD.place(p).group is not Group.STAY for p in _visited(reached))  # type: ignore[union-attr]


def test_a_plan_carried_over_keeps_each_rest_on_its_day() -> None:
    """Rests of several days share lodging and kind; it is the date that tells them apart."""
    supplies = _supplies("lumen", "porta")
    reached = attempt(_two_cities(meals=(), rests=(RestWish(),)), supplies)
    assert reached.granted
    assert reached.problem is not None
    assert reached.solution is not None
    carried = fitting(reached.problem, order_of(reached.problem, reached.solution.stops))
    assert carried == [list(row) for row in reached.solution.stops]
    assert len({node for row in carried for node in row}) == 3
