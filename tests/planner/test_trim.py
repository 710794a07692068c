"""Bringing a plan back within its budget: what goes first, and when it is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from planner.request import LUNCH, Budget
from planner.trim import overspent_by, within_budget
from tests.planner.tiny_problem import day_trip, names, node, problem_of

if TYPE_CHECKING:
    from planner.problem import TripProblem


def _problem(**caps: float) -> TripProblem:
    budget = Budget(currency="EUR", **caps)
    request: dict[str, Any] = {"meals": (LUNCH,), "budget": budget}
    return problem_of(day_trip(**request))


def _trimmed(problem: TripProblem) -> list[str]:
    """The museum for 20 euro, lunch at the bistro for 50 and the gallery for 16, made to fit."""
    plan = [node(problem, "museum"), node(problem, "bistro", "lunch"), node(problem, "gallery")]
    (day,) = within_budget(problem, [plan])
    return names(problem, day)


def test_what_fits_stays() -> None:
    """86 euro are spent and may be."""
    assert _trimmed(_problem(total=86)) == ["museum", "bistro", "gallery"]


def test_the_least_regret_for_what_is_saved_goes_first() -> None:
    """One euro short, the gallery goes, 26 short the bistro makes room for the cafe."""
    assert _trimmed(_problem(total=85)) == ["museum", "bistro"]
    assert _trimmed(_problem(total=60)) == ["museum", "cafe", "gallery"]


def test_the_cap_of_a_category_takes_from_that_category() -> None:
    """Tickets for 20 euro leave the museum, worth more than the gallery, and the bistro."""
    assert _trimmed(_problem(activities=20)) == ["museum", "bistro"]


def test_the_meal_that_is_due_goes_last() -> None:
    """For 24 euro there is lunch at the cafe and no ticket."""
    assert _trimmed(_problem(total=24)) == ["cafe"]


def test_what_cannot_be_saved_is_left_alone() -> None:
    """With nothing to spend at all, everything that costs is out, and it ends."""
    assert _trimmed(_problem(total=0)) == []


def test_overspending_is_summed_over_the_caps() -> None:
    """Six euro above the food cap and four above the total are ten; below both, none."""
    problem = _problem(total=50, food=30)
    assert overspent_by(problem, np.array([36.0, 18.0, 0.0])) == pytest.approx(10.0, abs=1e-4)
    assert overspent_by(problem, np.array([30.0, 20.0, 0.0])) == 0.0
