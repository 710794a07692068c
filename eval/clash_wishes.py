"""What makes a request impossible: each hard rule alone, and wishes that clash in twos and threes.

A clash fills in the fields it needs of a draft. Most are impossible in any catalogue; some only
nearly always are, and then a plan is the right answer.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.request import BREAKFAST, DINNER, LUNCH
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.scenario_draft import Draft
    from planner.facts import World
    from planner.place import Place


class Unsuitable(LookupError):
    """The catalogue has no place that a clash could be made of."""


def _one(draft: Draft, places: Sequence[Place]) -> Place:
    """One of the places.

    Raises:
        Unsuitable: there is none.
    """
    if not places:
        raise Unsuitable
    return draft.rng.choice(list(places))


def _dates(draft: Draft) -> list[dt.date]:
    return [draft.start + dt.timedelta(days=offset) for offset in range(draft.days)]


def _open(draft: Draft, world: World, date: dt.date) -> list[Place]:
    """Sights that are known to be open from late morning to afternoon on a date."""
    return [
        place
        for place in draft.sights
        if place.in_season(date)
        and place.closure(date) is None
        and not place.needs_daylight
        and world.hours(place.id, date).known
        and world.hours(place.id, date).covers(11 * 60, 16 * 60)
    ]


def _closed_must(draft: Draft, world: World) -> None:
    """A must that is shut, or out of season, on every day of the trip."""
    shut = [
        place
        for place in draft.sights
        if not any(
            place.in_season(date)
            and place.closure(date) is None
            and world.hours(place.id, date).spans
            for date in _dates(draft)
        )
    ]
    draft.fields["must"] = [_one(draft, shut).id]


def _avoided_must(draft: Draft, world: World) -> None:
    """A must on a day trip to be kept away from on that day."""
    place = _one(draft, draft.sights)
    draft.fields["must"] = [place.id]
    draft.fields["avoid"] = [{"place": place.id, "date": date} for date in _dates(draft)]


def _barred_must(draft: Draft, world: World) -> None:
    """A must that is a must not."""
    place = _one(draft, draft.sights)
    draft.fields |= {"must": [place.id], "must_not": [place.id]}


def _steps(draft: Draft, world: World) -> None:
    """A wheelchair, and a must that it cannot get into."""
    place = _one(draft, [p for p in draft.sights if p.wheelchair == "no"])
    draft.fields["must"] = [place.id]
    draft.fields["party"] = {**draft.fields["party"], "wheelchair": True}


def _too_young(draft: Draft, world: World) -> None:
    """A child, and a must that admits no children."""
    place = _one(draft, [p for p in draft.sights if p.min_age])
    draft.fields["must"] = [place.id]
    draft.fields["party"] = {**draft.fields["party"], "children": [min(place.min_age or 1, 18) - 1]}


def _unsure_hours(draft: Draft, world: World) -> None:
    """A must whose hours are not on file, and only places whose hours are."""
    unknown = [
        p for p in draft.sights if not any(world.hours(p.id, date).known for date in _dates(draft))
    ]
    draft.fields |= {"must": [_one(draft, unknown).id], "unknown_hours": "exclude"}


def _crowded_day(draft: Draft, world: World) -> None:
    """More musts, each of which fits a day, than the days hold together."""
    rng = draft.rng
    start, end = rng.choice(((9, 14), (10, 15), (11, 16)))
    room = (end - start) * 60 * draft.days
    chosen, used = [], 0
    long = [p for p in draft.sights if 60 <= p.minutes.min <= (end - start) * 60 - 90]
    for place in rng.sample(long, len(long)):
        if used > room:
            break
        chosen.append(place.id)
        used += place.minutes.min
    if used <= room:
        raise Unsuitable
    draft.fields |= {"must": chosen, "meals": ()}
    draft.fields["day_window"] = {"start": dt.time(start), "end": dt.time(end)}


def _short_day(draft: Draft, world: World) -> None:
    """A day shorter than the must it is for."""
    place = _one(draft, [p for p in draft.sights if p.minutes.min >= 45])
    last = dt.time(12, place.minutes.min - 20) if place.minutes.min < 80 else dt.time(13)
    draft.fields["must"] = [place.id]
    draft.fields["day_window"] = {"start": dt.time(12), "end": last}


def _dear_must(draft: Draft, world: World) -> None:
    """Tickets for less than the musts cost."""
    priced = [p for p in draft.sights if p.admission is not None and p.admission.price(35) > 0]
    chosen = draft.rng.sample(priced, min(len(priced), draft.rng.randint(1, 3)))
    if not chosen:
        raise Unsuitable
    cost = draft.size * sum(p.admission.price(35) for p in chosen if p.admission is not None)
    draft.fields["must"] = [p.id for p in chosen]
    draft.fields["budget"] = {"currency": draft.city.currency, "activities": round(0.6 * cost, 2)}


def _dear_meals(draft: Draft, world: World) -> None:
    """Less for food than the cheapest meals cost."""
    draft.fields["meals"] = (LUNCH, DINNER)
    draft.fields["budget"] = {
        "currency": draft.city.currency,
        "food": round(draft.meal() * draft.size * draft.days * draft.rng.uniform(0.02, 0.2), 2),
    }


def _dear_beds(draft: Draft, world: World) -> None:
    """Less for the nights than the cheapest bed."""
    rates = [p.nightly_rate for p in draft.stores[0].places([Group.STAY]) if p.nightly_rate]
    if draft.days == 1 or not rates:
        raise Unsuitable
    draft.fields["budget"] = {"currency": draft.city.currency, "lodging": round(min(rates) / 2, 2)}


def _grand_beds(draft: Draft, world: World) -> None:
    """Four stars for the price of the cheapest bed."""
    stays = [p for p in draft.stores[0].places([Group.STAY]) if p.nightly_rate]
    grand = [p.nightly_rate for p in stays if (p.stars or 0) >= 4 and p.nightly_rate]
    if draft.days == 1 or not grand:
        raise Unsuitable
    nights = draft.days - 1
    draft.fields["lodging"] = {"min_stars": 4}
    draft.fields["budget"] = {
        "currency": draft.city.currency, "lodging": round(min(grand) * nights * 0.6, 2)
    }  # fmt: skip


def _cheap_nights(draft: Draft, world: World) -> None:
    """At most a token a night for any bed."""
    if draft.days == 1:
        raise Unsuitable
    draft.fields["lodging"] = {"max_nightly": 1.0, "kinds": ["hotel"]}


def _far_must(draft: Draft, world: World) -> None:
    """A must too far out to be walked to in a day's metres, on foot only."""
    city = draft.city
    out = [p for p in draft.sights if abs(p.lat - city.lat) + abs(p.lon - city.lon) > 0.03]
    draft.fields |= {"must": [_one(draft, out).id], "modes": ["walk"], "meals": ()}
    draft.fields |= {"max_walk_day": draft.rng.choice((800, 1500, 2500)), "max_walk_leg": 2_000}


