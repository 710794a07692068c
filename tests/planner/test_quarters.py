"""Where one sleeps as a choice of the search: what is due may differ from bed to bed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from planner.assemble import assemble
from planner.build import build_problem
from planner.gates import violations
from planner.kernel import LUNCH, REST
from planner.lodging import choose_lodgings
from planner.optimise import optimise
from planner.problem import TripProblem
from planner.request import RestWish, Terminal
from planner.stop import MaxRounds
from tests.planner.tiny_problem import window
from tests.worlds import TinyWorld, good_request

if TYPE_CHECKING:
    from planner.lodging import Lodging

WORLD = TinyWorld()
#: So late that one is at the hotel by one o'clock, and at the hostel two minutes after.
COME = Terminal(time=dt.time(12, 20), at="lumen:station")


def _problem(own: str, **more: Any) -> TripProblem:
    """A night in Lumen that is slept off in one bed unless the search prefers the other."""
    request = good_request(arrival=COME, departure=None, budget=None, **more)
    places = WORLD.places("lumen")
    beds = choose_lodgings(0, places, request, "EUR", WORLD)

    def rank(bed: Lodging) -> bool:
        return bed.spot.name != own

    first, second = sorted(beds, key=rank)
    return build_problem(request, [places], [first], WORLD, others=[[second]])


@pytest.mark.parametrize("own", ["Hotel Aurora", "Hostel Nido"])
@pytest.mark.parametrize(("points", "base"), [(300.0, 1), (-300.0, 0)])
def test_a_bed_is_no_better_or_worse_for_the_meals_due_there(
    own: str, points: float, base: int
) -> None:
    """Lunch is due from the hotel and not from the hostel: all the same the better bed is taken."""
    problem = _problem(own)
    a = problem.arrays
    assert sorted(int(one.due[0, LUNCH]) for one in a.bases) == [0, 1]
    a = replace(a, others=(a.others[0]._replace(points=points),))
    found = optimise(a, MaxRounds(6))
    assert found.complete
    assert found.base == base
    settled = TripProblem(problem.trip, a).settled(found.base)
    plan = assemble(settled, found)
    assert violations(plan, WORLD) == []
    assert plan.score + (points if base else 0.0) == pytest.approx(found.points, abs=0.05)


def test_a_rest_due_from_one_bed_alone_can_be_taken_there() -> None:
    """From the hostel none is due; who moves to the hotel finds one to take, at the hotel."""
    rests = (RestWish(window=window("12:00", "14:00"), minutes=30),)
    problem = _problem("Hostel Nido", rests=rests)
    assert [base.due[:, REST].tolist() for base in problem.arrays.bases] == [[0, 1], [1, 1]]
    settled = problem.settled(1)
    found = optimise(settled.arrays, MaxRounds(6))
    assert found.complete
    plan = assemble(settled, found)
    assert violations(plan, WORLD) == []
    rested = [stop.name for day in plan.days for stop in day.stops if stop.kind == "rest"]
    assert rested == ["Hotel Aurora"] * 2
