"""A tiny database: a made-up harbour town with six sights, five kitchens, three hotels, trains."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from eval.tripplus.dialogue import Dialogue
from eval.tripplus.timetable import Service
from eval.tripplus.trip import Item, Ride, Trip, TripDay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CITY, HOME = "Tideport", "Hillham"
FIRST, LAST = dt.date(2026, 7, 14), dt.date(2026, 7, 15)
OUT, BACK = "T1", "T2"

SIGHTS = [
    ("Harbour Museum", "Museum/Memorial Hall", 30.000, 120.000, "09:00", "17:00", "Monday",
     1.0, 2.0, 20, "classic_hotspot;photo_spot", "low"),
    ("Fun Pier", "Amusement Park/Sports & Entertainment", 30.010, 120.000, "10:00", "22:00", "",
     1.0, 2.0, 50, "viral", "high"),
    ("Dune Park", "Park", 30.000, 120.010, "00:00", "24:00", "", 0.5, 1.0, 0, "", ""),
    ("Old Fort", "Historical Sites", 30.005, 120.005, "08:00", "18:00", "", 0.5, 1.0, 10, "", ""),
    ("Glass Gallery", "Art Museum/Gallery", 30.002, 120.003, "10:00", "19:00", "",
     0.5, 1.0, 0, "", ""),
    ("Night Street", "Commercial District", 30.003, 120.002, "17:00", "02:00", "",
     0.5, 1.0, 0, "", ""),
]  # fmt: skip
KITCHENS = [
    ("Crab Corner", 60, "Seafood", "10:00", "22:00", 4.6, "Steamed Crab"),
    ("Pepper House", 40, "Sichuan Cuisine", "10:00", "22:00", 4.4, "Spicy Tofu"),
    ("Noodle Bar", 25, "Snacks", "07:00", "22:00", 4.2, ""),
    ("Tea Pavilion", 80, "Tea House", "08:00", "23:00", 4.8, ""),
    ("Quay Kitchen", 50, "Local Cuisine", "11:00", "21:00", 4.5, ""),
]
HOTELS = [
    ("Anchor Inn", 30.001, 120.001, 3, 200, 4.9, "Anchor"),
    ("Grand Quay", 30.002, 120.004, 5, 600, 4.7, ""),
    ("Bunk House", 30.004, 120.006, 2, 90, 4.0, ""),
]
TRAINS = [
    (HOME, CITY, f"{FIRST}", "Hillham", "Tideport North", "07:00", "09:00", OUT, 100.0, 1),
    (HOME, CITY, f"{FIRST}", "Hillham", "Tideport North", "15:00", "17:00", "T3", 60.0, 2),
    (CITY, HOME, f"{LAST}", "Tideport North", "Hillham", "20:00", "22:00", BACK, 100.0, 3),
    (CITY, HOME, f"{LAST}", "Tideport North", "Midway", "18:00", "19:00", "T4", 30.0, 4),
    (CITY, HOME, f"{LAST}", "Midway", "Hillham", "19:10", "21:00", "T5", 30.0, 4),
]


def write(folder: Path) -> Path:
    """Write the tables below a folder as the benchmark lays them out; the folder."""
    place = folder / "database" / "tideport"
    _table(
        place / "attractions" / "attractions.csv",
        "city,attraction_name,attraction_type,latitude,longitude,opening_time,closing_time,"
        "closing_dates,min_visit_hours,max_visit_hours,ticket_price,popularity_tags,queue_risk",
        [(CITY, *row) for row in SIGHTS],
    )
    _table(
        place / "restaurants" / "restaurants.csv",
        "city,restaurant_name,price_per_person,cuisine,opening_time,closing_time,rating,tags",
        [(CITY, *row) for row in KITCHENS],
    )
    _table(
        place / "hotels" / "hotels.csv",
        "city,name,latitude,longitude,hotel_star,price,score,brand",
        [(CITY, *row) for row in HOTELS],
    )
    _table(
        place / "trains" / "trains.csv",
        "origin_city,destination_city,dep_date,dep_station_name,arr_station_name,dep_datetime,"
        "arr_datetime,train_no,price,route_index,seat_class",
        [
            (*row[:5], f"{row[2]} {row[5]}:00", f"{row[2]} {row[6]}:00", *row[7:], "Second Class")
            for row in TRAINS
        ],
    )
    spots = [(row[0], 30.001 + n / 1000, 120.002, "restaurant") for n, row in enumerate(KITCHENS)]
    _table(
        place / "locations" / "locations_coords.csv", "poi_name,latitude,longitude,poi_type", spots
    )
    _table(
        place / "locations" / "location_aliases.csv",
        "alias,canonical_name",
        [("Tideport North Station", "Tideport North")],
    )
    station = {"name": "Tideport North", "latitude": "30.02", "longitude": "120.0"}
    subway = place / "subway" / "subway.json"
    subway.parent.mkdir(parents=True)
    subway.write_text(json.dumps({"lines": [{"name": "1", "stations": [station]}]}))
    return folder


def _table(path: Path, head: str, rows: Sequence[Sequence[Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head.split(","), *rows])


def ticket(number: str) -> Service:
    """The train of that number."""
    row = next(row for row in TRAINS if row[7] == number)
    leaves, arrives = (dt.datetime.fromisoformat(f"{row[2]} {row[n]}") for n in (5, 6))
    return Service("train", row[7], "Second Class", row[3], row[4], leaves, arrives, row[8])


def good_trip() -> Trip:
    """Two days for two that keep every rule: 400 for trains, 200 for the bed, 330 for the rest."""
    first = TripDay(
        FIRST,
        (
            Item("visit", "Harbour Museum", 600, 690, 40.0),
            Item("meal", "Crab Corner", 720, 780, 120.0, "lunch"),
            Item("visit", "Old Fort", 840, 890, 20.0),
            Item("meal", "Noodle Bar", 1080, 1140, 50.0, "dinner"),
        ),
        (Ride("walk", 690, 700, 600), Ride("taxi", 890, 900)),
        "Anchor Inn", 1, 200.0,
    )  # fmt: skip
    second = TripDay(
        LAST,
        (
            Item("visit", "Glass Gallery", 630, 680),
            Item("meal", "Quay Kitchen", 720, 780, 100.0, "lunch"),
        ),
        (Ride("walk", 600, 610, 500),),
    )
    return Trip((first, second), 2, (ticket(OUT), ticket(BACK)))


def with_day(trip: Trip, number: int, **changes: Any) -> Trip:
    """The trip with other fields of one day, counted from 1."""
    days = list(trip.days)
    days[number - 1] = days[number - 1]._replace(**changes)
    return trip._replace(days=tuple(days))


def with_item(trip: Trip, number: int, position: int, **changes: Any) -> Trip:
    """The trip with other fields of one item of a day, counted from 1."""
    items = list(trip.days[number - 1].items)
    items[position] = items[position]._replace(**changes)
    return with_day(trip, number, items=tuple(items))


HARD = {
    "trip_date_range_required": {
        "depart_date": f"{FIRST}", "return_date": f"{LAST}", "days": 2,
    },
    "party_size_required": {"people_number": 2},
    "room_count_required": {"room_number": 1},
    "intercity_round_trip_mode_required": {"route_mode": "train"},
    "hotel_highest_rated": {"acceptable_hotel_names": ["Anchor Inn"]},
    "restaurant_closest_to_attraction": {"acceptable_restaurant_names": ["Crab Corner"]},
}  # fmt: skip
NEEDED = [name for name in HARD if name != "party_size_required"]


def turn(number: int, utterance: str, **given: Any) -> dict[str, Any]:
    """One turn of a dialogue as the file has it."""
    state = {"active_hard_constraints": NEEDED, "active_user_state_deltas": []}
    return {
        "turn_id": number,
        "utterance": utterance,
        "must_preserve": NEEDED if number else [],
        "must_update": given.pop("must_update", ["initial_plan"]),
        "response_expectation": given.pop("response_expectation", "plan"),
        "oracle_state_after_turn": state | given,
    }


def dialogue(*turns: dict[str, Any], **base: Any) -> Dialogue:
    """A dialogue about the tiny town."""
    composition = {"adults": 2, "children": [], "elders": []}
    return Dialogue.model_validate(
        {
            "id": "tiny",
            "query": turns[0]["utterance"],
            "interaction_type": "user_state_evolution",
            "turns": turns,
            "meta_info": {
                "base_query_meta": {
                    "org": HOME, "dest": [CITY], "days": 2, "depart_date": f"{FIRST}",
                    "return_date": f"{LAST}", "people_number": 2, "room_number": 1,
                    "route_mode": "train", "hard_constraints": HARD,
                    "observable_profile": {
                        "party_composition": composition, "budget_range": [500, 2000],
                        "accommodation_style": "comfort",
                    },
                    **base,
                }
            },
        }
    )  # fmt: skip