def _no_steps_to_lunch(draft: Draft, world: World) -> None:
    """Lunch, on foot, without walking."""
    draft.fields |= {"meals": (LUNCH,), "modes": ["walk"], "max_walk_day": 0}


def _diet_in_area(draft: Draft, world: World) -> None:
    """A diet that no kitchen of the areas one keeps to is known to serve."""
    known = sorted({diet for place in draft.food for diet in place.diets})
    pairs = [
        (diet, area.name)
        for diet in known
        for area in draft.city.neighbourhoods
        if not any(diet in p.diets and area.contains(p.lat, p.lon) for p in draft.food)
    ]
    if not pairs:
        raise Unsuitable
    diet, area = draft.rng.choice(pairs)
    draft.fields |= {"diets": [diet], "areas_in": [area], "meals": (LUNCH, DINNER)}


def _unknown_diet(draft: Draft, world: World) -> None:
    """A diet that nobody serves."""
    draft.fields |= {"diets": ["nothing_but_moon_cheese"], "meals": (BREAKFAST, LUNCH, DINNER)}


def _meeting(draft: Draft, date: dt.date, start: int, minutes: int, shift: float) -> dict[str, Any]:
    begin = dt.datetime.combine(date, dt.time(start))
    at = {"lat": draft.city.lat + shift, "lon": draft.city.lon}
    end = begin + dt.timedelta(minutes=minutes)
    return {"name": f"Meeting {shift:g}", "start": begin, "end": end, "at": at}


