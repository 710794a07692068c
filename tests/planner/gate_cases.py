"""Good plans under review, small edits of them, and what one gate says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.gates import GATES, Review
from planner.request import Destination, Terminal
from tests.worlds import TinyWorld, good_itinerary, good_request, trip, two_city_itinerary
from tests.worlds import good_days as days_of
from tests.worlds import two_city_request as over_two_cities

if TYPE_CHECKING:
    from planner.itinerary import Day, Itinerary
    from planner.request import TripRequest

WORLD = TinyWorld()
THURSDAY, FRIDAY = dt.date(2026, 6, 4), dt.date(2026, 6, 5)

#: Where a violation is and how big: (rule, day, stop, amount, unit).
Verdict = tuple[str, int | None, int | None, float, str]


def request_of(**more: Any) -> TripRequest:
    """The good request with its names resolved to ids, as gates need it."""
    resolved = {
        "arrival": Terminal(time=dt.time(9), at="lumen:station"),
        "departure": Terminal(time=dt.time(18), at="lumen:station"),
    }
    return good_request(**(resolved | more))


def one_city(**more: Any) -> Itinerary:
    """Two good days in Lumen, held against a request with these fields."""
    return good_itinerary(WORLD, request_of(**more))


def two_cities(**more: Any) -> Itinerary:
    """A good night in Lumen, then one in Porta."""
    cities = (Destination(city="lumen", nights=1), Destination(city="porta", nights=1))
    return two_city_itinerary(WORLD, over_two_cities(**({"destinations": cities} | more)))


def with_first_day(day: Day, **more: Any) -> Itinerary:
    """The good trip with another first day; its night stays the same."""
    first, last = days_of(WORLD)
    return trip(request_of(**more), [day.model_copy(update={"stay": first.stay}), last])


def with_last_day(day: Day, **more: Any) -> Itinerary:
    """The good trip with another last day."""
    return trip(request_of(**more), [days_of(WORLD)[0], day])


def verdicts(gate: str, plan: Itinerary, world: TinyWorld = WORLD) -> list[Verdict]:
    """What one gate says of a plan, without the words."""
    found = GATES[gate](Review(plan, world))
    return [(v.rule, v.day, v.stop, v.amount, v.unit) for v in found]


def sentence(gate: str, plan: Itinerary, world: TinyWorld = WORLD) -> str:
    """The words of the one violation that a gate finds."""
    (found,) = GATES[gate](Review(plan, world))
    return found.message


def in_time(time: str) -> dt.time:
    """``HH:MM`` as a time of day."""
    return dt.time.fromisoformat(time)
