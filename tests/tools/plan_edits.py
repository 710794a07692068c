"""What the tests of exporters share: plans with something changed, a refusal, a moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.itinerary import Infeasible, Itinerary, Wish
from planner.request import Budget
from tests.worlds import good_request

if TYPE_CHECKING:
    from planner.itinerary import Stop

#: When the tests export.
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def edited(plan: Itinerary, day: int, stop: int, **changes: object) -> Itinerary:
    """The plan with fields of one stop changed."""
    stops: list[Stop] = list(plan.days[day].stops)
    stops[stop] = stops[stop].model_copy(update=changes)
    return with_day(plan, day, stops=tuple(stops))


def with_day(plan: Itinerary, index: int, **changes: object) -> Itinerary:
    """The plan with fields of one day changed."""
    days = list(plan.days)
    days[index] = days[index].model_copy(update=changes)
    return plan.model_copy(update={"days": tuple(days)})


def refusal(nearest: Itinerary | None = None, proved: bool = True) -> Infeasible:
    """A refusal because of a budget of 5 euro."""
    return Infeasible(
        request=good_request(budget=Budget(currency="EUR", total=5)),
        conflict=(Wish(field="budget.total", text="at most 5 EUR"),),
        reason="The cheapest bed costs 100 EUR.",
        proved=proved,
        lone=True,
        nearest=nearest,
        gives_up=("at most 5 EUR",) if nearest else (),
    )
