"""Each hard constraint of Trip-Plus: a trip that keeps it, and one that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eval.tripplus.constraints import CONSTRAINTS
from tests.eval.tripplus.tiny import FIRST, LAST, good_trip

if TYPE_CHECKING:
    from collections.abc import Mapping

TRIP = good_trip()
_TRAIN = {
    "train_no": "T1",
    "seat_class": "Second Class",
    "dep_datetime": f"{FIRST} 07:00:00",
    "arr_datetime": f"{FIRST} 09:00:00",
}


@pytest.mark.parametrize(
    ("names", "good", "bad", "told"),
    [
        (
            "attraction_must_visit_named attraction_top_rated_must_visit attraction_all_of_type "
            "attraction_crowd_queue_initial_must_visit "
            "attraction_initial_must_visit_before_availability",
            {"attraction_names": ["Old Fort", "Glass Gallery"]},
            {"attraction_names": ["Old Fort", "Dune Park"]},
            "not visited: Dune Park",
        ),
        (
            "attraction_type_highest_rated attraction_require_popular_hotspot",
            {"acceptable_attraction_names": ["Dune Park", "Old Fort"]},
            {"acceptable_attraction_names": ["Dune Park", "Fun Pier"]},
            "none visited of: Dune Park, Fun Pier",
        ),
        (
            "attraction_avoid_high_queue",
            {"banned_attraction_names": ["Fun Pier"]},
            {"banned_attraction_names": ["Old Fort"]},
            "long queues: Old Fort",
        ),
        (
            "restaurant_closest_to_attraction restaurant_cheapest_nearby_attraction "
            "restaurant_highest_rated",
            {"acceptable_restaurant_names": ["Noodle Bar"]},
            {"acceptable_restaurant_names": ["Tea Pavilion"]},
            "no meal at: Tea Pavilion",
        ),
        (
            "hotel_price_range hotel_highest_rated hotel_cheapest_brand hotel_cheapest_star "
            "hotel_star_highest_rated hotel_newest_decoration",
            {"acceptable_hotel_names": ["Anchor Inn", "Grand Quay"]},
            {"acceptable_hotel_names": ["Grand Quay"]},
            "Anchor Inn is none of: Grand Quay",
        ),
        (
            "budget_constraint", {"max_budget": 930}, {"max_budget": 900},
            "it costs 930 of 900 yuan",
        ),
        (
            "trip_date_range_required",
            {"depart_date": f"{FIRST}", "return_date": f"{LAST}", "days": 2},
            {"depart_date": f"{FIRST}", "return_date": "2026-07-16", "days": 3},
            "2026-07-14 to 2026-07-15, not 2026-07-14 to 2026-07-16",
        ),
        ("party_size_required", {"people_number": 2}, {"people_number": 3},
         "for 2 people, not 3"),
        ("room_count_required", {"room_number": 1}, {"room_number": 2}, "rooms: [1], not 2"),
        (
            "intercity_round_trip_mode_required", {"route_mode": "train"},
            {"route_mode": "flight"}, "by train, train, not by flight",
        ),
        (
            "flight_arrival_time_range flight_seat_class flight_cheapest_direct "
            "flight_shortest_duration_direct train_seat_class train_latest_arrival_direct "
            "train_shortest_duration_direct",
            {"acceptable_outbound_train_options": [_TRAIN]},
            {"acceptable_outbound_train_options": [_TRAIN | {"seat_class": "First Class"}]},
            "outbound T1 Second Class at 07:00 is none of: T1",
        ),
    ],
)  # fmt: skip
def test_each_constraint_kept_and_broken(
    names: str, good: Mapping[str, Any], bad: Mapping[str, Any], told: str
) -> None:
    """Constraints of one sense are judged alike."""
    for name in names.split():
        assert CONSTRAINTS[name](TRIP, good) is None, name
        assert CONSTRAINTS[name](TRIP, bad) == told, name


def test_a_trip_without_its_parts() -> None:
    """No hotel, no ticket, no day: each is told, and none passes for kept."""
    bare = TRIP._replace(tickets=(), days=())
    spec: dict[str, Any] = {"acceptable_hotel_names": ["Anchor Inn"], "room_number": 1}
    assert CONSTRAINTS["hotel_price_range"](bare, spec) == "there is no hotel"
    assert CONSTRAINTS["room_count_required"](bare, spec) == "rooms: none, not 1"
    missing = "0 tickets, not one there and one back"
    assert CONSTRAINTS["intercity_round_trip_mode_required"](bare, {"route_mode": ""}) == missing
    assert CONSTRAINTS["train_seat_class"](bare, {}) == missing
    dates = {"depart_date": "2026-07-14", "return_date": "2026-07-15", "days": 2}
    told = CONSTRAINTS["trip_date_range_required"](bare, dates)
    assert told == "no day, not 2026-07-14 to 2026-07-15"
    short = TRIP._replace(days=(TRIP.days[0], TRIP.days[0], TRIP.days[1]))
    assert CONSTRAINTS["trip_date_range_required"](short, dates) == "3 days, not 2"
