"""An order of stops by name, carried from one problem of a trip to another."""

from __future__ import annotations

import datetime as dt

import numpy as np

from planner.kernel import APPOINTMENT, VISIT
from planner.kernel import LUNCH as AT_LUNCH
from planner.model import Point
from planner.order import appointment_key, fitting, order_of
from planner.request import LUNCH, Appointment, Budget
from tests.planner.tiny_problem import THURSDAY, day_trip, evaluate, node, problem_of, window


def test_an_order_survives_the_change_of_problem() -> None:
    """Visit, meal and appointment are found again among other candidates, in their order."""
    begin = dt.datetime.combine(THURSDAY, dt.time(16))
    meeting = Appointment(
        name="Meeting", start=begin, end=begin + dt.timedelta(hours=1), at=Point(lat=45, lon=9)
    )
    near = day_trip(meals=(LUNCH,))
    base = problem_of(near).trip.frames[0].start.point
    meeting = meeting.model_copy(update={"at": base})
    request = day_trip(meals=(LUNCH,), appointments=(meeting,))
    lean = problem_of(request, ids=["lumen:museum", "lumen:bistro"])
    full = problem_of(request)
    stops = [[node(lean, "museum"), node(lean, "bistro", "lunch"), node(lean, "Meeting")]]
    order = order_of(lean, stops)
    assert order == [
        [
            ("lumen:museum", VISIT),
            ("lumen:bistro", AT_LUNCH),
            (appointment_key(0), APPOINTMENT),
        ]
    ]
    found = [node(full, "museum"), node(full, "bistro", "lunch"), node(full, "Meeting")]
    assert fitting(full, order) == [found]


def test_what_does_not_fit_is_left_out() -> None:
    """Too little time for the second, too little money for the first, a place nobody knows."""
    order = [[("lumen:museum", VISIT), ("lumen:nowhere", VISIT), ("lumen:gallery", VISIT)]]
    short = problem_of(day_trip(day_window=window("10:00", "12:00")))
    assert fitting(short, order) == [[node(short, "museum")]]
    poor = problem_of(day_trip(budget=Budget(currency="EUR", activities=17)))
    assert fitting(poor, order) == [[node(poor, "gallery")]]
    assert fitting(poor, ()) == []


def test_a_day_that_only_holds_as_a_whole_is_kept() -> None:
    """From the gallery it is too far home on foot; by way of the church it is not."""
    problem = problem_of(day_trip(max_walk_leg=1_050))
    order = [[(f"lumen:{name}", VISIT) for name in ("museum", "gallery", "church")]]
    assert evaluate(problem, [node(problem, "museum"), node(problem, "gallery")])[0] == -np.inf
    found = [node(problem, name) for name in ("museum", "gallery", "church")]
    assert fitting(problem, order) == [found]
