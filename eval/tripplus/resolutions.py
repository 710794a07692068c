"""What comes of requests that were asked back about: a rule for each, a sentence on failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eval.tripplus.database import Database
    from eval.tripplus.trip import Trip

    Rule = Callable[[Trip, Any, Database], str | None]


def paced(trip: Trip, resolved: Mapping[str, Any], database: Database) -> str | None:
    """No day has more sights."""
    most = resolved["max_attractions_per_day"]
    full = [n for n, day in enumerate(trip.days, 1) if len(day.visits) > most]
    return f"more than {most} sights on day {full[0]}" if full else None


def dined(trip: Trip, resolved: Mapping[str, Any], database: Database) -> str | None:
    """The meal of that day is there, and costs a head no more."""
    meal, most = resolved["meal_type"].casefold(), resolved["price_per_person_max"]
    number = resolved["meal_day"]
    taken = [item.name for n, item in trip.meals if n == number and item.meal == meal]
    if not taken:
        return f"no {meal} on day {number}"
    row = database.restaurants.get(taken[0])
    price = row.price_per_person if row is not None else None
    if price is not None and price > most:
        return f"{meal} of day {number} costs {price:g} yuan a head, not {most:g}"
    return None


#: Each resolution that a plan shows, by its name in the dialogues.
RESOLUTIONS: Mapping[str, Rule] = {
    "resolved_pacing_limit": paced,
    "resolved_restaurant_preference": dined,
}
