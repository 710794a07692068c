"""The roster: places in their roles, at their positions."""

from __future__ import annotations

import datetime as dt

from planner.frame import Spot
from planner.kernel import APPOINTMENT, DINNER, LUNCH, VISIT
from planner.model import Point
from planner.problem import Node
from planner.request import Appointment, Lock
from planner.roster import Roster, roles, wanted_ids
from tests.planner.tiny_problem import THURSDAY, day_trip, problem_of
from tests.worlds import PLACES, good_request, two_city_request

PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}


def test_a_restaurant_is_a_node_for_each_meal() -> None:
    """Lunch and dinner at the bistro are two nodes of one place at one location."""
    problem = problem_of(good_request())
    kinds = {
        int(problem.arrays.kind[i]): (int(problem.arrays.place[i]), int(problem.arrays.loc[i]))
        for i, node in enumerate(problem.trip.nodes)
        if node.place is not None and node.place.id == "lumen:bistro"
    }
    assert set(kinds) == {LUNCH, DINNER}
    assert len(set(kinds.values())) == 1


def test_roles_depend_on_what_a_place_is_and_what_is_wanted() -> None:
    """A sight is a visit, a bed is nothing, a wanted cafe is a visit if nobody eats."""
    eating, fasting = good_request(), day_trip()
    assert [node.kind for node in roles(PLACE["museum"], eating, set())] == [VISIT]
    assert roles(PLACE["hotel"], eating, set()) == []
    assert [node.kind for node in roles(PLACE["cafe"], eating, set())] == [LUNCH, DINNER]
    assert roles(PLACE["cafe"], fasting, set()) == []
    assert [n.kind for n in roles(PLACE["cafe"], fasting, {"lumen:cafe"})] == [VISIT]


def test_musts_and_locks_are_wanted() -> None:
    """Both have to be in the plan."""
    request = day_trip(must=("lumen:museum",), locks=(Lock(place="lumen:park"),))
    assert wanted_ids(request) == {"lumen:museum", "lumen:park"}


def test_positions_are_shared_within_a_destination_only() -> None:
    """Two spots at one point are one location; the same point in another destination is another."""
    roster, point = Roster(), Point(lat=45, lon=9)
    one = roster.locate(0, Spot("one", point))
    assert roster.locate(0, Spot("two", point)) == one
    other = roster.locate(1, Spot("one", point))
    assert other != one
    assert [(at.stay, at.row) for at in roster.locations] == [(0, 0), (1, 0)]
    roster.add(0, Node(PLACE["museum"], VISIT), "a", Spot("three", Point(lat=46, lon=9)))
    roster.add(0, Node(PLACE["museum"], VISIT), "a", Spot("three", Point(lat=46, lon=9)))
    assert roster.node_place == [0, 0]
    assert roster.points(0) == [point, Point(lat=46, lon=9)]


def test_an_appointment_is_a_node_of_its_own() -> None:
    """Two at one place are two; the place is no sight besides, unless it is locked."""
    talks = tuple(
        Appointment(name=f"talk {hour}", place="lumen:museum",
                    start=dt.datetime(2026, 6, 4, hour), end=dt.datetime(2026, 6, 4, hour, 30))
        for hour in (11, 15)
    )  # fmt: skip
    problem = problem_of(good_request(appointments=talks))
    at_museum = [n for n in problem.trip.nodes if n.place and n.place.id == "lumen:museum"]
    assert [node.kind for node in at_museum] == [APPOINTMENT, APPOINTMENT]
    numbers = [problem.arrays.place[problem.trip.nodes.index(node)] for node in at_museum]
    assert numbers[0] != numbers[1]
    locked = problem_of(
        good_request(appointments=talks, locks=(Lock(place="lumen:museum", date=THURSDAY),))
    )
    kinds = [n.kind for n in locked.trip.nodes if n.place and n.place.id == "lumen:museum"]
    assert sorted(kinds) == [VISIT, APPOINTMENT, APPOINTMENT]


def test_days_start_and_end_in_their_own_city() -> None:
    """Every day's ends are locations of the day's destination."""
    cities = tuple(
        city.model_copy(update={"city": city.city.lower()})
        for city in two_city_request().destinations
    )
    problem = problem_of(two_city_request(destinations=cities))
    stays = [problem.trip.locations[at].stay for at in problem.arrays.start_loc]
    assert stays == [0, 1, 1]
    assert [problem.trip.locations[at].stay for at in problem.arrays.end_loc] == stays
