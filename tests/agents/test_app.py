"""The application on the cities that ship: plan, check, replan, and what it says of bad input."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from agents import app
from agents.app import Replan
from planner import plan
from planner.change import Change
from planner.errors import RequestError, SettingsError
from planner.facts import Mode
from planner.itinerary import Infeasible, Itinerary
from planner.taxonomy import Setting
from tools import starter
from tools.distance import crow_matrix
from tools.routers import travel_by
from tools.routing import RoutedTravel, RouteTable
from tools.weather import DayForecast, FakeForecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.model import Point

REQUEST = {"destinations": [{"city": "Copenhagen", "nights": 1}], "start": "2027-06-08"}


def planned(**more: Any) -> Itinerary:
    """A plan of two days."""
    alternatives = more.pop("alternatives", 0)
    answer = plan({**REQUEST, **more}, time_limit=0.2, alternatives=alternatives)
    assert isinstance(answer, Itinerary)
    return answer


@pytest.fixture(scope="module")
def trip() -> Itinerary:
    """Two June days in Copenhagen."""
    return planned()


def changed(trip: Itinerary, **change: Any) -> Itinerary:
    """The trip after a change."""
    done = app.replan(trip, change, time_limit=0.2)
    assert isinstance(done.plan, Itinerary)
    assert app.check(done.plan) == []
    return done.plan


def stops(trip: Itinerary, day: int) -> list[str]:
    """Names of a day's stops."""
    return [stop.name for stop in trip.days[day].stops]


def test_plan_passes_every_gate_and_survives_json(trip: Itinerary) -> None:
    """What left the planner is still sound when read back from a file."""
    assert app.check(trip) == []
    assert app.check(app.parse_itinerary(trip.model_dump_json())) == []


def test_same_seed_same_plan() -> None:
    """By rounds, not by the clock, a plan is repeatable."""
    one, two = (plan({**REQUEST, "pace": "relaxed"}, seed=5) for _ in range(2))
    assert one == two


def test_names_are_understood_and_told() -> None:
    """A must typed with a slip is found, and the plan says what it was taken for."""
    trip = planned(must=["Rosenborg Slot"])
    assert "Rosenborg Castle" in stops(trip, 0) + stops(trip, 1)
    assert any("Rosenborg Castle" in note.text for note in trip.notes)


def test_unknown_names_are_all_told() -> None:
    """Every name that stands for nothing is told with its field."""
    wrong = {
        **REQUEST,
        "must": ["Atlantis"],
        "areas_in": ["Narnia"],
        "lodging": {"place": "Hilbert"},
    }
    with pytest.raises(RequestError) as raised:
        plan(wrong)
    assert set(raised.value.fields) == {"must.0", "areas_in.0", "lodging.place"}
    assert all(name in str(raised.value) for name in ("Atlantis", "Narnia", "Hilbert"))


def test_wrong_types_name_their_field() -> None:
    """A request that does not fit its schema names field and value."""
    with pytest.raises(RequestError, match=r"party\.adults.*got 'many'"):
        plan({**REQUEST, "party": {"adults": "many"}})


def test_an_interest_nobody_answers_is_told() -> None:
    """It changes nothing, and the plan says so."""
    trip = planned(interests={"volcanoes": 1.0})
    assert any("volcanoes" in note.text for note in trip.notes)


def test_infeasible_names_the_conflict_and_the_nearest_plan() -> None:
    """A museum on its closing day is no plan, and without it there is one."""
    wish = {"locks": [{"place": "National Museum of Denmark", "date": "2026-12-24"}]}
    answer = plan({**REQUEST, "start": "2026-12-24", **wish}, time_limit=0.2)
    assert isinstance(answer, Infeasible)
    assert [wish.field for wish in answer.conflict] == ["locks.0"]
    assert answer.proved
    assert answer.nearest is not None
    assert app.check(answer.nearest) == []


def test_a_budget_out_of_reach_is_overspent_by_little() -> None:
    """The nearest plan is a frugal one, not the usual one."""
    answer = plan({**REQUEST, "budget": {"currency": "EUR", "total": 60}}, time_limit=0.2)
    assert isinstance(answer, Infeasible)
    assert answer.nearest is not None
    usual = planned(budget={"currency": "EUR"})
    assert 60 < answer.nearest.costs.total < 0.7 * usual.costs.total


def test_drop_leaves_the_other_day_alone(trip: Itinerary) -> None:
    """What was dropped is gone, and no stop of the other day moves by a minute."""
    victim = next(stop for stop in trip.days[0].stops if stop.kind == "visit")
    after = changed(trip, drop=[victim.name])
    assert victim.name not in stops(after, 0) + stops(after, 1)
    assert after.days[1] == trip.days[1]


def test_close_replaces_a_kitchen_and_nothing_else(trip: Itinerary) -> None:
    """Another kitchen stands in for one found shut; at most two more stops of its day change."""
    lunch = next(stop for stop in trip.days[1].stops if stop.kind == "meal")
    after = changed(trip, close=[{"place": lunch.name, "date": "2027-06-09"}])
    assert lunch.name not in stops(after, 1)
    assert after.days[0] == trip.days[0]
    assert len(set(stops(trip, 1)) - set(stops(after, 1)) - {lunch.name}) <= 2


