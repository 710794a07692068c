"""The arithmetic of one day, against days timed by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from planner.kernel import (
    ACTIVITIES,
    FOOD,
    HARD_BONUS,
    RIDE_ABOVE,
    TRANSPORT,
    WALK,
    begin,
)
from planner.request import LUNCH, Party
from tests.planner.tiny_problem import day_trip, evaluate, node, problem_of, window
from tests.worlds import TinyWorld


def test_a_day_of_two_stops_is_timed_by_hand() -> None:
    """Museum and lunch, each at its opening, and home: every minute, metre and euro."""
    problem = problem_of(day_trip(meals=(LUNCH,)))
    stops = [node(problem, "museum"), node(problem, "bistro", "lunch")]
    points, work = evaluate(problem, stops)
    assert list(work.starts[:2]) == [600, 720]
    assert list(work.lengths[:2]) == [100, 60]
    assert list(work.legs[:3]) == [RIDE_ABOVE[0], 10 + 5 + 15, 795]
    assert work.totals[[FOOD, ACTIVITIES, TRANSPORT, WALK]].tolist() == [50, 20, 0, 2400]
    a = problem.arrays
    museum, lunch = a.value[stops[0], 0], a.value[stops[1], 0]
    # Half past ten and half past twelve are the middles of the two stops.
    worth = museum * a.by_slot[stops[0], 0, 21] + lunch * a.by_slot[stops[1], 0, 25] - 2 * 0.4
    assert points == pytest.approx(
        HARD_BONUS + worth - 0.1 * 30 - 0.02 * 15 - 0.025 * 70 / 2, abs=1e-9
    )


def test_an_empty_day_is_worth_nothing() -> None:
    """A day without stops is possible and worth 0."""
    points, work = evaluate(problem_of(day_trip()), [])
    assert points == 0.0
    assert not work.totals.any()


@pytest.mark.parametrize(
    ("back", "length"), [("12:46", 60), ("12:45", 45), ("12:31", 45), ("12:30", 30), ("12:16", 30)]
)
def test_visits_are_shortened_to_fit_the_day(back: str, length: int) -> None:
    """The gallery, 23 minutes away, takes its usual hour, then 45, then its shortest 30 minutes."""
    problem = problem_of(day_trip(day_window=window("11:00", back)))
    points, work = evaluate(problem, [node(problem, "gallery")])
    assert math.isfinite(points)
    assert (work.starts[0], work.lengths[0]) == (683, length)
    assert work.legs[2] == 683 + length + 23


def test_a_shortened_visit_loses_a_quarter_of_its_worth() -> None:
    """Cut to its shortest, a visit keeps three quarters."""
    problem = problem_of(day_trip(day_window=window("11:00", "12:16")))
    gallery = node(problem, "gallery")
    a = problem.arrays
    forgiving = type(problem)(problem.trip, replace(a, weights=a.weights._replace(short=0.0)))
    lost = evaluate(forgiving, [gallery])[0] - evaluate(problem, [gallery])[0]
    assert lost == pytest.approx(0.25 * a.value[gallery, 0] * a.by_slot[gallery, 0, 23])


def test_a_day_a_minute_too_short_is_impossible() -> None:
    """One minute less than the shortest visit needs is -inf."""
    problem = problem_of(day_trip(day_window=window("11:00", "12:15")))
    assert evaluate(problem, [node(problem, "gallery")])[0] == -math.inf


def test_a_place_closed_on_the_day_is_impossible() -> None:
    """The club opens on Fridays and Saturdays, not on a Thursday."""
    problem = problem_of(day_trip())
    assert evaluate(problem, [node(problem, "club")])[0] == -math.inf


def test_the_order_decides_whether_a_day_is_possible() -> None:
    """From noon on the market, which shuts at one, is made before the gallery, not after."""
    problem = problem_of(day_trip(day_window=window("12:00", "22:00")))
    gallery, market = node(problem, "gallery"), node(problem, "market")
    assert evaluate(problem, [market, gallery])[0] > 0
    assert evaluate(problem, [gallery, market])[0] == -math.inf


def test_long_legs_are_ridden_when_the_walking_cap_is_used_up() -> None:
    """2,000 m a day: the 1,800 m home are ridden by taxi, the 800 and 1,000 m out are walked."""
    free = problem_of(day_trip(modes=("walk", "taxi")))
    stops = [node(free, "museum"), node(free, "gallery")]
    _, walked = evaluate(free, stops)
    assert (walked.totals[WALK], walked.totals[TRANSPORT]) == (3600, 0)
    capped = problem_of(day_trip(modes=("walk", "taxi"), max_walk_day=2000))
    _, work = evaluate(capped, stops)
    assert (work.legs[0], work.totals[WALK]) == (1500, 1800)
    assert work.totals[TRANSPORT] == pytest.approx(4 + 1.5 * 1.8 + 0.5 * 8)
    assert work.legs[1] == 10 + 13 + 8


def test_without_rides_the_walking_cap_makes_the_day_impossible() -> None:
    """3,600 m on foot with nothing but feet: 3,600 will do, 3,599 will not."""
    for cap, possible in ((3600, True), (3599, False)):
        problem = problem_of(day_trip(max_walk_day=cap))
        points, _ = evaluate(problem, [node(problem, "museum"), node(problem, "gallery")])
        assert math.isfinite(points) is possible


def test_what_was_walked_into_town_counts_towards_the_cap() -> None:
    """Metres on the way from the station leave less for the day."""
    problem = problem_of(day_trip(max_walk_day=3600))
    stops = [node(problem, "museum"), node(problem, "gallery")]
    a = problem.arrays
    assert math.isfinite(evaluate(problem, stops)[0])
    tired = type(problem)(problem.trip, replace(a, walk_base=np.array([1])))
    assert evaluate(tired, stops)[0] == -math.inf


@pytest.mark.parametrize(
    ("arrive", "length", "start"),
    [
        (400, 35, 480),
        (600, 35, 600),
        (685, 35, 685),
        (686, 35, 900),
        (700, 15, 700),
        (1065, 15, 1065),
        (1066, 15, -1),
    ],
)
def test_begin_finds_the_first_span_that_holds_the_visit(
    arrive: int, length: int, start: int
) -> None:
    """The church opens 8 to 12 and 15 to 18; a visit lies in one of the two."""
    problem = problem_of(day_trip())
    assert begin(problem.arrays.packed, node(problem, "church"), 0, arrive, length) == start


def test_quickest_is_the_faster_of_both_ways() -> None:
    """By taxi 8 minutes, on foot 23: the packed legs hold the lesser first, then the greater."""
    problem = problem_of(day_trip(modes=("walk", "taxi")))
    a = problem.arrays
    here, there = a.loc[node(problem, "gallery")], a.end_loc[0]
    assert a.packed.quick[here, there].tolist() == sorted(a.minutes[:, here, there].tolist())
    assert a.packed.quick[here, there, 0] == 8


@pytest.mark.parametrize(
    ("change", "cost"),
    [
        ({"same_next": 0.0}, 1.2),
        ({"stop": 0.0}, 2 * 0.4),
        ({"travel": 0.0}, 0.1 * 46),
        ({"wait": 0.0}, 0.0),
        ({"money": 0.0}, 0.025 * 18),
    ],
)
def test_every_soft_term_costs_what_its_weight_says(change: dict[str, float], cost: float) -> None:
    """Museum and gallery: two of a kind in a row, two stops, 46 minutes on foot, 18 euro a head."""
    problem = problem_of(day_trip())
    stops = [node(problem, "museum"), node(problem, "gallery")]
    a = problem.arrays
    waived = type(problem)(problem.trip, replace(a, weights=a.weights._replace(**change)))
    assert evaluate(waived, stops)[0] - evaluate(problem, stops)[0] == pytest.approx(cost)


def test_a_day_beyond_pace_and_stamina_costs_extra() -> None:
    """A second sight over a pace of one costs 6 points, 60 minutes over the stamina 1.8."""
    problem = problem_of(day_trip())
    stops = [node(problem, "museum"), node(problem, "gallery")]
    usual, a = evaluate(problem, stops)[0], problem.arrays
    slow = type(problem)(problem.trip, replace(a, pace=np.array([1])))
    tired = type(problem)(problem.trip, replace(a, stamina=np.array([100])))
    assert usual - evaluate(slow, stops)[0] == pytest.approx(6.0)
    assert usual - evaluate(tired, stops)[0] == pytest.approx(60 * 0.03)


def test_a_day_has_no_more_visits_than_it_may() -> None:
    """Two sights and a lunch are possible where two may be, and not where one may."""
    problem = problem_of(day_trip(meals=(LUNCH,)))
    stops = [node(problem, "museum"), node(problem, "bistro", "lunch"), node(problem, "gallery")]
    for most, possible in ((2, True), (1, False)):
        few = replace(problem.arrays, sights=np.array([most]))
        points = evaluate(type(problem)(problem.trip, few), stops)[0]
        assert (points > -np.inf) == possible


def test_the_third_of_a_kind_in_a_day_costs_extra() -> None:
    """With every sight of one class, the third and the fourth cost 1.5 each."""
    problem = problem_of(day_trip())
    a = problem.arrays
    alike = replace(a, klass=np.zeros_like(a.klass), weights=a.weights._replace(same_next=0.0))
    varied = replace(a, weights=a.weights._replace(same_next=0.0, same_day=0.0))
    stops = [node(problem, name) for name in ("market", "church", "museum", "park")]
    difference = (
        evaluate(type(problem)(problem.trip, varied), stops)[0]
        - evaluate(type(problem)(problem.trip, alike), stops)[0]
    )
    assert difference == pytest.approx(2 * 1.5)


def test_hired_bikes_are_paid_once_a_day() -> None:
    """Two legs by bike hold the hire of two bikes once, 9 euro each, beside what the legs cost."""
    problem = problem_of(day_trip(modes=("bike",)))
    gallery = node(problem, "gallery")
    a = problem.arrays
    _, work = evaluate(problem, [gallery])
    legs = a.ride_cost[0, a.start_loc[0], a.loc[gallery]] * 2
    assert work.totals[TRANSPORT] == pytest.approx(legs + 18)


def test_money_is_weighed_in_euros_a_head() -> None:
    """The same prices weigh half as much on each of two as on one."""
    alone = problem_of(day_trip(party=Party(adults=1)))
    both = problem_of(day_trip(party=Party(adults=2)))
    assert alone.arrays.per_euro == 1.0
    assert both.arrays.per_euro == 0.5
    museum = node(alone, "museum")
    assert evaluate(alone, [museum])[0] == pytest.approx(evaluate(both, [museum])[0])


def test_a_budget_in_francs_weighs_the_same() -> None:
    """A franc is 1.25 euro: amounts are told in francs and weighed in euros."""
    world = TinyWorld()
    request = day_trip(budget={"currency": "CHF", "total": 500})
    francs, euros = problem_of(request, world), problem_of(day_trip(), world)
    museum = node(francs, "museum")
    assert francs.arrays.cost[museum] == 16.0
    assert evaluate(francs, [museum])[0] == pytest.approx(evaluate(euros, [museum])[0])
