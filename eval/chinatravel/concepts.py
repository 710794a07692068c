"""The functions that the benchmark's programs ask a plan with.

``innercity_transport_*`` with a mode looks at the key ``type`` of a leg, as the original does; a
leg has its mode under ``mode``, and may have it under both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.chinatravel.clock import minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eval.chinatravel.sandbox import Sandbox

Activity = dict[str, Any]
Plan = dict[str, Any]
Legs = list[dict[str, Any]]


def _field(name: str, default: object) -> Callable[[Activity], Any]:
    return lambda activity: activity.get(name, default)


def allactivities(plan: Plan) -> list[Activity]:
    """All activities, day after day."""
    return [activity for day in plan["itinerary"] for activity in day["activities"]]


def dayactivities(plan: Plan, day: int) -> list[Activity]:
    """Those of one day, counted from 1."""
    return list(plan["itinerary"][day - 1]["activities"])


def span(part: Mapping[str, Any]) -> int:
    """Minutes from start to end; negative where it ends on the next day.

    Raises:
        ValueError: it lacks a time.
    """
    start, end = minutes(part.get("start_time")), minutes(part.get("end_time"))
    if start is None or end is None:
        raise ValueError("no time")
    return end - start


def activity_time(activity: Activity) -> int:
    """Minutes of an activity; -1 without times."""
    try:
        return span(activity)
    except ValueError:
        return -1


def innercity_transport_type(legs: Legs) -> Any:
    """``metro`` of three legs, the mode of a single one, else ``empty``."""
    if len(legs) == 3:
        return legs[1]["mode"]
    return legs[0]["mode"] if len(legs) == 1 else "empty"


def _total(name: str) -> Callable[..., Any]:
    def total(legs: Legs, mode: str | None = None) -> Any:
        return sum(leg.get(name, 0) for leg in legs if mode is None or leg.get("type") == mode)

    return total


def taxi_cars(legs: Legs) -> Any:
    """Cars of the first leg; a text where it has none."""
    return legs[0]["cars"] if legs and "cars" in legs[0] else "invalid input"


#: Functions of a plan, an activity or its legs alone.
PLAIN: dict[str, Callable[..., Any]] = {
    "day_count": lambda plan: len(plan["itinerary"]),
    "people_count": lambda plan: plan["people_number"],
    "start_city": lambda plan: plan["start_city"],
    "target_city": lambda plan: plan["target_city"],
    "allactivities": allactivities,
    "allactivities_count": lambda plan: len(allactivities(plan)),
    "dayactivities": dayactivities,
    "activity_position": _field("position", ""),
    "activity_cost": _field("cost", 0),
    "activity_price": _field("price", 0),
    "activity_type": _field("type", ""),
    "activity_tickets": _field("tickets", 0),
    "activity_transports": _field("transports", []),
    "activity_start_time": _field("start_time", None),
    "activity_end_time": _field("end_time", None),
    "activity_time": activity_time,
    "metro_tickets": lambda legs: legs[1]["tickets"],
    "taxi_cars": taxi_cars,
    "room_count": _field("rooms", 0),
    "room_type": _field("room_type", 0),
    "innercity_transport_type": innercity_transport_type,
    "innercity_transport_cost": _total("cost"),
    "innercity_transport_price": lambda legs: sum(leg["price"] for leg in legs),
    "innercity_transport_distance": _total("distance"),
    "innercity_transport_time": lambda legs, mode=None: sum(span(leg) for leg in legs),
    "innercity_transport_start_time": lambda legs: legs[0]["start_time"],
    "innercity_transport_end_time": lambda legs: legs[-1]["end_time"],
    "intercity_transport_type": _field("type", "empty"),
}


def concepts(sandbox: Sandbox) -> dict[str, Callable[..., Any]]:
    """All functions, those that look things up in the database too."""

    def kind(table: str, unknown: str) -> Callable[[Activity, str], str]:
        def look_up(activity: Activity, city: str) -> str:
            row = getattr(sandbox.city(city), table).get(activity["position"])
            return unknown if row is None else str(row.kind)

        return look_up

    def city_of(end: str) -> Callable[[Activity], str]:
        def look_up(activity: Activity) -> str:
            station = activity.get(end, "")
            return next((city for city in sandbox.cities if city in station), "")

        return look_up

    def poi_distance(
        city: str, start: str, end: str, start_time: str = "00:00", mode: Any = "walk"
    ) -> float:
        way = sandbox.city(city).transit.way(start, end, mode)
        if way is None:
            raise ValueError("no metro between two places of one station")
        return way.pieces[0].km

    def poi_recommend_time(city: str, name: str) -> int:
        return sandbox.city(city).attractions[name].least

    return {
        **PLAIN,
        "attraction_type": kind("attractions", ""),
        "restaurant_type": kind("restaurants", "empty"),
        "accommodation_type": kind("hotels", ""),
        "intercity_transport_origin": city_of("start"),
        "intercity_transport_destination": city_of("end"),
        "poi_distance": poi_distance,
        "poi_recommend_time": poi_recommend_time,
    }
