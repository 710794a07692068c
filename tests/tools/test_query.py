"""Questions about places, on the eight places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from planner.errors import UnknownNameError
from tests.tools.catalogue_places import EIGHT, TOWN
from tools.catalogue import Catalogue, city_names
from tools.catalogue.query import PlaceQuery, answer, price

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def rome() -> Iterator[Catalogue]:
    """The city that ships."""
    with Catalogue.starter("rome") as store:
        yield store


def test_closest(rome: Catalogue) -> None:
    """Museums near a place come by distance, and the place itself is none of them."""
    found = answer(rome, PlaceQuery(kind="museum", near="Colosseum", limit=None))
    assert found
    assert [near.metres for near in found] == sorted(near.metres for near in found)
    assert all(near.place.category.value == "museum" for near in found)
    assert all(near.metres <= 1500 for near in found)


def test_a_place_however_typed_is_not_near_itself(rome: Catalogue) -> None:
    """The Colosseum is no answer to what there is beside it, whatever its case."""
    found = answer(rome, PlaceQuery(kind="sight", near="the colosseum", limit=None))
    assert found
    assert "Colosseum" not in {near.place.name for near in found}


def test_cheapest(rome: Catalogue) -> None:
    """Prices rise, and what has none on file is left out."""
    found = answer(rome, PlaceQuery(kind="restaurant", order="cheapest", limit=None))
    prices = [price(near.place) for near in found]
    assert None not in prices
    assert prices == sorted(p for p in prices if p is not None)


def test_best(rome: Catalogue) -> None:
    """The best known come first."""
    found = answer(rome, PlaceQuery(kind="sight", order="best", limit=3))
    known = [near.place.popularity for near in found]
    assert len(known) == 3
    assert known == sorted(known, reverse=True)


def test_diet_and_cuisine(rome: Catalogue) -> None:
    """Both narrow down what is found."""
    pizza = answer(rome, PlaceQuery(kind="restaurant", cuisine="pizza", limit=None))
    assert pizza
    assert all("pizza" in near.place.cuisines for near in pizza)
    halal = answer(rome, PlaceQuery(kind="food", diet="halal", limit=None))
    assert all("halal" in near.place.diets for near in halal)


def test_an_area_is_a_place_to_be_near(rome: Catalogue) -> None:
    """Hotels near an area are near its middle."""
    found = answer(rome, PlaceQuery(kind="hotel", near="Trastevere", limit=2))
    assert len(found) == 2
    assert all(near.metres <= 1500 for near in found)


def test_tags_are_kinds(rome: Catalogue) -> None:
    """What is no category is looked for among the tags."""
    found = answer(rome, PlaceQuery(kind="hidden_gem", limit=None))
    assert found
    assert all("hidden_gem" in near.place.tags for near in found)


def test_nothing_near_is_the_nearest_there_is(rome: Catalogue) -> None:
    """Where no airport is within a walk, the nearest one is the answer."""
    (near,) = answer(rome, PlaceQuery(kind="airport", near="Colosseum", limit=1))
    assert near.metres > 1500


def test_near_what_is_not_on_file(rome: Catalogue) -> None:
    """It is refused, with the nearest names, rather than answered from the centre."""
    with pytest.raises(UnknownNameError, match="Unknown place 'Zzyzx'"):
        answer(rome, PlaceQuery(kind="museum", near="Zzyzx"))


def test_a_query_is_checked() -> None:
    """No orders of one's own, and at least one answer."""
    with pytest.raises(ValidationError):
        PlaceQuery.model_validate({"kind": "museum", "order": "worst"})
    with pytest.raises(ValidationError):
        PlaceQuery(kind="museum", limit=0)


def test_city_names(tmp_path: Path) -> None:
    """Cities that ship and those in files, under every name."""
    file = tmp_path / "town.db"
    Catalogue.write(file, TOWN, EIGHT)
    names = city_names((file,))
    assert names["roma"] == "Rome"
    assert TOWN.name in names.values()
