"""The optimiser's problem of an instance: what it allows, and that points are profit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from eval.tour.arrays import arrays_of
from eval.tour.generate import generate
from eval.tour.verify import verify
from planner.kernel import HARD_BONUS, MAX_STOPS, evaluate_day, new_work
from tests.eval.tour.six_nodes import KNOWN, among, closed, line, shut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.tour.instance import TourInstance


def points(instance: TourInstance, nodes: Sequence[int], day: int = 0) -> float:
    """What the optimiser gives a day with these nodes of the instance."""
    row = np.zeros(MAX_STOPS, np.int64)
    row[: len(nodes)] = np.array(nodes) - 1
    packed = arrays_of(instance).packed
    return float(evaluate_day(packed, row, len(nodes), day, new_work(packed)))


@pytest.mark.parametrize(
    ("instance", "nodes", "worth"),
    [
        (line(), (1, 2, 3), 7.0),
        (line(end=np.array([90])), (1, 2, 3), 7.0),
        (line(end=np.array([89])), (1, 2, 3), -np.inf),
        (line(walk_cap=60), (3,), 4.0),
        (line(walk_cap=59), (3,), -np.inf),
        (shut(line(), 6, (0, 10, 20), (30, 60, 70)), (6,), 32.0),
        (shut(line(), 6, (0, 10, 20), (25, 29, 70)), (6,), -np.inf),
        (shut(line(), 6, (0, 200, 39)), (6,), -np.inf),
        (closed(line(), 6, 0), (6,), -np.inf),
        (line(mandatory=among(2)), (2,), 2.0 + HARD_BONUS),
        (line(lunch=among(1, 2), lunch_window=(5, 20)), (1, 3), 5.0 + HARD_BONUS),
        (line(lunch=among(1, 2), lunch_window=(5, 9)), (1, 3), -np.inf),
    ],
)
def test_a_day_is_worth_its_profit(
    instance: TourInstance, nodes: tuple[int, ...], worth: float
) -> None:
    """Nothing soft is taken off; hard wishes are on top; what breaks a rule is impossible."""
    assert points(instance, nodes) == worth


def test_the_two_judges_agree() -> None:
    """On random days of a generated tour, the kernel and the verifier say the same of time."""
    random = np.random.default_rng(5)
    none = np.zeros(51, np.bool_)
    instance = replace(
        generate(50, 3, 1), lunch=none, mandatory=none, budget=None, lunch_window=None
    )
    verdicts = set()
    for _ in range(300):
        nodes = tuple((1 + random.permutation(50)[: random.integers(1, 5)]).tolist())
        day = int(random.integers(3))
        routes = [nodes if other == day else () for other in range(3)]
        score = verify(instance, routes).score
        assert points(instance, nodes, day) == (-np.inf if score is None else score)
        verdicts.add(score is None)
    assert verdicts == {True, False}


@pytest.mark.parametrize("name", KNOWN)
def test_caps_and_dues(name: str) -> None:
    """Budget, walking cap and lunch as the instance has them."""
    instance, _ = KNOWN[name]
    arrays = arrays_of(instance)
    assert (arrays.caps[3] == instance.budget) == (instance.budget is not None)
    assert (arrays.walk_cap == instance.walk_cap) == (instance.walk_cap is not None)
    assert arrays.due.sum() == (instance.days if instance.lunch_window else 0)
