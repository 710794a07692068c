"""What a random request may ask for besides.

Wishes that make it harder, and clashes that make it impossible.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from eval.scenario_draft import Draft, Level, Store
from planner.facts import LOCAL_MODES, Mode
from planner.model import Point
from planner.request import BREAKFAST, DINNER, LUNCH, Pace
from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    from collections.abc import Callable


def _arrive(draft: Draft) -> None:
    draft.fields["arrival"] = _terminal(draft, draft.stores[0], draft.rng.randint(6, 20))


def _depart(draft: Draft) -> None:
    draft.fields["departure"] = _terminal(draft, draft.stores[-1], draft.rng.randint(12, 23))


def _terminal(draft: Draft, store: Store, hour: int) -> dict[str, Any]:
    rng = draft.rng
    time = dt.time(hour, rng.choice((0, 5, 20, 35, 50)))
    hubs = store.places([Group.HUB])
    if not hubs or rng.random() < 0.2:
        return {"time": time, "mode": "car"}
    hub = rng.choice(hubs)
    mode = (
        "flight"
        if hub.category is Category.AIRPORT
        else "ferry"
        if hub.category is Category.FERRY_TERMINAL
        else "train"
    )
    return {
        "time": time,
        "at": draft.called(hub),
        "mode": mode,
        "buffer_minutes": rng.choice((None, None, 15, 60)),
    }


def _modes(draft: Draft) -> None:
    chosen = draft.rng.sample(LOCAL_MODES, draft.rng.randint(1, len(LOCAL_MODES)))
    draft.fields["modes"] = chosen if Mode.WALK in chosen else [Mode.WALK, *chosen]


def _little_walking(draft: Draft) -> None:
    hard = draft.level is Level.HARD
    draft.fields["max_walk_leg"] = draft.rng.choice((300, 500) if hard else (800, 1200, 3000))
    draft.fields["max_walk_day"] = draft.rng.choice((1500, 2500) if hard else (4000, 6000, 20_000))


def _musts(draft: Draft) -> None:
    places = draft.some([*draft.sights, *draft.food[:10]], 6 if draft.level is Level.HARD else 3)
    draft.fields["must"] = [draft.rng.choice((draft.called(place), place.id)) for place in places]


def _must_nots(draft: Draft) -> None:
    musts = set(draft.fields.get("must", ()))
    places = draft.some(draft.sights, 4)
    draft.fields["must_not"] = [draft.called(p) for p in places if not musts & {p.name, p.id}]


def _avoid(draft: Draft) -> None:
    date = draft.rng.choice((draft.date(), None))
    places = draft.some(draft.sights, 2)
    draft.fields["avoid"] = [{"place": draft.called(place), "date": date} for place in places]


def _wet(draft: Draft) -> None:
    draft.fields["wet_days"] = [draft.date()]


def _areas_in(draft: Draft) -> None:
    _areas(draft, "areas_in", draft.rng.randint(1, 4))


def _areas_out(draft: Draft) -> None:
    _areas(draft, "areas_out", 1)


def _areas(draft: Draft, field: str, count: int) -> None:
    taken = {*draft.fields.get("areas_in", ()), *draft.fields.get("areas_out", ())}
    names = [area.name for area in draft.city.neighbourhoods if area.name not in taken]
    if names:
        draft.fields[field] = draft.rng.sample(names, min(count, len(names)))


def _appointment(draft: Draft) -> None:
    rng = draft.rng
    start = dt.datetime.combine(draft.date(), dt.time(rng.randint(8, 20), rng.choice((0, 15, 30))))
    item: dict[str, Any] = {
        "name": "Meeting",
        "start": start,
        "end": start + dt.timedelta(minutes=rng.choice((30, 60, 90))),
    }
    places = draft.food or draft.sights
    if places and rng.random() < 0.5:
        item |= {"place": draft.called(rng.choice(places))}
    else:
        item |= {"at": Point(lat=draft.city.lat, lon=draft.city.lon)}
    draft.fields["appointments"] = [item]


def _lock(draft: Draft) -> None:
    if not draft.sights:
        return
    (place,) = draft.some(draft.sights, 1)
    lock: dict[str, Any] = {"place": draft.called(place), "date": draft.date()}
    if draft.rng.random() < 0.5:
        lock["start"] = dt.time(draft.rng.randint(10, 15))
    draft.fields["locks"] = [lock]


def _diets(draft: Draft) -> None:
    known = sorted({diet for place in draft.food for diet in place.diets})
    if known:
        draft.fields["diets"] = draft.rng.sample(known, 1)


def _meals(draft: Draft) -> None:
    sets = (
        (),
        (LUNCH,),
        (DINNER,),
        (BREAKFAST, LUNCH),
        (BREAKFAST, DINNER),
        (BREAKFAST, LUNCH, DINNER),
    )
    draft.fields["meals"] = draft.rng.choice(sets)


def _rest(draft: Draft) -> None:
    start = draft.rng.choice((12, 13, 14, 16))
    window = {"start": dt.time(start), "end": dt.time(start + draft.rng.choice((1, 2)))}
    draft.fields["rests"] = [{"window": window, "minutes": draft.rng.choice((30, 60, 90))}]


def _pace(draft: Draft) -> None:
    draft.fields["pace"] = draft.rng.choice(tuple(Pace))


def _pace_of_a_day(draft: Draft) -> None:
    draft.fields["paces"] = {draft.date(): draft.rng.choice(tuple(Pace))}


def _liked_modes(draft: Draft) -> None:
    allowed = draft.fields.get("modes", (Mode.WALK, Mode.TRANSIT, Mode.TAXI))
    draft.fields["liked_modes"] = [draft.rng.choice(allowed)]


def _shun(draft: Draft) -> None:
    if not draft.sights:
        return
    (place,) = draft.some(draft.sights, 1)
    start = draft.rng.randint(9, 16)
    shun: dict[str, Any] = {
        "window": {"start": dt.time(start), "end": dt.time(start + draft.rng.choice((2, 4)))},
        "date": draft.rng.choice((draft.date(), None)),
    }
    what = ("place", draft.called(place)) if draft.rng.random() < 0.5 else ("kind", place.category)
    draft.fields["shuns"] = [shun | dict([what])]


def _window(draft: Draft) -> None:
    start, end = draft.rng.choice(((7, 20), (8, 18), (10, 23), (11, 1)))
    draft.fields["day_window"] = {"start": dt.time(start), "end": dt.time(end)}


def _day_of_its_own(draft: Draft) -> None:
    start, end = draft.rng.choice(((6, 16), (12, 23), (14, 2)))
    window = {"start": dt.time(start), "end": dt.time(end)}
    draft.fields["windows"] = {draft.date(): window}


def _strict(draft: Draft) -> None:
    draft.fields["unknown_hours"] = "exclude"


def _tastes(draft: Draft) -> None:
    known = sorted(
        {tag for place in draft.sights for tag in place.tags}
        | {place.category for place in draft.sights}
    )
    chosen = draft.rng.sample(known, min(len(known), 4))
    draft.fields["interests"] = {name: round(draft.rng.uniform(-1, 1), 2) for name in chosen}


def _bed(draft: Draft) -> None:
    rng, stays = draft.rng, draft.stores[0].places([Group.STAY])
    wishes: list[dict[str, Any]] = [
        {"kinds": ["hotel"]},
        {"min_stars": rng.randint(2, 4)},
        {"rooms": draft.size},
    ]
    if stays:
        wishes.append({"place": draft.called(rng.choice(stays))})
    if draft.city.neighbourhoods:
        wishes.append({"areas": [rng.choice(draft.city.neighbourhoods).name]})
    draft.fields["destinations"][0]["lodging"] = rng.choice(wishes)


def _few_sights(draft: Draft) -> None:
    if draft.rng.random() < 0.5:
        draft.fields["max_sights_day"] = draft.rng.randint(1, 4)
    else:
        draft.fields["max_sights_on"] = {draft.date(): draft.rng.randint(1, 2)}


#: Every wish there is, in the order in which they are drawn.
EXTRAS: tuple[Callable[[Draft], None], ...] = (
    _arrive, _depart, _modes, _little_walking, _musts, _must_nots, _avoid, _areas_in, _areas_out,
    _appointment, _lock, _diets, _meals, _pace, _window, _day_of_its_own, _strict, _tastes, _wet,
    _bed, _rest, _pace_of_a_day, _liked_modes, _shun,
)  # fmt: skip

#: Wishes that no trip founders on.
GENTLE: tuple[Callable[[Draft], None], ...] = (
    _modes, _must_nots, _avoid, _pace, _tastes, _wet, _pace_of_a_day, _liked_modes,
)  # fmt: skip

#: Wishes drawn after all else of a request, which stays as it was before there were these.
LAST: tuple[Callable[[Draft], None], ...] = (_few_sights,)


def _no_money(draft: Draft) -> None:
    """Two meals a day must be paid out of almost nothing; so must the nights."""
    draft.fields["meals"] = (LUNCH, DINNER)
    draft.fields["day_window"] = {"start": dt.time(9), "end": dt.time(22)}
    draft.fields["arrival"] = draft.fields["departure"] = None
    draft.fields |= {"appointments": [], "windows": {}}
    draft.fields["budget"] = {
        "currency": draft.city.currency,
        "total": round(draft.meal() / 100, 2),
    }


def _must_and_must_not(draft: Draft) -> None:
    place = draft.some(draft.sights or draft.food, 1)[0]
    draft.fields |= {"must": [place.id], "must_not": [place.id]}


def _two_places_at_once(draft: Draft) -> None:
    start = dt.datetime.combine(draft.date(), dt.time(15))
    here, there = ({"lat": draft.city.lat + shift, "lon": draft.city.lon} for shift in (0, 0.01))
    draft.fields["appointments"] = [
        {"name": name, "start": start, "end": start + dt.timedelta(hours=1), "at": at}
        for name, at in (("Meeting", here), ("Viewing", there))
    ]


def _short_day(draft: Draft) -> None:
    """Half an hour of day cannot hold the longest visit there is."""
    place = max(draft.sights or draft.food, key=lambda p: p.minutes.min)
    window = {"start": dt.time(12), "end": dt.time(12, min(30, max(place.minutes.min - 1, 1)))}
    draft.fields |= {"must": [place.id], "day_window": window, "windows": {}}
    draft.fields |= {"appointments": [], "locks": []}


def _unknown_diet(draft: Draft) -> None:
    draft.fields |= {"diets": ["nothing_but_moon_cheese"], "meals": (LUNCH,), "appointments": []}
    draft.fields |= {
        "arrival": None,
        "departure": None,
        "day_window": {"start": dt.time(9), "end": dt.time(22)},
        "windows": {},
    }


#: What no plan can grant -> how it is asked for.
CLASHES: dict[str, Callable[[Draft], None]] = {
    "no money": _no_money,
    "must and must not": _must_and_must_not,
    "two places at once": _two_places_at_once,
    "short day": _short_day,
    "unknown diet": _unknown_diet,
}
