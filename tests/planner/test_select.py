"""Preselection: what is wanted stays, what is best stays, and lunch is near."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.place import Closure, Place
from planner.request import Destination
from planner.select import FOOD, PER_DAY, SIGHTS, candidates, dates_in
from planner.taxonomy import Group
from tests.planner.tiny_problem import day_trip
from tests.tiny_places import at
from tests.worlds import PLACES, TinyWorld, good_request, two_city_request

if TYPE_CHECKING:
    from planner.facts import DayHours

PLACE = {place.id.partition(":")[2]: place for place in PLACES if place.city == "lumen"}
MEALS = good_request().meals


def _copies(name: str, count: int, *, popularity: float, east: int) -> list[Place]:
    lat, lon = at("lumen", east, 0)
    return [
        PLACE[name].model_copy(
            update={"id": f"lumen:{name}-{i}", "name": f"{name} {i}", "lat": lat, "lon": lon,
                    "popularity": popularity}
        )
        for i in range(count)
    ]  # fmt: skip


def _kept(places: list[Place], **more: object) -> list[str]:
    world = TinyWorld(places)
    found = candidates(0, world.places("lumen"), day_trip(**more), world, {})
    return [place.id for place in found]


def test_a_small_city_is_kept_whole_and_in_order() -> None:
    """Sights and food, no beds and no stations, by id."""
    kept = _kept([], meals=MEALS)
    assert kept == sorted(kept)
    roles = {place.id for place in PLACES if place.group in (Group.SIGHT, Group.FOOD)}
    # The noodle bar opens at half past five, and yet it may serve a meal: hours come later.
    assert set(kept) == {place for place in roles if place.startswith("lumen:")}


def test_a_large_city_is_cut_to_its_best() -> None:
    """So many sights for the trip and for its one day, the popular ones before the others."""
    crowd = _copies("gallery", 200, popularity=0.05, east=300)
    best = _copies("park", 20, popularity=0.9, east=600)
    kept = _kept([*crowd, *best])
    assert len(kept) == SIGHTS + PER_DAY
    assert {place.id for place in best} <= set(kept)


def test_a_wanted_place_is_kept_whatever_it_is_worth() -> None:
    """A must among two hundred better ones."""
    crowd = _copies("gallery", 200, popularity=0.9, east=300)
    poor = _copies("gallery", 1, popularity=0.0, east=900)[0].model_copy(
        update={"id": "lumen:poor"}
    )
    assert "lumen:poor" not in _kept([*crowd, poor])
    assert "lumen:poor" in _kept([*crowd, poor], must=("lumen:poor",))


def test_food_near_the_sights_is_kept() -> None:
    """A hundred better kitchens out of town do not push out the modest one next to the museum."""
    far = _copies("bistro", 100, popularity=0.95, east=9000)
    lat, lon = PLACE["museum"].lat, PLACE["museum"].lon
    near = PLACE["bistro"].model_copy(
        update={"id": "lumen:near", "lat": lat, "lon": lon, "popularity": 0.0}
    )
    kept = _kept([*far, near], meals=MEALS)
    assert "lumen:near" in kept
    assert sum(place.startswith("lumen:bistro-") for place in kept) <= FOOD + PER_DAY


def test_kitchens_are_kept_only_for_meals_wanted() -> None:
    """With no meals asked for no restaurant is kept, save a must."""
    assert not any("bistro" in place or "cafe" in place for place in _kept([]))
    assert "lumen:cafe" in _kept([], must=("lumen:cafe",))


def test_what_is_shut_all_trip_is_left_out() -> None:
    """A closure over the only day, or the wrong season; not one that leaves a day."""
    spell = (Closure(start="2026-06-04", end="2026-06-04"),)
    works = PLACE["museum"].model_copy(update={"closures": spell})
    assert "lumen:museum" not in _kept([works])
    assert "lumen:museum" in _kept([works], destinations=(Destination(city="lumen", nights=1),))
    assert "lumen:beacon" not in _kept([], start=dt.date(2026, 11, 4))


class _Asked(TinyWorld):
    """Remembers whose hours were asked for."""

    def __init__(self, extra: list[Place]) -> None:
        super().__init__(extra)
        self.asked: set[str] = set()

    def hours(self, place_id: str, day: dt.date) -> DayHours:
        self.asked.add(place_id)
        return super().hours(place_id, day)


def test_hours_are_looked_up_only_where_they_may_matter() -> None:
    """Of two hundred poor sights nobody needs to know when they are open; of the kept ones all."""
    crowd = _copies("gallery", 200, popularity=0.05, east=300)
    best = _copies("park", 60, popularity=0.9, east=600)
    world = _Asked([*crowd, *best])
    kept = candidates(0, world.places("lumen"), day_trip(), world, {})
    assert {place.id for place in kept} <= world.asked
    assert not {place.id for place in crowd} & world.asked


def test_more_is_kept_on_demand() -> None:
    """Twice the breadth keeps twice as many, the usual ones among them."""
    world = TinyWorld(_copies("gallery", 200, popularity=0.05, east=300))
    usual, double = (
        {p.id for p in candidates(0, world.places("lumen"), day_trip(), world, {}, breadth=breadth)}
        for breadth in (1, 2)
    )
    assert len(double) == 2 * len(usual)
    assert usual < double


def test_dates_are_shared_out_between_cities() -> None:
    """The day of transfer is the second city's."""
    request = two_city_request()
    assert dates_in(request, 0) == [dt.date(2026, 6, 4)]
    assert dates_in(request, 1) == [dt.date(2026, 6, 5), dt.date(2026, 6, 6)]
