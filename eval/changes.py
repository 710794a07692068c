"""Changes that befall a trip, by kind: each drawn at random for a given plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner.itinerary import Meal, Visit
from planner.taxonomy import Group

if TYPE_CHECKING:
    from random import Random

    from planner.itinerary import Day, Itinerary
    from tools.catalogue import Catalogue

Drawer = Callable[["Random", "Itinerary", "Catalogue"], dict[str, Any]]

#: Places from which one to add is drawn: the most visited that the plan does not have.
KNOWN = 12
#: What is left of the plan's own costs when the budget is cut.
CUT = 0.9


def closed_sight(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """A sight is found shut on the day it is planned for."""
    day, stop = _visit(draw, plan)
    return {"close": [{"place": stop.place_id, "date": day.date}]}


def closed_kitchen(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """So is a place to eat."""
    meals = [(day, stop) for day in plan.days for stop in day.stops if isinstance(stop, Meal)]
    day, stop = draw.choice(meals)
    return {"close": [{"place": stop.place_id, "date": day.date}]}


def drop(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """A sight is not wanted after all."""
    return {"drop": [_visit(draw, plan)[1].place_id]}


def add(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """A well-known sight has to be in it."""
    return {"add": [_another(draw, plan, store)]}


def swap(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """A well-known sight in the stead of one of the plan's."""
    out = _visit(draw, plan)[1].place_id
    return {"swap": [{"out": out, "into": _another(draw, plan, store)}]}


def late_start(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """One sleeps until eleven."""
    return {"days": [{"date": draw.choice(plan.days).date, "start": dt.time(11)}]}


def early_end(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """One has to be back by half past seven."""
    return {"days": [{"date": draw.choice(plan.days).date, "end": dt.time(19, 30)}]}


def rain(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """It will rain on a day."""
    return {"days": [{"date": draw.choice(plan.days).date, "rain": True}]}


def child(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """A child comes along."""
    party = plan.request.party
    children = [*party.children, draw.randint(2, 12)]
    return {"request": {"party": {**party.model_dump(), "children": children}}}


def budget_cut(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """There is less money than the plan costs."""
    total = round(plan.costs.total * CUT)
    return {"request": {"budget": {"currency": plan.costs.currency, "total": total}}}


def fewer_sights(draw: Random, plan: Itinerary, store: Catalogue) -> dict[str, Any]:
    """No day may have as many sights as the fullest one has."""
    counts = [sum(isinstance(stop, Visit) for stop in day.stops) for day in plan.days]
    return {"request": {"max_sights_day": max(1, max(counts) - 1)}}


#: Changes about one item, and wider ones.
ONE_ITEM: dict[str, Drawer] = {
    f.__name__: f for f in (closed_sight, closed_kitchen, drop, add, swap)
}
WIDER: dict[str, Drawer] = {
    f.__name__: f for f in (late_start, early_end, rain, child, budget_cut, fewer_sights)
}
CHANGES = ONE_ITEM | WIDER


def _visit(draw: Random, plan: Itinerary) -> tuple[Day, Visit]:
    return draw.choice(
        [(day, stop) for day in plan.days for stop in day.stops if isinstance(stop, Visit)]
    )


def _another(draw: Random, plan: Itinerary, store: Catalogue) -> str:
    had = {stop.place_id for day in plan.days for stop in day.stops}
    known = (place for place in store.places((Group.SIGHT,)) if place.id not in had)
    dates = [day.date for day in plan.days]
    open_now = [p for p in known if any(p.in_season(d) and p.closure(d) is None for d in dates)]
    return draw.choice(open_now[:KNOWN]).id
