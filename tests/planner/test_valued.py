"""Plans seen by another objective: their worth, their sights, how far they are alike."""

from __future__ import annotations

import pytest

from planner.optimise import optimise
from planner.stop import MaxRounds
from planner.valued import overlap, sights_of, valued
from tests.agents.paths.town import plain_ground


def test_a_plan_is_worth_what_its_own_search_said() -> None:
    """At whichever base it sleeps, and whatever the order of the bases."""
    a = plain_ground().problem.arrays
    found = optimise(a, MaxRounds(4), 1, initial=plain_ground().start)
    again = valued(a, found.stops, found.base)
    assert (again.stops, again.base, again.complete) == (found.stops, found.base, True)
    assert again.points == pytest.approx(found.points)
    order = list(range(len(a.bases)))[::-1]
    turned = a.reordered(order)
    assert len(order) > 1
    assert [base.points for base in turned.bases] == [base.points for base in a.bases][::-1]
    moved = valued(turned, found.stops, order.index(found.base))
    assert moved.points == pytest.approx(found.points)


def test_sights_asked_for_and_meals_are_left_out() -> None:
    """What nobody asked for tells plans apart."""
    a = plain_ground().problem.arrays
    sight, meal = int((a.kind == 0).argmax()), int((a.kind > 0).argmax())
    assert sights_of(a, [[sight, meal]]) == {int(a.place[sight])}


def test_overlap_is_shared_by_either() -> None:
    """One of three; two plans without sights are alike."""
    assert overlap(frozenset({1, 2}), frozenset({2, 3})) == pytest.approx(1 / 3)
    assert overlap(frozenset(), frozenset()) == 1.0
