"""OpenStreetMap files: what becomes a place, and how a broken file is told of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from planner.errors import ImportFileError
from planner.taxonomy import Category
from tests.tools.importers.samples import block, node, osm_file
from tools.catalogue import Catalogue
from tools.importers import import_file

if TYPE_CHECKING:
    from pathlib import Path


def test_tags_become_a_place(tmp_path: Path) -> None:
    """Names, hours, price, cuisine, diet, access and source of a node all reach the record."""
    source = osm_file(
        tmp_path,
        node(
            1, 45.0, 10.0, amenity="restaurant", name="Da Piero", name__en="Peter's",
            alt_name="Piero;Trattoria Piero", cuisine="italian;fine_dining", diet__vegan="yes",
            wheelchair="limited", opening_hours="Mo-Fr 12:00-15:00",
        ),
        node(2, 45.01, 10.0, tourism="museum", name="Museo", charge="12.50 EUR",
             addr__suburb="Porto"),
    )  # fmt: skip
    report = import_file(source, tmp_path / "out.db")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        piero, museo = catalogue.get("osm:n1"), catalogue.get("osm:n2")
    assert piero is not None
    assert museo is not None
    assert (piero.name, piero.name_local) == ("Peter's", "Da Piero")
    assert piero.aliases == ("Piero", "Trattoria Piero")
    assert piero.cuisines == ("italian", "fine dining")
    assert piero.diets == ("vegan",)
    assert piero.wheelchair == "limited"
    assert piero.opening_hours == "Mo-Fr 12:00-15:00"
    assert piero.as_of == dt.date(2025, 5, 1)
    assert (piero.meal_price, piero.currency) == (20.0, "EUR")
    assert {"meal_price", "price_level", "minutes", "setting"} <= set(piero.defaulted)
    assert museo.admission is not None
    assert museo.admission.adult == 12.5
    assert "admission" not in museo.defaulted
    assert museo.neighbourhood == "Porto"
    assert report.by_category == {"restaurant": 1, "museum": 1}


def test_area_gets_its_middle_and_merges_its_node(tmp_path: Path) -> None:
    """A museum drawn as building and as node is one place that keeps what either says."""
    source = osm_file(
        tmp_path,
        node(
            1, 45.0004, 10.0004, tourism="museum", name="Musée", opening_hours="Tu-Su 10:00-18:00"
        ),
        block(7, building="yes", tourism="museum", name="Musée", wikidata="Q1", fee="yes"),
    )
    report = import_file(source, tmp_path / "out.db")
    assert (report.places, report.merged) == (1, 1)
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        (museum,) = catalogue.places()
    assert museum.id == "osm:n1"
    assert museum.opening_hours == "Tu-Su 10:00-18:00"
    assert museum.confidence == 0.8  # by the building's Wikidata id


def test_building_lies_at_its_middle(tmp_path: Path) -> None:
    """A closed way is placed at the middle of the area it bounds."""
    source = osm_file(tmp_path, block(7, leisure="park", name="Square"))
    import_file(source, tmp_path / "out.db")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        (park,) = catalogue.places()
    assert park.id == "osm:w7"
    assert (park.lat, park.lon) == pytest.approx((45.0005, 10.0005))


def test_suburb_polygon_becomes_a_neighbourhood(tmp_path: Path) -> None:
    """A suburb's polygon joins the city record, and places inside it carry its name."""
    source = osm_file(
        tmp_path,
        block(7, place="suburb", name="Altstadt"),
        node(1, 45.0005, 10.0005, amenity="cafe", name="Inside"),
        node(2, 45.01, 10.01, amenity="cafe", name="Outside"),
    )
    assert import_file(source, tmp_path / "out.db").neighbourhoods == 1
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        (area,) = catalogue.city.neighbourhoods
        assert [place.name for place in catalogue.in_area(area)] == ["Inside"]
        assert {p.name: p.neighbourhood for p in catalogue.places()} == {
            "Inside": "Altstadt",
            "Outside": None,
        }


def test_unnamed_and_everyday_things_are_counted_as_skipped(tmp_path: Path) -> None:
    """Parking, chemists, brothels and stops are no places; the report says how many and why."""
    source = osm_file(
        tmp_path,
        node(1, 45.0, 10.0, amenity="cafe", name="Cafe"),
        node(2, 45.0, 10.1, amenity="parking", name="P1"),
        node(3, 45.0, 10.2, shop="chemist", name="Drogerie"),
        node(4, 45.0, 10.3, amenity="brothel", name="Red"),
        node(5, 45.0, 10.4, railway="tram_stop", name="Stop"),
        node(6, 45.0, 10.5, amenity="cafe", access="private", name="Canteen"),
    )
    report = import_file(source, tmp_path / "out.db")
    assert report.places == 1
    assert report.skipped == {
        "not of interest to a traveller": 2,
        "adult entertainment": 1,
        "an entrance, stop or platform": 1,
        "not open to the public": 1,
    }


def test_malformed_hours_are_kept_and_reported(tmp_path: Path) -> None:
    """Hours that cannot be trusted stay as they are, with the reason in the report."""
    source = osm_file(
        tmp_path,
        node(1, 45.0, 10.0, amenity="bar", name="Good", opening_hours="Mo-Su 18:00-24:00"),
        node(2, 45.0, 10.1, amenity="bar", name="Bad", opening_hours="evenings, mostly"),
    )
    report = import_file(source, tmp_path / "out.db")
    (malformed,) = report.malformed_hours
    assert (malformed.name, malformed.hours) == ("Bad", "evenings, mostly")
    assert malformed.reason
    assert report.with_hours == 2
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        bad = catalogue.get("osm:n2")
        assert bad is not None
        assert bad.opening_hours == "evenings, mostly"
        assert catalogue.report is not None
        assert catalogue.report["malformed_hours"][0]["name"] == "Bad"


