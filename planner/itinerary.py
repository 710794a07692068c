"""The answer: an Itinerary, day by day, or Infeasible with the reason and the nearest plan.

All times are aware datetimes in the zone of the day's city. A day's legs interleave its stops:
``legs[i]`` leads to ``stops[i]`` and the last one back to where the day ends: one leg more than
stops.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from planner.city import ClimateMonth
from planner.facts import Mode
from planner.model import Amount, CurrencyCode, Latitude, Longitude, Record
from planner.request import MealName, TripRequest
from planner.taxonomy import Category

#: Version of the itinerary format, written into every plan.
FORMAT = 1


class Note(Record):
    """Something the traveller should know.

    Attributes:
        kind: ``assumption`` (taken because nothing was said), ``unverified`` (check before you go),
            ``estimate``, ``book`` (reserve ahead) or ``warning``.
    """

    kind: Literal["assumption", "unverified", "estimate", "book", "warning"]
    text: str
    place_id: str | None = None


class Anchor(Record):
    """Where a day starts or ends, and when one is free to leave or must be back."""

    name: str
    lat: Latitude
    lon: Longitude
    time: AwareDatetime


class Leg(Record):
    """Getting from one place to the next; who arrives early waits before the stop.

    Attributes:
        minutes: of travel, the wait not counted.
        metres, walk_metres: whole distance, and the part of it on foot.
        cost: for the whole party, in the itinerary's currency.
        estimated: True unless a router answered.
    """

    mode: Mode
    origin: str
    target: str
    start: AwareDatetime
    end: AwareDatetime
    minutes: int = Field(ge=0)
    metres: int = Field(ge=0)
    walk_metres: int = Field(ge=0)
    cost: Amount = 0.0
    estimated: bool = True


class _Stop(Record):
    name: str
    lat: Latitude
    lon: Longitude
    start: AwareDatetime
    end: AwareDatetime
    cost: Amount = Field(
        default=0.0, description="for the whole party, in the itinerary's currency"
    )
    reasons: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    locked: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(
                f"Expected {self.name!r} to end after it starts, got {self.start} to {self.end}."
            )
        return self

    @property
    def minutes(self) -> int:
        """Length of the stop."""
        return round((self.end - self.start).total_seconds() / 60)


class Visit(_Stop):
    """A sight."""

    kind: Literal["visit"] = "visit"
    place_id: str
    category: Category


class Meal(_Stop):
    """A meal at a place to eat."""

    kind: Literal["meal"] = "meal"
    meal: MealName
    place_id: str
    category: Category


class Rest(_Stop):
    """A rest at the base of the day; ``rest`` is what it is called, ``name`` where it is.

    ``place_id`` and ``category`` are those of the lodging, where the catalogue has it.
    """

    kind: Literal["rest"] = "rest"
    rest: str
    place_id: str | None = None
    category: Category | None = None


class Fixture(_Stop):
    """An appointment of the traveller's own."""

    kind: Literal["appointment"] = "appointment"
    place_id: str | None = None
    category: Category | None = None


Stop = Annotated[Visit | Meal | Rest | Fixture, Field(discriminator="kind")]


class Stay(Record):
    """Where the night after a day is spent; ``cost`` is this night's, for all rooms."""

    place_id: str | None
    name: str
    lat: Latitude
    lon: Longitude
    rooms: int = Field(ge=1)
    cost: Amount
    notes: tuple[Note, ...] = ()


