"""Where to go on to at the end of a day: ranked by the model, and never against a rule."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from agents import app
from agents.spare import TOLD, with_spare
from agents.workshop import Order, Workshop
from eval.checker import check
from planner.errors import SettingsError
from planner.itinerary import Itinerary
from planner.spare import prolonged
from tests.agents.talk import talk
from tools.next_poi.predictor import Ranking

if TYPE_CHECKING:
    from pathlib import Path

#: A city, the first day of three.
TRIPS = (("copenhagen", "2027-06-08"), ("kyoto", "2027-12-07"), ("new_york", "2027-09-14"))


def _planned(city: str = "copenhagen", start: str = "2027-06-08", **more: Any) -> Itinerary:
    asked = {
        "destinations": [{"city": city, "nights": 2}],
        "start": start,
        **more.pop("wishes", {}),
    }
    plan = app.plan(asked, **more)
    assert isinstance(plan, Itinerary)
    return plan


@pytest.mark.parametrize(("city", "start"), TRIPS)
def test_each_could_be_added_to_the_plan(city: str, start: str) -> None:
    """By the judgement of the checker, which shares no code with the gates; none is told twice."""
    plan = _planned(city, start)
    assert {spare.date for spare in plan.spare} <= {day.date for day in plan.days}
    assert len(plan.spare) >= 2
    world = app.world_of(plan)
    for spare in plan.spare:
        assert not check(prolonged(plan, spare), world)
    told = [spare.visit.place_id for spare in plan.spare]
    planned = {stop.place_id for day in plan.days for stop in day.stops}
    assert len(set(told)) == len(told) and not planned & set(told)


def test_a_plan_tells_them_anew_when_it_changes() -> None:
    """What was told to go on to may have become a stop, or be far from the day's new end."""
    before = _planned()
    wished = before.spare[0].visit
    after = app.replan(before, {"add": [wished.place_id]}).plan
    assert isinstance(after, Itinerary)
    assert wished.place_id in {stop.place_id for day in after.days for stop in day.stops}
    assert wished.place_id not in {spare.visit.place_id for spare in after.spare}
    assert Itinerary.model_validate_json(after.model_dump_json()) == after


class Fan:
    """Ranks one place first, and all others by their number; keeps whom it was asked about."""

    def __init__(self, favourite: str) -> None:
        self.favourite, self.asked = favourite, list[tuple[str, ...]]()

    def rank_city(
        self, visits: Any, now: Any, places: Any, popularity: Any, prefix: int, closed: Any
    ) -> Ranking:
        """As ``Predictor.rank_city``."""
        self.asked.append(tuple(visit.place for visit in visits))
        scores = -np.arange(len(places), dtype=float)
        scores[places.index[self.favourite]] = 1.0
        return Ranking(np.where(closed, -np.inf, scores), "fan", ("It was a guess.",))


def _by(favourite: str, plan: Itinerary) -> tuple[Itinerary, Fan]:
    workshop, fan = Workshop(), Fan(favourite)
    workshop.__dict__["predictor"] = fan
    return with_spare(plan, Order(plan.request, ()), workshop), fan


def test_the_model_says_what_comes_first_and_the_gates_whether() -> None:
    """A model's favourite is told first where it keeps the rules, and nowhere if it keeps none."""
    plan = _planned()
    last = [spare for spare in plan.spare if spare.date == plan.days[0].date][-1]
    told, fan = _by(last.visit.place_id, plan)
    assert told.spare[0].visit.place_id == last.visit.place_id
    assert [note.text for note in told.notes].count("It was a guess.") == 1
    stops = tuple(stop.place_id for stop in plan.days[0].stops)
    assert fan.asked[0] == stops and fan.asked[1][: len(stops)] == stops
    for day in plan.days:
        assert sum(spare.date == day.date for spare in told.spare) <= TOLD
    shut = "copenhagen:national-museum-of-denmark"
    assert shut not in {spare.visit.place_id for spare in _by(shut, plan)[0].spare}


def test_what_is_disliked_is_not_told() -> None:
    """Whoever wants no squares and no waterfronts is not sent to one at night."""
    plan = _planned()
    kinds = {spare.visit.category.value for spare in plan.spare}
    assert kinds
    other = _planned(wishes={"interests": dict.fromkeys(kinds, -1.0)})
    assert other.spare
    assert not kinds & {spare.visit.category.value for spare in other.spare}


def test_a_lost_server_is_told_and_costs_nothing() -> None:
    """The same places by the model in this process, and a note that says so."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    here = _planned()
    lost = _planned(next_poi_server=f"http://127.0.0.1:{port}/v1")
    assert lost.spare == here.spare and lost.days == here.days
    (note,) = (note for note in lost.notes if note not in here.notes)
    assert note.kind == "warning" and "server" in note.text


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    """It is named; nothing else stands in for a model that was asked for."""
    with pytest.raises(SettingsError, match=str(tmp_path)):
        _planned(next_poi=tmp_path)


def test_a_conversation_tells_them_for_whatever_plan_stands() -> None:
    """For one that was changed, one that was undone, and one taken from those offered."""
    session = talk()
    first = session.say("two days in Copenhagen on 8 June").plan
    assert first is not None and first.spare
    session.say("less packed")
    undone = session.say("undo").plan
    assert undone is not None and undone.spare == first.spare
    session.others()
    *_, _ = session.choose(1)
    taken = session.plan
    assert taken is not None and taken.days != first.days and taken.spare
    stops = {stop.place_id for day in taken.days for stop in day.stops}
    assert not stops & {spare.visit.place_id for spare in taken.spare}
