"""Two cities on one meridian, where neighbouring places are 0.01 degrees or 1.1085 km apart.

Of Bel, from south to north: its station, the inn, the tower, the soup, the market, the palace, the
noodles and the bar. On foot a step takes 13 minutes, by taxi 1 minute for 11 yuan. The metro stops
at the station and 5.5 km further north, at the palace.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from eval.chinatravel.query import Query
from eval.chinatravel.sandbox import Sandbox

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (
    "Bel station", "Bel inn", "Bel tower", "Bel soup", "Bel market", "Bel palace", "Bel noodles",
    "Bel bar",
)  # fmt: skip
ATTRACTIONS = """\
id,name,type,lat,lon,opentime,endtime,price,recommendmintime,recommendmaxtime
0,Bel tower,view,30.02,104.0,09:00,17:00,20.5,1.0,2.0
1,Bel market,market,30.04,104.0,18:00,02:00,0.0,0.0,1.0
"""
RESTAURANTS = """\
id,name,lat,lon,price,cuisine,opentime,endtime,recommendedfood
0,Bel soup,30.03,104.0,30.0,soups,10:00,21:00,broth
1,Bel noodles,30.06,104.0,15.0,noodles,06:00,21:00,
2,Bel bar,30.07,104.0,60.0,drinks,17:00,01:00,
"""
HOTELS = """\
id,name,hotelname_en,featurehoteltype,lat,lon,price,numbed
0,Bel inn,Inn,quiet,30.01,104.0,200,1
1,Bel palace,Palace,pool,30.05,104.0,500,2
"""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"itinerary": {"type": "array"}},
    "required": ["people_number", "start_city", "target_city", "itinerary"],
}

#: Begins a program's loop over all activities.
EACH = "for activity in allactivities(plan):\n"


def write_sandbox(folder: Path) -> Path:
    """Write the benchmark's folder; its path."""
    base = folder / "database"
    _write(base / "attractions" / "bel" / "attractions.csv", ATTRACTIONS)
    _write(base / "restaurants" / "bel" / "restaurants_bel.csv", RESTAURANTS)
    _write(base / "accommodations" / "bel" / "accommodations.csv", HOTELS)
    places = [{"name": name, "position": [30 + n / 100, 104.0]} for n, name in enumerate(PLACES)]
    _write(base / "poi" / "bel" / "poi.json", json.dumps(places))
    _write(base / "poi" / "aru" / "poi.json", json.dumps([{"name": "Aru", "position": [29, 104]}]))
    stations = [_station("South", 30.0), _station("North", 30.05)]
    subways = {"bel": [{"name": "1", "stations": stations}]}
    _write(base / "transportation" / "subways.json", json.dumps(subways))
    trips = base / "intercity_transport"
    there = [
        _train("A1", "Aru", "Bel", "06:00", "08:00"),
        _train("A9", "Aru", "Bel", "22:00", "05:00"),
    ]
    back = [
        _train("B1", "Bel", "Aru", "19:00", "21:00"),
        _train("B2", "Bel", "Aru", "21:30", "23:30"),
    ]
    _write(trips / "train" / "from_Aru_to_Bel.json", json.dumps(there))
    _write(trips / "train" / "from_Bel_to_Aru.json", json.dumps(back))
    flight = {"FlightID": "F1", "From": "Aru station", "To": "Bel station", "Cost": 400.0}
    _write(
        trips / "airplane.jsonl", json.dumps({**flight, "BeginTime": "07:00", "EndTime": "07:30"})
    )
    _write(folder / "output_schema.json", json.dumps(SCHEMA))
    return folder


def tiny_sandbox(folder: Path) -> Sandbox:
    """The sandbox of the two cities."""
    return Sandbox(write_sandbox(folder) / "database")


def query(*logic: str, days: int = 2, people: int = 2) -> Query:
    """A trip from Aru to Bel."""
    return Query("q", "Aru", "Bel", days, people, logic)


