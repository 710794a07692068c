"""What the traveller asked for this time, with units: the TripRequest and its parts."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from planner.facts import LOCAL_MODES, Mode
from planner.model import Amount, CurrencyCode, Point, Record

Name = Annotated[str, Field(min_length=1, max_length=200)]
MealName = Literal["breakfast", "lunch", "dinner"]
Weight = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
#: Most visits that a day may have.
SightsLimit = Annotated[int, Field(ge=1, le=50)]

#: Longest trip planned at once, in calendar days.
MAX_DAYS = 30
#: A meal or rest is due when it could begin in a stretch of its window at least this many minutes
#: long.
MEAL_SLACK = 60
#: Minutes to be there before a departure, and until one is free to go after an arrival.
FLIGHT_BUFFER, TRAIN_BUFFER, ARRIVAL_BUFFER = 120, 20, 30
#: Ages assumed for pricing where only a count is given.
ADULT_AGE, SENIOR_AGE = 35, 70


class Pace(StrEnum):
    """How full a day may be; a light one has little more than one sight."""

    LIGHT = "light"
    RELAXED = "relaxed"
    BALANCED = "balanced"
    PACKED = "packed"


class Party(Record):
    """Who travels.

    Attributes:
        children: age in years of each child.
        wheelchair: someone uses a wheelchair: only step-free places and legs.
        stroller: a stroller comes along.
    """

    adults: int = Field(default=2, ge=0, le=200)
    children: tuple[Annotated[int, Field(ge=0, le=17)], ...] = Field(default=(), max_length=100)
    seniors: int = Field(default=0, ge=0, le=200)
    wheelchair: bool = False
    stroller: bool = False

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.adults + self.seniors == 0:
            raise ValueError("Expected at least one adult or senior.")
        return self

    @property
    def ages(self) -> tuple[int, ...]:
        """Age of every traveller, assumed ones for adults and seniors."""
        return (ADULT_AGE,) * self.adults + (SENIOR_AGE,) * self.seniors + self.children

    @property
    def size(self) -> int:
        """How many people travel."""
        return self.adults + self.seniors + len(self.children)


class Window(Record):
    """A stretch of the local day. An end before the start means the next morning."""

    start: dt.time
    end: dt.time

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.start == self.end:
            raise ValueError(f"Expected an end after the start, got {self.start:%H:%M} twice.")
        return self

    @property
    def first(self) -> int:
        """Start in minutes after midnight."""
        return minutes_of(self.start)

    @property
    def last(self) -> int:
        """End in minutes after the midnight the window started on."""
        end = minutes_of(self.end)
        return end if end > self.first else end + 1440


def minutes_of(time: dt.time) -> int:
    """Minutes after midnight."""
    return time.hour * 60 + time.minute


class MealWish(Record):
    """A meal wanted each day with room for it; it begins in ``window`` and lasts ``minutes``."""

    meal: MealName
    window: Window
    minutes: int = Field(ge=10, le=300)


def _meal(meal: MealName, start: str, end: str, minutes: int) -> MealWish:
    window = Window(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end))
    return MealWish(meal=meal, window=window, minutes=minutes)


BREAKFAST = _meal("breakfast", "07:30", "10:00", 40)
LUNCH = _meal("lunch", "11:45", "14:00", 60)
DINNER = _meal("dinner", "18:00", "20:30", 80)


class RestWish(Record):
    """A rest at the lodging wanted each day with room for it.

    It begins in ``window`` and lasts ``minutes``; ``name`` is what the plan calls it. With
    ``dates`` it is wanted on these alone.
    """

    window: Window = Window(start=dt.time(13, 30), end=dt.time(15, 30))
    minutes: int = Field(default=60, ge=10, le=300)
    name: Name = "rest"
    dates: tuple[dt.date, ...] = Field(default=(), max_length=MAX_DAYS)

    def is_on(self, date: dt.date) -> bool:
        """Whether it is wanted on a date."""
        return not self.dates or date in self.dates


class LodgingWish(Record):
    """Where to sleep: a named place, a position, or what a chosen one must offer.

    Attributes:
        place: name or id of a lodging in the catalogue.
        at: a position of one's own (friends, a booking elsewhere); then ``name`` labels it and it
            costs ``nightly``.
        kinds: categories accepted; empty is any.
        min_nightly, max_nightly: least and most that one room may cost a night, in the budget's
            currency.
        offers: tags that it must have, such as ``family_room``.
        order: which of those that do is taken: the ``cheapest``, or the ``best`` by renown,
            then by stars; None is the one that serves the trip best.
    """

    place: Name | None = None
    at: Point | None = None
    name: Name | None = None
    nightly: Amount = 0.0
    kinds: tuple[Literal["hotel", "hostel", "guesthouse", "apartment", "camp_site"], ...] = ()
    areas: tuple[Name, ...] = ()
    min_stars: int | None = Field(default=None, ge=1, le=5)
    min_nightly: Amount | None = None
    max_nightly: Amount | None = None
    offers: tuple[Name, ...] = Field(default=(), max_length=20)
    order: Literal["cheapest", "best"] | None = None
    rooms: int | None = Field(default=None, ge=1, le=100)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.place is not None and self.at is not None:
            raise ValueError("Expected either place or at, got both.")
        return self


class Destination(Record):
    """A city to stay in. A trip's days are the sum of its nights plus one."""

    city: Name
    nights: int = Field(ge=0, le=MAX_DAYS - 1)
    lodging: LodgingWish | None = None


