"""A town of eight places and three people with habits; the research data where it is at hand."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.next_poi.training.data import Columns, Row, index_rows, read_rows

if TYPE_CHECKING:
    from tools.next_poi.visits import CheckIns

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "nyc_checkins"
#: Each person's day, hour by hour: home, work, lunch, work, and something of their own in the
#: evening.
HABITS = {
    "ann": ((8, "home-a"), (9, "office"), (13, "cafe"), (18, "gym"), (20, "home-a")),
    "bob": ((8, "home-b"), (9, "office"), (13, "diner"), (19, "bar"), (23, "home-b")),
    "cid": ((10, "museum"), (13, "cafe"), (17, "bar")),
}
PLACES = {
    "home-a": ("Home", 55.67, 12.50),
    "home-b": ("Home", 55.70, 12.60),
    "office": ("Office", 55.68, 12.57),
    "cafe": ("Cafe", 55.681, 12.571),
    "diner": ("Diner", 55.679, 12.572),
    "gym": ("Gym", 55.675, 12.51),
    "bar": ("Bar", 55.69, 12.58),
    "museum": ("Museum", 55.682, 12.565),
}
HEADER = ("who", "where", "kind", "lat", "lon", "utc", "local", "trip")
COLUMNS = Columns("who", "where", "kind", "lat", "lon", "utc", "local", "trip")


def write_town(path: Path, first_day: int, days: int) -> Path:
    """Check-ins of everybody's ``days`` days from ``first_day`` of January 2024 on.

    Local time is UTC + 1 h.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for day in range(first_day, first_day + days):
            for user, habit in HABITS.items():
                for hour, place in habit:
                    local = dt.datetime(2024, 1, 1, hour) + dt.timedelta(days=day)
                    utc = local - dt.timedelta(hours=1)
                    kind, lat, lon = PLACES[place]
                    row = (
                        user,
                        place,
                        kind,
                        lat,
                        lon,
                        f"{utc.isoformat()}+00:00",
                        local.isoformat(),
                    )
                    writer.writerow((*row, f"{user}-{day}"))
    return path


@pytest.fixture(scope="session")
def town_rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """Twenty days of the town, as read from its file."""
    return read_rows(write_town(tmp_path_factory.mktemp("town") / "town.csv", 0, 20), COLUMNS)


@pytest.fixture(scope="session")
def town(town_rows: list[Row]) -> CheckIns:
    """Twenty days of the town, indexed."""
    return index_rows(town_rows)


@pytest.fixture(scope="session")
def nyc() -> Path:
    """Folder of the New York check-ins."""
    if not DATA.is_dir():
        pytest.skip(f"research check-ins are not at {DATA}")
    return DATA
