"""Distances, ways and the timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.chinatravel.clock import clock, minutes
from eval.chinatravel.geodesic import kilometres
from eval.chinatravel.sandbox import Hours, Sandbox
from eval.chinatravel.transit import metro_price, taxi_price
from planner.errors import SettingsError
from tests.eval.chinatravel.tiny_sandbox import tiny_sandbox, write_sandbox

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((0, 0), (0, 1), 111.3194908),
        ((0, 0), (1, 0), 110.5743886),
        ((40.6, -73.8), (51.6, -0.5), 5551.7594),
        ((30.5, 104.1), (30.5, 104.1), 0.0),
    ],
)
def test_distances_on_the_ellipsoid(
    start: tuple[float, float], end: tuple[float, float], km: float
) -> None:
    """A degree of the equator and of a meridian; New York to London."""
    assert kilometres(start, end) == pytest.approx(km, abs=1e-3)
    assert kilometres(end, start) == pytest.approx(kilometres(start, end))


@pytest.mark.parametrize(
    ("km", "taxi", "metro"),
    [(1.8, 11, 2), (4, 18.7, 2), (9, 36.2, 3), (10, 39.7, 4), (20, 84.7, 5), (61, 269.2, 9),
     (62, 273.7, 10), (77, 341.2, 11)],
)  # fmt: skip
def test_fares_at_their_steps(km: float, taxi: float, metro: float) -> None:
    """Taxis by the kilometre, the metro by zones."""
    assert taxi_price(km) == pytest.approx(taxi)
    assert metro_price(km) == metro


def test_there_is_no_metro_between_places_of_one_station(tmp_path: Path) -> None:
    """The inn and the tower are both nearest to the southern station."""
    transit = tiny_sandbox(tmp_path).city("Bel").transit
    assert transit.way("Bel inn", "Bel tower", "metro") is None
    assert transit.way("Bel inn", "Bel noodles", "metro") is not None
    with pytest.raises(KeyError):
        transit.way("Bel inn", "Bel dome", "walk")


def test_hours_past_midnight_belong_to_the_evening() -> None:
    """From 18:00 to 02:00: open at 23:00 until 25:00, not at 01:00."""
    hours = Hours(18 * 60, 26 * 60)
    assert hours.hold(23 * 60, 25 * 60)
    assert not hours.hold(60, 90)
    assert not hours.hold(17 * 60, 19 * 60)


def test_trips_of_two_cities(tmp_path: Path) -> None:
    """Trains and flights; one that arrives at five in the morning arrives on the next day."""
    timetable = tiny_sandbox(tmp_path).timetable
    trips = {trip.id: trip for trip in timetable.trips("Aru", "Bel")}
    assert set(trips) == {"A1", "A9", "F1"}
    assert (trips["A9"].leaves, trips["A9"].arrives) == (22 * 60, 29 * 60)
    assert timetable.trips("Bel", "Nowhere") == ()


def test_a_city_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(SettingsError, match="no city 'Nowhere'"):
        tiny_sandbox(tmp_path).city("Nowhere")


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    """By its path and what is wrong."""
    data = write_sandbox(tmp_path)
    table = data / "database" / "accommodations" / "bel" / "accommodations.csv"
    table.write_text("id,name\n0,Bel inn\n", "utf-8")
    with pytest.raises(SettingsError, match=r"accommodations\.csv: expected a table"):
        Sandbox(data / "database").city("Bel")


def test_times_of_day() -> None:
    """Only two digits, a colon and two digits are a time."""
    assert [minutes(text) for text in ("00:00", "24:00", "7:00", "07:0x", None)] == [
        0, 1440, None, None, None,
    ]  # fmt: skip
    assert clock(25 * 60 + 5) == "25:05"
