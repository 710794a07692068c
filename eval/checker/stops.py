"""Rules of each stop: the right place, long enough, fit for the party, where it may be, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.checker.case import (
    GOALS,
    Case,
    DayView,
    Finding,
    called,
    crow_metres,
    minutes_between,
)
from planner.itinerary import Fixture, Meal, Stop, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.city import City
    from planner.place import Place

#: Positions of a stop and its place may differ by this much, in metres.
_SAME = 1.0
_SHORTEST_MEAL, _SHORTEST_BREAKFAST, _LONGEST_MEAL = 20, 15, 180


def identity(case: Case) -> Iterator[Finding]:
    """Every place exists, and stops and stays carry its name, position and category."""
    for view in case.days:
        for index, stop in enumerate(view.day.stops):
            if stop.place_id is not None:
                yield from _same(
                    case, view, index, stop.place_id, (stop.name, stop.lat, stop.lon), stop
                )
        stay = view.day.stay
        if stay is not None and stay.place_id is not None:
            yield from _same(case, view, None, stay.place_id, (stay.name, stay.lat, stay.lon), None)


def _same(
    case: Case,
    view: DayView,
    index: int | None,
    place_id: str,
    said: tuple[str, float, float],
    stop: Stop | None,
) -> Iterator[Finding]:
    place, (name, lat, lon) = case.world.place(place_id), said
    if place is None:
        yield Finding("identity", view.index, index, f"{place_id!r} is not in the catalogue")
        return
    # An appointment is called what its owner calls it.
    own_name = isinstance(stop, Fixture) and any(
        a.name == name for a in case.itinerary.request.appointments
    )
    if name != place.name and not own_name:
        yield Finding(
            "identity", view.index, index, f"{place_id} is called {place.name!r}, not {name!r}"
        )
    away = crow_metres(lat, lon, place.lat, place.lon)
    if away > _SAME:
        yield Finding(
            "identity",
            view.index,
            index,
            f"{place.name} is {away:.0f} m from where the plan has it",
            away,
        )
    category = stop.category if stop is not None else place.category
    if category != place.category and not (isinstance(stop, Fixture) and category is None):
        yield Finding(
            "identity", view.index, index, f"{place.name} is a {place.category}, not a {category}"
        )


def length(case: Case) -> Iterator[Finding]:
    """Visits as long as makes sense, meals between 20 (breakfast 15) and 180 minutes."""
    for view in case.days:
        for index, stop in enumerate(view.day.stops):
            bounds = _bounds(stop, case.world.place(stop.place_id) if stop.place_id else None)
            if bounds is None:
                continue
            minutes = minutes_between(stop.start, stop.end)
            off = max(bounds[0] - minutes, minutes - bounds[1])
            if off > 0:
                sentence = (
                    f"{minutes:g} minutes at {stop.name}, expected {bounds[0]} to {bounds[1]}"
                )
                yield Finding("length", view.index, index, sentence, off)


def _bounds(stop: Stop, place: Place | None) -> tuple[int, int] | None:
    if isinstance(stop, Meal):
        return (_SHORTEST_BREAKFAST if stop.meal == "breakfast" else _SHORTEST_MEAL), _LONGEST_MEAL
    if isinstance(stop, Visit) and place is not None:
        return place.minutes.min, place.minutes.max
    return None


def party(case: Case) -> Iterator[Finding]:
    """Everybody is old enough, all get in together, and wheels get there or the doubt is marked."""
    for view in case.days:
        for index, stop, place in view.chosen(case):
            yield from _fits(case, view, index, place, case.is_marked(place.id, stop.notes))
        stay = view.day.stay
        bed = case.world.place(stay.place_id) if stay and stay.place_id else None
        if stay and bed:
            yield from _fits(case, view, None, bed, case.is_marked(bed.id, stay.notes))


def _fits(
    case: Case, view: DayView, index: int | None, place: Place, marked: bool
) -> Iterator[Finding]:
    people = case.itinerary.request.party
    youngest = min(people.ages)
    if place.min_age is not None and youngest < place.min_age:
        sentence = f"{place.name} admits from {place.min_age} years on, the youngest is {youngest}"
        yield Finding("party", view.index, index, sentence, place.min_age - youngest)
    if place.max_group is not None and people.size > place.max_group:
        sentence = f"{place.name} takes {place.max_group} people, the party has {people.size}"
        yield Finding("party", view.index, index, sentence, people.size - place.max_group)
    for comes, access, what in (
        (people.wheelchair, place.wheelchair, "a wheelchair"),
        (people.stroller, place.stroller, "a stroller"),
    ):
        if comes and access == "no":
            yield Finding("party", view.index, index, f"{place.name} has no way in for {what}")
        elif comes and access != "yes" and not marked:
            state = "only partly" if access == "limited" else "perhaps not"
            yield Finding(
                "party",
                view.index,
                index,
                f"{place.name} suits {what} {state}, and nothing says so",
            )


def areas(case: Case) -> Iterator[Finding]:
    """Visits and meals lie in an area wanted and in none that is not.

    Musts, locks and appointments are exempt.

    Areas wanted bind in the cities that have one of them, or everywhere if no city of the trip has.
    """
    request = case.itinerary.request
    exempt = (*request.must, *(lock.place for lock in request.locks))
    known_somewhere = any(_has(view.city, request.areas_in) for view in case.days)
    for view in case.days:
        bound = bool(request.areas_in) and (
            _has(view.city, request.areas_in) or not known_somewhere
        )
        for index, _, place in view.chosen(case):
            if any(_is(case, place, name) for name in exempt):
                continue
            if bound and not inside(view.city, request.areas_in, place):
                yield Finding(
                    "areas",
                    view.index,
                    index,
                    f"{place.name} lies in none of {', '.join(request.areas_in)}",
                )
            if inside(view.city, request.areas_out, place):
                yield Finding(
                    "areas", view.index, index, f"{place.name} lies in an area to keep out of"
                )


def _is(case: Case, place: Place, name: str) -> bool:
    found = case.named(name, GOALS)
    return found.id == place.id if found else called(place, name)


def _has(city: City, names: tuple[str, ...]) -> bool:
    return any(city.neighbourhood(name) for name in names)


def inside(city: City, names: tuple[str, ...], place: Place) -> bool:
    """Whether the place lies in one of the city's areas of these names."""
    found = (city.neighbourhood(name) for name in names)
    return any(area is not None and area.contains(place.lat, place.lon) for area in found)


def repeats(case: Case) -> Iterator[Finding]:
    """No place is visited, or eaten at, twice."""
    seen: set[str] = set()
    for view in case.days:
        for index, stop in enumerate(view.day.stops):
            if not isinstance(stop, Visit | Meal):
                continue
            if stop.place_id in seen:
                yield Finding("repeats", view.index, index, f"{stop.name} was there before")
            seen.add(stop.place_id)
