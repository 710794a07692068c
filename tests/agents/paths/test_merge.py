"""Merging: parts of other paths come in where the whole plan gains, and nothing breaks."""

from __future__ import annotations

from dataclasses import replace

from agents.paths.merge import merged
from planner.optimise import Params, optimise
from planner.stop import MaxRounds
from planner.valued import valued
from tests.agents.paths.town import plain_ground


def test_a_better_day_of_another_path_is_taken_in() -> None:
    """One plan has lost its second day, the other its first: merged they are whole again."""
    ground = plain_ground()
    a = ground.problem.arrays.on(0)
    good = optimise(a, MaxRounds(6), 1, Params(chains=1), initial=ground.start)
    due = [[node for node in row if a.kind[node] != 0 or a.hard[node]] for row in good.stops]
    first = valued(a, [good.stops[0], due[1]])
    second = valued(a, [due[0], good.stops[1]])
    assert merged(a, first, [second]).stops == good.stops
    assert merged(a, first, []).stops == first.stops


def test_the_merged_plan_is_possible_and_never_worse() -> None:
    """No place twice, every day can be done, what is due is there, no point is lost."""
    ground = plain_ground()
    a = ground.problem.arrays
    plans = [
        optimise(a, MaxRounds(1), seed, Params(chains=1), initial=ground.start) for seed in range(4)
    ]
    best = max(plans, key=lambda plan: plan.points)
    whole = merged(a, best, plans)
    places = [int(a.place[node]) for row in whole.stops for node in row]
    assert len(places) == len(set(places))
    assert whole.complete
    assert whole.points >= best.points
    assert replace(whole, rounds=0) == valued(a, whole.stops, whole.base)
