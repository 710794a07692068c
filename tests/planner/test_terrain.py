"""The least that getting about takes, with stops on the way or without."""

from __future__ import annotations

import pytest

from planner.attempt import Supplies
from planner.legs import UNREACHABLE
from planner.model import Point
from planner.terrain import Atlas, Effort, Terrain
from tests.planner.tiny_problem import day_trip
from tests.tiny_places import at
from tests.worlds import TinyWorld

WORLD = TinyWorld()


def _points(*metres: int) -> list[Point]:
    return [Point(lat=lat, lon=lon) for lat, lon in (at("lumen", east, 0) for east in metres)]


def _least(stops: dict[Point, int], ends: list[Point], **more: object) -> Effort:
    terrain = Terrain("lumen", stops, ends, day_trip(**more), "EUR", WORLD)
    return terrain.ways().least(terrain.rows(ends[:1]), terrain.rows(ends[1:]))


def test_the_least_is_of_any_allowed_mode() -> None:
    """8 km: the minutes of the taxi and the fare of the bus, and on foot alone no way at all."""
    ends = _points(0, 8_000)
    by_bus = _least({}, ends, modes=("transit",))
    by_taxi = _least({}, ends, modes=("taxi",))
    both = _least({}, ends, modes=("transit", "taxi"))
    assert by_taxi.minutes < by_bus.minutes
    assert by_bus.cost < by_taxi.cost
    assert by_taxi.walk < by_bus.walk
    assert both == Effort(by_taxi.minutes, by_taxi.walk, by_bus.cost)
    assert _least({}, ends, modes=("walk",)).minutes >= UNREACHABLE


def test_a_stop_on_the_way_makes_two_short_legs_of_a_long_one() -> None:
    """3 km with at most 2 on foot at a time: by a stop half way, for as long as it takes."""
    near, far = _points(0, 1_500), _points(0, 3_000)
    half = _least({}, near)
    assert _least({}, far).minutes >= UNREACHABLE
    through = _least({near[1]: 25}, far)
    assert through.minutes == pytest.approx(2 * half.minutes + 25)
    assert through.walk == pytest.approx(2 * half.walk)


def test_ways_may_not_pass_where_no_stop_is_made() -> None:
    """A bed half way is no help."""
    start, half, end = _points(0, 1_500, 3_000)
    terrain = Terrain("lumen", {}, [start, half, end], day_trip(), "EUR", WORLD)
    assert terrain.ways().least(terrain.rows([start]), terrain.rows([end])).minutes >= UNREACHABLE


def test_the_nearest_of_several_counts() -> None:
    """From any of two to any of two is as far as between the nearest pair."""
    terrain = Terrain("lumen", {}, _points(0, 900, 1_000, 1_900), day_trip(), "EUR", WORLD)
    left, right = terrain.rows(_points(0, 900)), terrain.rows(_points(1_000, 1_900))
    pair = terrain.ways().least(terrain.rows(_points(900)), terrain.rows(_points(1_000)))
    assert terrain.ways().least(left, right) == pair


def test_a_terrain_is_worked_out_once() -> None:
    """The same city under the same limits is the same terrain, under others another."""
    atlas = Atlas(Supplies([WORLD.places("lumen")], WORLD, {}))
    ends = _points(0)
    known = atlas.terrain(0, ends, day_trip())
    assert atlas.terrain(0, ends, day_trip(must=("lumen:museum",))) is known
    assert atlas.terrain(0, ends, day_trip(max_walk_leg=500)) is not known
