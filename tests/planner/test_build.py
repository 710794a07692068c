"""What the builder freezes: purses, meals due, openings, legs and values as numbers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from planner.build import PACE
from planner.kernel import APPOINTMENT, BREAKFAST, DINNER, LUNCH, REST, VISIT
from planner.legs import UNREACHABLE
from planner.quarters import NO_LIMIT
from planner.request import BREAKFAST as BREAKFAST_WISH
from planner.request import DINNER as DINNER_WISH
from planner.request import LUNCH as LUNCH_WISH
from planner.request import (
    Appointment,
    Avoid,
    Budget,
    Destination,
    Lock,
    LodgingWish,
    Pace,
    Party,
    RestWish,
    Terminal,
)
from tests.planner.tiny_problem import THURSDAY, day_trip, node, problem_of
from tests.worlds import TinyWorld, good_request, two_city_request

if TYPE_CHECKING:
    from planner.problem import TripProblem
    from planner.request import TripRequest

FRIDAY = THURSDAY + dt.timedelta(days=1)
HOTEL = LodgingWish(place="lumen:hotel")


def _two_days(**more: Any) -> TripRequest:
    """Thursday and Friday in Lumen in the hotel, without terminals."""
    return good_request(**{"arrival": None, "departure": None, "lodging": HOTEL} | more)


def _two_cities(**more: Any) -> TripRequest:
    stops = tuple(Destination(city=city, nights=1) for city in ("lumen", "porta"))
    return two_city_request(**{"destinations": stops, "departure": None} | more)


def _spans(problem: TripProblem, name: str, day: int = 0) -> list[list[int]]:
    number = node(problem, name)
    count = int(problem.arrays.n_spans[number, day])
    return problem.arrays.spans[number, day, :count].tolist()  # type: ignore[no-any-return]


def test_without_a_budget_nothing_is_capped() -> None:
    """All four purses are bottomless."""
    assert problem_of(_two_days(budget=None)).arrays.caps.tolist() == [NO_LIMIT] * 4


def test_the_bed_is_paid_before_anything_is_visited() -> None:
    """Of 300 euro 200 are left after a night of 100; purses that were not named have no limit."""
    problem = problem_of(_two_days(budget=Budget(currency="EUR", total=300)))
    assert problem.trip.fixed_costs == {"lodging": 100.0, "transport": 0.0}
    assert problem.arrays.caps.tolist() == [NO_LIMIT, NO_LIMIT, NO_LIMIT, 200.0]


def test_ways_into_town_are_paid_from_transport_and_in_all() -> None:
    """Two rail fares of 20 each, a hotel of 100 and an inn of 150: what is left of each cap."""
    budget = Budget(currency="EUR", total=600, food=90, activities=60, transport=50, lodging=260)
    problem = problem_of(_two_cities(budget=budget, lodging=LodgingWish(kinds=("hotel",))))
    assert problem.trip.fixed_costs == {"lodging": 250.0, "transport": 40.0}
    assert problem.arrays.caps.tolist() == [90.0, 60.0, 10.0, 310.0]


def test_a_budget_in_francs_is_kept_in_francs() -> None:
    """The bed of 100 euro is 80 francs, a museum of 20 euro for two is 16."""
    problem = problem_of(_two_days(budget=Budget(currency="CHF", total=100)))
    assert problem.arrays.caps[3] == pytest.approx(20)
    assert problem.arrays.cost[node(problem, "museum")] == pytest.approx(16)
    assert problem.arrays.per_euro == pytest.approx(1.25 / 2)


def test_meals_are_due_on_days_with_room_for_them() -> None:
    """Arriving at three there is no lunch on Thursday; leaving at three no dinner on Friday."""
    request = _two_days(
        arrival=Terminal(time=dt.time(15), mode="car"),
        departure=Terminal(time=dt.time(15), mode="car"),
        meals=(BREAKFAST_WISH, LUNCH_WISH, DINNER_WISH),
        day_window={"start": "07:00", "end": "22:00"},
    )
    due = problem_of(request).arrays.due
    expected = np.zeros((2, 6), np.int64)
    expected[0, DINNER] = expected[1, BREAKFAST] = expected[1, LUNCH] = 1
    assert due.tolist() == expected.tolist()


def test_a_rest_is_one_node_a_day_at_the_lodging() -> None:
    """Arriving at three there is none on Thursday; on Friday one of an hour, at no cost."""
    request = _two_days(arrival=Terminal(time=dt.time(15), mode="car"), rests=(RestWish(),))
    problem = problem_of(request)
    a = problem.arrays
    assert a.due[:, REST].tolist() == [0, 1]
    (rest,) = np.flatnonzero(a.kind == REST)
    assert a.loc[rest] == a.start_loc[1] == a.end_loc[1]
    assert (a.place == a.place[rest]).sum() == 1
    assert a.n_spans[rest].tolist() == [0, 1]
    assert a.spans[rest, 1, 0].tolist() == [13 * 60 + 30, 16 * 60 + 30, 15 * 60 + 30]
    assert a.shortest[rest] == a.usual[rest] == a.longest[rest] == 60
    assert (a.cost[rest], a.hard[rest], a.value[rest].any()) == (0, 0, False)


def test_without_meals_none_is_due() -> None:
    """Nobody wants to eat: the matrix is empty, and no kitchen has a node."""
    problem = problem_of(_two_days(meals=()))
    assert not problem.arrays.due.any()
    assert set(problem.arrays.kind.tolist()) == {VISIT}


def test_openings_follow_the_hours_of_each_day() -> None:
    """Museum: ten to six, last let in at half past five, and time for its shortest visit."""
    problem = problem_of(_two_days())
    shortest = int(problem.arrays.shortest[node(problem, "museum")])
    last = min(1080 - 30, 1080 - shortest)
    assert _spans(problem, "museum", 0) == [[600, 1080, last]]
    assert _spans(problem, "museum", 1) == [[600, 1080, last]]
    assert len(_spans(problem, "church")) == 2


def test_a_place_locked_to_a_day_is_open_on_that_day_alone() -> None:
    """Locked to Friday the museum cannot be visited on Thursday."""
    problem = problem_of(_two_days(locks=(Lock(place="lumen:museum", date=FRIDAY),)))
    assert _spans(problem, "museum", 0) == []
    assert len(_spans(problem, "museum", 1)) == 1


def test_a_place_locked_to_a_time_begins_then() -> None:
    """Locked to four on Friday there is one minute to begin at, and it is wanted."""
    lock = Lock(place="lumen:museum", date=FRIDAY, start=dt.time(16))
    problem = problem_of(_two_days(locks=(lock,)))
    assert _spans(problem, "museum", 0) == []
    assert _spans(problem, "museum", 1) == [[960, 1080, 960]]
    assert problem.arrays.hard[node(problem, "museum")] == 1


def test_a_lock_outside_the_hours_leaves_no_opening() -> None:
    """At eight in the morning the museum is shut, lock or no lock."""
    lock = Lock(place="lumen:museum", date=FRIDAY, start=dt.time(8))
    assert _spans(problem_of(_two_days(locks=(lock,))), "museum", 1) == []


def test_a_place_avoided_on_a_day_is_worth_nothing_then() -> None:
    """No opening and no value on Thursday, both on Friday."""
    avoid = (Avoid(place="lumen:museum", date=THURSDAY),)
    problem = problem_of(_two_days(avoid=avoid))
    museum = node(problem, "museum")
    assert problem.arrays.n_spans[museum].tolist() == [0, 1]
    assert problem.arrays.value[museum, 0] == 0
    assert problem.arrays.value[museum, 1] > 0


def test_only_wishes_are_hard() -> None:
    """The must, the locked place and the appointment; all else is a matter of taste."""
    noon = dt.datetime.combine(THURSDAY, dt.time(12))
    meeting = Appointment(
        name="Notary", start=noon, end=noon + dt.timedelta(minutes=45), place="lumen:cafe"
    )
    problem = problem_of(
        day_trip(must=("lumen:park",), locks=(Lock(place="lumen:museum"),), appointments=(meeting,))
    )
    notary = node(problem, "Notary")
    hard = np.flatnonzero(problem.arrays.hard).tolist()
    assert sorted(hard) == sorted([node(problem, "park"), node(problem, "museum"), notary])
    assert problem.arrays.kind[notary] == APPOINTMENT
    assert problem.arrays.spans[notary, 0, 0].tolist() == [720, 765, 720]
    assert problem.arrays.shortest[notary] == problem.arrays.longest[notary] == 45
    assert problem.arrays.cost[notary] == 0


def test_prices_are_the_party_s() -> None:
    """Two adults and a child of six: 25 for the museum, 62.50 for two meals and a half."""
    problem = problem_of(_two_days(party=Party(adults=2, children=(6,)), budget=None))
    assert problem.arrays.cost[node(problem, "museum")] == pytest.approx(25)
    assert problem.arrays.cost[node(problem, "bistro", "lunch")] == pytest.approx(62.5)


def test_roles_of_a_place_share_its_number() -> None:
    """The bistro at noon and at night is two nodes of one place at one location."""
    problem = problem_of(_two_days())
    lunch, dinner = (node(problem, "bistro", meal) for meal in ("lunch", "dinner"))
    a = problem.arrays
    assert lunch != dinner
    assert a.place[lunch] == a.place[dinner]
    assert a.loc[lunch] == a.loc[dinner]
    assert (a.kind[lunch], a.kind[dinner]) == (LUNCH, DINNER)


def test_cities_cannot_reach_each_other() -> None:
    """Legs lead about within a city; each place opens only on days spent in its own."""
    problem = problem_of(_two_cities())
    a = problem.arrays
    museums = [
        next(i for i, n in enumerate(problem.trip.nodes) if n.place and n.place.id == f"{c}:museum")
        for c in ("lumen", "porta")
    ]
    one, two = (int(a.loc[n]) for n in museums)
    assert (a.minutes[:, one, two] == UNREACHABLE).all()
    assert (a.minutes[:, one, a.start_loc[0]] < UNREACHABLE).all()
    assert [(a.n_spans[n] > 0).tolist() for n in museums] == [
        [True, False, False],
        [False, True, True],
    ]


@pytest.mark.parametrize("pace", list(Pace))
def test_pace_sets_how_much_a_day_holds(pace: Pace) -> None:
    """Sights and minutes a day are those of the pace, on every day."""
    a = problem_of(_two_days(pace=pace)).arrays
    assert a.pace.tolist() == [PACE[pace][0]] * 2
    assert a.stamina.tolist() == [PACE[pace][1]] * 2


def test_who_wants_little_is_held_to_it() -> None:
    """A minute beyond a relaxed or a light day's measure costs three times as much as usual."""
    tired = {pace: problem_of(_two_days(pace=pace)).arrays.weights.fatigue for pace in Pace}
    assert tired[Pace.RELAXED] == tired[Pace.LIGHT] == pytest.approx(3 * tired[Pace.BALANCED])
    assert tired[Pace.PACKED] == tired[Pace.BALANCED]


def test_a_day_may_have_a_pace_of_its_own() -> None:
    """A light Thursday, and a Friday like the trip."""
    a = problem_of(_two_days(paces={THURSDAY: Pace.LIGHT})).arrays
    assert a.pace.tolist() == [PACE[Pace.LIGHT][0], PACE[Pace.BALANCED][0]]


def test_a_slower_pace_lingers() -> None:
    """Usual lengths do not shrink from packed to relaxed, and the museum's grows."""
    lengths = {
        pace: problem_of(_two_days(pace=pace, meals=()), TinyWorld()).arrays.usual for pace in Pace
    }
    assert (lengths[Pace.PACKED] <= lengths[Pace.BALANCED]).all()
    assert (lengths[Pace.BALANCED] <= lengths[Pace.RELAXED]).all()
    museum = node(problem_of(_two_days(meals=())), "museum")
    assert lengths[Pace.PACKED][museum] < lengths[Pace.RELAXED][museum]
