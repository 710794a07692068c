"""Rows of Trip-Plus' tables: sights, restaurants, hotels, and the segments of journeys."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from planner.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 60


def _words(text: Any) -> Any:
    """A list as the tables write it: parted by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _minutes(text: Any) -> Any:
    """Minutes after midnight of ``hh:mm``."""
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Minutes = Annotated[int, BeforeValidator(_minutes)]


class Row(BaseModel):
    """A row of a table; what is left blank there is unknown."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class Open(Row):
    """Somewhere with hours: the same every day, but for the days of ``closing_dates``.

    Attributes:
        opening_time, closing_time: minutes after midnight; one that closes no later than it opens
            closes on the next day.
    """

    opening_time: Minutes | None = None
    closing_time: Minutes | None = None
    closing_dates: str = ""

    @property
    def hours(self) -> tuple[int, int] | None:
        """First and last minute of a day on which it is open; None where that is unknown."""
        if self.opening_time is None or self.closing_time is None:
            return None
        overnight = self.closing_time <= self.opening_time
        return self.opening_time, self.closing_time + DAY * overnight

    def shut_on(self, date: dt.date) -> bool:
        """Whether it is shut on that day of the week."""
        return f"{date:%A}".casefold() in self.closing_dates.casefold()


class Sight(Open):
    """Something to see; ``ticket_price`` is yuan a head."""

    name: str = Field(alias="attraction_name")
    city: str
    attraction_type: str = ""
    latitude: float
    longitude: float
    rating: float | None = None
    min_visit_hours: float | None = None
    max_visit_hours: float | None = None
    ticket_price: float | None = None
    popularity_tags: Words = ()
    crowd_risk: str = ""
    queue_risk: str = ""


class Restaurant(Open):
    """Somewhere to eat; where it lies is told by the table of positions.

    Attributes:
        price_per_person: yuan.
        cuisine: kinds, as the sources have them.
        tags: dishes and services.
    """

    name: str = Field(alias="restaurant_name")
    city: str
    price_per_person: float | None = None
    cuisine: str = ""
    rating: float | None = None
    tags: Words = ()


class Hotel(Row):
    """Somewhere to sleep; ``price`` is yuan a room and night, ``score`` at most 5."""

    name: str
    city: str
    latitude: float
    longitude: float
    decoration_time: int | None = None
    hotel_star: int | None = None
    price: float
    score: float | None = None
    brand: str = ""
    services: Words = ()


class Segment(Row):
    """One flight or train of a journey in one class.

    Attributes:
        price: yuan a head for the whole journey that the segment is part of.
        route_index: the journey, among those of its file.
    """

    origin_city: str
    destination_city: str
    dep_date: dt.date
    dep_station_name: str
    arr_station_name: str
    dep_datetime: dt.datetime
    arr_datetime: dt.datetime
    number: str = Field(validation_alias=AliasChoices("flight_no", "train_no"))
    seat_class: str = ""
    price: float
    route_index: int


class Position(Row):
    """Where something is."""

    poi_name: str
    latitude: float
    longitude: float
    poi_type: str = ""


class Alias(Row):
    """Another name of a station or an airport."""

    alias: str
    canonical_name: str


AnyRow = TypeVar("AnyRow", bound=Row)


def read_table(path: Path, kind: type[AnyRow]) -> list[AnyRow]:
    """The rows of a file of comma-separated values.

    Raises:
        SettingsError: the file cannot be read, or a row is not of that kind.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return [
                kind.model_validate({key: value for key, value in row.items() if value})
                for row in csv.DictReader(lines)
            ]
    except OSError as error:
        raise SettingsError(f"--data: cannot read {path}: {error.strerror}.") from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(map(str, fault["loc"]))
        raise SettingsError(f"--data: {path}: {field}: {fault['msg']}.") from error
