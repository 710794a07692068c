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
from planner.kernel import VISIT, Weights
from planner.optimise import optimise
from planner.request import BREAKFAST, DINNER, LUNCH, MealWish
from planner.stop import MaxRounds
from tests.planner.tiny_problem import day_trip, problem_of, window
from tests.tiny_places import at
from tests.worlds import PLACES, TinyWorld

if TYPE_CHECKING:
    from planner.itinerary import Day
    from planner.request import TripRequest

MUSEUM = next(place for place in PLACES if place.id == "lumen:museum")


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
    """All four stand side by side; other sights are a walk away, and come in between."""
    near = [
        MUSEUM.model_copy(
            update={"id": f"lumen:museum-{i}", "name": f"Museum {i}", "lat": lat, "lon": lon}
        )
        for i in range(3)
        for lat, lon in (at("lumen", 400 + 40 * i, 440),)
    ]
    world = TinyWorld(near, hours={place.id: (Span(600, 1080),) for place in near})
    problem = problem_of(day_trip(), world, weights=Weights())
    (stops,) = optimise(problem.arrays, MaxRounds(12)).stops
    a = problem.arrays
    museums = list(CLASSES).index("museums")
    kinds = [int(a.klass[n]) for n in stops if a.kind[n] == VISIT]
    runs = {kind: max(len(list(run)) for k, run in groupby(kinds) if k == kind) for kind in kinds}
    assert kinds.count(museums) == 4
    assert runs[museums] < 4
    assert len(set(kinds)) >= 4
