"""A path: a whole plan that the gates have seen, the same for the same seed, fit to be kept."""

from __future__ import annotations

import datetime as dt

from agents.paths import Ground, Path, persona_named, survey
from planner.attempt import Supplies
from planner.gates import violations
from planner.itinerary import Infeasible
from planner.request import Budget
from planner.valued import valued
from tests.agents.paths.town import ROUNDS, ground_of, path_of, plain_ground, town, visited
from tests.worlds import good_request


def test_a_path_is_a_whole_plan_by_its_own_lights() -> None:
    """Every day of it passes the gates, and it is worth more to its persona than one's own path."""
    ground = ground_of(must=("lumen:museum",))
    own, food = path_of(ground, "your own"), path_of(ground, "off the beaten track")
    for path in (own, food):
        assert path.violations == ()
        assert violations(path.plan, ground.problem.trip.world) == []
        assert "lumen:museum" in visited(path.plan)
        assert len(path.plan.days) == 2
    a = ground.seen_by(persona_named("off the beaten track"))
    assert food.points == valued(a, food.stops, food.base).points
    assert food.points > valued(a, own.stops, own.base).points


def test_a_late_path_keeps_the_gates_of_its_wish() -> None:
    """No day of it begins before ten, so that it holds where just that is asked for."""
    ground = plain_ground()
    path = path_of(ground, "late mornings")
    wish = persona_named("late mornings").wish
    assert wish is not None
    asked = path.plan.request.model_copy(update=wish(path.plan))
    assert asked.day_window.start == dt.time(10)
    late = path.plan.model_copy(update={"request": asked})
    assert violations(late, ground.problem.trip.world) == []
    own = path_of(ground, "your own").plan.model_copy(update={"request": asked})
    assert {fault.rule for fault in violations(own, ground.problem.trip.world)} == {"day_window"}


def test_a_path_is_repeatable_and_survives_a_checkpoint() -> None:
    """Same seed, same path; what is written out and read back is equal to it."""
    ground = plain_ground()
    path = path_of(ground, "culture", seed=4)
    assert path == path_of(ground, "culture", seed=4)
    assert Path.model_validate_json(path.model_dump_json()) == path


def test_no_ground_where_the_trip_cannot_be_had() -> None:
    """A budget below any bed is refused with the reason, as planning refuses it."""
    world = town()
    supplies = Supplies([world.places("lumen")], world, {})
    request = good_request(budget=Budget(currency="EUR", total=10))
    found = survey(request, supplies, ROUNDS)
    assert isinstance(found, Infeasible)
    assert not isinstance(found, Ground)
    assert "budget.total" in {wish.field for wish in found.conflict}