class Terminal(Record):
    """Arrival on the first day or departure on the last, in local time.

    Attributes:
        at: name or id of the airport, station or pier in the catalogue; None is the lodging's door.
        mode: what one comes or leaves by; it sets the buffer unless ``buffer_minutes`` does.
    """

    time: dt.time
    at: Name | None = None
    mode: Literal["flight", "train", "bus", "ferry", "car"] = "train"
    buffer_minutes: int | None = Field(default=None, ge=0, le=600)


class Budget(Record):
    """The most that may be spent by the whole party, in total and by category.

    Attributes:
        least: what the total was said to come to at the least; told, not planned from.
    """

    currency: CurrencyCode
    total: Amount | None = None
    least: Amount | None = None
    lodging: Amount | None = None
    food: Amount | None = None
    activities: Amount | None = None
    transport: Amount | None = None


class Appointment(Record):
    """Something fixed: be there from ``start`` to ``end`` (local time, without offset)."""

    name: Name
    start: dt.datetime
    end: dt.datetime
    place: Name | None = None
    at: Point | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("Expected local times without an offset.")
        if not self.start < self.end:
            raise ValueError(f"Expected start before end, got {self.start} and {self.end}.")
        if self.start.date() != self.end.date():
            raise ValueError("Expected start and end on the same date.")
        if (self.place is None) == (self.at is None):
            raise ValueError("Expected either place or at.")
        return self


class Lock(Record):
    """A place that stays in the plan, on a given date, at a given time or for a meal if named."""

    place: Name
    date: dt.date | None = None
    start: dt.time | None = None
    meal: MealName | None = None

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if self.start is not None and self.date is None:
            raise ValueError("Expected a date beside start.")
        return self


class Avoid(Record):
    """A place not to go to on a date (it is shut that day, say), or on no day of the trip."""

    place: Name
    date: dt.date | None = None


class Shun(Record):
    """Hours in which a place, or any of a kind, is not wanted, on a date or on every day.

    Attributes:
        kind: category, group, tag or setting, such as ``museum`` or ``outdoor``.
    """

    window: Window
    place: Name | None = None
    kind: Name | None = None
    date: dt.date | None = None

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if (self.place is None) == (self.kind is None):
            raise ValueError("Expected either place or kind.")
        return self


