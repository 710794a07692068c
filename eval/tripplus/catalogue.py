"""A database of Trip-Plus as a catalogue, so that Wayplan plans in it as in any other city.

Whatever is in the table of restaurants is a restaurant, and whatever is in that of hotels a hotel.
Ratings are what ``Place.popularity`` is made from, for it is what "best" goes by in a catalogue.
Sights have hardly any ratings: there the order of the table counts, and the hotspot tags.
"""

from __future__ import annotations

import datetime as dt
import re
from statistics import median
from typing import TYPE_CHECKING

from agents.language.rests import QUEUES
from planner.city import City
from planner.place import Admission, Place, VisitMinutes
from planner.taxonomy import Category, Setting
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.tripplus.database import Database
    from eval.tripplus.table import Hotel, Open, Restaurant, Sight

SOURCE, AS_OF = "Trip-Plus", dt.date(2026, 1, 1)
#: Words of a sight's type -> category; the first that match.
SIGHTS = {
    r"amusement|sport": Category.THEME_PARK,
    r"art museum|gallery|exhibition": Category.GALLERY,
    r"museum|memorial|library": Category.MUSEUM,
    r"histor": Category.HISTORIC_SITE,
    r"red tourism": Category.MONUMENT,
    r"commercial|shopping": Category.SHOPPING,
    r"park": Category.PARK,
    r"natural|scenic|scenery": Category.NATURE,
    r"cultural tourism": Category.NEIGHBOURHOOD,
}
#: A rating of so much or less counts nothing, one of 5 the most.
POOR = 3.0
TAGGED, RANKED = 0.08, 0.5
MEAL = VisitMinutes(min=30, usual=60, max=120)


def city_of(database: Database) -> City:
    """The city; its centre is the middle of its sights."""
    sights = database.sights.values()
    return City(
        id=_key(database.city),
        name=database.city,
        country="CN",
        timezone="Asia/Shanghai",
        currency="CNY",
        lat=median(row.latitude for row in sights),
        lon=median(row.longitude for row in sights),
        source=SOURCE,
    )


def places_of(database: Database) -> Iterator[Place]:
    """Every sight, restaurant, hotel and station that is on file with its position."""
    city, count = _key(database.city), len(database.sights)
    for number, sight in enumerate(database.sights.values()):
        yield _sight(sight, city, number, RANKED * (1 - number / count))
    for number, restaurant in enumerate(database.restaurants.values()):
        point = database.where(restaurant.name)
        if point is not None:
            yield _restaurant(restaurant, city, number, point.lat, point.lon)
    for number, hotel in enumerate(database.hotels.values()):
        yield _hotel(hotel, city, number)
    for number, name in enumerate(sorted(database.timetable.stations(database.city))):
        point = database.where(name)
        if point is not None:
            yield Place(
                id=f"{city}:station-{number}", name=name, city=city,
                category=Category.AIRPORT if "Airport" in name else Category.STATION,
                lat=point.lat, lon=point.lon, minutes=VisitMinutes(min=0, usual=0, max=0),
                setting=Setting.INDOOR, source=SOURCE, as_of=AS_OF,
            )  # fmt: skip


def category_of(row: Sight) -> Category:
    """The category that a sight's type comes to."""
    kind = row.attraction_type.casefold()
    found = (category for words, category in SIGHTS.items() if re.search(words, kind))
    return next(found, Category.LANDMARK)


def _sight(row: Sight, city: str, number: int, rank: float) -> Place:
    category = category_of(row)
    traits, tags = category.traits, [fold(row.attraction_type).replace(" ", "_")]
    if row.queue_risk == "high":
        tags.append(QUEUES)
    low, usual, high = traits.minutes
    if row.min_visit_hours is not None and row.max_visit_hours is not None:
        low, high = round(60 * row.min_visit_hours), round(60 * row.max_visit_hours)
        usual = (low + high) // 2
    price = row.ticket_price
    return Place(
        id=f"{city}:sight-{number}", name=row.name, city=city, category=category,
        lat=row.latitude, lon=row.longitude, opening_hours=hours_of(row),
        minutes=VisitMinutes(min=low, usual=usual, max=high),
        admission=None if price is None else Admission(currency="CNY", adult=price),
        setting=traits.setting, tags=(*tags, *row.popularity_tags),
        popularity=min(1.0, rank + TAGGED * len(row.popularity_tags)),
        source=SOURCE, as_of=AS_OF,
    )  # fmt: skip


def _restaurant(row: Restaurant, city: str, number: int, lat: float, lon: float) -> Place:
    cuisines = [fold(part) for part in re.split(r"[;|]", row.cuisine)]
    return Place(
        id=f"{city}:food-{number}", name=row.name, city=city,
        category=Category.RESTAURANT, lat=lat, lon=lon, opening_hours=hours_of(row), minutes=MEAL,
        meal_price=row.price_per_person, currency="CNY",
        cuisines=tuple(dict.fromkeys(filter(None, cuisines))), tags=row.tags,
        setting=Setting.INDOOR, popularity=_renown(row.rating),
        source=SOURCE, as_of=AS_OF,
    )  # fmt: skip


def _hotel(row: Hotel, city: str, number: int) -> Place:
    return Place(
        id=f"{city}:hotel-{number}", name=row.name, city=city, category=Category.HOTEL,
        lat=row.latitude, lon=row.longitude, minutes=VisitMinutes(min=0, usual=0, max=0),
        nightly_rate=row.price, currency="CNY", room_capacity=2, stars=row.hotel_star,
        tags=(*filter(None, [row.brand]), *row.services), setting=Setting.INDOOR,
        popularity=_renown(row.score), source=SOURCE, as_of=AS_OF,
    )  # fmt: skip


def hours_of(row: Open) -> str | None:
    """Hours in the words of OpenStreetMap; None where they are unknown."""
    if row.opening_time is None or row.closing_time is None:
        return None
    text = f"{_clock(row.opening_time)}-{_clock(row.closing_time)}"
    if text == "00:00-24:00":
        text = "24/7"
    days = [day for day in DAYS if day.casefold() in row.closing_dates.casefold()]
    return f"{text}; {','.join(day[:2] for day in days)} off" if days else text


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _renown(rating: float | None) -> float:
    return 0.05 if rating is None else max(0.05, (rating - POOR) / (5 - POOR))


def _key(name: str) -> str:
    return fold(name).replace(" ", "-")
