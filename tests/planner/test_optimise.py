"""What the answers of the search promise; how good they are is judged in ``tests/eval``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planner.optimise import Params, Solution, optimise
from planner.request import Budget, Destination
from planner.stop import MaxRounds
from tests.planner.tiny_problem import day_trip, names, node, problem_of, state_of, window
from tests.worlds import good_request


def test_the_same_seed_gives_the_same_answer() -> None:
    """Problem, seed and rounds decide the plan; another seed is another search."""
    problem = problem_of(good_request(budget=None))
    one, two = (optimise(problem.arrays, MaxRounds(3), seed=7) for _ in range(2))
    assert one == two
    other = optimise(problem.arrays, MaxRounds(3), seed=8)
    assert other.rounds == one.rounds == 3


def test_more_rounds_are_never_worse() -> None:
    """The best plan seen is kept: points do not fall as rounds go by."""
    problem = problem_of(day_trip())
    told: list[float] = []
    found = optimise(
        problem.arrays, MaxRounds(4), on_progress=lambda _, points: told.append(points)
    )
    assert len(told) == found.rounds == 4
    assert told == sorted(told)
    assert optimise(problem.arrays, MaxRounds(0)).points <= told[0] + 1e-9
    assert found.points >= told[-1] - 1e-9


def test_a_kitchen_is_freed_for_the_meal_that_lacks_one() -> None:
    """Four meals, four kitchens, two of which serve both: the search finds who serves which."""
    problem = problem_of(good_request(arrival=None, departure=None, budget=None))
    assert problem.arrays.due.sum() == 4
    assert optimise(problem.arrays, MaxRounds(24)).missing_meals == ()


def test_an_initial_plan_is_kept_and_completed() -> None:
    """Nothing of a plan handed in is lost without a round of search."""
    problem = problem_of(day_trip())
    start = [node(problem, "church"), node(problem, "beacon")]
    found = optimise(problem.arrays, MaxRounds(0), initial=[start])
    assert set(start) <= set(found.stops[0])
    assert len(found.stops[0]) > 2


def test_what_cannot_be_granted_is_named() -> None:
    """The club is shut on Thursday: the must is missing, the rest is planned."""
    problem = problem_of(day_trip(must=("lumen:club", "lumen:museum")))
    found = optimise(problem.arrays, MaxRounds(2))
    assert not found.complete
    assert found.wanted == 2
    club = problem.arrays.place[node(problem, "club")]
    assert found.missing_places == (int(club),)
    assert "museum" in names(problem, found.stops[0])


def test_the_gate_puts_hard_wishes_before_points() -> None:
    """A complete plan of 10 points outranks one of 1,000 that misses a wish of two."""
    shared: dict[str, Any] = {"stops": ((),), "rounds": 0, "wanted": 2}
    complete = Solution(points=10.0, missing_places=(), missing_meals=(), **shared)
    partial = Solution(points=1000.0, missing_places=(3,), missing_meals=(), **shared)
    hopeless = Solution(points=1000.0, missing_places=(3,), missing_meals=((0, 2),), **shared)
    assert complete.complete
    assert not partial.complete
    assert complete.gated_score == pytest.approx(10 / (1 + 2.718281828**-6))
    assert partial.gated_score == pytest.approx(500)
    assert hopeless.gated_score < complete.gated_score
    assert Solution(points=5.0, missing_places=(), missing_meals=(), stops=((),), rounds=0,
                    wanted=0).gated_score == pytest.approx(5 / (1 + 2.718281828**-6))  # fmt: skip


def test_points_leave_the_hard_bonuses_out() -> None:
    """A must that would be visited anyway changes no points."""
    plain, wished = (problem_of(day_trip(must=must)) for must in ((), ("lumen:museum",)))
    assert optimise(plain.arrays, MaxRounds(2)).points == pytest.approx(
        optimise(wished.arrays, MaxRounds(2)).points
    )


def test_a_trip_without_places_is_an_empty_plan() -> None:
    """No candidates, no stops, no crash."""
    found = optimise(problem_of(day_trip(), ids=()).arrays, MaxRounds(3))
    assert found.stops == ((),)
    assert (found.points, found.rounds) == (0.0, 0)


def test_the_budget_holds_through_the_search() -> None:
    """Whatever annealing does, no cap is overspent."""
    budget = Budget(currency="EUR", activities=18, food=80, transport=9)
    request = day_trip(
        destinations=(Destination(city="lumen", nights=1),),
        budget=budget, modes=("walk", "taxi"), max_walk_day=2500,
    )  # fmt: skip
    problem = problem_of(request)
    found = optimise(problem.arrays, MaxRounds(4))
    spent = state_of(problem, *found.stops).totals.sum(axis=0)
    assert (spent[:3] <= problem.arrays.caps[:3] + 1e-6).all()
    assert spent[1] > 0


_SCRIPT = """
from planner.optimise import Params, optimise
from planner.stop import MaxRounds
from tests.planner.tiny_problem import problem_of, day_trip, window
arrays = problem_of(day_trip(day_window=window("09:00", "17:00"))).arrays
found = optimise(arrays, MaxRounds(1), seed=5)
print(found.stops, repr(round(found.points, 9)))
"""


def test_compiled_and_plain_search_agree() -> None:
    """Without compilation the same stops and points come out, only slower."""
    found = optimise(
        problem_of(day_trip(day_window=window("09:00", "17:00"))).arrays, MaxRounds(1), seed=5
    )
    plain = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert plain.stdout.strip() == f"{found.stops} {round(found.points, 9)!r}"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"chains": 0}, "Expected chains >= 1, got 0."),
        ({"hot": 0.1, "cold": 0.2}, "Expected 0 < cold <= hot, got 0.2 and 0.1."),
        ({"cycles": (0.5, 0.9)}, "Expected cycles to rise from above 0 to 1, got (0.5, 0.9)."),
    ],
)
def test_parameters_say_what_is_wrong_with_them(wrong: dict[str, Any], told: str) -> None:
    """The rule is the text of the error."""
    with pytest.raises(ValueError, match=re.escape(told)):
        Params(**wrong)


def test_heat_falls_within_each_cycle_and_every_cycle_ends_cold() -> None:
    """From hot to cold, again from a lesser heat, and cold at the end of each."""
    params = Params(hot=1.0, cold=0.01, cycles=(0.5, 1.0))
    heats = [params.heat(done / 100) for done in range(100)]
    assert heats[0] == 1.0
    assert heats[:50] == sorted(heats[:50], reverse=True)
    assert params.cold < heats[50] < heats[0]
    assert heats[49] == pytest.approx(0.01, rel=0.1)
    assert heats[99] == pytest.approx(0.01, rel=0.1)


def test_the_answer_does_not_depend_on_the_workers() -> None:
    """Chains are searches of their own: one thread or two, the same plan."""
    arrays = problem_of(good_request(arrival=None, departure=None)).arrays
    one, two = (optimise(arrays, MaxRounds(3), 5, Params(workers=w)) for w in (1, 2))
    assert one == two
