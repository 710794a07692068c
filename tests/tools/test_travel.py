"""Estimated travel: exact amounts, monotone and symmetric, one model for pairs and matrices."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.city import Tariffs
from planner.facts import LOCAL_MODES, Mode, Travel
from planner.model import Point
from tests.tools.facts_builders import a_city
from tools.distance import crow_metres
from tools.intercity import land_mass
from tools.travel import UNREACHABLE, EstimatedTravel, travel_of

TRAVEL = EstimatedTravel()
HOME = Point(lat=55.68, lon=12.57)
POINTS = st.builds(Point, lat=st.floats(55.3, 56.0), lon=st.floats(12.0, 13.2))


def north(metres: float) -> Point:
    """The point so many metres due north of home."""
    return Point(lat=HOME.lat + math.degrees(metres / 6_371_008.8), lon=HOME.lon)


def minutes(mode: Mode, metres: float) -> int:
    """Door-to-door minutes over that many metres as the crow flies."""
    travel = TRAVEL.travel(a_city(), HOME, north(metres), mode)
    assert travel is not None
    return travel.minutes


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.WALK, Travel(18, 1360, 1360, 0.0, True, True)),
        (Mode.BIKE, Travel(11, 1360, 0, 150.0, True, True)),
        (Mode.TRANSIT, Travel(18, 1360, 680, 24.0, True, True)),
        (Mode.CAR, Travel(13, 1360, 200, None, False, True)),
    ],
)
def test_one_kilometre(mode: Mode, expected: Travel) -> None:
    """A kilometre as the crow flies is 1,360 m on the ground, by each mode's own model."""
    assert TRAVEL.travel(a_city(), HOME, north(999.9), mode) == expected


def test_a_taxi_s_fare_has_three_parts() -> None:
    """Base, kilometres and minutes of the ride, for the vehicle."""
    travel = TRAVEL.travel(a_city(), HOME, north(1000), Mode.TAXI)
    assert travel is not None
    assert travel.minutes == 11
    assert travel.fare == pytest.approx(49 + 16 * 1.36 + 5 * 1.36 / 18 * 60)
    assert not travel.per_person


def test_unknown_tariffs_are_unknown_fares() -> None:
    """A city without tariffs has no fare but walking's, and no zero in its place."""
    city = a_city(tariffs=Tariffs())
    fares = {m: TRAVEL.travel(city, HOME, north(2000), m) for m in LOCAL_MODES}
    assert {m: t.fare for m, t in fares.items() if t} == {m: None for m in LOCAL_MODES} | {
        Mode.WALK: 0.0
    }


def test_transit_serves_neither_short_hops_nor_cities_without_it() -> None:
    """Under 600 m, over 60 km and without transit there is none; other modes go on."""
    assert TRAVEL.travel(a_city(), HOME, north(590), Mode.TRANSIT) is None
    assert TRAVEL.travel(a_city(), HOME, north(610), Mode.TRANSIT) is not None
    assert TRAVEL.travel(a_city(), HOME, north(61_000), Mode.TRANSIT) is None
    assert TRAVEL.travel(a_city(has_transit=False), HOME, north(3000), Mode.TRANSIT) is None
    assert TRAVEL.travel(a_city(), HOME, north(61_000), Mode.TAXI) is not None


def test_modes_between_cities_are_not_for_getting_about() -> None:
    """A train within the city is None as a pair, and a mistake as a matrix."""
    assert TRAVEL.travel(a_city(), HOME, north(3000), Mode.TRAIN) is None
    with pytest.raises(ValueError, match="'train'"):
        TRAVEL.matrix(a_city(), [HOME], Mode.TRAIN)


def test_nowhere_to_go_takes_no_walk() -> None:
    """A point is no walk away from itself."""
    assert minutes(Mode.WALK, 0) == 0


@pytest.mark.parametrize("mode", LOCAL_MODES)
@given(near=st.floats(601, 59_000), more=st.floats(0, 900))
def test_farther_is_never_faster_or_cheaper(mode: Mode, near: float, more: float) -> None:
    """Minutes, metres and fare grow with distance."""
    first = TRAVEL.travel(a_city(), HOME, north(near), mode)
    second = TRAVEL.travel(a_city(), HOME, north(near + more), mode)
    assert first is not None
    assert second is not None
    assert first.minutes <= second.minutes
    assert first.metres <= second.metres
    assert (first.fare or 0) <= (second.fare or 0)


@pytest.mark.parametrize("mode", LOCAL_MODES)
@given(a=POINTS, b=POINTS)
def test_no_mode_is_faster_than_plausible(mode: Mode, a: Point, b: Point) -> None:
    """Door to door nobody beats the crow at the mode's top speed, there as back."""
    top = {Mode.WALK: 4.7, Mode.BIKE: 13, Mode.TRANSIT: 60, Mode.TAXI: 80, Mode.CAR: 80}[mode]
    there = TRAVEL.travel(a_city(), a, b, mode)
    assert there == TRAVEL.travel(a_city(), b, a, mode)
    if there is not None:
        crow = crow_metres(a.lat, a.lon, b.lat, b.lon)
        assert there.metres >= crow
        assert there.minutes >= crow / 1000 / top * 60
        assert there.walk_metres <= there.metres or mode is Mode.CAR


