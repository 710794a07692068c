"""The objective taken apart: the terms add up to the points."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.kernel import Weights
from planner.optimise import optimise
from planner.request import Appointment, Destination, Party
from planner.stop import MaxRounds
from planner.terms import TERMS, terms, timed_days
from tests.planner.random_problem import random_problem
from tests.planner.tiny_problem import day_trip, node, problem_of
from tests.worlds import good_request, two_city_request

_TALK = Appointment(
    name="talk", place="lumen:gallery",
    start=dt.datetime(2026, 6, 5, 11), end=dt.datetime(2026, 6, 5, 12),
)  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"pace": "relaxed", "interests": {"art": 1.0, "park": 0.5}},
        {"max_walk_day": 4000, "modes": ("walk", "taxi")},
        {"modes": ("walk", "bike"), "party": Party(adults=2, children=(4, 10))},
        {"appointments": (_TALK,)},
    ],
)
def test_terms_add_up_to_the_points(more: dict[str, Any]) -> None:
    """Whatever was asked for, the sum of the terms is the search's own figure."""
    problem = problem_of(good_request(budget=None, **more), weights=Weights())
    found = optimise(problem.arrays, MaxRounds(1))
    parts = terms(problem, found)
    assert [term.name for term in parts] == list(TERMS)
    assert sum(term.value for term in parts) == pytest.approx(found.points, abs=0.006)
    assert all(term.reason for term in parts)


def test_terms_of_two_cities_add_up_too() -> None:
    """A day of transfer and money of two kinds change nothing about it."""
    cities = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    problem = problem_of(two_city_request(destinations=cities), weights=Weights())
    found = optimise(problem.arrays, MaxRounds(1))
    assert sum(t.value for t in terms(problem, found)) == pytest.approx(found.points, abs=0.006)


def test_terms_of_random_trips_add_up() -> None:
    """Short days, caps and cut visits included."""
    for seed in range(30):
        problem = random_problem(seed)
        found = optimise(problem.arrays, MaxRounds(0))
        total = sum(term.value for term in terms(problem, found))
        assert total == pytest.approx(found.points, abs=0.006), f"seed {seed}"


def test_an_empty_plan_has_terms_of_nothing() -> None:
    """No stops: every term is there, and 0."""
    problem = problem_of(day_trip(), ids=())
    parts = terms(problem, optimise(problem.arrays, MaxRounds(0)))
    assert {term.value for term in parts} == {0.0}


def test_reasons_count_what_there_is() -> None:
    """The museum and the gallery are two sights and two of a kind in a row."""
    problem = problem_of(day_trip(), ids=("lumen:museum", "lumen:gallery"))
    stops = [node(problem, "museum"), node(problem, "gallery")]
    found = optimise(problem.arrays, MaxRounds(0), initial=[stops])
    told = {term.name: term.reason for term in terms(problem, found)}
    assert told["sights"].startswith("2 sights")
    assert told["meals"].startswith("0 meals")
    assert told["variety"].startswith("1 of a kind in a row; most are museums")
    minutes = timed_days(problem.arrays, found)[0].travel
    assert told["travel"].startswith(f"{minutes} minutes")