def right_plan() -> dict[str, Any]:
    """Two days for two people, with nothing wrong: every number here was worked out by hand."""
    first = [
        trip("A1", "Aru station", "Bel station", "06:00", "08:00", []),
        stop(
            "attraction",
            "Bel tower",
            "09:00",
            "10:00",
            20.5,
            [walk("Bel station", "Bel tower", "08:00", "08:26", 2.217)],
            tickets=2,
        ),
        stop(
            "lunch",
            "Bel soup",
            "11:00",
            "12:00",
            30.0,
            [walk("Bel tower", "Bel soup", "10:00", "10:13", 1.1085)],
        ),
        stop(
            "dinner",
            "Bel bar",
            "17:00",
            "18:00",
            60.0,
            [taxi("Bel soup", "Bel bar", "12:00", "12:06", 4.43, 20.22)],
        ),
        stop(
            "attraction",
            "Bel market",
            "18:39",
            "19:09",
            0.0,
            [walk("Bel bar", "Bel market", "18:00", "18:39", 3.3255)],
            tickets=2,
        ),
        night(
            "Bel inn",
            "19:48",
            200.0,
            2,
            [walk("Bel market", "Bel inn", "19:09", "19:48", 3.3255)],
            1,
        ),
    ]
    second = [
        stop("breakfast", "Bel inn", "07:00", "07:30", 0, []),
        stop("lunch", "Bel noodles", "11:00", "12:00", 15.0, metro()),
        trip(
            "B1",
            "Bel station",
            "Aru station",
            "19:00",
            "21:00",
            [taxi("Bel noodles", "Bel station", "12:00", "12:09", 6.65, 27.98)],
        ),
    ]
    days = [{"day": 1, "activities": first}, {"day": 2, "activities": second}]
    return {"people_number": 2, "start_city": "Aru", "target_city": "Bel", "itinerary": days}


def trip(
    number: str, start: str, end: str, leaves: str, arrives: str, legs: list[Any]
) -> dict[str, Any]:
    """A train for two."""
    return {
        "type": "train", "TrainID": number, "start": start, "end": end, "start_time": leaves,
        "end_time": arrives, "price": 50.5, "cost": 101.0, "tickets": 2, "transports": legs,
    }  # fmt: skip


def stop(
    kind: str, name: str, start: str, end: str, price: float, legs: list[Any], **more: Any
) -> dict[str, Any]:
    """Something for two."""
    return {
        "type": kind, "position": name, "start_time": start, "end_time": end, "price": price,
        "cost": price * 2, "transports": legs, **more,
    }  # fmt: skip


def night(
    name: str, start: str, price: float, rooms: int, legs: list[Any], beds: int
) -> dict[str, Any]:
    """A night."""
    return {
        "type": "accommodation", "position": name, "start_time": start, "end_time": "24:00",
        "price": price, "cost": price * rooms, "rooms": rooms, "room_type": beds,
        "transports": legs,
    }  # fmt: skip


def walk(start: str, end: str, begins: str, ends: str, km: float) -> dict[str, Any]:
    """A leg on foot."""
    return _leg(start, end, "walk", begins, ends, km, 0)


def taxi(start: str, end: str, begins: str, ends: str, km: float, price: float) -> dict[str, Any]:
    """A leg by one taxi."""
    return _leg(start, end, "taxi", begins, ends, km, price) | {"cars": 1}


def metro() -> list[dict[str, Any]]:
    """From the inn to the noodles at 07:30: 13 minutes on foot, 11 by metro, 13 on foot."""
    south, north = "South-地铁站", "North-地铁站"
    ride = _leg(south, north, "metro", "07:43", "07:54", 5.54, 3)
    return [
        _leg("Bel inn", south, "walk", "07:30", "07:43", 1.11, 0),
        ride | {"tickets": 2, "cost": 6},
        _leg(north, "Bel noodles", "walk", "07:54", "08:07", 1.11, 0),
    ]


def _leg(
    start: str, end: str, mode: str, begins: str, ends: str, km: float, price: float
) -> dict[str, Any]:
    return {
        "start": start, "end": end, "mode": mode, "start_time": begins, "end_time": ends,
        "price": price, "cost": price, "distance": km,
    }  # fmt: skip


def _station(name: str, lat: float) -> dict[str, str]:
    return {"name": name, "position": f"104.0,{lat}"}


def _train(number: str, start: str, end: str, leaves: str, arrives: str) -> dict[str, Any]:
    return {
        "TrainID": number, "From": f"{start} station", "To": f"{end} station",
        "BeginTime": leaves, "EndTime": arrives, "Cost": 50.5,
    }  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
