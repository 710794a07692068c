"""What the turns of Trip-Plus change: a rule for each kind of delta, a sentence where a trip fails.

Days are counted from 1, times are minutes after midnight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.tripplus.trip import longest_without

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eval.tripplus import delta as deltas
    from eval.tripplus.database import Database
    from eval.tripplus.trip import Trip

    Rule = Callable[[Trip, Any, Database], str | None]

#: Metres on foot from which one way is a long walk.
LONG_WALK = 1_500


def added(trip: Trip, delta: deltas.AddAttraction, database: Database) -> str | None:
    """The sight is visited on its day."""
    days = [number for number, item in trip.visits if item.name == delta.name]
    if delta.insert_day in days:
        return None
    seen = f"on day {days[0]}" if days else "never"
    return f"{delta.name} is visited {seen}, not on day {delta.insert_day}"


def scheduled(trip: Trip, delta: deltas.ScheduleUpdate, database: Database) -> str | None:
    """The day ends in time, or leaves room for a rest around noon."""
    day = trip.day(delta.day)
    if day is None:
        return f"there is no day {delta.day}"
    latest = delta.latest_formal_end_minutes
    if latest is not None:
        late = [item for item in day.items if item.end > latest]
        return f"day {delta.day} ends {late[-1].end - latest} minutes too late" if late else None
    if delta.rest_window is not None and delta.min_rest_minutes is not None:
        rest = longest_without(day, delta.rest_window, ("visit",))
        if rest < delta.min_rest_minutes:
            return f"day {delta.day} leaves {rest} minutes of rest, not {delta.min_rest_minutes}"
    return None


def peopled(trip: Trip, delta: deltas.PartyUpdate, database: Database) -> str | None:
    """The trip is for so many people, in so many rooms."""
    rooms = {day.rooms for day in trip.days if day.hotel is not None}
    wanted = (delta.new_people_number, {delta.new_room_number})
    if (trip.people, rooms) == wanted:
        return None
    return (
        f"for {trip.people} people in {sorted(rooms)} rooms, not for "
        f"{delta.new_people_number} in {delta.new_room_number}"
    )


def late_start(trip: Trip, delta: deltas.LateStart, database: Database) -> str | None:
    """Neither a sight nor a way begins before; a breakfast may."""
    day = trip.day(delta.day)
    if day is None:
        return f"there is no day {delta.day}"
    starts = [item.start for item in day.visits] + [ride.start for ride in day.rides]
    early = delta.earliest_start_minutes - min(starts, default=delta.earliest_start_minutes)
    return f"day {delta.day} begins {early} minutes too early" if early > 0 else None


def eaten(trip: Trip, delta: deltas.RestaurantRequirement, database: Database) -> str | None:
    """The meal of that day is taken at the restaurant, or at one that does as well."""
    candidate = delta.candidate_reference
    names = {delta.restaurant_name, *(candidate.acceptable_restaurant_names if candidate else ())}
    meal = delta.meal_type.casefold()
    taken = [i.name for n, i in trip.meals if n == delta.meal_day and i.meal == meal]
    if names & {*taken}:
        return None
    told = ", ".join(taken) or "nowhere"
    return f"{meal} of day {delta.meal_day} is at {told}, not at {delta.restaurant_name}"


def dieted(trip: Trip, delta: deltas.DietaryUpdate, database: Database) -> str | None:
    """No restaurant's kitchen, name or tags have a word that is ruled out."""
    for _, item in trip.meals:
        row = database.restaurants.get(item.name)
        words = " ".join((row.name, row.cuisine, *row.tags)).casefold() if row else ""
        found = [word for word in delta.banned_keywords if word.casefold() in words]
        if found:
            return f"{item.name}: {found[0]}"
    return None


def within(trip: Trip, delta: deltas.BudgetUpdate, database: Database) -> str | None:
    """Everything together costs no more."""
    if trip.cost <= delta.new_max_budget + 0.005:
        return None
    return f"it costs {trip.cost:.0f} of {delta.new_max_budget:g} yuan"


def routed(trip: Trip, delta: deltas.RoutePreference, database: Database) -> str | None:
    """Nobody is made to walk far: what is not near is gone to by other means."""
    for number, day in enumerate(trip.days, 1):
        far = [ride.walk_metres for ride in day.rides if ride.walk_metres > LONG_WALK]
        if far:
            return f"day {number} has {far[0]} m on foot at a time"
    return None


def housed(trip: Trip, delta: deltas.HotelRequirement, database: Database) -> str | None:
    """Every night is spent at the hotel, or at one that does as well."""
    candidate = delta.candidate_reference
    names = {delta.hotel_name, *(candidate.acceptable_hotel_names if candidate else ())}
    if trip.hotels and trip.hotels <= names:
        return None
    return f"nights at {', '.join(sorted(trip.hotels)) or 'no hotel'}, not at {delta.hotel_name}"


#: Each kind of delta by its name in the dialogues.
DELTAS: Mapping[str, Rule] = {
    "add_attraction": added,
    "schedule_update": scheduled,
    "party_update": peopled,
    "late_start_request": late_start,
    "restaurant_requirement": eaten,
    "dietary_update": dieted,
    "budget_update": within,
    "route_preference": routed,
    "hotel_requirement": housed,
}