class TripRequest(Record):
    """A trip as asked for.

    Attributes:
        origin: where the traveller lives; only told, not planned from.
        destinations: cities in order with nights in each.
        start: local date of the first day.
        day_window: when one leaves the lodging at the earliest and is back at the latest.
        windows: other windows for some dates.
        paces: another pace for some dates.
        avoid: places not to go to on a date, over and above ``must_not``.
        shuns: what is not wanted at some hours.
        wet_days: dates on which rain is forecast.
        modes: ways of getting about that are acceptable.
        liked_modes: those of them that go before the others where both do.
        max_walk_leg, max_walk_day: metres on foot for one leg, and for all legs of a day.
        max_sights_day: visits a day, meals and appointments left out; None is as many as fit.
        max_sights_on: other limits for some dates.
        interests: category, tag or cuisine -> weight from -1 (avoid) to 1 (love).
        areas_in, areas_out: areas of the city to stay within, or keep out of.
        must, must_not: names or ids of places.
        rests: a rest each day at the lodging, or none.
        diets: what every meal must offer, e.g. ``vegetarian``.
        unknown_hours: ``exclude`` plans only places whose hours are on file; ``mark`` also plans
            others and says so.
    """

    origin: Name | None = None
    destinations: tuple[Destination, ...] = Field(min_length=1, max_length=10)
    start: dt.date = Field(ge=dt.date(1970, 1, 1), le=dt.date(2099, 12, 31))
    arrival: Terminal | None = None
    departure: Terminal | None = None
    party: Party = Party()
    lodging: LodgingWish = LodgingWish()
    budget: Budget | None = None
    pace: Pace = Pace.BALANCED
    day_window: Window = Window(start=dt.time(9), end=dt.time(22))
    windows: dict[dt.date, Window] = Field(default_factory=dict, max_length=MAX_DAYS)
    paces: dict[dt.date, Pace] = Field(default_factory=dict, max_length=MAX_DAYS)
    meals: tuple[MealWish, ...] = (LUNCH, DINNER)
    rests: tuple[RestWish, ...] = Field(default=(), max_length=1)
    diets: tuple[Name, ...] = Field(default=(), max_length=10)
    modes: tuple[Mode, ...] = (Mode.WALK, Mode.TRANSIT, Mode.TAXI)
    liked_modes: tuple[Mode, ...] = Field(default=(), max_length=len(LOCAL_MODES))
    max_walk_leg: int = Field(default=2_000, ge=0, le=50_000)
    max_walk_day: int = Field(default=10_000, ge=0, le=100_000)
    max_sights_day: SightsLimit | None = None
    max_sights_on: dict[dt.date, SightsLimit] = Field(default_factory=dict, max_length=MAX_DAYS)
    interests: dict[Name, Weight] = Field(default_factory=dict, max_length=100)
    areas_in: tuple[Name, ...] = Field(default=(), max_length=50)
    areas_out: tuple[Name, ...] = Field(default=(), max_length=50)
    must: tuple[Name, ...] = Field(default=(), max_length=100)
    must_not: tuple[Name, ...] = Field(default=(), max_length=1000)
    avoid: tuple[Avoid, ...] = Field(default=(), max_length=500)
    shuns: tuple[Shun, ...] = Field(default=(), max_length=100)
    wet_days: tuple[dt.date, ...] = Field(default=(), max_length=MAX_DAYS)
    appointments: tuple[Appointment, ...] = Field(default=(), max_length=50)
    locks: tuple[Lock, ...] = Field(default=(), max_length=200)
    unknown_hours: Literal["exclude", "mark"] = "mark"

    @field_validator("modes")
    @classmethod
    def _local_modes(cls, value: tuple[Mode, ...]) -> tuple[Mode, ...]:
        wrong = [mode.value for mode in value if mode not in LOCAL_MODES]
        if wrong or not value:
            allowed = ", ".join(LOCAL_MODES)
            raise ValueError(
                f"Expected one or more of {allowed}; got {', '.join(wrong) or 'none'}."
            )
        return tuple(dict.fromkeys(value))

    @field_validator("meals")
    @classmethod
    def _each_meal_once(cls, value: tuple[MealWish, ...]) -> tuple[MealWish, ...]:
        names = [wish.meal for wish in value]
        if len(names) != len(set(names)):
            raise ValueError(f"Expected each meal once, got {', '.join(names)}.")
        return tuple(sorted(value, key=lambda wish: wish.window.first))

    @model_validator(mode="after")
    def _dates_fit(self) -> Self:
        if len(self.destinations) > 1 and any(stop.nights == 0 for stop in self.destinations):
            raise ValueError("destinations: expected at least 1 night in each of several cities.")
        if self.days > MAX_DAYS:
            raise ValueError(f"Expected at most {MAX_DAYS} days, got {self.days}.")
        for index, item in enumerate(self.appointments):
            if not self.start <= item.start.date() <= self.end:
                raise ValueError(
                    f"appointments.{index}: {item.start.date()} is not a day of the trip."
                )
        for index, lock in enumerate(self.locks):
            if lock.date is not None and not self.start <= lock.date <= self.end:
                raise ValueError(f"locks.{index}: {lock.date} is not a day of the trip.")
        return self

    @property
    def days(self) -> int:
        """Calendar days, first and last included."""
        return sum(stop.nights for stop in self.destinations) + 1

    @property
    def end(self) -> dt.date:
        """Local date of the last day."""
        return self.start + dt.timedelta(days=self.days - 1)

    def window_on(self, date: dt.date) -> Window:
        """The day window of a date."""
        return self.windows.get(date, self.day_window)

    def pace_on(self, date: dt.date) -> Pace:
        """The pace of a date."""
        return self.paces.get(date, self.pace)

    def max_sights(self, date: dt.date) -> int | None:
        """How many visits a date may have; None is as many as fit."""
        return self.max_sights_on.get(date, self.max_sights_day)

    def avoids(self, place_id: str, date: dt.date) -> bool:
        """Whether a place is not to be gone to on a date."""
        return any(a.place == place_id and a.date in (None, date) for a in self.avoid)

    def city_index(self, day: int) -> int:
        """Which destination the day (from 0) is spent in; on a day of transfer, the later."""
        for index, stop in enumerate(self.destinations):
            if day < stop.nights or index == len(self.destinations) - 1:
                return index
            day -= stop.nights
        raise IndexError(day)