def test_add_finds_room(trip: Itinerary) -> None:
    """A place that is asked for comes in."""
    after = changed(trip, add=["Grundtvig's Church"])
    assert "Grundtvig's Church" in stops(after, 0) + stops(after, 1)


def test_start_later_is_kept(trip: Itinerary) -> None:
    """Nothing of that day begins before the new hour."""
    after = changed(trip, days=[{"date": "2027-06-09", "start": "11:30"}])
    assert after.days[1].legs[0].start.strftime("%H:%M") >= "11:30"
    assert after.days[0] == trip.days[0]


def test_keep_nothing_is_a_new_plan(trip: Itinerary) -> None:
    """At the other end of the dial the change is planned from scratch."""
    done = app.replan(trip, Change(keep=0.0), time_limit=0.2)
    assert isinstance(done, Replan)
    assert isinstance(done.plan, Itinerary)


def test_a_change_that_names_nothing_is_refused(trip: Itinerary) -> None:
    """Names and fields of a change are told like those of a request."""
    with pytest.raises(RequestError, match=r"drop\.0: Unknown place 'Atlantis'"):
        app.replan(trip, {"drop": ["Atlantis"]})
    with pytest.raises(RequestError, match=r"party\.adults"):
        app.replan(trip, {"request": {"party": {"adults": -1}}})


class Streets:
    """A router on which every way is 1.1 times the crow's, at 5 km/h on foot."""

    modes = frozenset({Mode.WALK})

    def table(self, points: Sequence[Point], mode: Mode) -> RouteTable:
        """Seconds and metres between all pairs."""
        metres = 1.1 * crow_matrix(points)
        return RouteTable(np.asarray(metres / 5_000 * 3_600), metres)


def test_a_router_replaces_estimates() -> None:
    """Legs on foot come from the router, and the plan holds in its world."""
    travel = RoutedTravel(Streets())
    trip = app.plan(REQUEST, time_limit=0.2, travel=travel)
    assert isinstance(trip, Itinerary)
    walks = [leg for day in trip.days for leg in day.legs if leg.mode is Mode.WALK and leg.metres]
    assert walks
    assert not any(leg.estimated for leg in walks)
    assert app.check(trip, travel=RoutedTravel(Streets())) == []


def test_a_forecast_of_rain_drives_indoors() -> None:
    """On a day that the forecast calls wet the plan spends less time outdoors."""
    city = starter.load("copenhagen")[0]
    day = dt.date(2027, 6, 8)
    wet = FakeForecast({(city.id, day): DayForecast(12, 9, 0.9)})

    def outdoors(trip: Itinerary | Infeasible) -> int:
        assert isinstance(trip, Itinerary)
        settings = {p.id: p.setting for p in starter.load("copenhagen")[1]}
        visits = [s for s in trip.days[0].stops if s.kind == "visit"]
        return sum(s.minutes for s in visits if settings[s.place_id] is Setting.OUTDOOR)

    dry, rain = app.plan(REQUEST), app.plan(REQUEST, forecast=wet)
    assert outdoors(rain) < outdoors(dry)
    assert rain.request.wet_days == (day,)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), -float("inf")])
def test_a_time_limit_is_a_positive_time(seconds: float) -> None:
    """Anything else is refused, and the message says what was expected."""
    with pytest.raises(SettingsError, match="time_limit: expected more than 0 seconds"):
        plan(REQUEST, time_limit=seconds)


@pytest.mark.parametrize("url", ["localhost:5000", "google+http://x", "osrm+ftp://x"])
def test_a_router_is_named_by_kind_and_url(url: str) -> None:
    """Anything else is refused with what was expected."""
    with pytest.raises(SettingsError, match="osrm"):
        travel_by(url)


def test_alternatives_are_told_beside_the_plan(trip: Itinerary) -> None:
    """Two more plans for Copenhagen, sound and other; the plan itself is the same as without."""
    with_others = planned(alternatives=2)
    assert [day.date for day in with_others.days] == [day.date for day in trip.days]
    assert len(with_others.alternatives) == 2
    for other in with_others.alternatives:
        assert app.check(other.plan) == []
        assert other.plan.days != with_others.days
        assert other.differs.endswith("sights are in both.")
    assert app.parse_itinerary(with_others.model_dump_json()) == with_others


def test_why_there_are_fewer_alternatives_is_noted() -> None:
    """With nearly every hour asked for there is no room to differ, and a note says so."""
    musts = ["Rosenborg Castle", "Tivoli Gardens", "National Museum of Denmark"]
    answer = planned(must=musts, max_walk_day=3_000, areas_in=["Nyhavn and Kongens Nytorv"],
                     alternatives=9)  # fmt: skip
    assert len(answer.alternatives) < 9
    assert any("alternative" in note.text.lower() for note in answer.notes)


@pytest.mark.parametrize("number", [-1, 10])
def test_a_number_of_alternatives_out_of_range_is_refused(number: int) -> None:
    """None to nine are possible."""
    with pytest.raises(SettingsError, match=f"alternatives: expected 0 to 9, got {number}"):
        plan(REQUEST, alternatives=number)
