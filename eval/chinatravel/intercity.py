"""Trains and flights between cities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from eval.chinatravel.clock import DAY, minutes
from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Trip(NamedTuple):
    """One train or flight, every day.

    Attributes:
        id: of the train or the flight.
        start: the station or airport it leaves from.
        end: that where it arrives.
        leaves: minutes after midnight.
        arrives: the same; above 24:00 where it arrives on the next day.
        price: yuan a ticket.
    """

    mode: Literal["train", "airplane"]
    id: str
    start: str
    end: str
    leaves: int
    arrives: int
    price: float


class Timetable:
    """All trips; those of two cities by ``trips``.

    Attributes:
        cities: names of the cities that trains run between, as queries write them.
    """

    def __init__(
        self, trains: Mapping[tuple[str, str], tuple[Trip, ...]], flights: tuple[Trip, ...]
    ) -> None:
        self._trains, self._flights = trains, flights
        self.cities = tuple(sorted({city for ends in trains for city in ends}))

    @classmethod
    def read(cls, folder: Path) -> Timetable:
        """Read ``airplane.jsonl`` and ``train/from_A_to_B.json``.

        A train without a price is left out.

        Raises:
            SettingsError: a file is missing or is not what it should be.
        """
        trains, path = {}, folder / "airplane.jsonl"
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            flights = tuple(_trip("airplane", json.loads(line)) for line in lines if line.strip())
            for path in sorted((folder / "train").glob("from_*_to_*.json")):
                start, _, end = path.stem.removeprefix("from_").partition("_to_")
                rows = json.loads(path.read_text(encoding="utf-8"))
                priced = (row for row in rows if row["Cost"] is not None)
                trains[start, end] = tuple(_trip("train", row) for row in priced)
        except (OSError, ValueError, KeyError) as fault:
            raise SettingsError(f"{path}: expected a timetable, {fault}.") from None
        if not trains:
            raise SettingsError(f"{folder / 'train'}: expected files named from_A_to_B.json.")
        return cls(trains, flights)

    def trips(self, start: str, end: str) -> tuple[Trip, ...]:
        """Everything that goes from a city to another."""
        flights = (trip for trip in self._flights if start in trip.start and end in trip.end)
        return (*self._trains.get((start, end), ()), *flights)


def _trip(mode: Literal["train", "airplane"], row: Mapping[str, object]) -> Trip:
    leaves, arrives = minutes(row["BeginTime"]), minutes(row["EndTime"])
    if leaves is None or arrives is None:
        raise ValueError(f"{row} has no times")
    number = str(row["FlightID" if mode == "airplane" else "TrainID"])
    price = float(str(row["Cost"]))
    later = DAY if arrives <= leaves else 0
    return Trip(mode, number, str(row["From"]), str(row["To"]), leaves, arrives + later, price)
