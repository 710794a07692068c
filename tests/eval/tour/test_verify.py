"""The verifier on routes made by hand: what each is worth, or which rule it breaks."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import eval.tour.verify
from eval.tour.verify import Verdict, verify
from tests.eval.tour.six_nodes import among, closed, line, shut

if TYPE_CHECKING:
    from eval.tour.instance import TourInstance

LUNCH = line(lunch=among(1, 2), lunch_window=(20, 120))


@pytest.mark.parametrize(
    ("instance", "routes", "score"),
    [
        (line(), [()], 0),
        (line(), [(1, 2, 3)], 7),
        (line(end=np.array([90])), [(3, 2, 1)], 7),
        (line(2), [(6,), (3,)], 36),
        (line(budget=10), [(6, 5)], 48),
        (line(walk_cap=60), [(6, 5, 4)], 56),
        (line(mandatory=among(2)), [(2,)], 2),
        (shut(line(), 6, (50, 60, 70)), [(6,)], 32),
        (shut(line(), 6, (0, 10, 20), (30, 60, 70)), [(4, 6)], 40),
        (closed(line(2), 6, 0), [(), (6,)], 32),
        (LUNCH, [(2, 3)], 6),
        (line(pace=2, end=np.array([40])), [(6,)], 32),
    ],
)
def test_a_right_answer_has_its_score(
    instance: TourInstance, routes: list[tuple[int, ...]], score: int
) -> None:
    """Limits met exactly are kept; waiting for an opening is allowed."""
    assert verify(instance, routes) == Verdict(score)


@pytest.mark.parametrize(
    ("instance", "routes", "sentence"),
    [
        (line(2), [(1,)], "Expected 2 routes, got 1."),
        (line(), [(7,)], "There is no node 7; the candidates are 1 to 6."),
        (line(), [(1, 0, 2)], "There is no node 0; the candidates are 1 to 6."),
        (line(2), [(1,), (1,)], "Node 1 is visited 2 times."),
        (line(mandatory=among(2)), [(1,)], "Node 2 is mandatory and is not visited."),
        (line(budget=14), [(1, 2, 3)], "The visits cost 15, the budget is 14."),
        (line(end=np.array([89])), [(1, 2, 3)],
         "Day 1: back at 90, after the end at 89."),
        (shut(line(), 6, (0, 29, 200)), [(6,)],
         "Day 1: node 6 cannot be visited by who arrives at 30."),
        (shut(line(), 6, (0, 200, 39)), [(6,)],
         "Day 1: node 6 cannot be visited by who arrives at 30."),
        (shut(line(), 6, (0, 10, 20), (25, 29, 70)), [(6,)],
         "Day 1: node 6 cannot be visited by who arrives at 30."),
        (closed(line(2), 6, 1), [(), (6,)],
         "Day 2: node 6 cannot be visited by who arrives at 30."),
        (LUNCH, [(3,)], "Day 1: 0 lunches, 1 due."),
        (LUNCH, [()], "Day 1: 0 lunches, 1 due."),
        (LUNCH, [(1, 2)], "Day 1: 2 lunches, 1 due."),
        (line(lunch=among(1, 2), lunch_window=(5, 9)), [(1,)],
         "Day 1: node 1 cannot be visited by who arrives at 10."),
        (line(walk_cap=59), [(3,)], "Day 1: 60 on foot, the cap is 59."),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_it_breaks(
    instance: TourInstance, routes: list[tuple[int, ...]], sentence: str
) -> None:
    """One rule broken by one unit or one visit; the sentence names it."""
    assert verify(instance, routes) == Verdict(None, sentence)


def test_lunch_is_not_begun_before_its_window() -> None:
    """Who is there at 10 waits until 20, so that the next visit begins at 40."""
    after = shut(LUNCH, 2, (0, 39, 200))
    assert verify(after, [(1, 3)]).score == 5
    assert verify(shut(LUNCH, 3, (0, 49, 200)), [(1, 3)]).score is None


def test_distances_are_rounded_down_exactly() -> None:
    """A diagonal of 10 by 10 takes 14, not 14.1 and not 15."""
    places = line().places.copy()
    places[1] = (10, 10)
    assert verify(line(places=places, end=np.array([38])), [(1,)]).score == 1
    assert verify(line(places=places, end=np.array([37])), [(1,)]).score is None


def test_the_verifier_knows_nothing_of_the_planner() -> None:
    """It imports the standard library alone; the instance only for its type."""
    tree = ast.parse(Path(eval.tour.verify.__file__).read_text(encoding="utf-8"))
    modules = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    names = {
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    }
    assert modules | names == {
        "__future__", "collections", "dataclasses", "itertools", "math", "typing",
    }  # fmt: skip
