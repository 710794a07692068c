"""The place store: what it finds, and that a file is a whole catalogue or refused."""

from __future__ import annotations

import os
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from planner.errors import CatalogueError, UnknownNameError
from planner.model import Point
from planner.taxonomy import Category, Group
from tests.tools.catalogue_places import EIGHT, HARBOUR, TOWN, place
from tools.catalogue import Catalogue, resolve_city

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planner.place import Place


@pytest.fixture
def catalogue() -> Iterator[Catalogue]:
    """The eight places in memory."""
    with Catalogue.in_memory(TOWN, EIGHT) as built:
        yield built


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The eight places in a file."""
    file = tmp_path / "town.db"
    Catalogue.write(file, TOWN, EIGHT)
    return file


def names(places: list[Place]) -> list[str]:
    """Names in the same order."""
    return [place.name for place in places]


def test_file_gives_back_what_was_written(path: Path) -> None:
    """City and places read from a file equal those written, to the last field."""
    with Catalogue.open(path) as catalogue:
        assert catalogue.city == TOWN
        assert {p.id: p for p in catalogue.places()} == {p.id: p for p in EIGHT}
        assert catalogue.get("smallville:cafe") == EIGHT[6]
        assert catalogue.get("smallville:cafe") is catalogue.get("smallville:cafe")
        assert catalogue.get("smallville:nothing") is None


def test_places_come_by_kind_and_popularity(catalogue: Catalogue) -> None:
    """Places are filtered by group, category and popularity, the most popular first."""
    sights = catalogue.places(groups=[Group.SIGHT])
    assert names(sights) == [
        "Louvre Museum",
        "St. Peter's Basilica",
        "The Round Tower",
        "Rose Park",
    ]
    assert names(catalogue.places(categories=[Category.CAFE])) == ["Café Ørsted"]
    assert catalogue.places(groups=[Group.STAY], categories=[Category.CAFE]) == []
    assert names(catalogue.places(min_popularity=0.8, limit=1)) == ["Louvre Museum"]
    assert catalogue.count() == 8
    assert catalogue.count(groups=[Group.FOOD]) == 2


def test_near_sorts_by_distance_and_stops_at_the_radius(catalogue: Catalogue) -> None:
    """Only places within the radius come back, nearest first, with their distance in metres."""
    found = catalogue.near(Point(lat=45.001, lon=10.001), 200)
    assert [near.place.id for near in found] == [
        "smallville:louvre",
        "smallville:grill",
        "smallville:hotel-louvre",
    ]
    assert found[1].metres == pytest.approx(11.1, abs=0.1)
    stays = catalogue.near(Point(lat=45.001, lon=10.001), 200, groups=[Group.STAY])
    assert [near.place.name for near in stays] == ["Hôtel du Louvre"]
    assert len(catalogue.near(Point(lat=45.001, lon=10.001), 200, limit=1)) == 1


def test_near_reaches_across_the_date_line() -> None:
    """A circle that crosses the 180th meridian finds places on both its sides."""
    west = place("west", "West Pier", Category.WATERFRONT, -17.0, 179.999)
    east = place("east", "East Pier", Category.WATERFRONT, -17.0, -179.999)
    catalogue = Catalogue.in_memory(TOWN, [west, east])
    found = catalogue.near(Point(lat=-17.0, lon=179.9995), 500)
    assert {near.place.name for near in found} == {"West Pier", "East Pier"}


def test_in_area_keeps_to_the_polygon(catalogue: Catalogue) -> None:
    """Places inside the ring come back, those outside it do not."""
    assert names(catalogue.in_area(HARBOUR)) == ["Louvre Museum", "Ørsted Grill", "Hôtel du Louvre"]
    assert names(catalogue.in_area(HARBOUR, [Category.HOTEL])) == ["Hôtel du Louvre"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Louvre Museum", "Louvre Museum"),
        ("louvre", "Louvre Museum"),
        ("the louvre", "Louvre Museum"),
        ("Louvre, Smallville", "Louvre Museum"),
        ("hotel du louvre", "Hôtel du Louvre"),
        ("rundetarn", "The Round Tower"),
        ("RUNDETÅRN", "The Round Tower"),
        ("round towr", "The Round Tower"),
        ("roundtower", "The Round Tower"),
        ("saint peters basilica", "St. Peter's Basilica"),
        ("St Peters", "St. Peter's Basilica"),
        ("orsted grill", "Ørsted Grill"),
        ("rose", "Rose Park"),
    ],
)
def test_find_gets_the_place_that_was_meant(catalogue: Catalogue, typed: str, meant: str) -> None:
    """A name typed with slips, without accents or in part leads to its place."""
    assert catalogue.find(typed)[0].place.name == meant


@pytest.mark.parametrize(
    ("typed", "sure"),
    [("Louvre Museum", True), ("round towr", True), ("orsted", False), ("museum", False)],
)
def test_find_tells_sure_from_unsure(catalogue: Catalogue, typed: str, sure: bool) -> None:
    """A hit is sure when one place stands out, unsure when two share the word or it is generic."""
    hits = catalogue.find(typed)
    assert hits[0].sure is sure
    assert not any(hit.sure for hit in hits[1:])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Nanzen-in", "Nanzen-in"), ("nanzenin", "Nanzen-in"), ("Nanzen-ji", "Nanzen-ji")],
)
def test_find_puts_a_name_typed_exactly_before_a_popular_one_like_it(
    typed: str, meant: str
) -> None:
    """A small temple typed to the letter is surely meant, beside the great one next to it."""
    hit = Catalogue.starter("kyoto").find(typed)[0]
    assert (hit.place.name, hit.sure) == (meant, True)


@pytest.mark.parametrize("typed", ["", "   ", "!?", "zzzzqq", '"; DROP TABLE place; --', "* OR *"])
def test_find_of_nonsense_is_empty(catalogue: Catalogue, typed: str) -> None:
    """Text that names nothing finds nothing, whatever signs it holds."""
    assert catalogue.find(typed) == []


def test_find_keeps_to_the_kinds_asked_for(catalogue: Catalogue) -> None:
    """A search among sights never answers with a hotel."""
    assert names([hit.place for hit in catalogue.find("louvre", groups=[Group.STAY])]) == [
        "Hôtel du Louvre"
    ]


def test_text_search_reads_tags_cuisines_and_description(catalogue: Catalogue) -> None:
    """Words are found in cuisines, tags and descriptions; several words narrow the answer."""
    assert names(catalogue.text_search("steak")) == ["Ørsted Grill"]
    assert names(catalogue.text_search("old books")) == ["Café Ørsted"]
    assert names(catalogue.text_search("art museum"))[0] == "Louvre Museum"
    assert catalogue.text_search("") == []


def test_catalogue_may_be_shared_by_threads(path: Path) -> None:
    """Four threads that ask one catalogue at once all get whole answers."""
    answers: list[int] = []
    with Catalogue.open(path) as catalogue:
        threads = [
            threading.Thread(target=lambda: answers.append(len(catalogue.places())))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [8, 8, 8, 8]


def test_open_file_cannot_be_changed(path: Path) -> None:
    """The connection behind an opened catalogue refuses to write."""
    with Catalogue.open(path) as catalogue, pytest.raises(CatalogueError, match="readonly"):
        catalogue._table.rows("DELETE FROM place")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"name,lat,lon\n" * 20, "does not begin like an SQLite file"),
        (b"SQLite format 3\x00", "does not begin like an SQLite file"),
    ],
)
def test_file_that_is_no_catalogue_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """An empty file, text, and a bare header are named for what they are."""
    file = tmp_path / "wrong.db"
    file.write_bytes(content)
    with pytest.raises(CatalogueError, match=message):
        Catalogue.open(file)


def test_absent_file_is_refused(tmp_path: Path) -> None:
    """A path with nothing there is named, and nothing is created."""
    with pytest.raises(CatalogueError, match="No catalogue at"):
        Catalogue.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_other_database_is_refused(tmp_path: Path) -> None:
    """An SQLite file of another program is not taken for a catalogue."""
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE place (id)")
    with pytest.raises(CatalogueError, match="not a Wayplan catalogue"):
        Catalogue.open(file)


def test_other_version_is_refused(path: Path) -> None:
    """A catalogue of another schema version says which, and what to do."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CatalogueError, match=r"version 99, expected 1; import its source again"):
        Catalogue.open(path)


