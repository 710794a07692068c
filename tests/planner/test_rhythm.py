"""The rhythm of a day as the objective makes it: meals apart, and not the same thing over again."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest

from planner.assemble import assemble
from planner.classes import CLASSES
from planner.facts import Span
from planner.gates.violation import minutes_between
from planner.itinerary import Meal, Visit
from planner.kernel import Weights
from planner.optimise import optimise
from planner.request import BREAKFAST, DINNER, LUNCH, MealWish
from planner.stop import MaxRounds
from planner.taxonomy import Group
from tests.planner.tiny_problem import day_trip, problem_of, window
from tests.tiny_places import at
from tests.worlds import PLACES, TinyWorld

if TYPE_CHECKING:
    from planner.itinerary import Day
    from planner.request import TripRequest


def _day(request: TripRequest, world: TinyWorld | None = None) -> Day:
    problem = problem_of(request, world)
    return assemble(problem, optimise(problem.arrays, MaxRounds(12))).days[0]


def test_usual_meals_are_hours_apart_whatever_is_planned() -> None:
    """The latest lunch ends three hours before the earliest dinner; breakfast an hour before."""
    for before, after, least in ((BREAKFAST, LUNCH, 60), (LUNCH, DINNER, 180)):
        assert after.window.first - (before.window.last + before.minutes) >= least


def test_something_is_seen_between_two_meals() -> None:
    """One does not go from one table to the next where there is anything to see."""
    stops = _day(day_trip(meals=(LUNCH, DINNER))).stops
    meals = [i for i, stop in enumerate(stops) if isinstance(stop, Meal)]
    assert len(meals) == 2
    assert any(isinstance(stop, Visit) for stop in stops[meals[0] : meals[1]])


@pytest.mark.parametrize(("lunch", "dinner"), [("12:00-16:00", "16:00-20:00"),
                                               ("14:00-16:30", "17:00-19:30")])  # fmt: skip
def test_meals_whose_windows_meet_are_kept_apart(lunch: str, dinner: str) -> None:
    """A meal is best in the middle of its window, so windows that meet are no two meals at once."""
    wishes = [
        MealWish(meal=meal, window=window(*span.split("-")), minutes=60)
        for meal, span in (("lunch", lunch), ("dinner", dinner))
    ]
    meals = [s for s in _day(day_trip(meals=tuple(wishes))).stops if isinstance(s, Meal)]
    for before, after in pairwise(meals):
        assert minutes_between(before.end, after.start) >= 90
    assert len(meals) == 2


def test_four_museums_do_not_come_in_a_row() -> None:
    """Four stand side by side, and what else there is, as well known, is a walk away."""
    known = [
        place.model_copy(update={"popularity": 0.6})
        for place in PLACES
        if place.city == "lumen" and place.group is Group.SIGHT
    ]
    museum = next(place for place in known if place.id == "lumen:museum")
    near = [
        museum.model_copy(update={"id": f"lumen:museum-{i}", "name": name, "lat": lat, "lon": lon})
        for i, name in enumerate(("Clocks", "Coins", "Glass"))
        for lat, lon in (at("lumen", 400 + 40 * i, 440),)
    ]
    world = TinyWorld((*known, *near), hours={place.id: (Span(600, 1080),) for place in near})
    problem = problem_of(day_trip(), world, weights=Weights())
    (stops,) = optimise(problem.arrays, MaxRounds(12)).stops
    museums = list(CLASSES).index("museums")
    row = [problem.arrays.klass[n] == museums for n in stops]
    assert sum(row) >= 2
    assert max(sum(1 for _ in run) for same, run in groupby(row) if same) <= 2
