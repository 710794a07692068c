"""What turns change and what events call for: trips that heed it, and trips that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from eval.tripplus.delta import Delta
from eval.tripplus.demands import DELTAS
from eval.tripplus.dialogue import Adjustment
from eval.tripplus.events import CHECKS
from eval.tripplus.resolutions import RESOLUTIONS
from eval.tripplus.trip import Item, Ride
from tests.eval.tripplus.tiny import good_trip, with_day, with_item

if TYPE_CHECKING:
    from eval.tripplus.database import Database

TRIP = good_trip()
_DELTA: TypeAdapter[Delta] = TypeAdapter(Delta)
_REST = {
    "schedule_subtype": "midday_rest", "day": 1, "rest_window": (700, 860), "min_rest_minutes": 140,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "good", "bad", "told"),
    [
        (
            "add_attraction", {"name": "Old Fort", "insert_day": 1},
            {"name": "Old Fort", "insert_day": 2},
            "Old Fort is visited on day 1, not on day 2",
        ),
        (
            "schedule_update",
            {"schedule_subtype": "early_finish", "day": 1, "latest_formal_end_minutes": 1140},
            {"schedule_subtype": "early_finish", "day": 1, "latest_formal_end_minutes": 1125},
            "day 1 ends 15 minutes too late",
        ),
        (
            "schedule_update", _REST, _REST | {"min_rest_minutes": 150},
            "day 1 leaves 140 minutes of rest, not 150",
        ),
        (
            "party_update",
            {"party_subtype": "friend_added", "new_people_number": 2, "new_room_number": 1},
            {"party_subtype": "friend_added", "new_people_number": 3, "new_room_number": 2},
            "for 2 people in [1] rooms, not for 3 in 2",
        ),
        (
            "late_start_request", {"day": 2, "earliest_start_minutes": 600},
            {"day": 2, "earliest_start_minutes": 630}, "day 2 begins 30 minutes too early",
        ),
        (
            "restaurant_requirement",
            {"restaurant_name": "Quay Kitchen", "anchor": "", "meal_day": 2, "meal_type": "Lunch"},
            {"restaurant_name": "Quay Kitchen", "anchor": "", "meal_day": 1, "meal_type": "Lunch"},
            "lunch of day 1 is at Crab Corner, not at Quay Kitchen",
        ),
        (
            "dietary_update", {"restriction": "no_spicy", "banned_keywords": ["Sichuan cuisine"]},
            {"restriction": "no_crab", "banned_keywords": ["steamed crab"]},
            "Crab Corner: steamed crab",
        ),
        (
            "budget_update", {"new_max_budget": 930}, {"new_max_budget": 929},
            "it costs 930 of 929 yuan",
        ),
        (
            "hotel_requirement", {"hotel_name": "Anchor Inn"}, {"hotel_name": "Bunk House"},
            "nights at Anchor Inn, not at Bunk House",
        ),
    ],
)  # fmt: skip
def test_each_delta_heeded_and_not(
    kind: str, good: dict[str, Any], bad: dict[str, Any], told: str, database: Database
) -> None:
    """Every kind of delta has a rule, and the rule tells the two apart."""
    for fields, expected in ((good, None), (bad, told)):
        delta = _DELTA.validate_python(fields | {"kind": kind})
        assert DELTAS[kind](TRIP, delta, database) == expected


def test_a_walk_across_town_is_no_way_to_spare_the_feet(database: Database) -> None:
    """A taxi is heeded, two kilometres on foot are not."""
    delta = _DELTA.validate_python({"kind": "route_preference", "preference": "little walking"})
    assert DELTAS["route_preference"](TRIP, delta, database) is None
    far = with_day(TRIP, 2, rides=(Ride("walk", 580, 610, 2000),))
    told = DELTAS["route_preference"](far, delta, database)
    assert told == "day 2 has 2000 m on foot at a time"


def test_a_day_that_is_not_there(database: Database) -> None:
    """A demand on the third of two days is not met."""
    for kind, more in (
        ("late_start_request", {"earliest_start_minutes": 0}),
        ("schedule_update", {"schedule_subtype": "early_finish"}),
    ):
        delta = _DELTA.validate_python({"kind": kind, "day": 3, **more})
        assert DELTAS[kind](TRIP, delta, database) == "there is no day 3"


_OUTDOORS = with_item(TRIP, 1, 2, name="Dune Park", cost=0.0)


@pytest.mark.parametrize(
    ("check", "good", "bad", "told"),
    [
        ("avoid_unavailable_poi", {"target": "Fun Pier"}, {"target": "Dune Park"},
         "Dune Park is visited"),
        (
            "limit_outdoor_in_window",
            {"day": 1, "time_window": (840, 1020), "max_outdoor_minutes": 50},
            {"day": 1, "time_window": (840, 1020), "max_outdoor_minutes": 30},
            "50 minutes out of doors on day 1, not 30",
        ),
        (
            "has_indoor_or_buffer_in_window",
            {"day": 1, "time_window": (780, 840), "min_buffer_minutes": 60},
            {"day": 1, "time_window": (840, 880), "min_buffer_minutes": 30},
            "day 1 has 0 minutes under a roof, not 30",
        ),
        (
            "has_indoor_or_buffer_on_day", {"day": 1, "min_buffer_minutes": 30},
            {"day": 4, "min_buffer_minutes": 30}, "there is no day 4",
        ),
        (
            "has_hotel_or_rest_in_window",
            {"day": 1, "time_window": (690, 840), "min_rest_minutes": 150},
            {"day": 1, "time_window": (600, 750), "min_rest_minutes": 90},
            "60 minutes of rest on day 1, not 90",
        ),
        ("avoid_peak_meal_window", {"peak_window": (780, 840)}, {"peak_window": (720, 780)},
         "lunch of day 1 begins at minute 720"),
        (
            "avoid_peak_attraction_window",
            {"peak_window": (690, 720), "target_attractions": ["Harbour Museum"]},
            {"peak_window": (600, 720), "target_attractions": ["Harbour Museum"]},
            "visited when it is crowded: Harbour Museum",
        ),
        (
            "avoid_peak_attraction_window",
            {"peak_window": (600, 720), "target_attractions": ["Dune Park"]},
            {"peak_window": (600, 720), "target_attractions": ["Fun Pier"]},
            "not visited: Fun Pier",
        ),
        ("first_day_light_after_transport_delay", {"max_first_day_attractions": 2},
         {"max_first_day_attractions": 1}, "2 sights on the first day, not 1"),
        ("return_day_transport_buffer", {"min_buffer_minutes": 420},
         {"min_buffer_minutes": 430}, "420 minutes before the way back, not 430"),
    ],
)  # fmt: skip
def test_each_check_passed_and_failed(
    check: str, good: dict[str, Any], bad: dict[str, Any], told: str, database: Database
) -> None:
    """Every check has a rule, and the rule tells the two apart."""
    for fields, expected in ((good, None), (bad, told)):
        due = Adjustment.model_validate(fields | {"check": check})
        assert CHECKS[check](_OUTDOORS, due, database) == expected


def test_a_trip_without_a_way_back_leaves_no_time_before_it(database: Database) -> None:
    """There is nothing to be early for."""
    due = Adjustment(check="return_day_transport_buffer", min_buffer_minutes=60)
    told = CHECKS[due.check](TRIP._replace(tickets=()), due, database)
    assert told == "there is no way back"


@pytest.mark.parametrize(
    ("name", "resolved", "told"),
    [
        ("resolved_pacing_limit", {"max_attractions_per_day": 2}, None),
        ("resolved_pacing_limit", {"max_attractions_per_day": 1}, "more than 1 sights on day 1"),
        (
            "resolved_restaurant_preference",
            {"meal_day": 1, "meal_type": "Dinner", "price_per_person_max": 25}, None,
        ),
        (
            "resolved_restaurant_preference",
            {"meal_day": 1, "meal_type": "lunch", "price_per_person_max": 50},
            "lunch of day 1 costs 60 yuan a head, not 50",
        ),
        (
            "resolved_restaurant_preference",
            {"meal_day": 2, "meal_type": "dinner", "price_per_person_max": 50},
            "no dinner on day 2",
        ),
    ],
)  # fmt: skip
def test_what_was_asked_back_about_shows_in_the_plan(
    name: str, resolved: dict[str, Any], told: str | None, database: Database
) -> None:
    """The answers to questions are kept like any other wish."""
    assert RESOLUTIONS[name](TRIP, resolved, database) == told


def test_a_sight_indoors_is_no_time_out_of_doors(database: Database) -> None:
    """The museum does not count, and a stretch between two sights is rest."""
    due = Adjustment(check="limit_outdoor_in_window", day=1, time_window=(600, 700))
    assert CHECKS[due.check](TRIP, due, database) is None
    early = with_day(TRIP, 1, items=(Item("visit", "Dune Park", 600, 640),))
    assert CHECKS[due.check](early, due, database) == "40 minutes out of doors on day 1, not 0"