def test_truncated_file_is_refused(path: Path) -> None:
    """A file cut short is found out when opened, not in the middle of a plan."""
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(CatalogueError, match="is truncated"):
        Catalogue.open(path)


def test_file_overwritten_with_garbage_is_a_catalogue_error(path: Path) -> None:
    """Pages of garbage end in a catalogue error, at opening or at the first question."""
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(CatalogueError, match="damaged"):
        Catalogue.open(path).places()


def test_interrupted_write_leaves_the_old_catalogue(path: Path) -> None:
    """Ctrl-C half-way leaves the former file as it was and no draft beside it."""
    before = path.read_bytes()

    def interrupted() -> Iterator[Place]:
        yield EIGHT[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Catalogue.write(path, TOWN, interrupted())
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ([], "No places for Smallville"),
        ([EIGHT[0], EIGHT[1], EIGHT[0]], "share an id: 'smallville:louvre'"),
        ([EIGHT[0].model_copy(update={"city": "rome"})], "of 'rome'"),
    ],
)
def test_unfit_places_are_refused(tmp_path: Path, places: list[Place], message: str) -> None:
    """No places, a repeated id and a place of another city are refused, and no file appears."""
    file = tmp_path / "town.db"
    with pytest.raises(CatalogueError, match=message):
        Catalogue.write(file, TOWN, places)
    assert not file.exists()