def _two_meetings(draft: Draft, world: World) -> None:
    """Two places at once, or one right after the other with no time for the way."""
    date, gap = draft.date(), draft.rng.choice((0, 30, 60))
    first = _meeting(draft, date, 15, 60 if gap else 90, 0.0)
    second = _meeting(draft, date, 16 if gap else 15, 60, draft.rng.choice((0.05, 0.08)))
    draft.fields["appointments"] = [first, second]


def _lock(draft: Draft, place: Place, date: dt.date, hour: int | None) -> dict[str, Any]:
    return {"place": place.id, "date": date, "start": None if hour is None else dt.time(hour)}


def _meeting_at_lock(draft: Draft, world: World) -> None:
    """A lock in the middle of an appointment elsewhere."""
    date = draft.date()
    place = _one(draft, _open(draft, world, date))
    draft.fields["locks"] = [_lock(draft, place, date, draft.rng.choice((12, 13)))]
    draft.fields["appointments"] = [_meeting(draft, date, 12, 150, 0.01)]


def _two_locks(draft: Draft, world: World) -> None:
    """Two sights at the same hour."""
    date = draft.date()
    fine = _open(draft, world, date)
    if len(fine) < 2:
        raise Unsuitable
    draft.fields["locks"] = [_lock(draft, p, date, 12) for p in draft.rng.sample(fine, 2)]


def _late_arrival(draft: Draft, world: World) -> None:
    """A lock on the first day before one arrives."""
    place = _one(draft, _open(draft, world, draft.start))
    draft.fields["locks"] = [_lock(draft, place, draft.start, draft.rng.choice((11, 12, 13)))]
    draft.fields["arrival"] = {"time": dt.time(draft.rng.randint(14, 20)), "mode": "car"}


def _early_departure(draft: Draft, world: World) -> None:
    """A lock on the last day after one has left."""
    last = draft.start + dt.timedelta(days=draft.days - 1)
    place = _one(draft, _open(draft, world, last))
    draft.fields["locks"] = [_lock(draft, place, last, 14)]
    draft.fields["departure"] = {"time": dt.time(draft.rng.randint(10, 14)), "mode": "car"}


def _late_window(draft: Draft, world: World) -> None:
    """A lock outside the hours set for its day."""
    date = draft.date()
    place = _one(draft, _open(draft, world, date))
    draft.fields["locks"] = [_lock(draft, place, date, 11)]
    draft.fields["windows"] = {date: {"start": dt.time(13), "end": dt.time(22)}}


def _no_money(draft: Draft, world: World) -> None:
    """Two meals a day, and the nights, out of almost nothing."""
    draft.fields["meals"] = (LUNCH, DINNER)
    total = round(draft.meal() / draft.rng.choice((2, 20, 100)), 2)
    draft.fields["budget"] = {"currency": draft.city.currency, "total": total}


def _many_musts(draft: Draft, world: World) -> None:
    """More musts than the days may have sights."""
    most = draft.rng.choice((1, 2))
    count = most * draft.days + 1
    short = [p for p in draft.sights if p.minutes.min <= 60]
    if "must" in draft.fields or len(short) < count:
        raise Unsuitable
    draft.fields["must"] = [p.id for p in draft.rng.sample(short, count)]
    draft.fields["max_sights_day"] = most


#: What no plan can grant -> how it is asked for.
CLASHES: dict[str, Callable[[Draft, World], None]] = {
    "a must that is shut": _closed_must,
    "a must kept away from": _avoided_must,
    "must and must not": _barred_must,
    "steps": _steps,
    "too young": _too_young,
    "unsure hours": _unsure_hours,
    "crowded day": _crowded_day,
    "short day": _short_day,
    "dear must": _dear_must,
    "dear meals": _dear_meals,
    "dear beds": _dear_beds,
    "grand beds": _grand_beds,
    "cheap nights": _cheap_nights,
    "far must": _far_must,
    "no steps to lunch": _no_steps_to_lunch,
    "diet in area": _diet_in_area,
    "unknown diet": _unknown_diet,
    "two meetings": _two_meetings,
    "meeting at a lock": _meeting_at_lock,
    "two locks": _two_locks,
    "late arrival": _late_arrival,
    "early departure": _early_departure,
    "late window": _late_window,
    "no money": _no_money,
    "many musts": _many_musts,
}
