"""The tables of Trip-Plus: as they are read, as a timetable, as a catalogue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from agents.language.rests import QUEUES
from eval.tripplus.catalogue import city_of, hours_of, places_of
from eval.tripplus.database import databases
from eval.tripplus.table import Hotel, Open, read_table
from planner.errors import SettingsError
from planner.taxonomy import Category, Group
from tests.eval.tripplus import tiny
from tools.catalogue import Catalogue
from tools.catalogue.query import PlaceQuery, answer

if TYPE_CHECKING:
    from pathlib import Path

    from eval.tripplus.database import Database


def test_rows_are_read_with_their_units(database: Database) -> None:
    """Minutes after midnight, lists parted, blanks unknown."""
    museum = database.sights["Harbour Museum"]
    assert (museum.hours, museum.ticket_price) == ((540, 1020), 20)
    assert museum.popularity_tags == ("classic_hotspot", "photo_spot")
    assert database.sights["Night Street"].hours == (1020, 1560)
    assert database.sights["Dune Park"].queue_risk == ""
    assert museum.shut_on(dt.date(2026, 7, 13))
    assert not museum.shut_on(tiny.FIRST)


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    """The file and the field are named, whether it is absent or wrong."""
    with pytest.raises(SettingsError, match=r"cannot read .*hotels\.csv"):
        read_table(tmp_path / "hotels.csv", Hotel)
    path = tmp_path / "hotels.csv"
    path.write_text("name,city,latitude,longitude,price\nInn,X,thirty,1,2\n")
    with pytest.raises(SettingsError, match=r"hotels\.csv: latitude: "):
        read_table(path, Hotel)
    with pytest.raises(SettingsError, match="expected the databases of Trip-Plus"):
        databases(tmp_path)


def test_positions_by_any_name_of_a_station(database: Database) -> None:
    """A station is known by its alias, and with or without the words that say it is one."""
    names = ("Tideport North", "Tideport North Station", "tideport north railway station")
    assert {database.where(name) for name in names} == {database.where("Tideport North")}
    assert database.where("Tideport North") is not None
    assert database.where("Tideport South") is None


def test_only_direct_services_are_in_the_timetable(database: Database) -> None:
    """A journey with a change is left out, and a service has its class and price."""
    back = database.timetable.services(tiny.CITY, tiny.HOME, tiny.LAST)
    assert back == (tiny.ticket(tiny.BACK),)
    assert back[0].minutes == 120
    assert database.timetable.stations(tiny.CITY) == {"Tideport North"}
    assert not database.timetable.services(tiny.CITY, tiny.HOME, tiny.FIRST)


@pytest.mark.parametrize(
    ("base", "served"),
    [
        ({}, True),
        ({"dest": ["Elsewhere"]}, False),
        ({"org": "Elsewhere"}, False),
        ({"route_mode": "flight"}, False),
        ({"return_date": "2026-07-16"}, False),
    ],
)
def test_a_database_serves_dialogues_by_its_content(
    base: dict[str, object], served: bool, database: Database
) -> None:
    """To its city, by ways that are on file on those dates."""
    dialogue = tiny.dialogue(tiny.turn(0, "hello"), **base)
    assert database.serves(dialogue) is served


def test_the_catalogue_has_everything_that_can_be_planned(database: Database) -> None:
    """Categories, hours, prices, queues; and the station where one arrives."""
    places = {place.name: place for place in places_of(database)}
    museum, pier = places["Harbour Museum"], places["Fun Pier"]
    assert (museum.category, museum.opening_hours) == (
        Category.MUSEUM, "09:00-17:00; Mo off",
    )  # fmt: skip
    assert museum.admission is not None and museum.admission.price(40) == 20
    assert (museum.minutes.min, museum.minutes.max) == (60, 120)
    assert QUEUES in pier.tags and QUEUES not in museum.tags
    assert places["Dune Park"].opening_hours == "24/7"
    assert places["Tea Pavilion"].category is Category.RESTAURANT
    assert (places["Anchor Inn"].nightly_rate, places["Anchor Inn"].stars) == (200, 3)
    assert places["Tideport North"].group is Group.HUB
    assert len(places) == 6 + 5 + 3 + 1


def test_unknown_hours_stay_unknown() -> None:
    """A row without hours has none made up."""
    assert hours_of(Open()) is None


def test_best_goes_by_rating(database: Database) -> None:
    """The catalogue's order answers what the dialogues ask: best rated, cheapest, closest."""
    store = Catalogue.in_memory(city_of(database), places_of(database))
    for kind, order, expected in (
        ("stay", "best", "Anchor Inn"),
        ("stay", "cheapest", "Bunk House"),
        ("food", "best", "Tea Pavilion"),
        ("food", "cheapest", "Noodle Bar"),
    ):
        query = PlaceQuery.model_validate({"kind": kind, "order": order, "limit": 1})
        assert answer(store, query)[0].place.name == expected
