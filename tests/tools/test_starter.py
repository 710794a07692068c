"""The catalogue that ships: complete, consistent, and honest about what it does not know."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.errors import CatalogueError
from planner.taxonomy import Category, Group
from tools import starter
from tools.catalogue import Catalogue
from tools.distance import crow_metres
from tools.hours import OpeningHoursBook, explain_hours
from tools.importers import import_file
from tools.importers.compare import compare

if TYPE_CHECKING:
    from planner.city import City
    from planner.place import Place

EXTRACT = Path("../shared/data/osm/copenhagen_osm/cleaned_data.geojson")
WEEK = [dt.date(2027, 6, 7) + dt.timedelta(days=i) for i in range(7)]
CITIES = ("copenhagen", "kyoto", "new-york", "rome")
#: A day out by train at most.
FAR = 60_000


@pytest.fixture(scope="module", params=CITIES)
def loaded(request: pytest.FixtureRequest) -> tuple[City, tuple[Place, ...]]:
    """One city with its places."""
    return starter.load(request.param)


def share(places: list[Place], has: str) -> float:
    """Share of places that state something."""
    return sum(getattr(place, has) is not None for place in places) / len(places)


def test_four_cities_ship() -> None:
    """Copenhagen, Kyoto, New York and Rome, each found by id."""
    assert starter.city_ids() == CITIES
    with pytest.raises(CatalogueError, match="atlantis"):
        starter.load("atlantis")


def test_a_broken_line_is_told_by_file_and_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that does not fit its schema names its file and number."""
    folder = tmp_path / "lumen"
    folder.mkdir()
    source = starter.ROOT / "copenhagen"
    (folder / "city.json").write_bytes((source / "city.json").read_bytes())
    for stem in starter.FILES:
        (folder / f"{stem}.jsonl").write_text("", encoding="utf-8")
    (folder / "food.jsonl").write_text('{"id": "x", "category": "cafe"}\n', encoding="utf-8")
    monkeypatch.setattr(starter, "ROOT", tmp_path)
    with pytest.raises(CatalogueError, match=r"food\.jsonl, line 1"):
        starter.load("lumen")


def test_there_is_enough_to_plan_with(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """At least 120 sights, 40 places to eat, 12 lodgings, a way in, and names for areas."""
    city, places = loaded
    count = Counter(place.group for place in places)
    assert count[Group.SIGHT] >= 120
    assert count[Group.FOOD] >= 40
    assert count[Group.STAY] >= 12
    assert count[Group.HUB] >= 2
    assert len(city.neighbourhoods) >= 12
    assert len(city.climate) == 12


def test_ids_and_names_are_unique(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """No place stands twice."""
    _, places = loaded
    assert max(Counter(place.id for place in places).values()) == 1
    assert max(Counter((place.name, place.group) for place in places).values()) == 1


def test_places_are_where_they_say(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """Within reach of the centre, and inside the neighbourhood they name."""
    city, places = loaded
    areas = {area.id: area for area in city.neighbourhoods}
    for place in places:
        away = crow_metres(city.lat, city.lon, place.lat, place.lon)
        assert away < FAR or place.group is Group.HUB, place.id
        if place.neighbourhood is not None:
            assert areas[place.neighbourhood].contains(place.lat, place.lon), place.id


def test_hours_can_be_read(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """Every text is one the evaluator trusts, and nearly every sight and kitchen has one."""
    _, places = loaded
    told = [place for place in places if place.opening_hours is not None]
    problems = {p.id: why for p in told if (why := explain_hours(p.opening_hours or ""))}
    assert problems == {}
    visited = [place for place in places if place.group in (Group.SIGHT, Group.FOOD)]
    assert share(visited, "opening_hours") >= 0.9


def test_every_day_feeds_everybody(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """On each day of a June week ten kitchens and more are open at one, and at seven."""
    city, places = loaded
    book = OpeningHoursBook()
    kitchens = [p for p in places if p.category in (Category.RESTAURANT, Category.FOOD_HALL)]
    for day in WEEK:
        for start, end in ((13 * 60, 14 * 60), (19 * 60, 20 * 60)):
            serving = [p for p in kitchens if book.opening(p, city, day).covers(start, end)]
            assert len(serving) >= 10, (day, start)


def test_prices_are_stated(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """Entry, meal and room, each where it belongs and in the city's money."""
    city, places = loaded
    sights = [place for place in places if place.group is Group.SIGHT]
    assert share(sights, "admission") >= 0.8
    assert share([p for p in places if p.group is Group.FOOD], "meal_price") >= 0.9
    beds = [p for p in places if p.group is Group.STAY and p.category is not Category.LODGING_AREA]
    assert share(beds, "nightly_rate") >= 0.9
    assert {p.currency for p in places} <= {city.currency, None}


def test_renown_tells_sights_apart(loaded: tuple[City, tuple[Place, ...]]) -> None:
    """A few sights nearly everybody sees, and many that few do."""
    _, places = loaded
    renown = sorted(p.popularity for p in places if p.group is Group.SIGHT)
    assert 3 <= sum(value > 0.7 for value in renown) <= 15
    assert renown[len(renown) // 2] < 0.5


def test_copenhagen_agrees_with_openstreetmap(tmp_path: Path) -> None:
    """Names in both lie within 60 m on median, and their hours agree nine times in ten."""
    if not EXTRACT.is_file():
        pytest.skip(f"no extract at {EXTRACT}")
    import_file(EXTRACT, tmp_path / "osm.db", city_name="Copenhagen", country="DK")
    with Catalogue.starter("copenhagen") as ours, Catalogue.open(tmp_path / "osm.db") as theirs:
        found = compare(ours, theirs, WEEK[0])
    assert len(found.matched) >= 80
    assert found.median_metres is not None and found.median_metres < 60
    assert found.hours_agreement is not None and found.hours_agreement > 0.9