def test_write_into_an_absent_folder_is_refused(tmp_path: Path) -> None:
    """A path in no folder is named in the error."""
    with pytest.raises(CatalogueError, match="Cannot write the catalogue"):
        Catalogue.write(tmp_path / "no" / "town.db", TOWN, EIGHT)


def test_city_is_found_by_name_alias_or_path(path: Path) -> None:
    """A city goes by its name, an alias, whatever the case, or the path of its file."""
    for name in ("smallville", "SMALLVILLE", "kleinstadt", str(path)):
        assert resolve_city(name, [path.parent]).city.id == "smallville"


def test_a_city_is_shared_until_its_file_changes(path: Path) -> None:
    """Who asks again gets the same, open though another has closed it; a new file, a new one."""
    with resolve_city("smallville", [path]) as first:
        pass
    assert resolve_city(str(path)) is first
    assert resolve_city("rome") is resolve_city("Roma")
    Catalogue.write(path, TOWN, EIGHT[:3])
    assert [first.count(), resolve_city("smallville", [path]).count()] == [8, 3]


def test_a_label_is_a_tag_or_a_cuisine_however_it_is_joined(catalogue: Catalogue) -> None:
    """Words of names and of categories are none, nor are labels of other groups."""
    pub = place("pub", "Old Pub", Category.BAR, 45.0, 10.0, tags=("craft beer",))
    with Catalogue.in_memory(TOWN, [*EIGHT, pub]) as more:
        assert all(more.has_label(label) for label in ("craft_beer", "art", "steak"))
        assert not more.has_label("craft_beer", [Group.SIGHT])
    assert not any(catalogue.has_label(label) for label in ("craft_beer", "tower", "cafe", "", "-"))


def test_a_city_that_ships_is_built_once_and_outlives_its_closing() -> None:
    """Whoever asks for Copenhagen gets the same, open though another has closed it."""
    with resolve_city("copenhagen") as first:
        pass
    second = resolve_city("København")
    assert second is first
    assert second.count() > 100


def test_unknown_city_suggests_near_names(path: Path) -> None:
    """A misspelt city is not guessed: the error carries the names that are like it."""
    with pytest.raises(UnknownNameError) as caught:
        resolve_city("smalville", [path])
    assert caught.value.suggestions[0] == "Smallville"


def test_broken_extra_file_does_not_hide_a_good_one(path: Path) -> None:
    """A damaged file in the folder is passed over for a city that is there, else told of."""
    (path.parent / "a.db").write_bytes(b"")
    assert resolve_city("Smallville", [path.parent]).city.id == "smallville"
    with pytest.raises(CatalogueError, match=r"a\.db is empty"):
        resolve_city("Atlantis", [path.parent])


@pytest.mark.slow
def test_hundred_thousand_places_are_searched_in_milliseconds(tmp_path: Path) -> None:
    """At a hundred thousand places a radius search and a misspelt name stay quick."""
    from tools.catalogue.bench import measure, write_synthetic

    file = tmp_path / "big.db"
    write_synthetic(file, 100_000)
    figures = measure(file)
    assert figures["open"] < 50
    assert figures["near 2 km, one category"] < 50
    assert figures["find with a slip"] < 500
