"""Rules of what was asked for by name: musts, must-nots, locks, appointments and where to sleep."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from eval.checker.case import (
    GOALS,
    Case,
    DayView,
    Finding,
    crow_metres,
    minutes_between,
    utc,
)
from eval.checker.clock import appointment_point
from eval.checker.stops import inside
from planner.itinerary import Fixture, Meal, Stay, Stop, Visit
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.place import Place
    from planner.request import Appointment, Lock, LodgingWish

#: A cent, against rounding in a converted price.
_CENT = 0.01
#: How many sleep in a room of one's own.
_OWN_ROOM = 2


def visited(case: Case) -> Iterator[tuple[DayView, int, Stop, str]]:
    """(day, index, stop, place id) of every visit and meal."""
    for view in case.days:
        for index, stop in enumerate(view.day.stops):
            if isinstance(stop, Visit | Meal):
                yield view, index, stop, stop.place_id


def must(case: Case) -> Iterator[Finding]:
    """Every place that must be visited is."""
    been = {place_id for _, _, _, place_id in visited(case)}
    for name in case.itinerary.request.must:
        place = case.named(name, GOALS)
        if place is None or place.id not in been:
            yield Finding("must", None, None, f"{name!r} is not visited")


def must_not(case: Case) -> Iterator[Finding]:
    """No place that must not be visited is."""
    unwanted = {
        place.id for name in case.itinerary.request.must_not if (place := case.named(name, GOALS))
    }
    shunned = {
        (place.id, item.date)
        for item in case.itinerary.request.avoid
        if (place := case.named(item.place, GOALS))
    }
    for view, index, stop, place_id in visited(case):
        if place_id in unwanted or shunned & {(place_id, None), (place_id, view.day.date)}:
            yield Finding("must_not", view.index, index, f"{stop.name} was not to be visited")
    yield from _untimely(case)


def _untimely(case: Case) -> Iterator[Finding]:
    """Stops in hours in which they are not wanted."""
    for shun in case.itinerary.request.shuns:
        only = case.named(shun.place, GOALS) if shun.place else None
        for view, index, stop, place_id in visited(case):
            place = case.world.place(place_id)
            if place is None or shun.date not in (None, view.day.date):
                continue
            words = (place.category, place.group, place.setting, *place.tags, *place.cuisines)
            names = {str(word).casefold().replace("_", " ") for word in words}
            meant = place == only if shun.place else (shun.kind or "").replace("_", " ") in names
            begin, end = (view.moment(m) for m in (shun.window.first, shun.window.last))
            over = minutes_between(max(begin, stop.start), min(end, stop.end))
            if meant and over > 0:
                sentence = f"{stop.name} takes {over:g} minutes of hours it is not wanted in"
                yield Finding("must_not", view.index, index, sentence, over)


def locks(case: Case) -> Iterator[Finding]:
    """Locked places are there, on their date, at their time."""
    for lock in case.itinerary.request.locks:
        place = case.named(lock.place, GOALS)
        stops = [
            (view, stop)
            for view, _, stop, place_id in visited(case)
            if place and place_id == place.id
        ]
        if not stops:
            yield Finding("locks", None, None, f"{lock.place!r} is locked and not in the plan")
        elif not any(_keeps(lock, view, stop) for view, stop in stops):
            when = f"{lock.date}{f' at {lock.start:%H:%M}' if lock.start else ''}"
            view, stop = stops[0]
            off = abs((view.day.date - lock.date).days) if lock.date else 0
            sentence = (
                f"{stop.name} is locked on {when}, planned on {view.day.date} at {stop.start:%H:%M}"
            )
            yield Finding("locks", view.index, None, sentence, off)


def _keeps(lock: Lock, view: DayView, stop: Stop) -> bool:
    start = utc(stop.start).astimezone(view.city.zone).time()
    on_time = lock.date in (None, view.day.date) and lock.start in (None, start)
    return on_time and lock.meal in (None, getattr(stop, "meal", None))


def appointments(case: Case) -> Iterator[Finding]:
    """Each appointment is there to the minute and at its place, and there are no others."""
    wanted = list(case.itinerary.request.appointments)
    for view in case.days:
        for index, stop in enumerate(view.day.stops):
            if not isinstance(stop, Fixture):
                continue
            match = next((item for item in wanted if _is_kept(case, view, item, stop)), None)
            if match is None:
                yield Finding(
                    "appointments",
                    view.index,
                    index,
                    f"{stop.name} is no appointment as it was asked for",
                )
            else:
                wanted.remove(match)
    for item in wanted:
        yield Finding(
            "appointments",
            None,
            None,
            f"{item.name} at {item.start:%Y-%m-%d %H:%M} is not in the plan",
        )


def _is_kept(case: Case, view: DayView, item: Appointment, stop: Fixture) -> bool:
    times = tuple(
        utc(time).astimezone(view.city.zone).replace(tzinfo=None) for time in (stop.start, stop.end)
    )
    point = appointment_point(case, item)
    place = case.named(item.place) if item.place else None
    if (
        times != (item.start, item.end)
        or point is None
        or (place is not None and stop.place_id != place.id)
    ):
        return False
    return crow_metres(stop.lat, stop.lon, point.lat, point.lon) <= 1


def lodging(case: Case) -> Iterator[Finding]:
    """Every night but the last has one bed a city, as wished for."""
    for view in case.days:
        stay, date = view.day.stay, view.day.date
        if view.index == case.last:
            if stay is not None:
                yield Finding(
                    "lodging", view.index, None, f"the trip ends on {date}, and a night is planned"
                )
        elif stay is None:
            yield Finding("lodging", view.index, None, f"there is no bed for the night of {date}")
        elif view.index < len(case.wanted):
            wish = case.wanted[view.index].lodging or case.itinerary.request.lodging
            yield from _suits(case, view, stay, wish)
            yield from _moves(case, view, stay)


def _moves(case: Case, view: DayView, stay: Stay) -> Iterator[Finding]:
    before = case.view(view.index - 1)
    last = (
        before.day.stay if before and case.wanted[before.index] is case.wanted[view.index] else None
    )
    if last is not None and (last.place_id, last.name) != (stay.place_id, stay.name):
        yield Finding(
            "lodging",
            view.index,
            None,
            f"the bed moves from {last.name} to {stay.name} within one city",
        )


def _suits(case: Case, view: DayView, stay: Stay, wish: LodgingWish) -> Iterator[Finding]:
    if wish.at is not None:
        away = crow_metres(stay.lat, stay.lon, wish.at.lat, wish.at.lon)
        if away > 1 or stay.place_id is not None:
            yield Finding(
                "lodging",
                view.index,
                None,
                f"the bed is at {stay.name}, {away:.0f} m from the one given",
                away,
            )
        return
    if stay.place_id is None and not _has_beds(case, view):
        yield from _makeshift(case, view, stay)
        return
    place = case.world.place(stay.place_id) if stay.place_id else None
    if place is None:
        yield Finding("lodging", view.index, None, f"{stay.name} is no lodging of the catalogue")
        return
    for lack in _lacks(case, view, place, wish):
        yield Finding("lodging", view.index, None, f"{place.name} {lack}")


def _has_beds(case: Case, view: DayView) -> bool:
    """Whether the catalogue knows a lodging in the city; a directory has to say so."""
    return case.directory is not None and case.directory.has(view.city.id, Group.STAY)


def _makeshift(case: Case, view: DayView, stay: Stay) -> Iterator[Finding]:
    """Where no lodging is known the night is in the centre, and marked."""
    away = crow_metres(stay.lat, stay.lon, view.city.lat, view.city.lon)
    if away > 1:
        sentence = f"no lodging is known, and {stay.name} is {away:.0f} m from the centre"
        yield Finding("lodging", view.index, None, sentence, away)
    if not case.is_marked(None, stay.notes):
        yield Finding("lodging", view.index, None, "no lodging is known, and nothing says so")


def _lacks(case: Case, view: DayView, place: Place, wish: LodgingWish) -> Iterator[str]:
    named = case.named(wish.place, (Group.STAY,), view.city.id) if wish.place else None
    if wish.place and (named is None or named.id != place.id):
        yield f"is not {wish.place!r}"
    if place.group is not Group.STAY:
        yield f"is a {place.category}"
    if place.city != view.city.id:
        yield f"is not in {view.city.name}"
    if wish.place:
        return
    if wish.kinds and place.category not in wish.kinds:
        yield f"is a {place.category}, not one of {', '.join(wish.kinds)}"
    if wish.areas and not inside(view.city, wish.areas, place):
        yield f"lies in none of {', '.join(wish.areas)}"
    if wish.min_stars is not None and (place.stars or 0) < wish.min_stars:
        yield f"has {place.stars or 'no'} stars, not {wish.min_stars}"
    tags = {tag.casefold().replace("_", " ") for tag in place.tags}
    for offer in wish.offers:
        if offer.casefold().replace("_", " ").replace("-", " ") not in tags:
            yield f"is not known to have {offer}"
    bounded = wish.min_nightly is not None or wish.max_nightly is not None
    if bounded and place.nightly_rate is not None:
        budget = case.itinerary.request.budget
        currency = budget.currency if budget else case.itinerary.costs.currency
        rate = place.nightly_rate * case.world.rate(place.currency or currency, currency)
        if wish.max_nightly is not None and rate > wish.max_nightly + _CENT:
            yield f"costs {rate:.2f} {currency} a night, more than {wish.max_nightly:.2f}"
        if wish.min_nightly is not None and rate < wish.min_nightly - _CENT:
            yield f"costs {rate:.2f} {currency} a night, less than {wish.min_nightly:.2f}"


def rooms_for(case: Case, wish: LodgingWish, place: Place | None) -> int:
    """Rooms as asked for, else as many as the party fills; one where no lodging is known."""
    if wish.rooms is not None:
        return wish.rooms
    if place is None and wish.at is None:
        return 1
    capacity = place.room_capacity if place is not None else _OWN_ROOM
    return ceil(case.itinerary.request.party.size / capacity)
