"""From what was said of hours, days, meals and rain to windows, terminals, meals and wet days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.language.calendar import DAY
from agents.language.days import resolved
from agents.language.wording import say_date
from planner.request import BREAKFAST, DINNER, LUNCH, Pace

if TYPE_CHECKING:
    from agents.language.outcome import Outcome

#: Minutes: how much later a later start is, how much earlier an earlier end.
LATER, EARLIER = 60, 120
#: The pace of a day made lighter, by the one it had.
_SLOWER = {
    Pace.PACKED: Pace.BALANCED, Pace.BALANCED: Pace.RELAXED, Pace.RELAXED: Pace.LIGHT,
    Pace.LIGHT: Pace.LIGHT,
}  # fmt: skip
#: Fields with a date that makes the trip what it is.
_OF_THE_TRIP = ("arrives_on", "leaves_on")
#: Minutes before and after a meal's time within which it begins.
_BEFORE_MEAL, _AFTER_MEAL = 15, 30
#: Minutes from the end of dinner to one's bed.
_WAY_HOME = 20
#: As the latter, of a meal that is not to be before its time.
_LATE_MEAL = 90
_MEALS = {"breakfast": BREAKFAST, "lunch": LUNCH, "dinner": DINNER}


def settle_days(out: Outcome) -> None:
    """Set windows, arrival, departure, meals and rain."""
    for name in ("arrival", "departure"):
        if (terminal := out.last(name)) is not None:
            out.request[name] = terminal
    for field, edge in (("day_start", "start"), ("day_end", "end")):
        for value in out.all(field):
            _window(
                out, {key: v for key, v in value.items() if key != "time"}, {edge: value["time"]}
            )
    for field, edge, minutes in (
        ("later", "start", LATER), ("sooner", "start", -LATER), ("earlier", "end", -EARLIER),
    ):  # fmt: skip
        for day in out.all(field):
            if any(_same_day(day, told) for told in out.all(f"day_{edge}")):
                continue  # the hour itself was said
            time = shifted(_usual(out, day)[edge], minutes)
            out.assumptions.append(f"{out.said(field)!r} is taken as {edge}ing at {time}.")
            _window(out, day, {edge: time})
    for day in out.all("lighter"):
        _set_pace(out, day)
    for day in out.all("fuller"):
        _set_pace(out, day, Pace.PACKED)
    for day in out.all("rain"):
        _rain(out, day)
    _meals(out)


def keep_to_the_trip(out: Outcome) -> None:
    """Leave out what was said of a day that is none of the trip, and say so."""
    start, stops = out.request.get("start"), out.request.get("destinations")
    if out.standing is not None:
        start = start or out.standing.start.isoformat()
        stops = stops or [stop.model_dump() for stop in out.standing.destinations]
    if start is None or not stops or not all("nights" in stop for stop in stops):
        return
    first, days = dt.date.fromisoformat(start), 1 + sum(stop["nights"] for stop in stops)
    kept = []
    for item in out.items:
        day = item.value if isinstance(item.value, dict) and item.field not in _OF_THE_TRIP else {}
        date = resolved(day, first, days) if {"date", "day", "weekday"} & day.keys() else first
        if first <= date < first + days * DAY:
            kept.append(item)
        else:
            said = item.evidence.text.strip(" ,.")
            out.beyond.append(f"{said!r}: {say_date(date)} is not a day of the trip.")
    out.items = kept


def _same_day(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(key) == other.get(key) for key in ("date", "day", "weekday"))


def _set_pace(out: Outcome, day: dict[str, Any], pace: Pace | None = None) -> None:
    """Plan a day at a pace, or one step slower than it is."""
    date = day_date(out, day)
    if date is None:
        return
    standing = out.standing
    if pace is None:
        before = standing.pace_on(date) if standing is not None else out.before("pace")
        pace = _SLOWER[Pace(out.request.get("pace", before))]
    out.assumptions.append(f"{say_date(date)} is planned at a {pace} pace.")
    if standing is not None:
        day_change(out, date)["pace"] = pace
    else:
        out.request.setdefault("paces", {})[date.isoformat()] = pace


def _usual(out: Outcome, day: dict[str, Any]) -> dict[str, str]:
    date = day_date(out, day)
    window = out.before("day_window")
    if out.standing is not None and date is not None:
        window = out.standing.window_on(date).model_dump(mode="json")
    return {key: value[:5] for key, value in window.items()}


def shifted(time: str, minutes: int) -> str:
    """A time of day some minutes later, or earlier."""
    base = dt.datetime.combine(dt.date(2000, 1, 1), dt.time.fromisoformat(time))
    return (base + dt.timedelta(minutes=minutes)).time().isoformat("minutes")


def day_date(out: Outcome, day: dict[str, Any]) -> dt.date | None:
    """The date of a day said; None where none was, or the trip has no dates yet."""
    if not {"date", "day", "weekday"} & day.keys():
        return None
    if "date" in day:
        return dt.date.fromisoformat(day["date"])
    start, stops = out.request.get("start"), out.request.get("destinations", [])
    if start is None:
        out.beyond.append("Days of the trip can be spoken of once it has a date to begin on.")
        return None
    days = 1 + sum(stop.get("nights", 2) for stop in stops)
    return resolved(day, dt.date.fromisoformat(start), days)


def _window(out: Outcome, day: dict[str, Any], edges: dict[str, str]) -> None:
    date = day_date(out, day)
    if date is None:
        if not day:
            window = out.request.get("day_window") or out.before("day_window")
            out.request["day_window"] = {**window, **edges}
        return
    if out.standing is not None:
        day_change(out, date).update(edges)
    else:
        windows = out.request.setdefault("windows", {})
        usual = out.request.get("day_window") or out.before("day_window")
        windows[date.isoformat()] = {**usual, **windows.get(date.isoformat(), {}), **edges}


def day_change(out: Outcome, date: dt.date) -> dict[str, Any]:
    """The change of one day of the standing trip, to be added to."""
    days: list[dict[str, Any]] = out.change.setdefault("days", [])
    mine = next((day for day in days if day["date"] == date.isoformat()), None)
    if mine is None:
        mine = {"date": date.isoformat()}
        days.append(mine)
    return mine


def _rain(out: Outcome, day: dict[str, Any]) -> None:
    date = day_date(out, day)
    if date is None:
        return
    if out.standing is not None:
        day_change(out, date)["rain"] = True
    else:
        out.request.setdefault("wet_days", []).append(date.isoformat())
    out.assumptions.append(f"{say_date(date)} counts as a day of rain.")


def _meals(out: Outcome) -> None:
    said, gone = out.all("meal"), out.all("no_meal")
    if not said and not gone:
        return
    meals = {wish["meal"]: wish for wish in out.before("meals")}
    for name in gone:
        meals.pop(name, None)
    for value in said:
        wish = meals.get(value["meal"]) or _MEALS[value["meal"]].model_dump(mode="json")
        if "time" in value:
            early = 0 if value.get("after") else -_BEFORE_MEAL
            late = _LATE_MEAL if value.get("after") else _AFTER_MEAL
            if value.get("before"):
                early, late = -_LATE_MEAL, 0
            window = {
                "start": shifted(value["time"], early),
                "end": shifted(value["time"], late),
            }
            wish = {**wish, "window": window}
            out.assumptions.append(
                f"{value['meal'].capitalize()} at {value['time']} is taken as beginning between "
                f"{window['start']} and {window['end']}."
            )
        meals[value["meal"]] = wish
    if list(meals.values()) != out.before("meals"):
        out.request["meals"] = list(meals.values())
    if (dinner := meals.get("dinner")) is not None and any("time" in value for value in said):
        _late_enough(out, dinner)


def _late_enough(out: Outcome, dinner: dict[str, Any]) -> None:
    """End the days no sooner than dinner does."""
    window = out.request.get("day_window") or out.before("day_window")
    begins = dinner["window"]["start"][:5]
    over = shifted(begins, dinner["minutes"] + _WAY_HOME)
    if begins < over and window["start"] < window["end"][:5] < over:
        out.request["day_window"] = {**window, "end": over}
        out.assumptions.append(f"Days end at {over}, for dinner is late.")
