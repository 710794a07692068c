"""A made-up city of any size: an OpenStreetMap extract, and the catalogue imported from it.

The same number and seed give the same city, byte for byte. Places gather in quarters around a
centre; few are famous and most are not; hours are texts as volunteers write them, and some are
missing.
"""

from __future__ import annotations

import json
import math
import re
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from tools.importers import import_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.importers import ImportReport

NAME, COUNTRY = "Numeria", "IT"
#: Where its centre lies, in degrees.
LAT, LON = 44.5, 11.34
#: Metres in a degree of latitude.
DEGREE = 111_195
#: Places in one quarter, and metres that its places stray from its middle, on average.
QUARTER, STRAY = 250, 450
#: Metres that the middles of quarters stray from the centre in a city of a thousand places.
REACH = 1_400
#: Date on every feature, so that the day of the import leaves no trace.
STAMP = "2026-01-01"

_CLOCK = re.compile(r"(\d\d):(\d\d)")
_DAILY = ("Mo-Su 10:00-18:00", "Mo-Su 09:00-17:00", "Mo-Su 09:30-19:00", "24/7")
_MUSEUM = (
    "Tu-Su 10:00-18:00",
    "Tu-Su 09:00-17:00; Mo off",
    "We-Su 10:00-17:00; PH off",
    "Mo-Su 10:00-18:00; Th 10:00-21:00",
    "Tu-Fr 09:00-13:00,15:00-19:00; Sa-Su 10:00-19:00",
    "Apr-Sep Tu-Su 09:00-19:00; Oct-Mar Tu-Su 10:00-16:00",
)
_CHURCH = (
    "Mo-Su 08:00-12:00,15:30-18:30",
    "Mo-Sa 09:00-17:00; Su 13:00-17:00",
    "Mo-Su 07:30-19:00",
)
_SHOP = ("Mo-Sa 09:30-19:30", "Mo-Fr 09:00-13:00,15:30-19:30; Sa 09:00-13:00", "Mo-Sa 08:00-14:00")
_KITCHEN = (
    "Mo-Su 12:00-15:00,19:00-23:00",
    "Tu-Su 12:00-14:30,19:00-22:30",
    "Mo-Sa 12:00-23:00; Su off",
    "We-Mo 12:30-15:00,19:30-00:00",
    "Mo-Fr 11:30-15:00",
)
_CAFE = ("Mo-Fr 07:00-19:00; Sa-Su 08:00-20:00", "Mo-Sa 07:30-18:00", "Mo-Su 08:00-22:00")
_BAR = ("Mo-Su 17:00-01:00", "Tu-Sa 18:00-02:00", "Mo-Su 11:00-24:00")


class _Kind(NamedTuple):
    """What a share of the features is: in parts, the word in its names, its tags and its hours."""

    parts: int
    word: str
    tags: dict[str, str]
    hours: tuple[str, ...]


_KINDS = (
    _Kind(6, "Museum", {"tourism": "museum"}, _MUSEUM),
    _Kind(3, "Gallery", {"tourism": "gallery"}, _MUSEUM),
    _Kind(2, "Palace", {"historic": "castle"}, _MUSEUM),
    _Kind(7, "Church", {"amenity": "place_of_worship", "religion": "christian"}, _CHURCH),
    _Kind(4, "Monument", {"historic": "monument"}, ()),
    _Kind(2, "Tower", {"man_made": "tower", "tourism": "attraction"}, _DAILY),
    _Kind(5, "Park", {"leisure": "park"}, ()),
    _Kind(2, "Garden", {"leisure": "garden"}, _DAILY),
    _Kind(2, "View", {"tourism": "viewpoint"}, ()),
    _Kind(3, "Square", {"place": "square"}, ()),
    _Kind(2, "Theatre", {"amenity": "theatre"}, ()),
    _Kind(2, "Market", {"amenity": "marketplace"}, _SHOP),
    _Kind(5, "Bookshop", {"shop": "books"}, _SHOP),
    _Kind(26, "Trattoria", {"amenity": "restaurant", "cuisine": "italian"}, _KITCHEN),
    _Kind(12, "Caffè", {"amenity": "cafe"}, _CAFE),
    _Kind(6, "Forno", {"shop": "bakery"}, _SHOP),
    _Kind(5, "Bar", {"amenity": "bar"}, _BAR),
    _Kind(5, "Grill", {"amenity": "fast_food"}, _KITCHEN),
    _Kind(4, "Hotel", {"tourism": "hotel"}, ()),
    _Kind(1, "Hostel", {"tourism": "hostel"}, ()),
)
_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fa",
    "gio",
    "lu",
    "mar",
    "ni",
    "or",
    "pe",
    "ra",
    "san",
    "ti",
    "ve",
)
#: Shares of the places that are great, famous, known and noted, with the tags that tell.
_RENOWN = ((0.004, "great"), (0.01, "famous"), (0.04, "known"), (0.2, "noted"))
_LANGUAGES = ("de", "es", "fr", "ja", "nl", "pl", "pt", "ru", "sv", "zh")