@pytest.mark.parametrize("mode", LOCAL_MODES)
@settings(max_examples=60, deadline=None)
@given(points=st.lists(POINTS, max_size=12), has_transit=st.booleans())
def test_the_matrix_equals_the_pairs_exactly(
    mode: Mode, points: list[Point], has_transit: bool
) -> None:
    """Every cell is the scalar's answer, to the last bit of the fare."""
    city = a_city(has_transit=has_transit)
    matrix = TRAVEL.matrix(city, points, mode)
    assert matrix.minutes.shape == (len(points), len(points))
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            assert travel_of(matrix, i, j) == TRAVEL.travel(city, a, b, mode)


@given(
    st.lists(
        st.builds(Point, lat=st.floats(-90, 90), lon=st.floats(-180, 180)), min_size=2, max_size=6
    )
)
def test_the_matrix_equals_the_pairs_across_the_globe(points: list[Point]) -> None:
    """Antipodes and poles included."""
    matrix = TRAVEL.matrix(a_city(), points, Mode.WALK)
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            assert travel_of(matrix, i, j) == TRAVEL.travel(a_city(), a, b, Mode.WALK)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_distance_is_the_haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    """The chord's arc agrees with the textbook formula to a metre."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    haversine = 2 * 6_371_008.8 * math.asin(math.sqrt(min(1.0, h)))
    assert crow_metres(lat1, lon1, lat2, lon2) == pytest.approx(haversine, abs=1)


def test_unreachable_cells_are_marked() -> None:
    """Where transit is not offered the matrix holds -1 minutes and no fare."""
    matrix = TRAVEL.matrix(a_city(), [HOME, north(100)], Mode.TRANSIT)
    assert (matrix.minutes == UNREACHABLE).all()
    assert np.isnan(matrix.fare).all()
    assert matrix.metres.dtype == np.int32


def test_a_matrix_takes_less_than_its_pairs() -> None:
    """160,000 pairs at once are less work than a tenth of them one by one."""
    city, points = a_city(), [north(50.0 * i) for i in range(400)]
    started = time.process_time()
    TRAVEL.matrix(city, points, Mode.TRANSIT)
    middle = time.process_time()
    for point in points[::10]:
        for other in points:
            TRAVEL.travel(city, point, other, Mode.TRANSIT)
    assert middle - started < time.process_time() - middle


@pytest.mark.parametrize(
    ("origin", "target", "modes"),
    [
        ("copenhagen", "hamburg", {Mode.TRAIN, Mode.BUS, Mode.CAR, Mode.FLIGHT}),
        ("tokyo", "kyoto", {Mode.TRAIN, Mode.BUS, Mode.CAR, Mode.FLIGHT}),
        ("london", "paris", {Mode.TRAIN, Mode.BUS, Mode.CAR, Mode.FLIGHT}),
        ("copenhagen", "rome", {Mode.FLIGHT}),
        ("dublin", "london", {Mode.FLIGHT}),
        ("tokyo", "naha", {Mode.FLIGHT}),
        ("paris", "new-york", {Mode.FLIGHT}),
        ("paris", "reykjavik", {Mode.FLIGHT}),
        ("copenhagen", "copenhagen", set()),
    ],
)
def test_between_cities_only_plausible_modes(origin: str, target: str, modes: set[Mode]) -> None:
    """Land modes stay on their land and within reach; ferries cannot be known."""
    a, b = a_city(origin), a_city(target)
    found = {mode for mode in Mode if TRAVEL.intercity(a, b, mode) is not None}
    assert found == modes
    assert found == {mode for mode in Mode if TRAVEL.intercity(b, a, mode) is not None}


def test_between_cities_is_door_to_door_and_in_the_origin_s_money() -> None:
    """Copenhagen to Hamburg by air is four hours and a half, and costs kroner."""
    travel = TRAVEL.intercity(a_city("copenhagen"), a_city("hamburg"), Mode.FLIGHT)
    assert travel is not None
    assert 240 <= travel.minutes <= 300
    assert travel.fare == pytest.approx((45 + 0.09 * travel.metres / 1000) * 7.46, rel=0.01)
    assert travel.per_person
    assert travel.estimated


def test_an_unknown_currency_leaves_the_fare_unknown() -> None:
    """A currency without a rate gives no fare, and a city on no known land no train."""
    pole = a_city("nowhere")
    travel = TRAVEL.intercity(pole, a_city("paris"), Mode.FLIGHT)
    assert travel is not None
    assert travel.fare is None
    assert land_mass(pole) is None
