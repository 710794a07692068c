"""Eight places of one small town, for the tests of the place store and of what fills it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.city import City, Neighbourhood
from planner.place import Place, VisitMinutes
from planner.taxonomy import Category

HARBOUR = Neighbourhood(
    id="harbour",
    name="Harbour",
    ring=((10.0, 45.0), (10.01, 45.0), (10.01, 45.005), (10.0, 45.005)),
)
TOWN = City(
    id="smallville",
    name="Smallville",
    aliases=("Kleinstadt",),
    country="IT",
    timezone="Europe/Rome",
    currency="EUR",
    lat=45.0,
    lon=10.0,
    neighbourhoods=(HARBOUR,),
)


def place(key: str, name: str, category: Category, lat: float, lon: float, **rest: Any) -> Place:
    """A place of the town with what the test does not care about filled in."""
    low, usual, high = category.traits.minutes
    return Place(
        id=f"smallville:{key}",
        name=name,
        city="smallville",
        category=category,
        lat=lat,
        lon=lon,
        minutes=VisitMinutes(min=low, usual=usual, max=high),
        setting=category.traits.setting,
        source="test",
        as_of=dt.date(2026, 1, 1),
        **rest,
    )


EIGHT = (
    place(
        "louvre", "Louvre Museum", Category.MUSEUM, 45.001, 10.001, popularity=0.9, tags=("art",)
    ),
    place("hotel-louvre", "Hôtel du Louvre", Category.HOTEL, 45.002, 10.002, popularity=0.1),
    place(
        "tower",
        "The Round Tower",
        Category.LANDMARK,
        45.003,
        10.02,
        name_local="Rundetårn",
        popularity=0.6,
    ),
    place("park", "Rose Park", Category.PARK, 45.02, 10.0, popularity=0.4),
    place("saint", "St. Peter's Basilica", Category.RELIGIOUS_SITE, 45.03, 10.0, popularity=0.8),
    place(
        "grill", "Ørsted Grill", Category.RESTAURANT, 45.0011, 10.001, cuisines=("danish", "steak")
    ),
    place(
        "cafe", "Café Ørsted", Category.CAFE, 45.01, 10.01, description="Quiet rooms, old books."
    ),
    place("station", "Smallville Central", Category.STATION, 45.05, 10.05, popularity=0.3),
)
