"""Climate normals by city and month, and the forecast's seam."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.city import ClimateMonth
from tests.tools.facts_builders import a_city
from tools.weather import DayForecast, FakeForecast, climate, nearest_station, stations

OWN = tuple(ClimateMonth(high_c=m, low_c=m - 5, rain_days=m) for m in range(1, 13))


def test_a_city_s_own_climate_comes_first() -> None:
    """What the catalogue says of its city is not replaced by a station."""
    assert climate(a_city(climate=OWN), 7) == OWN[6]


def test_a_city_without_takes_the_nearest_station() -> None:
    """Copenhagen's July comes from Copenhagen's station, a nearby place's too."""
    july = climate(a_city(), 7)
    assert july is not None
    assert (july.high_c, july.low_c) == (22, 14)
    station = nearest_station(55.6, 13.0)
    assert station is not None
    assert station.name == "Copenhagen"


def test_far_from_any_station_nothing_is_known() -> None:
    """More than 150 km away a station says nothing."""
    assert climate(a_city("nowhere"), 1) is None
    assert nearest_station(0.0, -30.0) is None


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_is_none_is_refused(month: int) -> None:
    """Months run from 1 to 12, not from the list's end."""
    with pytest.raises(ValueError, match=f"got {month}"):
        climate(a_city(climate=OWN), month)


def test_stations_are_plausible() -> None:
    """Ninety or more stations, warmer by day than by night, with the seasons of their side."""
    assert len(stations()) >= 90
    assert len({station.name for station in stations()}) == len(stations())
    for station in stations():
        assert all(month.low_c < month.high_c for month in station.months), station.name
        highs = [month.high_c for month in station.months]
        if station.lat > 30:
            assert max(highs[5:9]) == max(highs), station.name
        if station.lat < -20:
            assert min(highs[5:8]) == min(highs), station.name


def test_a_forecast_has_a_horizon() -> None:
    """The fake knows what it was told, and None is beyond its horizon."""
    day = dt.date(2026, 6, 1)
    forecast = FakeForecast({("copenhagen", day): DayForecast(20, 12, 0.3)})
    assert forecast.day(a_city(), day) == DayForecast(20, 12, 0.3)
    assert forecast.day(a_city(), day + dt.timedelta(days=1)) is None
