"""The verdict on the turns of a dialogue, and the figures of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agents.language import Question
from agents.turn import Turn
from eval.case import Outcome
from eval.checker import CatalogueDirectory
from eval.tripplus.catalogue import city_of, places_of
from eval.tripplus.replay import Reply, response_mode
from eval.tripplus.scorer import figures, score
from eval.tripplus.verdict import NO_PLAN, Judge, specs_of
from tests.eval.tripplus import tiny
from tools.catalogue import Catalogue
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from eval.tripplus.database import Database
    from eval.tripplus.trip import Trip
    from eval.tripplus.verdict import TurnVerdict

TRIP = tiny.good_trip()
ADD = {"add_attraction": {"name": "Old Fort", "insert_day": 1}}
SHUT = {
    "factor": "availability_change", "type": "poi_availability_change", "city": tiny.CITY,
    "expected_adjustments": [{"check": "avoid_unavailable_poi", "target": "Old Fort"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def judge(database: Database) -> Judge:
    """A judge of trips to the tiny town."""
    city = city_of(database)
    store = Catalogue.in_memory(city, places_of(database))
    return Judge(database, CatalogueWorld({city.id: store}), CatalogueDirectory([store]))


def _planned(trip: Trip = TRIP) -> Reply:
    return Reply(Turn(mode="change"), None, trip)


def _verdicts(judge: Judge, replies: list[Reply], *turns: dict[str, Any]) -> list[TurnVerdict]:
    return list(judge.verdicts(tiny.dialogue(*turns), replies))


def test_a_good_first_turn_passes(judge: Judge) -> None:
    """Every hard constraint holds, and the plan can be made."""
    (verdict,) = _verdicts(judge, [_planned()], tiny.turn(0, "a trip"))
    assert list(verdict.sentences) == []
    assert set(verdict.hard) == set(tiny.NEEDED)
    assert verdict.updates == {"initial_plan": None}
    assert verdict.kept == {}
    assert verdict.faults == ()


def test_a_first_turn_without_a_plan_fails_in_everything(judge: Judge) -> None:
    """Where something is asked back, nothing of what was asked for is there."""
    asked = Reply(Turn(mode="clarify", questions=(Question(text="Where?"),)))
    (verdict,) = _verdicts(judge, [asked], tiny.turn(0, "a trip"))
    assert verdict.mode == "clarification, not plan"
    assert set(verdict.hard.values()) == {NO_PLAN}
    assert verdict.faults == (NO_PLAN,)
    assert verdict.updates == {"initial_plan": "clarification, not plan"}


def test_what_a_turn_adds_is_asked_for_then_kept(judge: Judge) -> None:
    """A delta is an update in its own turn, and has to stay in the next."""
    turns = (
        tiny.turn(0, "a trip"),
        tiny.turn(1, "add", must_update=["add_attraction"], active_user_state_deltas=[ADD]),
        tiny.turn(2, "later", must_update=[], active_user_state_deltas=[ADD]),
    )
    lost = tiny.with_item(TRIP, 1, 2, name="Dune Park", cost=0.0)
    _, second, third = _verdicts(judge, [_planned(), _planned(), _planned(lost)], *turns)
    assert second.updates == {"add_attraction": None}
    assert set(second.kept) == set(tiny.NEEDED)
    told = "Old Fort is visited never, not on day 1"
    assert third.kept["add_attraction"] == told
    assert f"kept: add_attraction: {told}" in third.sentences
    _, missing, _ = _verdicts(judge, [_planned(), _planned(lost), _planned()], *turns)
    assert missing.updates == {"add_attraction": told}


def test_events_are_heeded_when_they_come_and_later(judge: Judge) -> None:
    """What is shut is left out, in the turn that says so and after it."""
    turns = (
        tiny.turn(0, "a trip"),
        tiny.turn(
            1, "it is shut", must_update=["environment_aware_replanning"],
            active_environment_events=[SHUT],
        ),
        tiny.turn(2, "and?", must_update=[], active_environment_events=[SHUT]),
    )  # fmt: skip
    _, second, third = _verdicts(judge, [_planned(), _planned(), _planned()], *turns)
    name = "poi_availability_change.avoid_unavailable_poi"
    assert second.updates == {"environment_aware_replanning": f"{name}: Old Fort is visited"}
    assert third.kept[name] == "Old Fort is visited"
    assert third.updates == {}


def test_questions_and_refusals_where_they_are_due(judge: Judge) -> None:
    """The standing plan has to stay as it was, and no new plan is judged."""
    turns = (
        tiny.turn(0, "a trip"),
        tiny.turn(
            1, "cheaper", must_update=["prior_constraint_clarification"],
            response_expectation="clarification",
        ),
        tiny.turn(
            2, "say so", must_update=["explain_unsolved"], response_expectation="no_solution",
        ),
    )  # fmt: skip
    asks = Reply(Turn(mode="answer", lines=("Closest:",)), None, TRIP)
    refuses = Reply(Turn(mode="refuse"), None, TRIP)
    _, asked, refused = _verdicts(judge, [_planned(), asks, refuses], *turns)
    for verdict in (asked, refused):
        assert list(verdict.sentences) == []
        assert (verdict.hard, verdict.faults) == ({}, None)
    _, planned, asked = _verdicts(judge, [_planned(), _planned(), asks], *turns)
    assert planned.updates == {"prior_constraint_clarification": "plan, not clarification"}
    assert asked.updates == {"explain_unsolved": "clarification, not no_solution"}


def test_modes_of_answers() -> None:
    """A refusal that asks what may give way is a question; places to choose from are one too."""
    question = Question(text="Which may give way?")
    modes = {
        response_mode(turn)
        for turn in (Turn(mode="clarify"), Turn(mode="answer"),
                     Turn(mode="refuse", questions=(question,)))
    }  # fmt: skip
    assert modes == {"clarification"}
    assert response_mode(Turn(mode="refuse")) == "no_solution"
    assert {response_mode(Turn(mode="plan")), response_mode(Turn(mode="change"))} == {"plan"}


def test_a_resolution_shows_in_the_plan(judge: Judge) -> None:
    """The pace that was settled on is asked of the plan."""
    resolved = [{"resolved_pacing_limit": {"max_attractions_per_day": 1}}]
    turns = (
        tiny.turn(0, "a trip"),
        tiny.turn(
            1, "slower", must_update=["resolved_pacing_limit", "resolved_priority"],
            active_request_resolutions=resolved,
        ),
    )  # fmt: skip
    _, verdict = _verdicts(judge, [_planned(), _planned()], *turns)
    told = {"resolved_pacing_limit": "more than 1 sights on day 1", "resolved_priority": None}
    assert verdict.updates == told


def test_later_turns_change_what_the_constraints_demand() -> None:
    """More people need more rooms, a new limit is the limit, another hotel will do."""
    deltas = [
        {"party_update": {
            "party_subtype": "friend_added", "new_people_number": 3, "new_room_number": 2,
        }},
        {"budget_update": {"new_max_budget": 700}},
        {"hotel_requirement": {"hotel_name": "Bunk House"}},
    ]  # fmt: skip
    first = tiny.turn(0, "a trip", active_user_state_deltas=deltas)
    hard = tiny.HARD | {"budget_constraint": {"max_budget": 900}}
    dialogue = tiny.dialogue(first, hard_constraints=hard)
    specs = specs_of(dialogue, dialogue.turns[0].oracle_state_after_turn)
    assert specs["room_count_required"] == {"room_number": 2}
    assert specs["party_size_required"] == {"people_number": 3}
    assert specs["budget_constraint"] == {"max_budget": 700}
    names = specs["hotel_highest_rated"]["acceptable_hotel_names"]
    assert names == ["Anchor Inn", "Bunk House"]
    assert dialogue.base.hard_constraints["budget_constraint"] == {"max_budget": 900}


def test_marks_and_figures(judge: Judge) -> None:
    """Shares of turns, of demands and of plans; what is published stands beside."""
    turns = (tiny.turn(0, "a trip"), tiny.turn(1, "again", must_update=[]))
    dear = tiny.with_day(TRIP, 1, hotel="Grand Quay", hotel_cost=600.0)
    good = score(_verdicts(judge, [_planned(), _planned()], *turns))
    bad = score(_verdicts(judge, [_planned(), _planned(dear)], *turns))
    assert good.passed
    assert not bad.passed
    assert bad.marks["turn1.kept.hotel_highest_rated"] == 0
    assert bad.explanation == (
        "turn 1: kept: hotel_highest_rated: Grand Quay is none of: Anchor Inn",
    )
    outcomes = [
        Outcome(case=name, seed=0, passed=s.passed, seconds=1, cpu_seconds=1, marks=s.marks)
        for name, s in (("good", good), ("bad", bad))
    ]
    found = figures(outcomes, {"good": 2, "bad": 2})
    assert (found["turns"], found["mode_accuracy"], found["feasibility"]) == (4, 1, 1)
    assert found["preservation"] == pytest.approx(9 / 10)
    assert found["hard"] == pytest.approx(19 / 20)
    assert found["turns_passed"] == 0.75
    assert found["published_preservation"] == 0.77
    crash = Outcome(case="bad", seed=1, passed=False, seconds=1, cpu_seconds=1, error="no")
    found = figures([*outcomes, crash], {"good": 2, "bad": 2})
    assert (found["turns"], found["mode_accuracy"]) == (6, pytest.approx(4 / 6))
