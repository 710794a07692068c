"""Which constraints of a dialogue's first turn a trip request holds.

``HELD`` has a test for every constraint of Trip-Plus that a request has a field for. The others are
of the way to the city and back (seats, times, what is cheapest or shortest), which no request has
fields for: they count as not held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agents.spoken import asked
from eval.language.deltas import rooms_of
from tools.catalogue.query import PlaceQuery
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eval.tripplus.dialogue import Base, State
    from planner.request import TripRequest

    Gold = Mapping[str, Any]
    Holds = Callable[[TripRequest, Gold, State], bool]


def holds(name: str, request: TripRequest, base: Base, state: State) -> bool:
    """Whether a request holds a constraint of the first turn, as later turns left it.

    Args:
        state: what holds by the benchmark; its deltas go before what was said first.
    """
    test = HELD.get(name)
    return test is not None and test(request, base.hard_constraints[name], state)


def _latest(state: State, kind: str, field: str, otherwise: Any) -> Any:
    """A field of the newest delta of a kind; ``otherwise`` where there is none."""
    found = [d for d in state.active_user_state_deltas if d.kind == kind]
    return getattr(found[-1], field) if found else otherwise


def _dates(request: TripRequest, gold: Gold, state: State) -> bool:
    span = (request.start.isoformat(), request.days)
    return span == (gold["depart_date"], gold["days"])


def _rooms(request: TripRequest, gold: Gold, state: State) -> bool:
    expected: int = _latest(state, "party_update", "new_room_number", gold["room_number"])
    return rooms_of(request) == expected


def _people(request: TripRequest, gold: Gold, state: State) -> bool:
    expected: int = _latest(state, "party_update", "new_people_number", gold["people_number"])
    return request.party.size == expected


def _route(request: TripRequest, gold: Gold, state: State) -> bool:
    stops = [fold(stop.city) for stop in request.destinations]
    return fold(request.origin or "") == fold(gold["origin"]) and stops == [
        fold(city) for city in gold["destinations"]
    ]


def _budget(request: TripRequest, gold: Gold, state: State) -> bool:
    expected = _latest(state, "budget_update", "new_max_budget", gold["max_budget"])
    return request.budget is not None and request.budget.total == expected


def _nightly(request: TripRequest, gold: Gold, state: State) -> bool:
    wish = request.lodging
    return (wish.min_nightly, wish.max_nightly) == (gold["min_price"], gold["max_price"])


def _hotel(order: str) -> Holds:
    def test(request: TripRequest, gold: Gold, state: State) -> bool:
        stars = gold.get("hotel_star")
        return request.lodging.order == order and stars in (None, request.lodging.min_stars)

    return test


def _visited(request: TripRequest, gold: Gold, state: State) -> bool:
    wanted = {fold(name) for name in (*request.must, *(lock.place for lock in request.locks))}
    return wanted >= {fold(name) for name in gold["attraction_names"]}


def _left_out(request: TripRequest, gold: Gold, state: State) -> bool:
    return not {*map(fold, request.must_not)}.isdisjoint(map(fold, gold["banned_attraction_names"]))


def _famous(request: TripRequest, gold: Gold, state: State) -> bool:
    return request.interests.get("must_see", 0.0) > 0


def _meal(order: str) -> Holds:
    def test(request: TripRequest, gold: Gold, state: State) -> bool:
        near = gold["attraction_name"]
        return _asked_for(request, PlaceQuery(kind="restaurant", near=near, order=order))

    return test


def _sights(order: str) -> Holds:
    def test(request: TripRequest, gold: Gold, state: State) -> bool:
        return any(name.startswith(f"{order} ") for name in request.must)

    return test


def _asked_for(request: TripRequest, query: PlaceQuery) -> bool:
    return fold(asked(query)) in map(fold, request.must)


HELD: dict[str, Holds] = {
    "trip_date_range_required": _dates,
    "room_count_required": _rooms,
    "party_size_required": _people,
    "intercity_round_trip_mode_required": _route,
    "budget_constraint": _budget,
    "hotel_price_range": _nightly,
    "hotel_highest_rated": _hotel("best"),
    "hotel_star_highest_rated": _hotel("best"),
    "hotel_cheapest_star": _hotel("cheapest"),
    "attraction_must_visit_named": _visited,
    "attraction_crowd_queue_initial_must_visit": _visited,
    "attraction_initial_must_visit_before_availability": _visited,
    "attraction_avoid_high_queue": _left_out,
    "attraction_require_popular_hotspot": _famous,
    "attraction_top_rated_must_visit": _sights("best"),
    "attraction_type_highest_rated": _sights("best"),
    "restaurant_highest_rated": _meal("best"),
    "restaurant_closest_to_attraction": _meal("closest"),
    "restaurant_cheapest_nearby_attraction": _meal("cheapest"),
}
