"""The wishes of a request, one by one, each with what dropping it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.facts import LOCAL_MODES
from planner.itinerary import Wish
from planner.request import LodgingWish, TripRequest, Window
from planner.roster import wanted_ids

if TYPE_CHECKING:
    from planner.facts import World

Relaxation = Callable[[TripRequest], TripRequest]


@dataclass(frozen=True)
class Option:
    """A wish with what dropping it means.

    Attributes:
        explicit: whether the traveller said so, or it is a default.
        cost: how much it hurts to give up; the cheapest goes first.
    """

    wish: Wish
    drop: Relaxation
    explicit: bool
    cost: int


def _without(name: str, value: Any) -> Relaxation:
    """Give a field of the request another value."""
    return lambda request: request.model_copy(update={name: value})


def _less(name: str, item: object) -> Relaxation:
    """Take one item out of a list field."""

    def drop(request: TripRequest) -> TripRequest:
        return request.model_copy(
            update={name: tuple(x for x in getattr(request, name) if x != item)}
        )

    return drop


def _uncapped(category: str) -> Relaxation:
    def drop(request: TripRequest) -> TripRequest:
        budget = request.budget
        assert budget is not None
        return request.model_copy(update={"budget": budget.model_copy(update={category: None})})

    return drop


def options(request: TripRequest, world: World) -> list[Option]:
    """Every wish that could be dropped, in the order of the request's fields."""
    said = request.model_fields_set
    return [
        Option(wish, drop, field_name in said, cost)
        for field_name, wish, drop, cost in _wishes(request, world)
    ]


def _wishes(request: TripRequest, world: World) -> Iterator[tuple[str, Wish, Relaxation, int]]:
    yield from _listed(request, world)
    yield from _money(request)
    yield from _limits(request)
    for stay in range(len(request.destinations) - 1, 0, -1):
        city = world.city(request.destinations[stay].city)
        wish = Wish(field=f"destinations.{stay}", text=f"going on to {city.name}")
        yield "destinations", wish, _not_going(stay, world), 90


def _not_going(stay: int, world: World) -> Relaxation:
    """Leave a city out, and with it all that is wished for there or dated from then on.

    Of several cities the last must be left out first, for they go by their place in the list.
    """

    def drop(request: TripRequest) -> TripRequest:
        stops = (*request.destinations[:stay], *request.destinations[stay + 1 :])
        cities = {stop.city for stop in stops}
        nights = sum(stop.nights for stop in request.destinations[:stay])
        arrival = request.start + dt.timedelta(days=nights)

        def there(place_id: str, date: dt.date | None = None) -> bool:
            place = world.place(place_id)
            in_time = date is None or date < arrival
            return in_time and (place is None or place.city in cities)

        return request.model_copy(
            update={
                "destinations": stops,
                "departure": request.departure if stay < len(stops) else None,
                "must": tuple(p for p in request.must if there(p)),
                "locks": tuple(k for k in request.locks if there(k.place, k.date)),
                "appointments": tuple(a for a in request.appointments if a.start.date() < arrival),
            }
        )

    return drop


