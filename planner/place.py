"""A place: everything Wayplan knows about somewhere one can visit, eat, sleep or arrive."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from planner.model import Amount, CurrencyCode, Latitude, Longitude, Month, Point, Record, Unit
from planner.taxonomy import Category, Daypart, Group, Setting

PlaceId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._:/-]*$", max_length=120)]
Access = Literal["yes", "limited", "no"]


class VisitMinutes(Record):
    """How long a visit takes, in minutes: the shortest that makes sense, the usual, the longest."""

    min: int = Field(ge=0, le=1440)
    usual: int = Field(ge=0, le=1440)
    max: int = Field(ge=0, le=1440)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min <= self.usual <= self.max:
            raise ValueError(
                f"Expected min <= usual <= max, got {self.min}, {self.usual}, {self.max}."
            )
        return self


class Admission(Record):
    """Price of entry for one person by age, in ``currency``; absent bands cost as an adult.

    Ages: 0..``free_until`` free, then to ``child_until`` at ``child``, from ``senior_from`` at
    ``senior``.
    """

    currency: CurrencyCode
    adult: Amount
    child: Amount | None = None
    child_until: int = Field(default=17, ge=0, le=30)
    free_until: int | None = Field(default=None, ge=0, le=30)
    senior: Amount | None = None
    senior_from: int = Field(default=65, ge=50, le=100)

    def price(self, age: int) -> float:
        """Price of entry for a person of ``age`` years."""
        if self.free_until is not None and age <= self.free_until:
            return 0.0
        if self.child is not None and age <= self.child_until:
            return self.child
        if self.senior is not None and age >= self.senior_from:
            return self.senior
        return self.adult


class Closure(Record):
    """A spell in which a place is shut, both days included.

    ``start`` and ``end`` are ``MM-DD`` (yearly, may wrap over New Year) or ``YYYY-MM-DD`` (once).
    """

    start: str = Field(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")
    end: str = Field(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")
    reason: str = ""

    @model_validator(mode="after")
    def _same_kind(self) -> Self:
        if len(self.start) != len(self.end):
            raise ValueError("Expected start and end both as MM-DD or both as YYYY-MM-DD.")
        for text in (self.start, self.end):
            dt.date.fromisoformat(text if len(text) == 10 else f"2024-{text}")
        if len(self.start) == 10 and self.start > self.end:
            raise ValueError(f"Expected start <= end, got {self.start} and {self.end}.")
        return self

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` falls into the closure."""
        text = day.isoformat() if len(self.start) == 10 else day.strftime("%m-%d")
        if self.start <= self.end:
            return self.start <= text <= self.end
        return text >= self.start or text <= self.end


class Place(Record):
    """One place. ``None`` means unknown: nothing here is guessed in silence.

    Attributes:
        id: stable identifier, unique in a catalogue, e.g. ``copenhagen:tivoli``.
        opening_hours: OSM ``opening_hours`` syntax in local time; None is unknown. ``24/7`` for
            what never shuts.
        last_admission: minutes before closing after which nobody is let in.
        open_months: months in which the place receives visitors at all; None is all year.
        best_months: months in which it is worth most, with ``best_months_why``.
        minutes: length of a visit.
        admission: price of entry by age; None is unknown. A free place has ``adult`` 0.
        meal_price: usual price of one person's meal, without drinks of note (food only).
        price_level: 1 (cheap) to 4 (very expensive) (food and stay).
        nightly_rate: usual price of one room for one night (stay only).
        room_capacity: people who can sleep in one room (stay only).
        min_age: youngest age admitted.
        booking_days: usual lead time in days with which one must book; 0 is none needed.
        daylight: overrides the category's rule on needing daylight.
        dayparts: overrides the category's best times of day.
        popularity: share of visitors to the city who go, 0..1, as a rough rank.
        confidence: how sure the source is of this record, 0..1.
        defaulted: names of fields that hold a category default, not a fact.
    """

    id: PlaceId
    name: str = Field(min_length=1, max_length=200)
    name_local: str | None = None
    aliases: tuple[str, ...] = ()
    city: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    category: Category
    lat: Latitude
    lon: Longitude
    neighbourhood: str | None = None
    opening_hours: str | None = None
    last_admission: int | None = Field(default=None, ge=0, le=240)
    closures: tuple[Closure, ...] = ()
    open_months: tuple[Month, ...] | None = None
    best_months: tuple[Month, ...] = ()
    best_months_why: str = ""
    minutes: VisitMinutes
    admission: Admission | None = None
    price_level: int | None = Field(default=None, ge=1, le=4)
    meal_price: Amount | None = None
    nightly_rate: Amount | None = None
    room_capacity: int = Field(default=2, ge=1, le=20)
    stars: int | None = Field(default=None, ge=1, le=5)
    currency: CurrencyCode | None = Field(
        default=None, description="of meal_price and nightly_rate"
    )
    cuisines: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()
    signature: str | None = None
    setting: Setting
    wheelchair: Access | None = None
    stroller: Access | None = None
    min_age: int | None = Field(default=None, ge=0, le=30)
    max_group: int | None = Field(default=None, ge=1, le=1000)
    booking_days: int | None = Field(default=None, ge=0, le=365)
    daylight: bool | None = None
    dayparts: tuple[Daypart, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    popularity: Unit = 0.1
    source: str = Field(min_length=1)
    as_of: dt.date
    confidence: Unit = 0.5
    defaulted: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.meal_price is not None or self.nightly_rate is not None) and self.currency is None:
            raise ValueError("Expected a currency beside meal_price or nightly_rate.")
        return self

    @property
    def group(self) -> Group:
        """The role this place plays in a trip."""
        return self.category.group

    @property
    def point(self) -> Point:
        """Where it is."""
        return Point(lat=self.lat, lon=self.lon)

    @property
    def needs_daylight(self) -> bool:
        """Whether a visit makes sense only between sunrise and sunset."""
        return self.category.traits.daylight if self.daylight is None else self.daylight

    @property
    def best_dayparts(self) -> tuple[Daypart, ...]:
        """When a visit is at its best; empty means any time."""
        return self.dayparts or self.category.traits.dayparts

    def in_season(self, day: dt.date) -> bool:
        """Whether it receives visitors at that time of the year at all."""
        return self.open_months is None or day.month in self.open_months

    def closure(self, day: dt.date) -> Closure | None:
        """The closed spell that ``day`` falls into, if any."""
        return next((c for c in self.closures if c.covers(day)), None)
