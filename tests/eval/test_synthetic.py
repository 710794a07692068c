"""The made-up city: always the same, importable to the last place, and like a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents import app
from eval.synthetic import LAT, LON, NAME, write_city, write_extract
from planner.itinerary import Itinerary
from planner.taxonomy import Group
from tools.catalogue import Catalogue
from tools.distance import crow_metres
from tools.hours import explain_hours

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of a thousand places."""
    path, _ = write_city(tmp_path_factory.mktemp("city"), 1_000)
    return path


def test_number_and_seed_decide_the_city(tmp_path: Path) -> None:
    """The same bytes for the same seed, others for another."""
    files = [
        write_extract(tmp_path / f"{i}.geojson", 200, seed) for i, seed in enumerate((0, 0, 1))
    ]
    first, again, other = (file.read_bytes() for file in files)
    assert first == again != other


def test_every_feature_becomes_a_place(tmp_path: Path) -> None:
    """Nothing is skipped, merged or malformed, and sights, food and beds are among them."""
    _, report = write_city(tmp_path, 500)
    assert (report.read, report.places, report.merged, report.skipped) == (500, 500, 0, {})
    assert report.malformed_hours == ()
    assert set(report.by_group) == {"sight", "food", "stay"}
    assert 250 < report.with_hours < 450


def test_few_places_are_famous_and_hours_are_of_many_kinds(city: Path) -> None:
    """A handful in a thousand stand out; texts of hours are read, and differ."""
    places = Catalogue.open(city).places()
    popularity = sorted(place.popularity for place in places)
    assert popularity[-1] > 0.55
    assert popularity[-20] < 0.5
    assert popularity[500] < 0.1
    texts = {place.opening_hours for place in places if place.opening_hours}
    assert len(texts) > 150
    assert all(explain_hours(text) is None for text in texts)
    assert any(place.admission and place.admission.adult > 0 for place in places)


def test_places_gather_around_the_centre(city: Path) -> None:
    """Half lie within two kilometres, all within fifteen."""
    metres = sorted(
        crow_metres(LAT, LON, place.lat, place.lon) for place in Catalogue.open(city).places()
    )
    assert metres[500] < 2_000
    assert metres[-1] < 15_000


def test_a_trip_there_can_be_planned(city: Path) -> None:
    """Two days with sights and meals, on a catalogue as a user would import it."""
    request = {"destinations": [{"city": NAME, "nights": 1}], "start": "2027-06-08"}
    trip = app.plan(request, catalogues=[city], time_limit=0.2)
    assert isinstance(trip, Itinerary)
    stores = Catalogue.open(city)
    groups = {
        place.group
        for day in trip.days
        for stop in day.stops
        if (place := stores.get(stop.place_id or "")) is not None
    }
    assert groups == {Group.SIGHT, Group.FOOD}
