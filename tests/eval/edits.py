"""Small changes to a plan, and what the checker says of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from eval.checker import check
from tests.worlds import TinyWorld

if TYPE_CHECKING:
    from planner.itinerary import Itinerary


def found(
    itinerary: Itinerary, rule: str, world: TinyWorld | None = None
) -> list[tuple[int | None, int | None, float | None]]:
    """(day, stop, amount) of each finding under one rule."""
    world = world or TinyWorld()
    return [(f.day, f.stop, f.amount) for f in check(itinerary, world, world) if f.rule == rule]


def rules_broken(itinerary: Itinerary, world: TinyWorld | None = None) -> set[str]:
    """Names of all rules with findings."""
    world = world or TinyWorld()
    return {f.rule for f in check(itinerary, world, world)}


def with_request(itinerary: Itinerary, **update: Any) -> Itinerary:
    """The plan held against a changed request, which is validated anew."""
    request = type(itinerary.request)(**(dict(itinerary.request) | update))
    return itinerary.model_copy(update={"request": request})


def with_day(itinerary: Itinerary, day: int, **update: Any) -> Itinerary:
    """The plan with fields of one day replaced."""
    days = list(itinerary.days)
    days[day] = days[day].model_copy(update=update)
    return itinerary.model_copy(update={"days": tuple(days)})


def with_stop(itinerary: Itinerary, day: int, stop: int, **update: Any) -> Itinerary:
    """The plan with fields of one stop replaced."""
    stops = list(itinerary.days[day].stops)
    stops[stop] = stops[stop].model_copy(update=update)
    return with_day(itinerary, day, stops=tuple(stops))


def with_leg(
    itinerary: Itinerary, day: int, leg: int, part: str = "legs", **update: Any
) -> Itinerary:
    """The plan with fields of one leg replaced."""
    legs = list(getattr(itinerary.days[day], part))
    legs[leg] = legs[leg].model_copy(update=update)
    return with_day(itinerary, day, **{part: tuple(legs)})


def with_stay(itinerary: Itinerary, day: int, **update: Any) -> Itinerary:
    """The plan with fields of one night replaced."""
    stay = itinerary.days[day].stay
    assert stay is not None
    return with_day(itinerary, day, stay=stay.model_copy(update=update))


def later(time: dt.datetime, minutes: float) -> dt.datetime:
    """``time`` and so many minutes, by the clock on the wall."""
    return time + dt.timedelta(minutes=minutes)


def changed(world: TinyWorld, place_id: str, **update: Any) -> TinyWorld:
    """A tiny world in which fields of one place are replaced."""
    place = world.place(place_id)
    assert place is not None
    return TinyWorld([place.model_copy(update=update)])
