"""Can a request be granted: what is built, what is proved, and what is searched for longer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planner.attempt import Attempt, Lead, Supplies, attempt
from planner.decide import decide
from planner.kernel import VISIT
from planner.model import Point
from planner.prove import Proof, Verdict
from planner.request import Appointment, Lock, Terminal
from planner.terrain import Atlas
from tests.planner.tiny_problem import THURSDAY, day_trip, window
from tests.worlds import TinyWorld, good_request

WORLD = TinyWorld()
ATLAS = Atlas(Supplies([WORLD.places("lumen")], WORLD, {}))


def test_what_is_built_at_once_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan is all the answer that an easy trip needs."""
    monkeypatch.setattr("planner.decide.proofs", lambda *_: pytest.fail("nothing to prove"))
    decision = decide(day_trip(must=("lumen:museum",)), ATLAS)
    assert decision.reached.granted
    assert not decision.proved


def test_what_is_proved_is_not_searched() -> None:
    """The museum after hours: proved, and told how far one gets without it."""
    decision = decide(day_trip(must=("lumen:museum",), day_window=window("19:00", "21:00")), ATLAS)
    assert decision.proved
    assert not decision.reached.granted
    assert decision.reached.solution is not None
    assert decision.reached.solution.rounds == 0


def test_a_longer_search_begins_where_the_proof_left_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where building fails, the order that the relaxation found is what is searched from."""
    request = day_trip(must=("lumen:museum", "lumen:gallery"), day_window=window("10:00", "12:00"))
    lead = Lead(((("lumen:gallery", VISIT),),))
    monkeypatch.setattr("planner.decide.proofs", lambda *_: [Proof(Verdict.OPEN, lead)])
    asked: list[tuple[Any, ...]] = []

    def remember(*given: Any, **named: Any) -> Attempt:
        asked.append(given[3:] or tuple(named.values()))
        return attempt(*given, **named)

    monkeypatch.setattr("planner.decide.attempt", remember)
    decision = decide(request, ATLAS, tries=1)
    assert asked == [(0,), (0, lead), (1, lead)]
    assert not decision.proved
    assert not decision.reached.granted


def test_the_bed_that_the_proof_leaves_is_tried() -> None:
    """A meeting by the hotel soon after a train: from the better bed one comes too late."""
    city = WORLD.city("lumen")
    begin = dt.datetime.combine(THURSDAY, dt.time(10, 30))
    meeting = Appointment(
        name="Meeting",
        start=begin,
        end=begin + dt.timedelta(hours=1),
        at=Point(lat=city.lat, lon=city.lon),
    )
    request = good_request(
        arrival=Terminal(time=dt.time(9, 30), at="lumen:station"),
        departure=None, budget=None, meals=(), modes=("walk",), appointments=(meeting,),
    )  # fmt: skip
    assert not attempt(request, ATLAS.supplies).granted
    reached = decide(request, ATLAS).reached
    assert reached.granted
    assert reached.problem is not None
    assert [bed.spot.place_id for bed in reached.problem.trip.lodgings] == ["lumen:hotel"]


def test_who_is_short_of_time_goes_the_quickest_way() -> None:
    """To the gallery at three and back by a quarter to four only a taxi is quick enough."""
    locks = (Lock(place="lumen:gallery", date=THURSDAY, start=dt.time(15)),)
    request = day_trip(locks=locks, modes=("walk", "taxi"), day_window=window("09:00", "15:40"))
    assert not attempt(request, ATLAS.supplies).granted
    assert decide(request, ATLAS).reached.granted
    on_foot = request.model_copy(update={"modes": ("walk",)})
    assert decide(on_foot, ATLAS).proved
