"""The gate of the graph: what breaks a rule does not leave it, whoever made it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from agents import app
from agents.context import Deps
from agents.nodes import path as node
from agents.nodes.gather import gather
from agents.paths import walk
from agents.state import TripState
from planner.gates import violations
from planner.itinerary import Infeasible, Itinerary
from planner.request import Avoid, TripRequest
from planner.solve import GateError
from tests.agents.talk import TURNS, talk

if TYPE_CHECKING:
    from agents.paths import Path

LATE = dt.timedelta(hours=12)


def spoilt(path: Path, world: Any) -> Path:
    """The path with its first visit put into the night, and what the gates say of that."""
    day = path.plan.days[0]
    first = day.stops[0].model_copy(
        update={"start": day.stops[0].start - LATE, "end": day.stops[0].end - LATE}
    )
    days = (day.model_copy(update={"stops": (first, *day.stops[1:])}), *path.plan.days[1:])
    plan = path.plan.model_copy(update={"days": days})
    return path.model_copy(update={"plan": plan, "violations": tuple(violations(plan, world))})


class Walker:
    """Walks as ever, but spoils what comes of the first ``bad`` calls."""

    def __init__(self, bad: int) -> None:
        self.bad, self.calls = bad, 0

    def __call__(self, persona: Any, ground: Any, stop: Any, **more: Any) -> Path:
        """One path."""
        self.calls += 1
        path = walk(persona, ground, stop, **more)
        return spoilt(path, ground.problem.trip.world) if self.calls <= self.bad else path


def test_a_path_that_breaks_a_rule_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others decide."""
    monkeypatch.setattr(node, "walk", Walker(bad=1))
    with talk(time_limit=0.1, paths=3) as session:
        turn = session.say(TURNS[0])
        assert turn.plan is not None
        assert app.check(turn.plan) == []
        assert session.state is not None and session.state.tries == 0


def test_where_all_break_one_the_trip_is_planned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the stops that broke it, which the request does not come to hold."""
    monkeypatch.setattr(node, "walk", Walker(bad=3))
    with talk(time_limit=0.1, paths=3) as session:
        plan = session.say(TURNS[0]).plan
        assert isinstance(plan, Itinerary)
        assert app.check(plan) == []
        state = session.state
        assert state is not None and state.tries == 1
        assert {one.place for one in state.avoid}
        assert plan.request.avoid == ()


def test_the_tries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks a rule each time is a defect: no plan leaves, and the trip is as it was."""
    walker = Walker(bad=1_000)
    monkeypatch.setattr(node, "walk", walker)
    with talk(time_limit=0.1, paths=3) as session:
        with pytest.raises(GateError):
            session.say(TURNS[0])
        assert walker.calls == 9
        assert session.plan is None
        assert not session.unfinished


def test_what_was_left_out_is_not_blamed() -> None:
    """A trip that cannot be had on the second try is refused as it was asked for."""
    trip = {
        "destinations": [{"city": "copenhagen", "nights": 1}],
        "start": "2027-06-08",
        "budget": {"currency": "DKK", "total": 5},
    }
    left_out = (Avoid(place="copenhagen-nyhavn", date=dt.date(2027, 6, 8)),)
    state = TripState(wanted=TripRequest.model_validate(trip), avoid=left_out)
    runtime: Any = SimpleNamespace(context=Deps(time_limit=0.05))
    refusal = gather(state, runtime)["answer"]
    assert isinstance(refusal, Infeasible) and refusal.nearest is not None
    assert refusal.request == refusal.nearest.request == state.wanted
    assert [wish.field for wish in refusal.conflict] == ["budget.total"]
