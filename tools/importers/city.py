"""The city record of an import: name, country, clock, money, centre and areas, from the data."""

from __future__ import annotations

import re
import statistics
import zoneinfo
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from planner.city import City, Neighbourhood
from planner.errors import ImportFileError
from tools.distance import crow_metres
from tools.importers.tags import load_toml, values_of
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tools.importers.feature import Area, Extract, Feature

#: A zone's principal town this close to the places is their town.
_ZONE_TOWN_M = 25_000
_SHARE = 0.5


class Zone(NamedTuple):
    """A line of the time-zone table: the zone, its country and where its principal town lies."""

    name: str
    country: str
    lat: float
    lon: float


def city_record(
    extract: Extract, features: Sequence[Feature], path: Path, name: str | None, country: str | None
) -> City:
    """Describe the city that ``features`` lie in.

    Args:
        extract: what was read; gives areas and named centres.
        features: the places to be, at least one.
        path: the file; gives the name where nothing else does.
        name: overrides the data.
        country: overrides the data, ISO 3166-1 alpha-2.

    Raises:
        ImportFileError: the country has no currency on file, so ``country`` is wrong or needed;
            or the places lie in no time zone.
    """
    lat = statistics.median(feature.lat for feature in features)
    lon = statistics.median(feature.lon for feature in features)
    zone = timezone_at(lat, lon)
    code = country or _stated(features, "addr:country", r"[A-Z]{2}") or _country_of(zone)
    code, currency = _with_currency(code, path)
    centre = _centre(extract, name, lat, lon)
    title = name or (_title(centre) if centre else None) or _addressed(features, path)
    title = title or _zone_town(zone, lat, lon) or _from_file(path)
    try:
        return City(
            id=slug(title) or slug(_from_file(path)) or "city",
            name=title,
            name_local=centre.tags["name"] if centre and centre.tags["name"] != title else None,
            country=code,
            timezone=zone,
            currency=currency,
            lat=centre.lat if centre else lat,
            lon=centre.lon if centre else lon,
            neighbourhoods=tuple(_neighbourhoods(extract.areas)),
            source=extract.source,
        )
    except ValidationError as error:
        raise ImportFileError(f"{path.name}: no city can be made of it: {error}.") from error


def _with_currency(country: str | None, path: Path) -> tuple[str, str]:
    """The country's code in capitals and its currency."""
    code = (country or "").upper()
    currency = _currencies().get(code)
    if currency is None:
        raise ImportFileError(
            f"{path.name}: cannot tell its country (got {code or 'none'!r});"
            " name it, e.g. country 'IT'."
        )
    return code, currency


def timezone_at(lat: float, lon: float) -> str:
    """IANA name of the time zone at a position in degrees."""
    from tzfpy import get_tz

    return str(get_tz(lon, lat))


def slug(text: str) -> str:
    """``text`` as an identifier: ``Saint-Étienne`` becomes ``saint-etienne``.

    Empty where no Latin letter is in it.
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _centre(extract: Extract, name: str | None, lat: float, lon: float) -> Feature | None:
    """The city or town nearest to the places, or the one of that name."""
    wanted = [c for c in extract.centres if name is None or fold(name) in _names(c)]
    if name is None:
        wanted = [c for c in wanted if c.tags["place"] == "city"] or wanted
    return min(wanted, key=lambda c: crow_metres(lat, lon, c.lat, c.lon), default=None)


def _names(centre: Feature) -> set[str]:
    return {fold(text) for key, text in centre.tags.items() if key.split(":")[0] == "name"}


def _title(centre: Feature) -> str:
    return centre.tags.get("name:en") or centre.tags["name"]


def _stated(features: Iterable[Feature], key: str, pattern: str = r".+") -> str | None:
    """The value that most features give for ``key``, if half of those that give one agree."""
    given = Counter(v for f in features if re.fullmatch(pattern, v := f.tags.get(key, "").strip()))
    if not given:
        return None
    ((value, number),) = given.most_common(1)
    return value if number >= _SHARE * given.total() else None


def _addressed(features: Iterable[Feature], path: Path) -> str | None:
    """The city in the addresses: that which the file is named after, else what most say."""
    features = list(features)
    file_name = f"{fold(path.name)} "
    given = Counter(v for f in features if (v := f.tags.get("addr:city", "").strip()))
    named = [city for city, _ in given.most_common() if file_name.startswith(f"{fold(city)} ")]
    return named[0] if named else _stated(features, "addr:city")


def _country_of(zone: str) -> str | None:
    return next((row.country for row in _zones() if row.name == zone), None)


def _zone_town(zone: str, lat: float, lon: float) -> str | None:
    row = next((row for row in _zones() if row.name == zone), None)
    if row is None or crow_metres(lat, lon, row.lat, row.lon) > _ZONE_TOWN_M:
        return None
    return row.name.rsplit("/", 1)[-1].replace("_", " ")


def _from_file(path: Path) -> str:
    stem = re.split(r"[._]", path.name)[0]
    return stem.replace("-", " ").title() or "City"


@lru_cache(maxsize=1)
def _currencies() -> dict[str, str]:
    """Country -> currency."""
    return {c: money for money, codes in load_toml("countries.toml").items() for c in codes.split()}


@lru_cache(maxsize=1)
def _zones() -> tuple[Zone, ...]:
    """The table of zones beside the time-zone data: the system's, or the ``tzdata`` package's."""
    texts = (Path(folder, "zone.tab") for folder in zoneinfo.TZPATH)
    found = next((path for path in texts if path.is_file()), None)
    text = (
        found.read_text("utf-8")
        if found
        else files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    )
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Zone(row[2], row[0], *_position(row[1])) for row in rows)


def _position(text: str) -> tuple[float, float]:
    """ISO 6709 in degrees and minutes, with or without seconds: ``+5540+01235``."""
    match = re.fullmatch(r"([+-]\d{2})(\d{2})(\d{2})?([+-]\d{3})(\d{2})(\d{2})?", text)
    if match is None:
        raise ValueError(f"Expected a position such as '+5540+01235', got {text!r}.")
    lat, lon = match.group(1, 2, 3), match.group(4, 5, 6)
    return _degrees(*lat), _degrees(*lon)


def _degrees(whole: str, minutes: str, seconds: str | None) -> float:
    size = abs(int(whole)) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -size if whole.startswith("-") else size


def _neighbourhoods(areas: Iterable[Area]) -> Iterator[Neighbourhood]:
    """Areas as neighbourhoods, one a name (the largest), in the order of their names."""
    largest: dict[str, Area] = {}
    for area in sorted(areas, key=lambda area: area.area_m2):
        largest[slug(area.name) or slug(area.ref)] = area
    for id_, area in sorted(largest.items()):
        name = area.tags.get("name:en") or area.name
        aliases = [area.name, *values_of(area.tags.get("alt_name", ""))]
        try:
            yield Neighbourhood(
                id=id_,
                name=name,
                aliases=tuple(a for a in dict.fromkeys(aliases) if a != name),
                ring=area.ring,
            )
        except ValidationError:
            # A border that crosses itself, as volunteers draw them now and then, bounds no area.
            continue
