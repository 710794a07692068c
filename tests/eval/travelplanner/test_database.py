"""The tables as the benchmark reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.travelplanner.database import Road, load, road
from planner.errors import SettingsError
from tests.eval.travelplanner.tiny import (
    ALBA,
    ELSEWHERE,
    HOME,
    ROADS,
    database,
    write_tables,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_that_lack_a_value_are_left_out(tmp_path: Path) -> None:
    """What is read is what was written, without the row of each table that lacks something."""
    write_tables(tmp_path)
    found, expected = load(tmp_path), database()
    assert found.rooms == expected.rooms
    assert found.restaurants == expected.restaurants
    assert found.sights == expected.sights
    assert found.states == expected.states
    assert found.cities["Twinland"] == [ALBA, "Breva"]


def test_roads(tmp_path: Path) -> None:
    """The first row of a pair counts; a drive of days, or one without figures, is none."""
    write_tables(tmp_path)
    found = load(tmp_path)
    assert {ends: found.road(*ends) for ends in ROADS} == ROADS
    assert found.road(HOME, ELSEWHERE) is None
    assert found.road(ALBA, ELSEWHERE) is None
    assert found.road(ELSEWHERE, HOME) is None


@pytest.mark.parametrize(
    ("duration", "distance", "expected"),
    [
        ("1 hour 1 min", "70.7 km", Road(61, 70.7)),
        ("10 hours 55 mins", "1,144 km", Road(655, 1144)),
        ("35 mins", "40 km", Road(35, 40)),
        ("1 day 4 hours", "2,900 km", None),
        ("", "", None),
        ("2 hours", "", None),
    ],
)
def test_a_road_as_the_file_tells_it(duration: str, distance: str, expected: Road | None) -> None:
    """Hours and minutes, kilometres with thousands and tenths."""
    assert road(duration, distance) == expected


def test_costs_are_cut_to_whole_dollars() -> None:
    """5 cents a kilometre for one's own car, a dollar for a taxi."""
    assert (Road(61, 70.7).drive, Road(61, 70.7).taxi) == (3, 70)


def test_a_name_is_looked_up_as_the_benchmark_does() -> None:
    """The first row of the city that contains it; none in another city."""
    found = database()
    assert found.restaurant("Bistro", ALBA) == found.restaurants[ALBA][0]
    assert found.restaurant("Bistro", ELSEWHERE) is None
    assert found.room("Loft", ALBA) == found.rooms[ALBA][0]
    assert found.sight("Bridge", ALBA) == found.sights[ALBA][0]


def test_tables_that_are_not_there(tmp_path: Path) -> None:
    """The missing file is named."""
    with pytest.raises(SettingsError, match=r"cannot read .*clean_accommodations"):
        load(tmp_path)
