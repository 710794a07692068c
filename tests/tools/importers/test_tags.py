"""The tag rules: what a feature is, how well known, and what prices can be read."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from planner.taxonomy import Category
from tools.importers.feature import Feature
from tools.importers.merge import Candidate
from tools.importers.popularity import estimated_popularity, shared_articles
from tools.importers.prices import PriceBook, stated_admission
from tools.importers.tags import TagMap, default_tag_map


def candidate(category: Category = Category.MUSEUM, ref: str = "n1", /, **tags: str) -> Candidate:
    """A candidate of these tags; ``__`` in a key stands for ``:``."""
    plain = {key.replace("__", ":"): value for key, value in tags.items()}
    match = default_tag_map().classify(plain)
    feature = Feature(ref, 45.0, 10.0, {"name": "X", **plain}, dt.date(2025, 1, 1))
    return Candidate(feature, category, match.tags, 0, match.everyday)


@pytest.mark.parametrize(
    ("tags", "category"),
    [
        ({"tourism": "museum", "historic": "castle"}, "museum"),
        ({"historic": "castle", "tourism": "attraction"}, "palace"),
        ({"tourism": "hotel", "amenity": "restaurant"}, "hotel"),
        ({"amenity": "restaurant", "historic": "castle"}, "palace"),
        ({"amenity": "restaurant", "building": "church"}, "restaurant"),
        ({"amenity": "fast_food", "street_vendor": "yes"}, "street_food"),
        ({"amenity": "cafe", "cuisine": "ice_cream"}, "cafe"),
        ({"shop": "pastry"}, "bakery"),
        ({"tourism": "attraction"}, "landmark"),
        ({"tourism": "zoo", "attraction": "animal"}, "zoo"),
        ({"leisure": "garden", "garden:type": "botanical"}, "garden"),
        ({"railway": "station"}, "station"),
        ({"railway": "station", "station": "subway"}, None),
        ({"aeroway": "aerodrome", "iata": "FCO"}, "airport"),
        ({"aeroway": "aerodrome"}, None),
        ({"place": "suburb", "wikidata": "Q1"}, "neighbourhood"),
        ({"place": "suburb"}, None),
        ({"amenity": "library"}, None),
        ({"amenity": "library", "wikidata": "Q1"}, "landmark"),
        ({"shop": "supermarket"}, None),
        ({"shop": "mall"}, "shopping"),
        ({"shop": "gift"}, None),
        ({"shop": "gift", "gift": "souvenir"}, "shopping"),
        ({"shop": "books"}, "shopping"),
        ({"shop": "books", "brand": "Pages"}, None),
        ({"shop": "department_store", "brand": "Big", "wikidata": "Q1"}, "shopping"),
        ({"tourism": "gallery", "shop": "hairdresser"}, None),
        ({"building": "yes", "architect": "A. Aalto", "wikidata": "Q1"}, "landmark"),
        ({"building": "commercial", "architect": "A. Aalto", "wikidata": "Q1"}, None),
        ({"office": "company", "building": "yes", "architect": "B", "wikidata": "Q1"}, None),
        ({"amenity": "atm"}, None),
        ({"tourism": "museum", "disused": "yes"}, None),
    ],
)
def test_tags_decide_the_category(tags: dict[str, str], category: str | None) -> None:
    """The first rule that fits decides; what no rule wants is no place."""
    assert default_tag_map().classify(tags).category == category


def test_finer_shades_become_tags() -> None:
    """World heritage and outdoor seating show up among the tags."""
    match = default_tag_map().classify({"historic": "ruins", "heritage": "1"})
    assert {"history", "world heritage", "heritage"} <= set(match.tags)
    assert (
        "outdoor seating"
        in default_tag_map().classify({"amenity": "bar", "outdoor_seating": "yes"}).tags
    )


@pytest.mark.parametrize("condition", ["amenity", "=cafe", "amenity=", "shop!=*"])
def test_malformed_rule_is_refused(condition: str) -> None:
    """A condition without key or value, or that needs no tag at all, is told at once."""
    with pytest.raises(ValueError, match=re.escape(repr(condition))):
        TagMap({"rule": [{"any": [condition], "skip": "x"}], "tag": [], "popularity": {}})


def test_popularity_grows_with_evidence_and_stays_below_one() -> None:
    """Each sign lifts the figure, and all of them together do not reach one."""
    scale = default_tag_map().popularity
    bare = estimated_popularity(candidate(tourism="museum"), scale)
    known = estimated_popularity(candidate(tourism="museum", wikidata="Q1"), scale)
    languages = {
        f"name__{code}": "x"
        for code in ("da", "de", "es", "fi", "fr", "it", "ja", "ko", "nl", "pl", "ru", "zh")
    }
    famous = candidate(
        tourism="museum;attraction", wikidata="Q1", wikipedia="en:X", heritage="1", **languages
    )
    assert bare == pytest.approx(0.12)
    assert known == pytest.approx(1 - 0.88 * 0.88)
    assert known < estimated_popularity(famous, scale) < 1


@pytest.mark.parametrize(
    "tags",
    [
        {"shop": "antiques"},
        {"shop": "department_store"},
        {"amenity": "cinema"},
        {"leisure": "bowling_alley"},
        {"leisure": "sports_centre", "sport": "climbing"},
    ],
)
def test_what_every_town_has_is_hardly_known(tags: dict[str, str]) -> None:
    """A website and hours say nothing of an everyday place; an article of its own does."""
    scale = default_tag_map().popularity
    plain = candidate(Category.SPORT, website="x", opening_hours="24/7", **tags)
    famous = candidate(Category.SPORT, wikidata="Q1", **tags)
    assert estimated_popularity(plain, scale) == pytest.approx(0.003)
    assert estimated_popularity(famous, scale) > 0.1


def test_attraction_alone_counts_less() -> None:
    """Anybody may call a place an attraction; with an article the word weighs more."""
    scale = default_tag_map().popularity
    bare, alone, article, both = (
        estimated_popularity(candidate(Category.LANDMARK, **tags), scale)
        for tags in (
            {"man_made": "lighthouse"},
            {"tourism": "attraction"},
            {"wikidata": "Q1"},
            {"tourism": "attraction", "wikidata": "Q1"},
        )
    )
    assert 0 < alone - bare < both - article


def test_chain_gains_nothing_from_its_article() -> None:
    """Two restaurants with one Wikidata id are a chain, which says nothing of either."""
    scale = default_tag_map().popularity
    pair = [
        candidate(Category.RESTAURANT, ref, amenity="restaurant", wikidata="Q38076")
        for ref in ("n1", "n2")
    ]
    shared = shared_articles(pair)
    assert shared == {"Q38076"}
    assert estimated_popularity(pair[0], scale, shared) == pytest.approx(0.04)
    assert estimated_popularity(pair[0], scale) > 0.1


@pytest.mark.parametrize(
    ("tags", "adult"),
    [
        ({"fee": "no"}, 0.0),
        ({"fee": "no", "charge": "donation"}, 0.0),
        ({"charge": "12 EUR"}, 12.0),
        ({"charge": "€7,50"}, 7.5),
        ({"fee": "yes", "charge": "£3"}, 3.0),
        ({"fee": "yes"}, None),
        ({"fee": "8mins 20€"}, None),
        ({"charge": "5"}, None),
        ({"charge": "5$"}, None),
        ({"charge": "EUR 5 EUR"}, None),
        ({"charge": "adults 10 EUR; children 5 EUR"}, None),
        ({"charge": "5 XXX"}, None),
        ({}, None),
    ],
)
def test_admission_is_read_only_beyond_doubt(tags: dict[str, str], adult: float | None) -> None:
    """One amount with its currency is a price; anything else is unknown."""
    admission = stated_admission(tags, "EUR")
    assert (None if admission is None else admission.adult) == adult


def test_usual_prices_follow_country_and_money() -> None:
    """A meal costs more crowns in Denmark than euros in Italy; money with no rate has no price."""
    italy, denmark = PriceBook("IT", "EUR"), PriceBook("DK", "DKK")
    assert italy.meal(Category.RESTAURANT, 2) == 20.0
    assert denmark.meal(Category.RESTAURANT, 2) == pytest.approx(20 * 1.45 * 7.46, rel=0.05)
    assert italy.meal(Category.RESTAURANT, 4) == 80.0
    assert italy.night(Category.HOTEL, 5) == 290.0
    assert italy.meal(Category.MUSEUM, 2) is None
    assert PriceBook("KP", "KPW").meal(Category.RESTAURANT, 2) is None


@pytest.mark.parametrize(
    ("category", "tags", "paid", "adult"),
    [
        (Category.SQUARE, (), False, 0),
        (Category.RELIGIOUS_SITE, (), False, 0),
        (Category.RELIGIOUS_SITE, (), True, 6),
        (Category.VIEWPOINT, (), True, 10),
        (Category.MUSEUM, (), False, 11),
        (Category.MUSEUM, (), True, 11),
        (Category.PERFORMANCE, ("cinema",), False, 12),
        (Category.LANDMARK, ("architecture",), False, 0),
        (Category.LANDMARK, ("attraction",), False, None),
        (Category.LANDMARK, ("attraction",), True, 10),
    ],
)
def test_usual_admission(
    category: Category, tags: tuple[str, ...], paid: bool, adult: float | None
) -> None:
    """What is free by its kind costs nothing unless it is said to charge."""
    usual = PriceBook("IT", "EUR").admission(category, tags, paid)
    assert (None if usual is None else usual.adult) == adult


def test_usual_admission_by_age_and_country() -> None:
    """Children pay half and the smallest nothing, in the money and at the level of the country."""
    danish = PriceBook("DK", "DKK").admission(Category.MUSEUM, ())
    assert danish is not None
    assert danish.currency == "DKK"
    assert danish.adult == pytest.approx(11 * 1.45 * 7.46, rel=0.05)
    assert danish.price(12) == pytest.approx(danish.adult / 2, rel=0.05)
    assert (danish.price(5), danish.price(70)) == (0, danish.adult)
    without_rate = PriceBook("KP", "KPW")
    assert without_rate.admission(Category.MUSEUM, ()) is None
    square = without_rate.admission(Category.SQUARE, ())
    assert square is not None
    assert (square.adult, square.currency) == (0, "KPW")
