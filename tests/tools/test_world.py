"""The planner's world on catalogues."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from planner.errors import UnknownNameError
from planner.facts import Mode, Span, World
from planner.model import Point
from tests.tools.facts_builders import a_city, a_place
from tools.daylight import daylight
from tools.routing import FakeRouter, RoutedTravel
from tools.travel import EstimatedTravel, travel_of
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.city import City
    from planner.place import Place
    from planner.taxonomy import Group

DAY = dt.date(2026, 6, 1)


@dataclass
class Shelf:
    """A catalogue of a few places, counting how often it is asked."""

    city: City
    places: dict[str, Place]
    asked: list[str] = field(default_factory=list)

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""
        self.asked.append(place_id)
        return self.places.get(place_id)

    def count(self, groups: Iterable[Group] | None = None) -> int:
        """How many places of these groups there are."""
        return sum(groups is None or place.group in groups for place in self.places.values())


def a_shelf(city_id: str = "copenhagen", specs: tuple[str, ...] = ("09:00-17:00",)) -> Shelf:
    """A catalogue with one place for each of these hours."""
    city = a_city(city_id)
    found = [a_place(spec, city, place_id=f"{city_id}:{i}") for i, spec in enumerate(specs)]
    return Shelf(city, {place.id: place for place in found})


def a_world(*shelves: Shelf) -> World:
    """A world of these catalogues; its type is checked against the planner's protocol."""
    return CatalogueWorld({shelf.city.id: shelf for shelf in shelves or (a_shelf(),)})


def test_places_are_found_in_any_of_the_catalogues() -> None:
    """A place's hours are those of its own city's calendar."""
    specs = ("09:00-17:00; PH off",)
    world = a_world(a_shelf("ulm", specs), a_shelf("hamburg", specs))
    corpus_christi = dt.date(2026, 6, 4)
    assert world.hours("ulm:0", corpus_christi).spans == ()
    assert world.hours("hamburg:0", corpus_christi).spans == (Span(540, 1020),)
    assert world.place("ulm:0") is not None
    assert world.place("ulm:7") is None


def test_unknown_names_are_named() -> None:
    """Asking for a city or place that is nowhere says which, and what is near."""
    world = a_world()
    with pytest.raises(UnknownNameError, match="Did you mean 'copenhagen'"):
        world.city("copenhage")
    with pytest.raises(UnknownNameError, match="place 'copenhagen:9'"):
        world.hours("copenhagen:9", DAY)


def test_the_facts_of_a_city() -> None:
    """Daylight, holidays, climate, travel and rates are those of the fact modules."""
    world = a_world()
    city = a_city()
    assert world.daylight("copenhagen", DAY) == daylight(city, DAY)
    assert world.holiday("copenhagen", dt.date(2026, 12, 25)) == "Christmas Day"
    assert world.holiday("copenhagen", DAY) is None
    july = world.climate("copenhagen", 7)
    assert july is not None
    assert july.high_c == 22
    a, b = city, a_city("hamburg")
    assert world.intercity(a, b, Mode.TRAIN) == EstimatedTravel().intercity(a, b, Mode.TRAIN)
    assert world.rate("EUR", "DKK") == 7.46
    home = city.model_copy(update={"lat": city.lat + 0.02})
    ends = [Point(lat=c.lat, lon=c.lon) for c in (city, home)]
    matrix = world.travel_matrix("copenhagen", ends, Mode.TRANSIT)
    assert travel_of(matrix, 0, 1) == world.travel("copenhagen", ends[0], ends[1], Mode.TRANSIT)


def test_travel_is_by_the_model_it_was_given() -> None:
    """A router's answer replaces the estimate."""
    home, away = a_place(None).point, a_place(None, a_city("ulm")).point
    near = away.model_copy(update={"lat": home.lat + 0.01, "lon": home.lon})
    shelf = a_shelf()
    router = RoutedTravel(FakeRouter({(home, near): (900.0, 1300.0)}))
    routed = CatalogueWorld({"copenhagen": shelf}, router).travel(
        "copenhagen", home, near, Mode.WALK
    )
    estimated = a_world(shelf).travel("copenhagen", home, near, Mode.WALK)
    assert routed is not None
    assert estimated is not None
    assert (routed.minutes, routed.estimated) == (15, False)
    assert estimated.estimated


def test_what_was_answered_is_remembered() -> None:
    """A catalogue is asked once for each place."""
    shelf = a_shelf()
    world = a_world(shelf)
    for day in range(1, 8):
        world.hours("copenhagen:0", dt.date(2026, 6, day))
    assert shelf.asked == ["copenhagen:0"]


def test_a_trip_s_hours_are_quick() -> None:
    """400 places over a week: what was answered once is a mere look-up, a fifth of the work."""
    shelf = a_shelf(specs=tuple(f"Mo-Sa {8 + i % 4:02d}:{i % 60:02d}-18:00" for i in range(400)))
    world = a_world(shelf)
    days = [DAY + dt.timedelta(days=i) for i in range(7)]
    started = time.process_time()
    cold = [world.hours(place_id, day) for place_id in shelf.places for day in days]
    middle = time.process_time()
    warm = [world.hours(place_id, day) for place_id in shelf.places for day in days]
    assert cold == warm
    assert time.process_time() - middle < (middle - started) / 5