def test_stars_set_the_usual_rate_of_a_hotel(tmp_path: Path) -> None:
    """Four stars cost more than a guest house, in the country's money, marked as usual prices."""
    source = osm_file(
        tmp_path,
        node(1, 55.67, 12.57, tourism="hotel", name="Grand", stars="4S"),
        node(2, 55.68, 12.57, tourism="guest_house", name="Petit"),
    )
    import_file(source, tmp_path / "out.db")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        grand, petit = catalogue.get("osm:n1"), catalogue.get("osm:n2")
    assert grand is not None
    assert petit is not None
    assert (grand.stars, grand.price_level, grand.currency) == (4, 3, "DKK")
    assert grand.nightly_rate is not None
    assert petit.nightly_rate is not None
    assert grand.nightly_rate > petit.nightly_rate > 300
    assert "nightly_rate" in grand.defaulted


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.osm.xml", "", "is empty"),
        ("a.osm.xml", "<osm><node id=", "cannot be read as OpenStreetMap data"),
        ("a.osm.pbf", "<osm></osm>", "cannot be read as OpenStreetMap data"),
        ("a.osm.xml", '<?xml version="1.0"?><osm version="0.6"></osm>', "holds no place"),
        ("a.docx", "hello", "Cannot tell what"),
    ],
)
def test_broken_file_names_itself_and_leaves_nothing(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    """Empty, truncated, mislabelled and placeless files are errors, and no catalogue appears."""
    source = tmp_path / name
    source.write_text(content, encoding="utf-8")
    with pytest.raises(ImportFileError, match=message) as caught:
        import_file(source, tmp_path / "out.db")
    assert name in str(caught.value)
    assert not (tmp_path / "out.db").exists()


def test_absent_file_and_unknown_kind_are_told(tmp_path: Path) -> None:
    """A path with nothing there and a kind that does not exist are errors of the user's."""
    with pytest.raises(ImportFileError, match="No file at"):
        import_file(tmp_path / "none.osm", tmp_path / "out.db")
    source = osm_file(tmp_path, node(1, 45.0, 10.0, amenity="cafe", name="Cafe"))
    with pytest.raises(ImportFileError, match="Unknown kind 'shapefile'"):
        import_file(source, tmp_path / "out.db", kind="shapefile")


def test_options_override_the_data(tmp_path: Path) -> None:
    """City name and country given by the user win over what the file says."""
    source = osm_file(
        tmp_path, node(1, 45.0, 10.0, amenity="cafe", name="Cafe", addr__city="Parma")
    )
    report = import_file(source, tmp_path / "out.db", city_name="Mia Città", country="ch")
    assert (report.city, report.country) == ("Mia Città", "CH")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        assert (catalogue.city.id, catalogue.city.currency) == ("mia-citta", "CHF")


def test_country_without_money_on_file_is_refused(tmp_path: Path) -> None:
    """A country code that does not exist is named, not passed on."""
    source = osm_file(tmp_path, node(1, 45.0, 10.0, amenity="cafe", name="Cafe"))
    with pytest.raises(ImportFileError, match="got 'QQ'"):
        import_file(source, tmp_path / "out.db", country="QQ")


def test_progress_is_told(tmp_path: Path) -> None:
    """Each stage reports that it has come to its end."""
    source = osm_file(tmp_path, node(1, 45.0, 10.0, amenity="cafe", name="Cafe"))
    told: list[tuple[str, int, int | None]] = []
    import_file(source, tmp_path / "out.db", progress=lambda *args: told.append(args))
    assert ("reading", 1, 1) in told
    assert ("building", 1, 1) in told
    assert told[-1] == ("writing", 1, 1)


def test_category_is_a_known_one(tmp_path: Path) -> None:
    """A tag with several values counts for each of them."""
    source = osm_file(tmp_path, node(1, 45.0, 10.0, amenity="nightclub;restaurant", name="Both"))
    import_file(source, tmp_path / "out.db")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        assert [place.category for place in catalogue.places()] == [Category.NIGHTLIFE]


def test_entry_is_stated_or_usual(tmp_path: Path) -> None:
    """A stated price is a fact; a usual one is marked, whether or not it is known to be paid."""
    source = osm_file(
        tmp_path,
        node(1, 45.0, 10.0, tourism="museum", name="Stated", fee="no"),
        node(2, 45.0, 10.1, tourism="museum", name="Usual"),
        node(3, 45.0, 10.2, tourism="museum", name="Paid", fee="yes"),
        node(4, 45.0, 10.3, amenity="place_of_worship", name="Church"),
        node(5, 45.0, 10.4, amenity="place_of_worship", name="Dome", charge="up to 9 EUR"),
    )
    import_file(source, tmp_path / "out.db")
    with Catalogue.open(tmp_path / "out.db") as catalogue:
        told = {
            place.name: (place.admission and place.admission.adult, "admission" in place.defaulted)
            for place in catalogue.places()
        }
    assert told == {
        "Stated": (0, False),
        "Usual": (11, True),
        "Paid": (11, True),
        "Church": (0, True),
        "Dome": (6, True),
    }
