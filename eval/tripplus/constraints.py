"""The hard constraints of Trip-Plus, each a rule: a sentence where a trip breaks it.

What satisfies a constraint is taken from the dialogue's own data, which list every sight, hotel,
restaurant, flight and train that does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from eval.tripplus.timetable import Service
    from eval.tripplus.trip import Trip

    Spec = Mapping[str, Any]
    Rule = Callable[[Trip, Spec], str | None]


def visited_all(trip: Trip, spec: Spec) -> str | None:
    """Every sight named is visited."""
    seen = {item.name for _, item in trip.visits}
    lacking = [name for name in spec["attraction_names"] if name not in seen]
    return f"not visited: {', '.join(lacking)}" if lacking else None


def visited_any(trip: Trip, spec: Spec) -> str | None:
    """One of the sights that will do is visited."""
    names = spec["acceptable_attraction_names"]
    seen = {item.name for _, item in trip.visits}
    return None if seen & {*names} else f"none visited of: {_some(names)}"


def not_visited(trip: Trip, spec: Spec) -> str | None:
    """No sight with long queues is visited."""
    banned = {*spec["banned_attraction_names"]}
    found = [item.name for _, item in trip.visits if item.name in banned]
    return f"long queues: {', '.join(found)}" if found else None


def eaten_at(trip: Trip, spec: Spec) -> str | None:
    """A meal is taken at one of the restaurants that will do."""
    names = spec["acceptable_restaurant_names"]
    eaten = {item.name for _, item in trip.meals}
    return None if eaten & {*names} else f"no meal at: {_some(names)}"


def slept_at(trip: Trip, spec: Spec) -> str | None:
    """Every night is spent at one of the hotels that will do."""
    names = spec["acceptable_hotel_names"]
    if not trip.hotels:
        return "there is no hotel"
    wrong = sorted(trip.hotels - {*names})
    return f"{', '.join(wrong)} is none of: {_some(names)}" if wrong else None


def within_budget(trip: Trip, spec: Spec) -> str | None:
    """Everything together costs no more than the budget; the least of a range is no demand."""
    limit = spec["max_budget"]
    over = trip.cost - limit
    return f"it costs {trip.cost:.0f} of {limit:g} yuan" if over > 0.005 else None


def dated(trip: Trip, spec: Spec) -> str | None:
    """The trip has the dates asked for, and as many days."""
    dates = [day.date.isoformat() for day in trip.days]
    if dates and (dates[0], dates[-1]) == (spec["depart_date"], spec["return_date"]):
        return None if len(dates) == spec["days"] else f"{len(dates)} days, not {spec['days']}"
    return f"{_span(dates)}, not {spec['depart_date']} to {spec['return_date']}"


def _span(dates: list[str]) -> str:
    return f"{dates[0]} to {dates[-1]}" if dates else "no day"


def peopled(trip: Trip, spec: Spec) -> str | None:
    """The trip is planned and paid for as many as travel."""
    wanted = spec["people_number"]
    return None if trip.people == wanted else f"for {trip.people} people, not {wanted}"


def roomed(trip: Trip, spec: Spec) -> str | None:
    """Every night has as many rooms as asked for."""
    wanted = spec["room_number"]
    rooms = sorted({day.rooms for day in trip.days if day.hotel is not None})
    return None if rooms == [wanted] else f"rooms: {rooms or 'none'}, not {wanted}"


def travelled(trip: Trip, spec: Spec) -> str | None:
    """The ways there and back are by the mode asked for."""
    ways = [ticket.way for ticket in trip.tickets]
    if len(ways) != 2:
        return f"{len(ways)} tickets, not one there and one back"
    wrong = [way for way in ways if way != spec["route_mode"]]
    return f"by {', '.join(wrong)}, not by {spec['route_mode']}" if wrong else None


def ticketed(trip: Trip, spec: Spec) -> str | None:
    """The tickets are among those that will do, in class, price and time."""
    if len(trip.tickets) != 2:
        return f"{len(trip.tickets)} tickets, not one there and one back"
    for direction, ticket in zip(("outbound", "inbound"), trip.tickets, strict=True):
        options = [
            option
            for name in ("flight", "train")
            for option in spec.get(f"acceptable_{direction}_{name}_options", ())
        ]
        if options and not any(_same(ticket, option) for option in options):
            told = f"{ticket.number} {ticket.seat_class} at {ticket.leaves:%H:%M}"
            return f"{direction} {told} is none of: {_some(_number(o) for o in options)}"
    return None


def _same(ticket: Service, option: Spec) -> bool:
    leaves, arrives = f"{ticket.leaves}", f"{ticket.arrives}"
    return (ticket.number, ticket.seat_class, leaves, arrives) == (
        _number(option),
        option["seat_class"],
        option["dep_datetime"],
        option["arr_datetime"],
    )


def _number(option: Spec) -> str:
    return str(option.get("flight_no") or option.get("train_no"))


def _some(names: Iterable[str]) -> str:
    first = list(dict.fromkeys(names))
    return ", ".join(first[:3]) + (" ..." if len(first) > 3 else "")


#: Each constraint by its name in the dialogues.
CONSTRAINTS: dict[str, Rule] = {
    "attraction_must_visit_named": visited_all,
    "attraction_top_rated_must_visit": visited_all,
    "attraction_all_of_type": visited_all,
    "attraction_crowd_queue_initial_must_visit": visited_all,
    "attraction_initial_must_visit_before_availability": visited_all,
    "attraction_type_highest_rated": visited_any,
    "attraction_require_popular_hotspot": visited_any,
    "attraction_avoid_high_queue": not_visited,
    "restaurant_closest_to_attraction": eaten_at,
    "restaurant_cheapest_nearby_attraction": eaten_at,
    "restaurant_highest_rated": eaten_at,
    "hotel_price_range": slept_at,
    "hotel_highest_rated": slept_at,
    "hotel_cheapest_brand": slept_at,
    "hotel_cheapest_star": slept_at,
    "hotel_star_highest_rated": slept_at,
    "hotel_newest_decoration": slept_at,
    "budget_constraint": within_budget,
    "trip_date_range_required": dated,
    "party_size_required": peopled,
    "room_count_required": roomed,
    "intercity_round_trip_mode_required": travelled,
    "flight_arrival_time_range": ticketed,
    "flight_seat_class": ticketed,
    "flight_cheapest_direct": ticketed,
    "flight_shortest_duration_direct": ticketed,
    "train_seat_class": ticketed,
    "train_latest_arrival_direct": ticketed,
    "train_shortest_duration_direct": ticketed,
}
