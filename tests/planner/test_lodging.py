"""Where to sleep: as wished for, else what suits best."""

from __future__ import annotations

from typing import Any

import pytest

from planner.lodging import (
    Lodging,
    centre_of,
    choose_lodgings,
    city_centre,
    day_base,
    metres_between,
)
from planner.model import Point
from planner.request import Destination, LodgingWish, Party, TripRequest
from planner.taxonomy import Group
from tests.planner.tiny_problem import day_trip
from tests.tiny_places import at
from tests.worlds import LUMEN, PLACES, TinyWorld, good_request

WORLD = TinyWorld()


def _chosen(request: TripRequest, stay: int = 0) -> list[Lodging]:
    city = request.destinations[stay].city
    return choose_lodgings(stay, WORLD.places(city), request, "EUR", WORLD)


def _names(wish: dict[str, Any], **more: Any) -> list[str]:
    return [offer.spot.name for offer in _chosen(good_request(lodging=LodgingWish(**wish), **more))]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, {"Hotel Aurora", "Hostel Nido"}),
        ({"kinds": ("hostel",)}, {"Hostel Nido"}),
        ({"kinds": ("apartment",)}, set()),
        ({"areas": ("Old Town",)}, {"Hotel Aurora"}),
        ({"areas": ("riverside",)}, {"Hostel Nido"}),
        ({"min_stars": 3}, {"Hotel Aurora"}),
        ({"min_stars": 4}, set()),
        ({"max_nightly": 40}, {"Hostel Nido"}),
        ({"max_nightly": 39.99}, set()),
        ({"min_nightly": 41}, {"Hotel Aurora"}),
        ({"min_nightly": 40, "max_nightly": 60}, {"Hostel Nido"}),
        ({"order": "cheapest"}, {"Hostel Nido"}),
        ({"order": "best"}, {"Hotel Aurora"}),
        ({"offers": ("family room",)}, set()),
        ({"max_nightly": 100, "rooms": 2}, {"Hotel Aurora", "Hostel Nido"}),
    ],
)
def test_a_lodging_meets_every_wish(wish: dict[str, Any], expected: set[str]) -> None:
    """Kinds, areas, stars, the price of one room, what it offers, and the first of an order."""
    assert set(_names(wish)) == expected


def test_the_best_goes_by_renown() -> None:
    """A hostel that everybody praises, not the hotel with the stars."""
    world = TinyWorld(
        [
            place.model_copy(update={"popularity": 0.9 if place.id == "lumen:hostel" else 0.1})
            for place in PLACES
        ]
    )
    request = good_request(lodging=LodgingWish(order="best"))
    (offer,) = choose_lodgings(0, world.places("lumen"), request, "EUR", world)
    assert offer.spot.name == "Hostel Nido"


def test_a_named_lodging_is_the_only_one() -> None:
    """By id, for two rooms, at its price; one that is not on file is none."""
    request = good_request(lodging=LodgingWish(place="lumen:hotel", rooms=2))
    (offer,) = _chosen(request)
    assert (offer.spot.name, offer.rooms, offer.nightly) == ("Hotel Aurora", 2, 200)
    assert _names({"place": "lumen:nowhere"}) == []


def test_a_place_of_ones_own_costs_what_was_said() -> None:
    """A friend's sofa, 15 euro a night."""
    wish = LodgingWish(at=Point(lat=45.46, lon=9.19), name="Ada's sofa", nightly=15)
    (offer,) = _chosen(good_request(lodging=wish))
    assert (offer.spot.name, offer.place, offer.nightly) == ("Ada's sofa", None, 15)


def test_a_destinations_own_wish_comes_before_the_trips() -> None:
    """The hostel in Lumen, whatever the trip says."""
    wish = LodgingWish(kinds=("hostel",))
    cities = (Destination(city="lumen", nights=1, lodging=wish),)
    request = good_request(destinations=cities, lodging=LodgingWish(kinds=("hotel",)))
    assert [offer.spot.name for offer in _chosen(request)] == ["Hostel Nido"]


def test_rooms_follow_the_party() -> None:
    """Five people fill three double rooms or two of four beds."""
    rooms = {
        offer.spot.name: (offer.rooms, offer.nightly)
        for offer in _chosen(good_request(party=Party(adults=5)))
    }
    assert rooms == {"Hotel Aurora": (3, 300), "Hostel Nido": (2, 80)}


def test_a_wheelchair_does_not_get_into_the_hostel() -> None:
    """It says no, so it is no offer."""
    assert _names({}, party=Party(wheelchair=True)) == ["Hotel Aurora"]
    assert _names({}, must_not=("lumen:hotel",)) == ["Hostel Nido"]


def test_a_city_without_lodgings_sleeps_at_its_centre() -> None:
    """Marked as not on file, at no price."""
    bare = TinyWorld(without=Group.STAY)
    (offer,) = choose_lodgings(0, bare.places("lumen"), good_request(), "EUR", bare)
    assert (offer.on_file, offer.priced, offer.nightly) == (False, False, 0)
    assert offer.spot == city_centre(LUMEN)


def test_a_day_trip_needs_no_bed() -> None:
    """Its base is the centre, unless a lodging is named."""
    (offer,) = _chosen(day_trip())
    assert (offer.spot.name, offer.nightly, offer.priced) == ("Lumen centre", 0, True)
    named = day_trip(lodging=LodgingWish(place="lumen:hotel"))
    assert day_base(named, WORLD).name == "Hotel Aurora"
    own = day_trip(lodging=LodgingWish(at=Point(lat=45, lon=9)))
    assert day_base(own, WORLD).point == Point(lat=45, lon=9)


def test_an_unknown_price_breaks_no_cap_and_is_told() -> None:
    """The traveller decides."""
    hotel = next(p for p in PLACES if p.id == "lumen:hotel")
    world = TinyWorld([hotel.model_copy(update={"nightly_rate": None})])
    request = good_request(lodging=LodgingWish(kinds=("hotel",), max_nightly=1))
    (offer,) = choose_lodgings(0, world.places("lumen"), request, "EUR", world)
    assert (offer.priced, offer.nightly) == (False, 0)


def test_the_centre_of_the_sights_is_their_median() -> None:
    """A far one does not drag it away; without sights it is the city's."""
    museum = next(p for p in PLACES if p.id == "lumen:museum")
    away = [
        museum.model_copy(update={"id": f"lumen:m{x}", "lat": lat, "lon": lon})
        for x in (0, 100, 9000)
        for lat, lon in (at("lumen", x, 0),)
    ]
    middle = centre_of(away, LUMEN)
    assert metres_between(middle, away[1].point) < 1
    assert centre_of([], LUMEN) == Point(lat=LUMEN.lat, lon=LUMEN.lon)
    assert metres_between(away[0].point, away[1].point) == pytest.approx(100, abs=0.5)
