"""The tiny world's facts.

Two cities on a street grid, and hours written out by hand beside their OSM text.

Positions are metres east and north of the city's centre. In Lumen the old town lies west of x =
1100 and the riverside east
of it. 2 June 2026, a Tuesday, is a public holiday in Lumen.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any, NamedTuple

from planner.city import City, ClimateMonth, Neighbourhood, Tariffs
from planner.facts import Span
from planner.place import Admission, Place, VisitMinutes
from planner.taxonomy import Category

#: Metres to a degree of latitude.
DEGREE = 111_195.0

_CENTRES = {"lumen": (45.46, 9.19), "porta": (46.0, 8.95)}
_CURRENCIES = {"lumen": "EUR", "porta": "CHF"}


class Week(NamedTuple):
    """Opening hours by hand.

    The spans of each weekday (0 is Monday), and those of a public holiday if they differ.
    """

    days: dict[int, tuple[Span, ...]]
    holiday: tuple[Span, ...] | None = None


def at(city: str, east: int, north: int) -> tuple[float, float]:
    """(lat, lon) of a point of the grid, in degrees, rounded to about a centimetre."""
    lat, lon = _CENTRES[city]
    return round(lat + north / DEGREE, 7), round(
        lon + east / (DEGREE * math.cos(math.radians(lat))), 7
    )


def _area(
    city: str, id: str, name: str, aliases: tuple[str, ...], west: int, east: int
) -> Neighbourhood:
    corners = (
        at(city, x, y) for x, y in ((west, -1500), (east, -1500), (east, 1500), (west, 1500))
    )
    return Neighbourhood(
        id=id, name=name, aliases=aliases, ring=tuple((lon, lat) for lat, lon in corners)
    )


_TARIFFS = Tariffs(
    transit_single=2.0, taxi_base=4.0, taxi_per_km=1.5, taxi_per_minute=0.5, bike_day=9.0
)
LUMEN = City(
    id="lumen", name="Lumen", aliases=("City of Light",), country="IT", timezone="Europe/Rome",
    currency="EUR",
    lat=_CENTRES["lumen"][0], lon=_CENTRES["lumen"][1], tariffs=_TARIFFS, detour=1.3,
    climate=tuple(ClimateMonth(high_c=18, low_c=9, rain_days=8) for _ in range(12)),
    neighbourhoods=(
        _area("lumen", "old-town", "Old Town", ("historic centre",), -1500, 1100),
        _area("lumen", "riverside", "Riverside", (), 1100, 2500),
    ),
)  # fmt: skip
PORTA = City(
    id="porta", name="Porta", country="CH", subdivision="TI", timezone="Europe/Zurich",
    currency="CHF",
    lat=_CENTRES["porta"][0], lon=_CENTRES["porta"][1], tariffs=_TARIFFS, detour=1.3,
)  # fmt: skip


def _place(
    id: str, name: str, category: Category, where: tuple[int, int], hours: str | None, **more: Any
) -> Place:
    city = id.partition(":")[0]
    lat, lon = at(city, *where)
    shortest, usual, longest = category.traits.minutes
    fields: dict[str, Any] = {
        "minutes": VisitMinutes(min=shortest, usual=usual, max=longest),
        "setting": category.traits.setting,
        "currency": _CURRENCIES[city],
        "source": "tests",
        "as_of": dt.date(2026, 1, 1),
        "confidence": 0.9,
    }
    return Place(
        id=id,
        name=name,
        city=city,
        category=category,
        lat=lat,
        lon=lon,
        opening_hours=hours,
        **(fields | more),
    )


def _price(adult: float, currency: str = "EUR", **bands: Any) -> Admission:
    return Admission(currency=currency, adult=adult, **bands)


_LOW = {"wheelchair": "yes", "stroller": "yes"}
_C = Category
PLACES: tuple[Place, ...] = (
    _place("lumen:museum", "City Museum", _C.MUSEUM, (400, 400), "Tu-Su 10:00-18:00; PH off",
           last_admission=30,
           admission=_price(10, child=5, free_until=5, senior=7), popularity=0.9,
           tags=("history",), **_LOW),
    _place("lumen:gallery", "Gallery of Light", _C.GALLERY, (1400, 400), "We-Mo 11:00-19:00",
           admission=_price(8),
           popularity=0.6, tags=("art",), **_LOW),
    _place("lumen:park", "River Park", _C.PARK, (1600, -400), "24/7", admission=_price(0),
           popularity=0.5, **_LOW),
    _place("lumen:church", "St Ada's Church", _C.RELIGIOUS_SITE, (800, 0),
           "Mo-Sa 08:00-12:00,15:00-18:00; Su 13:00-18:00", admission=_price(0), popularity=0.4,
           wheelchair="no"),
    _place("lumen:market", "Corn Market", _C.MARKET, (600, -400), "Mo-Sa 07:00-13:00; PH off",
           admission=_price(0),
           popularity=0.5, wheelchair="limited", stroller="limited"),
    _place("lumen:beacon", "Beacon Hill", _C.VIEWPOINT, (1000, 800), None, open_months=(4, 5, 6,
           7, 8, 9, 10),
           popularity=0.3),
    _place("lumen:club", "Velvet Club", _C.NIGHTLIFE, (1800, 0), "Fr-Sa 22:00-03:00",
           admission=_price(15),
           min_age=18, popularity=0.2, **_LOW),
    _place("lumen:bistro", "Bistro Uno", _C.RESTAURANT, (800, 400),
           "Tu-Su 12:00-15:00,18:30-23:00", meal_price=25,
           diets=("vegetarian",), cuisines=("french",), popularity=0.5, **_LOW),
    _place("lumen:cafe", "Cafe Alba", _C.CAFE, (400, 0), "07:00-16:00", meal_price=12,
           diets=("vegan",),
           popularity=0.4, **_LOW),
    _place("lumen:noodles", "Noodle Bar Ren", _C.FAST_FOOD, (1600, 0), "Tu-Su 17:30-22:30",
           meal_price=15,
           diets=("vegan", "halal"), cuisines=("japanese",), popularity=0.3, **_LOW),
    _place("lumen:trattoria", "Trattoria Nonna", _C.RESTAURANT, (1000, -400),
           "Th-Tu 12:00-14:30,19:00-22:30",
           meal_price=30, max_group=8, cuisines=("italian",), popularity=0.6, **_LOW),
    _place("lumen:hotel", "Hotel Aurora", _C.HOTEL, (200, 0), "24/7", nightly_rate=100, stars=3,
           **_LOW),
    _place("lumen:hostel", "Hostel Nido", _C.HOSTEL, (1800, 400), "24/7", nightly_rate=40,
           room_capacity=4,
           wheelchair="no", stroller="yes"),
    _place("lumen:station", "Lumen Central", _C.STATION, (-600, 0), "24/7", **_LOW),
    _place("lumen:airport", "Lumen Airport", _C.AIRPORT, (12_000, 0), "24/7", **_LOW),
    _place("porta:museum", "Lake Museum", _C.MUSEUM, (400, 0), "10:00-17:00", admission=_price(15,
           "CHF"),
           popularity=0.7, **_LOW),
    _place("porta:shore", "Lake Walk", _C.WATERFRONT, (400, -600), "24/7", admission=_price(0,
           "CHF"), **_LOW),
    _place("porta:kitchen", "Lake Kitchen", _C.RESTAURANT, (200, -400), "11:30-14:00,18:00-22:00",
           meal_price=32,
           diets=("vegetarian",), **_LOW),
    _place("porta:corner", "Corner Cafe", _C.CAFE, (0, 400), "08:00-21:00", meal_price=20,
           diets=("vegan",), **_LOW),
    _place("porta:inn", "Porta Inn", _C.HOTEL, (0, 0), "24/7", nightly_rate=120, stars=4, **_LOW),
    _place("porta:station", "Porta Station", _C.STATION, (-400, 0), "24/7", **_LOW),
)  # fmt: skip


def _on(days: str, *spans: tuple[int, int]) -> dict[int, tuple[Span, ...]]:
    return {int(day): tuple(Span(*span) for span in spans) for day in days}


_EVERY = "0123456"
_ALWAYS = Week(_on(_EVERY, (0, 1440)))
#: Hours by hand, in local minutes. Absent: unknown.
HOURS: dict[str, Week] = {
    "lumen:museum": Week(_on("123456", (600, 1080)), holiday=()),
    "lumen:gallery": Week(_on("023456", (660, 1140))),
    "lumen:park": _ALWAYS,
    "lumen:church": Week(_on("012345", (480, 720), (900, 1080)) | _on("6", (780, 1080))),
    "lumen:market": Week(_on("012345", (420, 780)), holiday=()),
    "lumen:club": Week(
        _on("4", (1320, 1620)) | _on("5", (0, 180), (1320, 1620)) | _on("6", (0, 180))
    ),
    "lumen:bistro": Week(_on("123456", (720, 900), (1110, 1380))),
    "lumen:cafe": Week(_on(_EVERY, (420, 960))),
    "lumen:noodles": Week(_on("123456", (1050, 1350))),
    "lumen:trattoria": Week(_on("013456", (720, 870), (1140, 1350))),
    "porta:museum": Week(_on(_EVERY, (600, 1020))),
    "porta:kitchen": Week(_on(_EVERY, (690, 840), (1080, 1320))),
    "porta:corner": Week(_on(_EVERY, (480, 1260))),
} | {place.id: _ALWAYS for place in PLACES if place.opening_hours == "24/7"}