class Day(Record):
    """One day in one city.

    Attributes:
        inbound: legs before the day's sightseeing: from the airport, or from the last city.
        outbound: legs after it: to the airport, at the end of the trip.
        theme: a few words on what the day holds.
    """

    date: dt.date
    city: str
    timezone: str
    start: Anchor
    end: Anchor
    stops: tuple[Stop, ...] = ()
    legs: tuple[Leg, ...] = ()
    inbound: tuple[Leg, ...] = ()
    outbound: tuple[Leg, ...] = ()
    stay: Stay | None = None
    climate: ClimateMonth | None = None
    holiday: str | None = None
    theme: str = ""

    @model_validator(mode="after")
    def _interleaved(self) -> Self:
        if len(self.legs) != (len(self.stops) + 1 if self.stops else 0):
            stops, legs = len(self.stops), len(self.legs)
            raise ValueError(f"Expected {stops + 1} legs around {stops} stops, got {legs}.")
        return self


class Costs(Record):
    """What the trip costs the whole party, by budget category."""

    currency: CurrencyCode
    lodging: Amount = 0.0
    food: Amount = 0.0
    activities: Amount = 0.0
    transport: Amount = 0.0

    @property
    def total(self) -> float:
        """Sum of the categories."""
        return round(self.lodging + self.food + self.activities + self.transport, 2)


class Term(Record):
    """One soft term of the objective: its value, and why it is what it is."""

    name: str
    value: float
    reason: str


class Alternative(Record):
    """Another good plan of the same trip, and in a sentence how it differs.

    Attributes:
        outlook: name of the way to look at the trip that it is best by; empty where there is none.
    """

    differs: str
    plan: Itinerary
    outlook: str = ""


class Spare(Record):
    """Somewhere to go on to, should there be time left when a day's last stop is done.

    It is no part of the plan; a plan that it is added to keeps all rules (``planner.spare``).

    Attributes:
        way, back: from the last stop to it, and from it to where the day ends.
    """

    date: dt.date
    visit: Visit
    way: Leg
    back: Leg


class Itinerary(Record):
    """A plan. Every itinerary Wayplan hands out as ``status: planned`` passed every gate.

    Attributes:
        alternatives: other plans of the trip, where some were asked for.
        spare: where to go on to at the end of its days, likeliest first within a day.
    """

    status: Literal["planned"] = "planned"
    format: Literal[1] = 1
    request: TripRequest
    catalogues: tuple[str, ...] = ()
    days: tuple[Day, ...]
    costs: Costs
    score: float = 0.0
    terms: tuple[Term, ...] = ()
    notes: tuple[Note, ...] = ()
    seed: int = 0
    alternatives: tuple[Alternative, ...] = ()
    spare: tuple[Spare, ...] = ()

    def other(self, plan: Itinerary) -> Alternative | None:
        """A plan as it stands beside this one; None where it does not."""
        return next((one for one in self.alternatives if one.plan.days == plan.days), None)


class Wish(Record):
    """One wish of a request: the field it stands in, and the wish in words."""

    field: str
    text: str


class Conflict(Record):
    """Wishes that cannot all be granted, with nothing else of the request but the bare trip.

    Without any one of them the others can.

    Attributes:
        proved: whether no plan exists with them; False where the search found none and that is all
            that is known.
    """

    wishes: tuple[Wish, ...] = Field(min_length=1)
    reason: str
    proved: bool


class Infeasible(Record):
    """No plan can grant every wish.

    Attributes:
        conflict, reason, proved: the smallest conflict found, see ``Conflict``.
        smallest: whether it is known that no fewer wishes are in conflict.
        lone: whether without any one wish of the conflict all others can be granted.
        other_conflicts: conflicts that stand beside it and share no wish with it.
        nearest: the best plan without what it gives up; None only where nothing at all can be
            planned.
        gives_up: what ``nearest`` gives up, in words.
    """

    status: Literal["infeasible"] = "infeasible"
    request: TripRequest
    conflict: tuple[Wish, ...] = Field(min_length=1)
    reason: str
    proved: bool
    smallest: bool = False
    lone: bool = False
    other_conflicts: tuple[Conflict, ...] = ()
    nearest: Itinerary | None = None
    gives_up: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts, the smallest first."""
        own = Conflict(wishes=self.conflict, reason=self.reason, proved=self.proved)
        return own, *self.other_conflicts
