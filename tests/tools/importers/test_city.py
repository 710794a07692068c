"""The city record: where its name, clock and money come from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tools.importers.city import city_record, slug, timezone_at
from tools.importers.feature import Area, Extract, Feature


def feature(lat: float, lon: float, **tags: str) -> Feature:
    """A feature with tags; ``__`` in a key stands for ``:``."""
    plain = {key.replace("__", ":"): value for key, value in tags.items()}
    return Feature("n1", lat, lon, plain, dt.date(2025, 1, 1))


def named(*features: Feature, file: str = "x.osm", extract: Extract | None = None) -> str:
    """The city's name for these features."""
    city = city_record(extract or Extract("osm"), features, Path(file), None, None)
    return city.name


def test_centre_in_the_data_names_the_city() -> None:
    """A city node gives name, local name and centre."""
    extract = Extract(
        "osm", centres=[feature(48.2, 16.37, place="city", name="Wien", name__en="Vienna")]
    )
    city = city_record(extract, [feature(48.21, 16.38)], Path("x.osm"), None, None)
    assert (city.name, city.name_local, city.lat, city.lon) == ("Vienna", "Wien", 48.2, 16.37)
    assert (city.country, city.timezone, city.currency) == ("AT", "Europe/Vienna", "EUR")


def test_addresses_name_the_city_and_the_file_decides_between_two() -> None:
    """Most addresses win, unless the file bears the name of another."""
    features = [
        *(feature(48.4, 10.0, addr__city="Neu-Ulm") for _ in range(3)),
        feature(48.4, 10.0, addr__city="Ulm"),
    ]
    assert named(*features) == "Neu-Ulm"
    assert named(*features, file="ulm_opening_hours.osm.xml") == "Ulm"


def test_zone_names_its_own_town_only() -> None:
    """Places in a zone's principal town take its name; far away the file's name stands."""
    assert named(feature(55.68, 12.57), file="cleaned_data.geojson") == "Copenhagen"
    assert named(feature(43.77, 11.25), file="florence-centre.osm.pbf") == "Florence Centre"


def test_addresses_tell_the_country() -> None:
    """What addresses say wins over the time zone's country."""
    city = city_record(
        Extract("osm"), [feature(43.73, 7.42, addr__country="MC")], Path("x.osm"), None, None
    )
    assert (city.country, city.currency) == ("MC", "EUR")


def test_broken_border_is_no_neighbourhood() -> None:
    """An area whose border crosses itself is left out, a sound one stays."""
    bow = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    box = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
    areas = [
        Area("w1", "Bow", bow, 1.0, {"name": "Bow"}),
        Area("w2", "Box", box, 1.0, {"name": "Box"}),
    ]
    city = city_record(
        Extract("osm", areas=areas), [feature(45.0, 10.0)], Path("x.osm"), None, None
    )
    assert [area.id for area in city.neighbourhoods] == ["box"]


@pytest.mark.parametrize(
    ("text", "expected"), [("Saint-Étienne", "saint-etienne"), ("København Ø", "kobenhavn-o")]
)
def test_slug_is_plain(text: str, expected: str) -> None:
    """Accents and signs do not reach an identifier."""
    assert slug(text) == expected


def test_time_zone_of_a_position() -> None:
    """A position has the zone of its country."""
    assert timezone_at(35.0, 135.76) == "Asia/Tokyo"