def _listed(request: TripRequest, world: World) -> Iterator[tuple[str, Wish, Relaxation, int]]:
    def name(place_id: str) -> str:
        place = world.place(place_id)
        return place.name if place is not None else place_id

    for i, place_id in enumerate(request.must):
        wish = Wish(field=f"must.{i}", text=f"visiting {name(place_id)}")
        yield "must", wish, _less("must", place_id), 40
    for i, lock in enumerate(request.locks):
        when = f" on {lock.date:%a %d %b}" if lock.date else ""
        when += f" at {lock.start:%H:%M}" if lock.start else ""
        when += f" for {lock.meal}" if lock.meal else ""
        wish = Wish(field=f"locks.{i}", text=f"keeping {name(lock.place)}{when}")
        yield "locks", wish, _less("locks", lock), 60
    for i, item in enumerate(request.appointments):
        wish = Wish(
            field=f"appointments.{i}", text=f"{item.name} on {item.start:%a %d %b at %H:%M}"
        )
        yield "appointments", wish, _less("appointments", item), 80
    barred = tuple(p for p in request.must_not if p in wanted_ids(request))
    if barred:
        wish = Wish(
            field="must_not", text=f"keeping away from {', '.join(name(p) for p in barred)}"
        )
        rest = tuple(p for p in request.must_not if p not in barred)
        yield "must_not", wish, _without("must_not", rest), 45
    for avoided in request.avoid:
        if avoided.place in wanted_ids(request):
            when = f" on {avoided.date:%a %d %b}" if avoided.date else ""
            wish = Wish(field="avoid", text=f"keeping away from {name(avoided.place)}{when}")
            yield "avoid", wish, _less("avoid", avoided), 75
    for i, shun in enumerate(request.shuns):
        what = shun.kind or name(shun.place or "")
        span = f"{shun.window.start:%H:%M} and {shun.window.end:%H:%M}"
        wish = Wish(field=f"shuns.{i}", text=f"no {what} between {span}")
        yield "shuns", wish, _less("shuns", shun), 40
    for i, meal in enumerate(request.meals):
        span = f"{meal.window.start:%H:%M}-{meal.window.end:%H:%M}"
        wish = Wish(field=f"meals.{i}", text=f"{meal.meal} between {span}")
        yield "meals", wish, _less("meals", meal), 55
    for i, pause in enumerate(request.rests):
        span = f"{pause.window.start:%H:%M} and {pause.window.end:%H:%M}"
        wish = Wish(field=f"rests.{i}", text=f"a {pause.name} between {span}")
        yield "rests", wish, _less("rests", pause), 38
    for i, diet in enumerate(request.diets):
        yield "diets", Wish(field=f"diets.{i}", text=f"{diet} food"), _less("diets", diet), 70


def _money(request: TripRequest) -> Iterator[tuple[str, Wish, Relaxation, int]]:
    if request.budget is None:
        return
    for category in ("total", "lodging", "food", "activities", "transport"):
        cap = getattr(request.budget, category)
        if cap is not None:
            what = "in all" if category == "total" else f"for {category}"
            wish = Wish(
                field=f"budget.{category}", text=f"at most {cap:g} {request.budget.currency} {what}"
            )
            yield "budget", wish, _uncapped(category), 50


_WIDE = Window.model_validate({"start": "00:00", "end": "23:59"})
#: Field -> (what it becomes when dropped, its wish in words, how much it hurts).
_LIMITS: dict[str, tuple[Any, str, int]] = {
    "areas_in": ((), "staying within {value}", 35),
    "areas_out": ((), "keeping out of {value}", 55),
    "max_walk_leg": (50_000, "at most {value} m on foot at a time", 20),
    "max_walk_day": (100_000, "at most {value} m on foot a day", 20),
    "max_sights_day": (None, "sights limited to {value} a day", 20),
    "max_sights_on": ({}, "the number of sights set for single days", 20),
    "unknown_hours": ("mark", "only places whose hours are on file", 10),
    "lodging": (LodgingWish(), "the lodging asked for", 45),
    "day_window": (_WIDE, "days from {value.start:%H:%M} to {value.end:%H:%M}", 25),
    "windows": ({}, "the hours set for single days", 25),
    "arrival": (None, "arriving at {value.time:%H:%M}", 85),
    "departure": (None, "leaving at {value.time:%H:%M}", 85),
}


def _limits(request: TripRequest) -> Iterator[tuple[str, Wish, Relaxation, int]]:
    for name, (loose, text, cost) in _LIMITS.items():
        value = getattr(request, name)
        if value != loose:
            told = " or ".join(value) if isinstance(value, tuple) else value
            yield name, Wish(field=name, text=text.format(value=told)), _without(name, loose), cost
    missing = tuple(mode for mode in LOCAL_MODES if mode not in request.modes)
    if missing:
        wish = Wish(field="modes", text=f"getting about by {' and '.join(request.modes)} only")
        yield "modes", wish, _without("modes", (*request.modes, *missing)), 65
    for stay, stop in enumerate(request.destinations):
        if stop.lodging is not None:
            wish = Wish(
                field=f"destinations.{stay}.lodging", text=f"the lodging asked for in {stop.city}"
            )
            yield "destinations", wish, _any_lodging(stay), 45


def _any_lodging(stay: int) -> Relaxation:
    def drop(request: TripRequest) -> TripRequest:
        stops = [
            d.model_copy(update={"lodging": None}) if i == stay else d
            for i, d in enumerate(request.destinations)
        ]
        return request.model_copy(update={"destinations": tuple(stops)})

    return drop
