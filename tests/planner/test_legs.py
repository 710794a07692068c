"""How to get from one place to the next: the pleasant way and the restful one."""

from __future__ import annotations

import pytest

from planner.facts import LOCAL_MODES, Mode
from planner.legs import (
    PLEASANT,
    RESTFUL,
    UNREACHABLE,
    LegTable,
    Sparing,
    allowed_modes,
    best_travel,
    least_legs,
    leg_table,
)
from planner.model import Point
from planner.request import Party
from tests.planner.tiny_problem import day_trip
from tests.tiny_places import at
from tests.worlds import TinyWorld

WORLD = TinyWorld()


def _points(*metres: int) -> list[Point]:
    return [Point(lat=lat, lon=lon) for lat, lon in (at("lumen", east, 0) for east in (0, *metres))]


def _table(*metres: int, **more: object) -> LegTable:
    return leg_table("lumen", _points(*metres), day_trip(**more), "EUR", WORLD)


def _mode(table: LegTable, way: int, target: int = 1) -> Mode:
    return LOCAL_MODES[int(table.mode[way, 0, target])]


def test_a_short_way_is_walked_and_a_long_one_is_not() -> None:
    """400 m on foot; 8 km by bus, for twice two euro, not for sixteen in a taxi."""
    table = _table(400, 8000, modes=("walk", "transit", "taxi"))
    assert _mode(table, PLEASANT) is Mode.WALK
    assert table.minutes[PLEASANT, 0, 1] == 5
    assert _mode(table, PLEASANT, 2) is Mode.TRANSIT
    assert table.minutes[PLEASANT, 0, 2] == 5 + 20
    assert table.cost[PLEASANT, 0, 2] == 4.0
    assert table.walk[PLEASANT, 0, 2] == 200


def test_a_mode_that_is_liked_goes_before_others() -> None:
    """A kilometre is walked, and ridden where the bus is liked; 200 m are walked all the same."""
    modes = ("walk", "transit")
    assert _mode(_table(1000, modes=modes), PLEASANT) is Mode.WALK
    assert _mode(_table(1000, modes=modes, liked_modes=("transit",)), PLEASANT) is Mode.TRANSIT
    assert _mode(_table(200, modes=modes, liked_modes=("transit",)), PLEASANT) is Mode.WALK


def test_ways_may_spare_time_or_money_instead() -> None:
    """2 km: on foot in 25 minutes for nothing, by taxi in 8; by transit in between."""
    request = day_trip(modes=("walk", "transit", "taxi"))
    ways = {
        sparing: leg_table("lumen", _points(2_000), request, "EUR", WORLD, sparing)
        for sparing in Sparing
    }
    assert _mode(ways[Sparing.TIME], PLEASANT) is Mode.TAXI
    assert _mode(ways[Sparing.MONEY], PLEASANT) is Mode.WALK
    assert len({_mode(table, RESTFUL) for table in ways.values()}) == 1


def test_the_least_of_a_leg_is_the_least_of_any_mode() -> None:
    """8 km: the taxi's minutes and feet, the bus's fare; where nothing goes, unreachable."""
    modes = ("walk", "transit", "taxi")
    least = least_legs("lumen", _points(8000), day_trip(modes=modes), "EUR", WORLD)
    alone = {mode: _table(8000, modes=(mode,)) for mode in ("transit", "taxi")}
    assert least.minutes[0, 1] == alone["taxi"].minutes[PLEASANT, 0, 1]
    assert least.cost[0, 1] == alone["transit"].cost[PLEASANT, 0, 1]
    assert least.walk[0, 1] == alone["taxi"].walk[PLEASANT, 0, 1]
    on_foot = least_legs("lumen", _points(8000), day_trip(modes=("walk",)), "EUR", WORLD)
    assert {float(measure[0, 1]) for measure in on_foot} == {UNREACHABLE}


def test_the_restful_way_spares_the_feet() -> None:
    """1,800 m: pleasant on foot, restful by taxi at 10.70 for both."""
    table = _table(1800, modes=("walk", "taxi"))
    assert (_mode(table, PLEASANT), _mode(table, RESTFUL)) == (Mode.WALK, Mode.TAXI)
    assert table.walk[:, 0, 1].tolist() == [1800, 0]
    assert table.cost[:, 0, 1].tolist() == [0.0, 10.7]


@pytest.mark.parametrize(("cap", "reached"), [(1000, True), (999, False)])
def test_no_leg_has_more_on_foot_than_allowed(cap: int, reached: bool) -> None:
    """With feet alone and a cap a metre short nothing is reached."""
    table = _table(1000, modes=("walk",), max_walk_leg=cap)
    assert bool(table.minutes[PLEASANT, 0, 1] < UNREACHABLE) is reached
    assert bool(table.mode[PLEASANT, 0, 1] >= 0) is reached


def test_best_travel_is_the_pleasant_way_or_none() -> None:
    """The same answer for one pair; None where there is no way."""
    here, there = _points(1000)
    way = best_travel("lumen", here, there, day_trip(), "EUR", WORLD)
    assert way is not None
    assert way == (Mode.WALK, WORLD.travel("lumen", here, there, Mode.WALK))
    barred = day_trip(max_walk_leg=500)
    assert best_travel("lumen", here, there, barred, "EUR", WORLD) is None


def test_wheelchairs_and_strollers_do_not_cycle() -> None:
    """Bikes are left out, in the order of preference."""
    wish = {"modes": ("taxi", "bike", "walk")}
    assert allowed_modes(day_trip(**wish)) == (Mode.WALK, Mode.BIKE, Mode.TAXI)
    for party in (Party(wheelchair=True), Party(stroller=True)):
        assert allowed_modes(day_trip(party=party, **wish)) == (Mode.WALK, Mode.TAXI)


def test_a_table_is_square_and_symmetric_on_the_grid() -> None:
    """Two layers of n by n; the streets are as long either way; nowhere is at no distance."""
    table = _table(300, 1500, 4000, modes=("walk", "transit", "taxi"))
    assert table.minutes.shape == (2, 4, 4)
    assert (table.minutes == table.minutes.transpose(0, 2, 1)).all()
    assert not table.minutes[:, range(4), range(4)].any()
    assert table.estimated.all()


def test_a_larger_party_takes_more_taxis() -> None:
    """Five people need two."""
    one, two = (_table(1800, modes=("taxi",), party=Party(adults=n)) for n in (4, 5))
    assert two.cost[PLEASANT, 0, 1] == pytest.approx(2 * one.cost[PLEASANT, 0, 1])
