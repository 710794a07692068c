"""From the change of a trip request to the nine kinds of delta of Trip-Plus.

A delta is what is different between the request of the first turn and the one that stands:

| kind | field of the request | told by |
|---|---|---|
| ``party_update`` | ``party`` | somebody more or fewer, and how many then travel |
| ``late_start_request`` | ``windows`` | a day that begins later than days did: its minute |
| ``schedule_update`` | ``windows``, ``rests`` | a day that ends earlier; a rest on one day |
| ``add_attraction`` | ``must`` with ``locks`` | a sight on a day |
| ``restaurant_requirement`` | ``locks`` with a meal | a restaurant for a meal on a day |
| ``dietary_update`` | ``interests`` | spicy food at the weight of what is not eaten |
| ``budget_update`` | ``budget.total`` | the new limit |
| ``route_preference`` | ``liked_modes`` | the ways of getting about now preferred |
| ``hotel_requirement`` | ``lodging`` | another kind of bed, or something it has to offer |

Two deltas are the same where their kind and what it is told by agree. Of a hotel the benchmark
names the one its database holds, which no words tell: there what is asked for has to agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agents.language.food import SPICY, UNEATEN
from eval.tripplus.delta import (
    AddAttraction,
    BudgetUpdate,
    DietaryUpdate,
    HotelRequirement,
    LateStart,
    PartyUpdate,
    RestaurantRequirement,
    RoutePreference,
    ScheduleUpdate,
)
from planner.request import minutes_of
from tools.names import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from eval.tripplus.delta import Delta
    from planner.request import TripRequest

#: What Trip-Plus calls kinds of bed, by what they are called here.
_BEDS = {"guesthouse": "homestay", "apartment": "homestay"}
#: What it calls the ways of getting about.
_MODES = {"transit": "subway"}


class Sign(NamedTuple):
    """What a delta is recognised by."""

    kind: str
    told: tuple[object, ...]


def sign(delta: Delta) -> Sign:
    """What a delta of the benchmark is recognised by."""
    match delta:
        case AddAttraction():
            told: tuple[object, ...] = (fold(delta.name), delta.insert_day)
        case ScheduleUpdate(rest_window=None):
            told = (delta.day, delta.latest_formal_end_minutes)
        case ScheduleUpdate():
            told = (delta.day, delta.rest_window, delta.min_rest_minutes)
        case PartyUpdate():
            told = (delta.party_subtype, delta.new_people_number, delta.new_room_number)
        case LateStart():
            told = (delta.day, delta.earliest_start_minutes)
        case RestaurantRequirement():
            told = (fold(delta.restaurant_name), delta.meal_day, delta.meal_type.lower())
        case DietaryUpdate():
            told = (delta.restriction,)
        case BudgetUpdate():
            told = (delta.new_max_budget,)
        case RoutePreference():
            told = (frozenset(delta.preferred_modes),)
        case HotelRequirement():
            candidate = delta.candidate_reference
            service = candidate and candidate.required_service_label
            told = (fold(service or (candidate and candidate.requirement_type) or ""),)
    return Sign(delta.kind, told)


def deltas(first: TripRequest, now: TripRequest) -> set[Sign]:
    """What is different between two requests, as deltas."""
    found = {
        *_party(first, now), *_days(first, now), *_rests(first, now), *_places(first, now),
    }  # fmt: skip
    if now.interests.get(SPICY) == UNEATEN != first.interests.get(SPICY):
        found.add(Sign("dietary_update", ("no_spicy",)))
    total, before = now.budget and now.budget.total, first.budget and first.budget.total
    if total is not None and total != before:
        found.add(Sign("budget_update", (total,)))
    if now.liked_modes and now.liked_modes != first.liked_modes:
        modes = frozenset(_MODES.get(mode, str(mode)) for mode in now.liked_modes)
        found.add(Sign("route_preference", (modes,)))
    beds = [_BEDS.get(kind, kind) for kind in now.lodging.kinds if kind not in first.lodging.kinds]
    offers = [offer for offer in now.lodging.offers if offer not in first.lodging.offers]
    found |= {Sign("hotel_requirement", (fold(what),)) for what in (*beds, *offers)}
    return found


def _party(first: TripRequest, now: TripRequest) -> Iterator[Sign]:
    """One delta for each way in which the party changed; the count is that of all."""
    rooms = rooms_of(now)
    if now.party.seniors > first.party.seniors:
        yield Sign("party_update", ("elder_added", now.party.size, rooms))
    elif now.party.size > first.party.size:
        yield Sign("party_update", ("friend_added", now.party.size, rooms))
    elif now.party.size < first.party.size:
        yield Sign("party_update", ("member_removed", now.party.size, rooms))


def rooms_of(request: TripRequest) -> int:
    """Rooms of a request; two to a room where none are told."""
    return request.lodging.rooms or -(-request.party.size // 2)


def _day(request: TripRequest, date: dt.date) -> int:
    return (date - request.start).days + 1


def _days(first: TripRequest, now: TripRequest) -> Iterator[Sign]:
    for date, window in now.windows.items():
        before, day = first.window_on(date), _day(now, date)
        if window.first > before.first:
            yield Sign("late_start_request", (day, window.first))
        if window.last < before.last:
            yield Sign("schedule_update", (day, window.last))


def _rests(first: TripRequest, now: TripRequest) -> Iterator[Sign]:
    for rest in now.rests:
        if rest in first.rests:
            continue
        end = minutes_of(rest.window.end) + rest.minutes
        for date in rest.dates:
            window = (rest.window.first, end)
            yield Sign("schedule_update", (_day(now, date), window, rest.minutes))


def _places(first: TripRequest, now: TripRequest) -> Iterator[Sign]:
    for lock in now.locks:
        if lock in first.locks or lock.date is None:
            continue
        name, day = fold(lock.place), _day(now, lock.date)
        if lock.meal is not None:
            yield Sign("restaurant_requirement", (name, day, lock.meal))
        else:
            yield Sign("add_attraction", (name, day))
