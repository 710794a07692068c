"""Writing a solution out: legs, names, prices and locks are what the problem says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from planner.assemble import assemble
from planner.facts import Mode
from planner.gates import violations
from planner.itinerary import Rest
from planner.optimise import optimise
from planner.request import LUNCH, Appointment, Destination, Lock, RestWish, TripRequest
from planner.stop import MaxRounds
from planner.terms import TERMS
from tests.planner.tiny_problem import THURSDAY, day_trip, node, problem_of
from tests.worlds import PLACES, TinyWorld, good_request

if TYPE_CHECKING:
    from planner.itinerary import Itinerary


def _plan(request: TripRequest, world: TinyWorld | None = None) -> Itinerary:
    world = world or TinyWorld()
    problem = problem_of(request, world)
    return assemble(problem, optimise(problem.arrays, MaxRounds(12)), ("tiny",), seed=4)


def test_a_plan_of_two_stops_is_written_out_by_hand() -> None:
    """Leaves at 9:50, museum, lunch and home: times, legs, prices."""
    problem = problem_of(day_trip(meals=(LUNCH,)), ids=("lumen:museum", "lumen:bistro"))
    stops = [node(problem, "museum"), node(problem, "bistro", "lunch")]
    found = optimise(problem.arrays, MaxRounds(0), initial=[stops])
    (day,) = assemble(problem, found).days
    assert [(s.name, s.start.strftime("%H:%M"), s.minutes, s.cost) for s in day.stops] == [
        ("City Museum", "10:00", 115, 20.0),
        ("Bistro Uno", "12:00", 60, 50.0),
    ]
    assert [(leg.origin, leg.target, leg.minutes, leg.metres) for leg in day.legs] == [
        ("Lumen centre", "City Museum", 10, 800),
        ("City Museum", "Bistro Uno", 5, 400),
        ("Bistro Uno", "Lumen centre", 15, 1200),
    ]
    assert day.start.time.strftime("%H:%M") == "09:50"
    assert day.end.time.strftime("%H:%M") == "13:15"


def test_a_plan_names_its_makings() -> None:
    """Score, terms, catalogues and seed go with the plan, and its costs are its parts' sums."""
    plan = _plan(good_request(budget=None))
    assert (plan.catalogues, plan.seed) == (("tiny",), 4)
    assert [term.name for term in plan.terms] == list(TERMS)
    assert sum(term.value for term in plan.terms) == pytest.approx(plan.score, abs=0.02)
    meals = [s.cost for day in plan.days for s in day.stops if s.kind == "meal"]
    assert plan.costs.food == pytest.approx(sum(meals))
    assert violations(plan, TinyWorld()) == []


def test_every_night_but_the_last_has_its_bed() -> None:
    """Two days, one night."""
    first, last = _plan(good_request(budget=None)).days
    assert first.stay is not None
    assert last.stay is None


def test_two_places_at_one_position_keep_their_own_names() -> None:
    """A restaurant in the museum's house: legs name the stop they lead to."""
    bistro = next(p for p in PLACES if p.id == "lumen:bistro")
    museum = next(p for p in PLACES if p.id == "lumen:museum")
    world = TinyWorld(places=[bistro.model_copy(update={"lat": museum.lat, "lon": museum.lon})])
    request = good_request(budget=None, must=("lumen:museum", "lumen:bistro"))
    plan = _plan(request, world)
    for day in plan.days:
        names = [stop.name for stop in day.stops]
        assert [leg.target for leg in day.legs[:-1]] == names
        assert [leg.origin for leg in day.legs[1:]] == names
    assert violations(plan, world) == []


def test_two_appointments_at_one_place_are_both_kept() -> None:
    """A talk on each day in the museum: both are stops, and the museum is no sight besides."""
    talks = tuple(
        Appointment(name=f"talk {day}", place="lumen:museum",
                    start=dt.datetime(2026, 6, day, 13), end=dt.datetime(2026, 6, day, 14))
        for day in (4, 5)
    )  # fmt: skip
    plan = _plan(good_request(budget=None, appointments=talks))
    kinds = [s.kind for day in plan.days for s in day.stops if s.place_id == "lumen:museum"]
    assert kinds == ["appointment", "appointment"]
    assert violations(plan, TinyWorld()) == []


def test_a_rest_is_taken_at_the_lodging_each_day() -> None:
    """Where one sleeps, for an hour, at no cost; a plan in two cities rests in each."""
    cities = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    for request in (
        good_request(budget=None, rests=(RestWish(),)),
        TripRequest(destinations=cities, start=THURSDAY, meals=(), rests=(RestWish(name="nap"),)),
    ):
        plan = _plan(request)
        assert violations(plan, TinyWorld()) == []
        for day in plan.days:
            (rest,) = [stop for stop in day.stops if isinstance(stop, Rest)]
            assert (rest.rest, rest.minutes, rest.cost) == (request.rests[0].name, 60, 0)
            assert rest.name == day.end.name
            assert rest.place_id in ("lumen:hotel", "lumen:hostel", "porta:inn")
            assert rest.category is not None


def test_a_rest_on_a_day_trip_is_where_it_starts() -> None:
    """With no bed and no terminal the centre has to do."""
    plan = _plan(day_trip(rests=(RestWish(),)))
    (rest,) = [stop for stop in plan.days[0].stops if isinstance(stop, Rest)]
    assert (rest.name, rest.place_id, rest.category) == ("Lumen centre", None, None)
    assert violations(plan, TinyWorld()) == []


def test_a_lock_shows_in_the_plan() -> None:
    """What is locked is there at its time and says so."""
    lock = Lock(place="lumen:gallery", date=THURSDAY, start=dt.time(15, 5))
    plan = _plan(good_request(budget=None, locks=(lock,)))
    (stop,) = [s for s in plan.days[0].stops if s.place_id == "lumen:gallery"]
    assert stop.locked
    assert stop.start.strftime("%H:%M") == "15:05"
    assert not any(s.locked for day in plan.days for s in day.stops if s is not stop)


def test_hired_bikes_are_paid_on_the_first_leg_by_bike() -> None:
    """The hire of the day is on one leg only."""
    problem = problem_of(day_trip(modes=("bike",)))
    stops = [node(problem, "gallery"), node(problem, "park")]
    found = optimise(problem.arrays, MaxRounds(0), initial=[stops])
    (day,) = assemble(problem, found).days
    a = problem.arrays
    assert {leg.mode for leg in day.legs} == {Mode.BIKE}
    fare = float(a.ride_cost[0, a.start_loc[0], a.loc[stops[0]]])
    assert day.legs[0].cost == pytest.approx(fare + a.bike_day[0])
    assert all(leg.cost == pytest.approx(fare) for leg in day.legs[1:] if leg.metres)


def test_a_plan_in_two_cities_tells_each_citys_time() -> None:
    """The day of transfer belongs to the city arrived at."""
    cities = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    request = TripRequest(destinations=cities, start=THURSDAY, meals=(LUNCH,))
    plan = _plan(request)
    assert [day.city for day in plan.days] == ["lumen", "porta", "porta"]
    assert [day.timezone for day in plan.days] == ["Europe/Rome", "Europe/Zurich", "Europe/Zurich"]
    (leg,) = plan.days[1].inbound
    assert (leg.mode, leg.minutes, leg.cost) == (Mode.TRAIN, 75, 40.0)
    assert violations(plan, TinyWorld()) == []
