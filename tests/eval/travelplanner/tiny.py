"""Two cities of one state and one of another, small enough to add up by hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from eval.travelplanner.database import Database, Flight, Restaurant, Road, Room, Sight
from eval.travelplanner.query import Ask, Query, Reference

if TYPE_CHECKING:
    from pathlib import Path

    from eval.travelplanner.plan import Plan

HOME, ALBA, BREVA, ELSEWHERE = "Homeby", "Alba", "Breva", "Farland"

ROOMS = [
    Room("Blue Loft", ALBA, "Entire home/apt", 100, 1, 5, "No pets", 2),
    Room("Bunk", ALBA, "Shared room", 20, 1, 2, "No visitors & No smoking", 1),
    Room("Long Stay", ALBA, "Private room", 30, 5, 4, "No parties", 2),
    Room("Nook", BREVA, "Private room", 60, 2, 4, "No parties", 2),
]
RESTAURANTS = [
    Restaurant(f"{kind} {city}", city, cuisines, cost, rating)
    for city in (ALBA, BREVA, HOME)
    for kind, cuisines, cost, rating in (
        ("Bistro", "French, Cafe", 10, 4.0), ("Trattoria", "Italian, Pizza", 20, 4.5),
        ("Diner", "American", 8, 3.0), ("Wok", "Chinese, Seafood", 12, 3.5),
        ("Grill", "BBQ, American", 25, 4.8), ("Bakery", "Bakery", 5, 4.1),
        ("Taqueria", "Mexican", 9, 3.9), ("Curry", "Indian", 11, 4.4),
    )
]  # fmt: skip
SIGHTS = [
    Sight(f"{kind} {city}", city, lat, lat)
    for city in (ALBA, BREVA)
    for kind, lat in (("Old Bridge", 1.0), ("Museum", 1.1), ("Park", 1.9), ("Tower", 2.0))
]
ROADS = {
    (HOME, ALBA): Road(120, 200), (ALBA, HOME): Road(125, 210.5), (ALBA, BREVA): Road(60, 90),
    (BREVA, ALBA): Road(60, 90), (BREVA, HOME): Road(180, 300), (HOME, BREVA): Road(180, 300),
}  # fmt: skip
FLIGHTS = [
    Flight("F1", HOME, ALBA, "2022-03-16", 50, "08:00", "09:30"),
    Flight("F2", ALBA, HOME, "2022-03-18", 70, "19:00", "20:30"),
]


def database(**tables: Any) -> Database:
    """The tables, some of them replaced."""
    by_city = {
        name: {city: [row for row in rows if row.city == city] for city in {r.city for r in rows}}
        for name, rows in (("rooms", ROOMS), ("restaurants", RESTAURANTS), ("sights", SIGHTS))
    }
    states = {HOME: "Homeland", ALBA: "Twinland", BREVA: "Twinland", ELSEWHERE: "Farstate"}
    return Database(**{**by_city, "roads": ROADS, "states": states, **tables})


def query(reference: bool = True, **asked: Any) -> Query:
    """Three days in Alba for two, from fields, with a flight each way on file."""
    ask = Ask(HOME, ALBA, dt.date(2022, 3, 16), days=3, people=2, budget=1_000)
    gold = replace(ask, **asked)
    known = Reference((ALBA,), {flight.number: flight for flight in FLIGHTS})
    return Query("0", "", "easy", gold, known if reference else None)


def plan() -> Plan:
    """A plan that keeps every rule: by air, with 70 dollars a head to eat."""
    room = f"Blue Loft, {ALBA}"
    out = f"Flight Number: F1, from {HOME} to {ALBA}, Departure Time: 08:00, Arrival Time: 09:30"
    back = f"Flight Number: F2, from {ALBA} to {HOME}, Departure Time: 19:00, Arrival Time: 20:30"
    return [
        _day(1, f"from {HOME} to {ALBA}", transportation=out, accommodation=room,
             attraction=f"Park {ALBA}, {ALBA};", dinner=f"Bistro {ALBA}, {ALBA}"),
        _day(2, ALBA, accommodation=room, breakfast=f"Bakery {ALBA}, {ALBA}",
             lunch=f"Trattoria {ALBA}, {ALBA}", dinner=f"Grill {ALBA}, {ALBA}",
             attraction=f"Museum {ALBA}, {ALBA};Old Bridge {ALBA}, {ALBA};"),
        _day(3, f"from {ALBA} to {HOME}", transportation=back,
             breakfast=f"Diner {ALBA}, {ALBA}"),
    ]  # fmt: skip


def _day(number: int, city: str, **fields: str) -> dict[str, Any]:
    none = dict.fromkeys(
        ("transportation", "breakfast", "attraction", "lunch", "dinner", "accommodation"), "-"
    )
    return {"days": number, "current_city": city, **none, **fields}


def write_tables(folder: Path) -> None:
    """The tables as files of the benchmark's, with a row that lacks a value in each."""
    _table(
        folder / "accommodations" / "clean_accommodations_2022.csv",
        ("NAME", "room type", "price", "minimum nights", "review rate number", "house_rules",
         "maximum occupancy", "city"),
        [(r.name, r.kind, r.price, r.nights, r.rating, r.rules, r.sleeps, r.city) for r in ROOMS]
        + [("No Rules", "Private room", 1.0, 1.0, 5.0, "", 2, ALBA)],
    )  # fmt: skip
    _table(
        folder / "restaurants" / "clean_restaurant_2022.csv",
        ("Name", "City", "Cuisines", "Average Cost", "Aggregate Rating"),
        [(r.name, r.city, r.cuisines, r.cost, r.rating) for r in RESTAURANTS]
        + [("Unrated", ALBA, "French", 1, "")],
    )
    _table(
        folder / "attractions" / "attractions.csv",
        ("Name", "Latitude", "Longitude", "Address", "Phone", "Website", "City"),
        [(s.name, s.lat, s.lon, "a", "p", "w", s.city) for s in SIGHTS]
        + [("No Phone", 1, 1, "a", "", "w", ALBA)],
    )
    _table(
        folder / "googleDistanceMatrix" / "distance.csv",
        ("origin", "destination", "cost", "duration", "distance"),
        [(a, b, "", f"{r.minutes // 60} hours {r.minutes % 60} mins", f"{r.km:g} km")
         for (a, b), r in ROADS.items()]
        + [(HOME, ALBA, "", "9 hours", "1 km"), (HOME, ELSEWHERE, "", "1 day 2 hours", "2,600 km"),
           (ALBA, ELSEWHERE, "", "", "")],
    )  # fmt: skip
    states = folder / "background" / "citySet_with_states.txt"
    states.parent.mkdir()
    states.write_text("".join(f"{c}\t{s}\n" for c, s in database().states.items()), "utf-8")


def _table(path: Path, head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([head, *rows])


def write_queries(path: Path, *texts: str) -> None:
    """A file of queries like ``query()``, the texts as given."""
    rows = [
        {
            "idx": number, "org": HOME, "dest": ALBA, "days": 3, "visiting_city_number": 1,
            "date": ["2022-03-16", "2022-03-17", "2022-03-18"], "people_number": 2,
            "local_constraint": {"house rule": None, "cuisine": ["French"], "room type": None,
                                 "transportation": "no self-driving"},
            "budget": 1000, "query": text, "level": "hard",
            "reference_information": reference_information(),
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def reference_information() -> dict[str, Any]:
    """The flights of ``FLIGHTS`` in the benchmark's form."""
    return {
        f"Attractions in {ALBA}": [],
        **{
            f"Flight from {f.origin} to {f.destination} on {f.date}": [
                {
                    "Flight Number": f.number, "Price": f.price, "DepTime": f.departs,
                    "ArrTime": f.arrives, "FlightDate": f.date, "OriginCityName": f.origin,
                    "DestCityName": f.destination,
                }
            ]
            for f in reversed(FLIGHTS)
        },
    }  # fmt: skip
