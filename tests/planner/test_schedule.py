"""From an order of stops to times: stretched where there is room, never into the next stop."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.kernel import MAX_STOPS, VISIT
from planner.request import DINNER, LUNCH
from planner.schedule import STRETCH, local_time, time_day
from tests.planner.random_problem import random_problem
from tests.planner.tiny_problem import day_trip, evaluate, node, problem_of

if TYPE_CHECKING:
    from planner.problem import TripProblem

PROBLEM = problem_of(day_trip(meals=(LUNCH, DINNER), modes=("walk", "transit", "taxi")))


def test_a_visit_is_stretched_into_the_wait_that_follows_it() -> None:
    """The museum to 11:40 would leave a wait before lunch at noon: it stays to 11:55."""
    problem = problem_of(day_trip(meals=(LUNCH,)))
    museum, lunch = node(problem, "museum"), node(problem, "bistro", "lunch")
    timing = time_day(problem, [museum, lunch], 0)
    assert timing.starts == (600, 720)
    assert timing.lengths == (115, 60)


def test_a_visit_is_stretched_by_no_more_than_a_third() -> None:
    """Long before lunch, 50 minutes at the market become 65; the last stop stays."""
    problem = problem_of(day_trip(meals=(LUNCH,)))
    market, lunch = node(problem, "market"), node(problem, "bistro", "lunch")
    timing = time_day(problem, [market, lunch], 0)
    assert timing.lengths == (int(50 * STRETCH), 60)


def test_an_impossible_order_is_refused_with_its_day_and_nodes() -> None:
    """time_day is for possible days; another is named."""
    problem = problem_of(day_trip())
    club = node(problem, "club")
    with pytest.raises(ValueError, match=rf"Day 0 with nodes \({club},\) is not possible"):
        time_day(problem, [club], 0)


def test_an_empty_day_has_no_times() -> None:
    """Nothing to time."""
    assert time_day(PROBLEM, [], 0).starts == ()


def test_local_times_run_past_midnight() -> None:
    """Minute 1500 of a Thursday in Lumen is one o'clock on Friday, at +02:00."""
    frame = PROBLEM.trip.frames[0]
    assert local_time(frame, 1500).isoformat() == "2026-06-05T01:00:00+02:00"
    assert local_time(frame, -30).isoformat() == "2026-06-03T23:30:00+02:00"


@given(
    stops=st.lists(st.integers(0, len(PROBLEM.trip.nodes) - 1), unique=True, min_size=1, max_size=5)
)
def test_any_order_is_timed_soundly_or_refused(stops: list[int]) -> None:
    """Refused if the kernel says so, else every stop lies in an opening, in order."""
    if evaluate(PROBLEM, stops)[0] == float("-inf"):
        with pytest.raises(ValueError, match="is not possible"):
            time_day(PROBLEM, stops, 0)
        return
    _assert_sound(PROBLEM, stops, 0)


def test_days_of_random_trips_are_timed_soundly() -> None:
    """Caps, rides, cut visits and two days included."""
    timed = 0
    for seed in range(40):
        problem, luck = random_problem(seed), Random(seed)
        for _ in range(10):
            stops = luck.sample(range(len(problem.trip.nodes)), luck.randint(1, 4))
            day = luck.randrange(len(problem.trip.frames))
            if evaluate(problem, stops, day)[0] > float("-inf"):
                _assert_sound(problem, stops, day)
                timed += 1
    assert timed > 50


def _assert_sound(problem: TripProblem, stops: list[int], day: int) -> None:
    a, timing = problem.arrays, time_day(problem, stops, day)
    assert len(stops) < MAX_STOPS
    for number, start, length in zip(timing.stops, timing.starts, timing.lengths, strict=True):
        spans = a.spans[number, day, : a.n_spans[number, day]]
        assert any(o <= start <= last and start + length <= c for o, c, last in spans)
        assert a.shortest[number] <= length <= max(a.usual[number], a.longest[number])
        if a.kind[number] != VISIT:
            assert length <= a.usual[number]
    places = [a.start_loc[day], *(a.loc[n] for n in stops), a.end_loc[day]]
    legs = [
        int(a.minutes[int(a.walk[0, u, v] > timing.ride_above), u, v]) for u, v in pairwise(places)
    ]
    ends = [s + m for s, m in zip(timing.starts, timing.lengths, strict=True)]
    assert timing.starts[0] - legs[0] >= a.free[day]
    assert ends[-1] + legs[-1] <= a.back[day]
    for end, leg, start in zip(ends, legs[1:], timing.starts[1:], strict=False):
        assert end + leg <= start
