"""From what was said of places, tastes, ways and beds to the other fields of a request."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.language.days import resolved
from agents.language.food import HOT, SPICY, UNEATEN
from agents.language.result import Question
from agents.language.wording import say_date, say_list

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

#: Metres a day and a leg for those who had rather walk little, and for those who love to.
LITTLE, LITTLE_LEG, MUCH, MUCH_LEG = 4_000, 800, 20_000, 4_000
#: Weights of a cuisine asked for, and of one disliked.
CUISINE, NO_CUISINE = 0.8, -0.6


def settle_wishes(out: Outcome) -> None:
    """Set everything that is neither dates, people, money nor hours."""
    _places(out)
    _tastes(out)
    _ways(out)
    _beds(out)
    _beyond(out)


def _places(out: Outcome) -> None:
    said = (*out.all("lock"), *out.all("move"), *out.all("table"))
    locked = [_held(out, value) for value in said]
    locks = [lock for lock in locked if lock is not None]
    moved = [value["place"] for value in out.all("move")]
    gone = [*out.all("must_not"), *out.all("replace")]
    wanted = [name for name in out.all("must") if name not in gone]
    if out.all("replace"):
        out.assumptions.append(
            f"What comes in the stead of {say_list(out.all('replace'))} is left to the plan."
        )
    if out.standing is None:
        swaps = out.all("swap")
        wanted += [swap["into"] for swap in swaps] + moved
        wanted += [v["place"] for v in (*out.all("lock"), *out.all("table"))]
        gone += [swap["out"] for swap in swaps]
        _set(out, "must", list(dict.fromkeys(wanted)))
        _set(out, "must_not", list(dict.fromkeys(gone)))
        _set(out, "locks", locks)
        _set(out, "avoid", [_closed(out, value) for value in out.all("closed")])
    else:
        held = {lock["place"] for lock in locks}
        out.put("add", [name for name in wanted if name not in held])
        out.put("drop", gone)
        out.put("swap", out.all("swap"))
        out.put("close", [_closed(out, value) for value in out.all("closed")])
        out.put("lock", locks)
        out.put("unlock", [*out.all("unlock"), *moved, *_given_up(out, locks)])
    for name in ("area_in", "area_out"):
        if out.all(name):
            field = f"areas_{name[5:]}"
            _set(out, field, list(dict.fromkeys([*out.before(field), *out.all(name)])))


def _given_up(out: Outcome, locks: list[dict[str, Any]]) -> list[str]:
    """Places that had been locked for a meal which another place is to have now."""
    assert out.standing is not None
    taken = {(lock.get("date"), lock["meal"]) for lock in locks if "meal" in lock}
    return [
        lock.place
        for lock in out.standing.locks
        if lock.date is not None and (lock.date.isoformat(), lock.meal) in taken
    ]


def _set(out: Outcome, name: str, values: list[Any]) -> None:
    if values:
        out.request[name] = values


def _date(out: Outcome, value: dict[str, Any]) -> dt.date | None:
    day: dict[str, Any] = {key: value[key] for key in ("date", "day", "weekday") if key in value}
    if not day:
        return None
    if out.standing is not None:
        return resolved(day, out.standing.start, out.standing.days)
    start = out.request.get("start")
    if start is None and "date" not in day:
        return None
    days = 1 + sum(stop.get("nights", 2) for stop in out.request.get("destinations", []))
    return resolved(day, dt.date.fromisoformat(start or value["date"]), days)


def _held(out: Outcome, value: dict[str, Any]) -> dict[str, Any] | None:
    """A lock; None, and a question, where a time is said but not of which day."""
    date = _date(out, value)
    if date is None and "time" in value:
        trip, days = out.standing, tuple[str, ...]()
        if trip is not None:
            days = tuple(say_date(trip.start + dt.timedelta(days=i)) for i in range(trip.days))
        out.questions.append(
            Question(
                text=f"On which day do you want {value['place']} at {value['time']}?", answers=days
            )
        )
        return None
    if date is None and {"day", "weekday"} & set(value):
        out.beyond.append(f"{value['place']}: its day can be held once the trip has a date.")
        return None
    lock: dict[str, Any] = {key: value[key] for key in ("place", "meal") if key in value}
    if date is not None:
        lock["date"] = date.isoformat()
        if "time" in value:
            lock["start"] = value["time"]
    return lock


def _closed(out: Outcome, value: dict[str, Any]) -> dict[str, Any]:
    date = _date(out, value)
    return {"place": value["place"]} | ({"date": date.isoformat()} if date is not None else {})


def _tastes(out: Outcome) -> None:
    interests = dict(out.before("interests"))
    for value in out.all("interest"):
        interests[value["name"]] = value["weight"]
    interests |= dict.fromkeys(out.all("cuisine"), CUISINE)
    interests |= dict.fromkeys(out.all("no_cuisine"), NO_CUISINE)
    if out.last("no_spice"):
        interests |= dict.fromkeys((SPICY, *HOT), UNEATEN)
        out.assumptions.append(f"Kitchens of {say_list(HOT)} are left out as far as can be.")
    if interests != out.before("interests"):
        out.request["interests"] = interests
    gone = out.all("no_diet")
    diets = [d for d in dict.fromkeys([*out.before("diets"), *out.all("diet")]) if d not in gone]
    if diets != out.before("diets"):
        out.request["diets"] = diets


def _ways(out: Outcome) -> None:
    for name in ("pace", "max_walk_day", "max_walk_leg", "unknown_hours"):
        if (value := out.last(name)) is not None:
            out.request[name] = value
    if out.last("calmer") and out.before("pace") in ("relaxed", "light"):
        out.request["pace"] = "light"
        out.assumptions.append(f"{out.said('calmer')!r} is taken as a light pace.")
    if out.last("less_walking") and "max_walk_day" not in out.request:
        day = _lessened(out.before("max_walk_day"), LITTLE)
        leg = _lessened(out.before("max_walk_leg"), LITTLE_LEG)
        leg = out.request.get("max_walk_leg", leg)
        out.request |= {"max_walk_day": day, "max_walk_leg": leg}
        out.assumptions.append(
            f"{out.said('less_walking')!r} is taken as at most {day} m on foot a day "
            f"and {leg} m at a time."
        )
    elif out.last("more_walking") and "max_walk_day" not in out.request:
        out.request |= {"max_walk_day": MUCH, "max_walk_leg": MUCH_LEG}
        out.assumptions.append(
            f"{out.said('more_walking')!r} is taken as up to {MUCH} m on foot a day "
            f"and {MUCH_LEG} m at a time."
        )
    _modes(out)
    if liked := list(dict.fromkeys(out.all("mode_liked"))):
        out.request["liked_modes"] = liked
    if (keep := out.last("keep")) is not None:
        out.keep = keep


def _lessened(metres: int, little: int) -> int:
    """What is little, or where it is no more than that already, three quarters of it."""
    return little if metres > little else metres * 3 // 4


def _modes(out: Outcome) -> None:
    only, without, with_ = out.all("modes_only"), out.all("mode_out"), out.all("mode_in")
    if not (only or without or with_):
        return
    modes = list(dict.fromkeys(["walk", *only])) if only else [*out.before("modes"), *with_]
    if only and "walk" not in only:
        out.assumptions.append(f"Only {say_list(only)}, and short ways on foot.")
    modes = [mode for mode in dict.fromkeys(modes) if mode not in without]
    if not modes:
        modes = ["transit", "taxi"]
        out.assumptions.append("Without walking there are transit and taxis.")
    if modes != out.before("modes"):
        out.request["modes"] = modes


def _beds(out: Outcome) -> None:
    wish: dict[str, Any] = dict(out.request.get("lodging", {}))
    for name, field in (
        ("hotel", "place"), ("rooms", "rooms"), ("stars", "min_stars"), ("hotel_order", "order"),
    ):  # fmt: skip
        if (value := out.last(name)) is not None:
            wish[field] = value
    if kinds := list(dict.fromkeys(out.all("lodging_kind"))):
        wish["kinds"] = kinds
    if offers := list(dict.fromkeys(out.all("offers"))):
        wish["offers"] = offers
    if areas := list(dict.fromkeys(out.all("lodging_area"))):
        wish["areas"] = areas
    if (bed := out.last("own_bed")) is not None:
        _own_bed(out, wish, bed)
    resized = _resized(out) and "rooms" not in wish and out.before("lodging")["rooms"] is not None
    if resized:
        out.assumptions.append("Rooms are counted anew, for the party is another.")
    if wish or resized:
        before = out.before("lodging")
        if resized:
            del before["rooms"]
        if "place" in wish or "at" in wish:
            before = {"rooms": before.get("rooms")}
        elif {"kinds", "areas", "min_stars", "max_nightly", "offers", "order"} & set(wish):
            before = {
                key: v for key, v in before.items() if key not in ("place", "at", "name", "nightly")
            }
        out.request["lodging"] = {k: v for k, v in {**before, **wish}.items() if v}


def _resized(out: Outcome) -> bool:
    """Whether more or fewer people travel than before."""
    if out.standing is None or "party" not in out.request:
        return False
    now = out.request["party"]
    size = now["adults"] + now["seniors"] + len(now["children"])
    return bool(size != out.standing.party.size)


def _own_bed(out: Outcome, wish: dict[str, Any], bed: Any) -> None:
    """A bed of one's own where it is said to be, else in the centre of the city."""
    point = out.context.gazetteer.point(None if bed is True else str(bed))
    if point is None:
        out.beyond.append(
            f"{out.said('own_bed')!r}: where that is must be known to plan from there."
        )
        return
    wish |= {"at": point.model_dump(), "name": "your own place"}
    if bed is True:
        out.assumptions.append(
            f"{out.said('own_bed')!r}: the centre is taken, for no place was said."
        )


def _beyond(out: Outcome) -> None:
    """Say what was understood but that no plan can heed."""
    for value in out.all("intercity"):
        way = "by" if value["wanted"] else "not by"
        out.beyond.append(f"No plan covers the way there and back ({way} {value['mode']}).")
    for value in out.all("journey"):
        told = ", ".join(str(part) for key, part in value.items() if key != "way")
        out.beyond.append(f"No plan covers the way there and back ({told}).")
    for name, what in (
        ("room_type", "of the kind {!r}"),
        ("house_rule", "with the house rule {!r}"),
    ):
        for value in dict.fromkeys(out.all(name)):
            out.beyond.append(f"Nothing on file tells which rooms are {what.format(value)}.")
    for value in out.all("area_liked"):
        out.beyond.append(f"{value} is noted; to stay within it, say 'only {value}'.")