def write_city(folder: Path, places: int, seed: int = 0) -> tuple[Path, ImportReport]:
    """Write an extract of ``places`` features to a folder, and the catalogue imported from it.

    Returns:
        The catalogue file, and what the import said.
    """
    source = write_extract(folder / f"numeria-{places}.geojson", places, seed)
    path = source.with_suffix(".db")
    return path, import_file(source, path, city_name=NAME, country=COUNTRY)


def write_extract(path: Path, places: int, seed: int = 0) -> Path:
    """Write the features as GeoJSON; gives the path back."""
    rows = list(_features(places, Random(seed)))
    text = json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def _features(places: int, luck: Random) -> Iterator[dict[str, Any]]:
    reach = REACH * (places / 1_000) ** 0.3
    quarters = [(0.0, 0.0)]
    quarters += [(luck.gauss(0, reach), luck.gauss(0, reach)) for _ in range(places // QUARTER)]
    # The old town has the most, the next quarter half of that, and so on down.
    sizes = [1 / (rank + 2) for rank in range(len(quarters))]
    parts = [kind.parts for kind in _KINDS]
    for number in range(places):
        kind = luck.choices(_KINDS, parts)[0]
        east, north = luck.choices(quarters, sizes)[0]
        lat = LAT + luck.gauss(north, STRAY) / DEGREE
        lon = LON + luck.gauss(east, STRAY) / (DEGREE * math.cos(math.radians(LAT)))
        yield {
            "type": "Feature",
            "id": f"node/{number + 1}",
            "properties": {"@timestamp": STAMP, **_tags(kind, number, luck)},
            "geometry": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]},
        }


def _tags(kind: _Kind, number: int, luck: Random) -> dict[str, str]:
    name = "".join(luck.choices(_SYLLABLES, k=3)).title()
    tags = {"name": f"{kind.word} {name} {number}", **kind.tags}
    if kind.hours and luck.random() < 0.85:
        tags["opening_hours"] = _CLOCK.sub(lambda at: _shifted(at, luck), luck.choice(kind.hours))
    if kind.word in ("Museum", "Palace", "Garden") and luck.random() < 0.5:
        tags["charge"] = f"{luck.randint(3, 20)} EUR"
    if kind.word == "Hotel":
        tags["stars"] = str(luck.choices((2, 3, 4, 5), (2, 5, 4, 1))[0])
    return tags | _renown(number, luck)


def _shifted(at: re.Match[str], luck: Random) -> str:
    """A time of day, in half of all cases some quarters of an hour off; midnight stays."""
    minutes = int(at[1]) * 60 + int(at[2])
    if 0 < minutes < 24 * 60:
        minutes += 15 * luck.choice((-4, -2, -1, 0, 0, 0, 0, 1, 2))
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _renown(number: int, luck: Random) -> dict[str, str]:
    """Tags that tell how well known a place is; most have none."""
    draw, level = luck.random(), ""
    for share, name in _RENOWN:
        draw -= share
        if draw < 0:
            level = name
            break
    if not level:
        return {}
    tags = {"website": f"https://numeria.example/{number}"}
    if level == "noted":
        return tags
    tags["wikidata"] = f"Q{9_000_000 + number}"
    if level in ("great", "famous"):
        languages = luck.sample(_LANGUAGES, luck.randint(4, len(_LANGUAGES)))
        tags |= {f"name:{language}": f"{number} {language}" for language in sorted(languages)}
        tags |= {"wikipedia": f"en:Number {number}", "heritage": "1" if level == "great" else "2"}
    return tags
