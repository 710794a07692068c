"""What plans have to do about events: a rule for each check, a sentence where a plan fails it.

Days are counted from 1, times are minutes after midnight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.tripplus.catalogue import category_of
from eval.tripplus.trip import longest_without, overlap
from planner.taxonomy import Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eval.tripplus.database import Database
    from eval.tripplus.dialogue import Adjustment
    from eval.tripplus.trip import Item, Trip

    Rule = Callable[[Trip, Adjustment, Database], str | None]

#: Hours in which a check looks that names none.
_DAYTIME = (8 * 60, 21 * 60)


def not_visited(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """What is shut or booked up is not visited."""
    seen = {item.name for _, item in trip.visits}
    return f"{due.target} is visited" if due.target in seen else None


def little_outdoors(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """The sights out of doors take few minutes of those hours."""
    day = trip.day(due.day or 0)
    window, most = due.time_window or _DAYTIME, due.max_outdoor_minutes or 0
    if day is None:
        return f"there is no day {due.day}"
    spent = sum(overlap(item, window) for item in day.visits if _outdoors(item, database))
    return f"{spent} minutes out of doors on day {due.day}, not {most}" if spent > most else None


def shelter(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """Those hours, or that day, have something indoors, a meal, or time that is free."""
    day = trip.day(due.day or 0)
    window, least = due.time_window or _DAYTIME, due.min_buffer_minutes or 0
    if day is None:
        return f"there is no day {due.day}"
    inside = sum(overlap(item, window) for item in day.items if not _outdoors(item, database))
    free = longest_without(day, window, ("visit",))
    if max(inside, free) >= least:
        return None
    return f"day {due.day} has {max(inside, free)} minutes under a roof, not {least}"


def rest(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """Those hours leave time for the hotel, a meal or a rest."""
    day = trip.day(due.day or 0)
    if day is None:
        return f"there is no day {due.day}"
    free = longest_without(day, due.time_window or _DAYTIME, ("visit",))
    least = due.min_rest_minutes or 0
    return f"{free} minutes of rest on day {due.day}, not {least}" if free < least else None


def no_peak_meal(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """No lunch begins in those hours."""
    window = due.peak_window or _DAYTIME
    for number, item in trip.meals:
        if item.meal == "lunch" and window[0] <= item.start < window[1]:
            return f"lunch of day {number} begins at minute {item.start}"
    return None


def no_peak_visit(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """The crowded sights are visited, but not in those hours."""
    window = due.peak_window or _DAYTIME
    seen = {item.name: item for _, item in trip.visits}
    lacking = [name for name in due.target_attractions if name not in seen]
    if lacking:
        return f"not visited: {', '.join(lacking)}"
    crowded = [name for name in due.target_attractions if overlap(seen[name], window)]
    return f"visited when it is crowded: {', '.join(crowded)}" if crowded else None


def light_first_day(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """The day of arrival has few sights."""
    most = due.max_first_day_attractions or 0
    seen = len(trip.days[0].visits) if trip.days else 0
    return f"{seen} sights on the first day, not {most}" if seen > most else None


def early_return(trip: Trip, due: Adjustment, database: Database) -> str | None:
    """Nothing is done in the last minutes before one has to set out for the way back."""
    if len(trip.tickets) < 2 or not trip.days:
        return "there is no way back"
    least, leaves = due.min_buffer_minutes or 0, trip.tickets[1].leaves
    departure = leaves.hour * 60 + leaves.minute
    spare = departure - max((item.end for item in trip.days[-1].items), default=0)
    return f"{spare} minutes before the way back, not {least}" if spare < least else None


def _outdoors(item: Item, database: Database) -> bool:
    sight = database.sights.get(item.name) if item.kind == "visit" else None
    return sight is not None and category_of(sight).traits.setting is Setting.OUTDOOR


#: Each check by its name in the dialogues.
CHECKS: Mapping[str, Rule] = {
    "avoid_unavailable_poi": not_visited,
    "limit_outdoor_in_window": little_outdoors,
    "has_indoor_or_buffer_in_window": shelter,
    "has_indoor_or_buffer_on_day": shelter,
    "has_hotel_or_rest_in_window": rest,
    "avoid_peak_meal_window": no_peak_meal,
    "avoid_peak_attraction_window": no_peak_visit,
    "first_day_light_after_transport_delay": light_first_day,
    "return_day_transport_buffer": early_return,
}
