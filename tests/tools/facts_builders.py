"""Cities and places for the tests of facts: only what the fact at hand depends on."""

from __future__ import annotations

import datetime as dt

from planner.city import City, ClimateMonth, Tariffs
from planner.place import Place, VisitMinutes
from planner.taxonomy import Category, Setting

#: id -> country, subdivision, zone, currency, latitude, longitude.
_CITIES: dict[str, tuple[str, str | None, str, str, float, float]] = {
    "copenhagen": ("DK", None, "Europe/Copenhagen", "DKK", 55.68, 12.57),
    "rome": ("IT", None, "Europe/Rome", "EUR", 41.90, 12.50),
    "tokyo": ("JP", None, "Asia/Tokyo", "JPY", 35.68, 139.76),
    "kyoto": ("JP", None, "Asia/Tokyo", "JPY", 35.01, 135.77),
    "naha": ("JP", None, "Asia/Tokyo", "JPY", 26.21, 127.68),
    "new-york": ("US", "NY", "America/New_York", "USD", 40.71, -74.01),
    "helsinki": ("FI", None, "Europe/Helsinki", "EUR", 60.17, 24.94),
    "ulm": ("DE", "BW", "Europe/Berlin", "EUR", 48.40, 9.99),
    "hamburg": ("DE", "HH", "Europe/Berlin", "EUR", 53.55, 9.99),
    "monaco": ("MC", None, "Europe/Monaco", "EUR", 43.73, 7.42),
    "london": ("GB", None, "Europe/London", "GBP", 51.51, -0.13),
    "dublin": ("IE", None, "Europe/Dublin", "EUR", 53.35, -6.26),
    "paris": ("FR", None, "Europe/Paris", "EUR", 48.86, 2.35),
    "tromso": ("NO", None, "Europe/Oslo", "NOK", 69.65, 18.96),
    "reykjavik": ("IS", None, "Atlantic/Reykjavik", "ISK", 64.15, -21.94),
    "nowhere": ("AQ", None, "Antarctica/Troll", "XXX", -72.01, 2.53),
}
TARIFFS = Tariffs(transit_single=24, taxi_base=49, taxi_per_km=16, taxi_per_minute=5, bike_day=150)


def a_city(
    city_id: str = "copenhagen",
    *,
    tariffs: Tariffs = TARIFFS,
    climate: tuple[ClimateMonth, ...] = (),
    has_transit: bool = True,
    currency: str | None = None,
) -> City:
    """The city of that id, with the tariffs of Copenhagen."""
    country, subdivision, zone, money, lat, lon = _CITIES[city_id]
    return City(
        id=city_id,
        name=city_id.title(),
        country=country,
        subdivision=subdivision,
        timezone=zone,
        currency=currency or money,
        lat=lat,
        lon=lon,
        tariffs=tariffs,
        climate=climate,
        has_transit=has_transit,
    )


def a_place(
    opening_hours: str | None,
    city: City | None = None,
    category: Category = Category.MUSEUM,
    place_id: str = "somewhere",
) -> Place:
    """A place at the centre of its city, with these hours."""
    home = a_city() if city is None else city
    return Place(
        id=place_id,
        name="Somewhere",
        city=home.id,
        category=category,
        lat=home.lat,
        lon=home.lon,
        opening_hours=opening_hours,
        minutes=VisitMinutes(min=30, usual=60, max=90),
        setting=Setting.INDOOR,
        source="test",
        as_of=dt.date(2026, 1, 1),
    )
