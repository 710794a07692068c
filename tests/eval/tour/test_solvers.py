"""Every solver finds the best answer of an instance of six nodes, whatever rule binds."""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING

import pytest

from eval.tour.generate import generate
from eval.tour.pool import choose, solve_among
from eval.tour.solvers import pyvrp
from eval.tour.task import CPSAT, PYVRP, ROUTING, WAYPLAN, solver
from eval.tour.verify import verify
from tests.eval.tour.six_nodes import KNOWN, among, best_of_all, line, same

if TYPE_CHECKING:
    from eval.tour.answer import Answer
    from eval.tour.instance import TourInstance

SOLVERS = (WAYPLAN, ROUTING, PYVRP, CPSAT)


@pytest.mark.parametrize("name", KNOWN)
def test_the_known_best_is_the_best_of_all(name: str) -> None:
    """No answer that the verifier takes is worth more than the one that is called best."""
    instance, best = KNOWN[name]
    assert best_of_all(instance) == best


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("who", SOLVERS)
def test_a_solver_finds_the_best(who: str, name: str) -> None:
    """Its answer keeps the rules and is worth the known best."""
    instance, best = KNOWN[name]
    answer = solver(who)(instance, 0.3, 1)
    assert answer.routes is not None
    verdict = verify(instance, answer.routes)
    assert (verdict.score, verdict.broken) == (best, None)
    assert answer.search_seconds > 0


@pytest.mark.parametrize("name", KNOWN)
def test_cp_sat_proves_it(name: str) -> None:
    """The bound of so small an instance is its best score."""
    instance, best = KNOWN[name]
    assert solver(CPSAT)(instance, 2.0, 1).bound == pytest.approx(best)


@pytest.mark.parametrize("who", (ROUTING, PYVRP, CPSAT))
def test_what_cannot_be_solved_has_no_answer(who: str) -> None:
    """Three mandatory visits to the left do not fit into a day of forty."""
    instance = line(mandatory=among(4, 5, 6), end=line().end // 5)
    assert solver(who)(instance, 0.3, 1).routes is None


def test_an_answer_among_some_is_in_the_numbers_of_all() -> None:
    """Nodes 4 to 6 become 1 to 3 for the solver and come back as what they are."""
    instance = line(mandatory=among(4, 5, 6))
    assert choose(instance, 3) == [4, 5, 6]
    answer = solve_among(solver(PYVRP), instance, 3, 0.2, 1)
    assert answer.routes is not None
    assert sorted(answer.routes[0]) == [4, 5, 6]


def test_a_bound_among_some_is_no_bound() -> None:
    """What CP-SAT proves of a part says nothing of the whole."""
    assert solve_among(solver(CPSAT), line(), 3, 1.0, 1).bound is None


def test_a_subset_is_the_instance_without_the_rest() -> None:
    """All candidates are the instance itself; without the first, the second is the first."""
    instance = line(budget=15)
    assert same(instance.subset(range(1, 7)), instance)
    part = instance.subset([2, 3])
    assert part.value.tolist() == [0, 2, 4]
    assert part.minutes.tolist() == [[0, 20, 30], [20, 0, 10], [30, 10, 0]]
    assert part.budget == 15


def test_a_peer_that_is_long_overdue_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that never comes to an end is no answer, and nothing waits for it."""

    def endless(instance: TourInstance, seconds: float, seed: int) -> Answer:
        while True:
            time.sleep(1.0)

    monkeypatch.setattr(pyvrp, "search", endless)
    monkeypatch.setattr(pyvrp, "OVERDUE", 0.2)
    answer = pyvrp.solve(generate(50, 3, 0), 0.1, 0)
    assert answer.routes is None
    assert answer.search_seconds >= 0.4
    assert not multiprocessing.active_children()
