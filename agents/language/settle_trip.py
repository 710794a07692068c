"""From what was said of dates, durations and cities to the trip's start and destinations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.language.calendar import DAY, next_weekday
from agents.language.result import Question
from agents.language.wording import say_date, say_list

if TYPE_CHECKING:
    from agents.language.outcome import Outcome
    from agents.language.result import Item
    from planner.request import TripRequest

#: Nights in each of several cities where nothing says how many.
_NIGHTS = 2
_CHOICES = 8


def settle_trip(out: Outcome) -> None:
    """Set the fields ``origin``, ``start`` and ``destinations`` as far as they were spoken of."""
    if (origin := out.last("origin")) is not None:
        out.request["origin"] = origin
    days = _length(out)
    start = _start(out, days)
    if start is not None:
        out.request["start"] = start.isoformat()
    if out.standing is None:
        _first_cities(out, days)
    else:
        _changed_cities(out, out.standing, days)


def _length(out: Outcome) -> int | None:
    """Days of the whole trip, first and last included, if they were said or follow from dates."""
    days = next((d for item in reversed(out.items) if (d := _days_of(item)) is not None), None)
    cities = {value["city"] for value in out.all("city")}
    if days is None and len(cities) == 1:
        days = next((d for v in reversed(out.all("city")) if (d := _days_in(v)) is not None), None)
    dated = _dated_days(out)
    fixed = any(item.field in ("end", "leaves_on") for item in out.items)
    if days is None or dated is None:
        return days or dated
    if fixed and days != dated:
        out.assumptions.append(f"The dates span {dated} days, so {days} days are taken as {dated}.")
        return dated
    return days


def _days_of(item: Item) -> int | None:
    """Days of the whole trip that an item tells."""
    if item.field in ("days", "nights"):
        return int(item.value) + (item.field == "nights")
    return None


def _days_in(stop: dict[str, Any]) -> int | None:
    """Days that one spends in a city."""
    return stop["nights"] + 1 if "nights" in stop else stop.get("days")


def _dated_days(out: Outcome) -> int | None:
    """Days from the first to the last, where both were said or stand already."""
    arrives, leaves = out.last("arrives_on") or {}, out.last("leaves_on") or {}
    first = _first_day(out)
    if first is None and "weekday" in arrives and "weekday" in leaves:
        return int((leaves["weekday"] - arrives["weekday"] - 1) % 7 + 2)
    last = _last_day(out, first)
    if out.standing is not None and (first is not None or last is not None):
        last = last or (out.standing.end if arrives else None)
        first = first or out.standing.start
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    return days if days > 0 else None


def _first_day(out: Outcome) -> dt.date | None:
    """The day the trip begins on, where it was said as a date."""
    stands, stretch = out.standing.start if out.standing else None, out.last("range")
    if stretch is not None:
        stands = dt.date.fromisoformat(stretch[0])
        return _said_day(out.last("arrives_on"), stands) or stands
    if (start := out.last("start")) is not None:
        return dt.date.fromisoformat(start)
    return _said_day(out.last("arrives_on"), stands)


def _last_day(out: Outcome, first: dt.date | None) -> dt.date | None:
    """The day the trip ends on, where it was said."""
    said, stretch = out.last("leaves_on"), out.last("range")
    if stretch is not None:
        stands = dt.date.fromisoformat(stretch[1])
        return _said_day(said, stands) or stands
    if (end := out.last("end")) is not None:
        return dt.date.fromisoformat(end)
    if said and out.standing is None and first is not None:
        if said.get("same"):
            return first
        if "weekday" in said:
            return next_weekday(said["weekday"], first)
    return _said_day(said, out.standing.end if out.standing else None)


def _said_day(said: dict[str, Any] | None, stands: dt.date | None) -> dt.date | None:
    """A date that was said, or the weekday that was, nearest to the day that stands."""
    if said is None or "same" in said:
        return None
    if "date" in said:
        return dt.date.fromisoformat(said["date"])
    return None if stands is None else next_weekday(said["weekday"], stands - 4 * DAY)


def _start(out: Outcome, days: int | None) -> dt.date | None:
    window = out.last("window")
    if (first := _first_day(out)) is not None:
        moved = out.standing is None or first != out.standing.start
        return first if moved or out.last("start") or out.last("range") else None
    last = _last_day(out, None)
    if last is not None and days is not None and out.standing is None:
        return last - DAY * (days - 1)
    weekday = (out.last("arrives_on") or {}).get("weekday", out.last("begins_on"))
    if window is None:
        if weekday is None or out.standing is not None:
            return None
        chosen = next_weekday(weekday, out.context.today)
        out.assumptions.append(f"It begins on {say_date(chosen)}.")
        return chosen
    first, last = (dt.date.fromisoformat(text) for text in window[:2])
    chosen = max(first, out.context.today + DAY)
    if weekday is not None:
        chosen = next_weekday(weekday, chosen - DAY)
    elif days is not None:
        chosen = _with_weekdays(out, chosen, last, days)
    out.assumptions.append(
        f"{window[2]!r} is taken as {say_date(first)} to {say_date(last)}, and the trip begins on "
        f"{say_date(chosen)}."
    )
    return chosen


def _with_weekdays(out: Outcome, first: dt.date, last: dt.date, days: int) -> dt.date:
    """The first day from which on a trip within the window has the weekdays spoken of."""
    values = [item.value for item in out.items if isinstance(item.value, dict)]
    spoken_of = {value["weekday"] for value in values if "weekday" in value}
    for ahead in range((last - first).days + 2 - days):
        if spoken_of <= {(first + DAY * (ahead + n)).weekday() for n in range(days)}:
            return first + DAY * ahead
    return first


def _first_cities(out: Outcome, days: int | None) -> None:
    gone = set(out.all("city_out"))
    stops: dict[str, dict[str, Any]] = {}
    for value in out.all("city"):
        if value["city"] not in gone:
            stops.setdefault(value["city"], {}).update(value)
    cities = list(stops.values())
    if not cities:
        return
    if len(cities) == 1:
        nights = None if days is None else days - 1
        out.request["destinations"] = [_stop(cities[0]["city"], nights)]
    else:
        out.request["destinations"] = _several(out, cities, days)


def _stop(city: str, nights: int | None) -> dict[str, Any]:
    return {"city": city} if nights is None else {"city": city, "nights": max(0, nights)}


def _several(out: Outcome, cities: list[dict[str, Any]], days: int | None) -> list[dict[str, Any]]:
    """Nights of several cities: as said; days of a city are nights, but the last day has none."""
    nights: list[int | None] = []
    for i, stop in enumerate(cities):
        last = i == len(cities) - 1
        told = stop.get("nights", stop["days"] - last if "days" in stop else None)
        nights.append(None if told is None else max(1, told))
    open_ = [i for i, n in enumerate(nights) if n is None]
    if open_:
        left = None if days is None else days - 1 - sum(n for n in nights if n is not None)
        share, more = (
            divmod(max(left, len(open_)), len(open_)) if left is not None else (_NIGHTS, 0)
        )
        for rank, i in enumerate(open_):
            nights[i] = share + (rank < more)
        out.assumptions.append("Nights are shared out: " + _said_nights(cities, nights) + ".")
    elif any("days" in stop for stop in cities):
        out.assumptions.append("Days are taken as nights: " + _said_nights(cities, nights) + ".")
    return [_stop(stop["city"], n) for stop, n in zip(cities, nights, strict=True)]


def _said_nights(cities: list[dict[str, Any]], nights: list[int | None]) -> str:
    return say_list([f"{n} in {c['city']}" for c, n in zip(cities, nights, strict=True)])


def _changed_cities(out: Outcome, standing: TripRequest, days: int | None) -> None:
    stops = [stop.model_dump(mode="json") for stop in standing.destinations]
    before = [dict(stop) for stop in stops]
    gone = {_same(name, stops) for name in out.all("city_out")}
    coming = [value for value in out.all("city") if _same(value["city"], stops) is None]
    for value in out.all("city"):
        at = _same(value["city"], stops)
        if at is not None and ("nights" in value or "days" in value):
            last = at == len(stops) - 1
            stops[at]["nights"] = value.get("nights", value.get("days", 1) - last)
    out_of = [at for at in gone if at is not None]
    if not out_of and len(stops) == 1 and any(value.get("instead") for value in coming):
        out_of = [0]
    if coming and len(out_of) == 1:  # one city in the stead of another
        at = out_of[0]
        stops[at] |= {"city": coming[0]["city"], "lodging": None}
    else:
        stops = [stop for i, stop in enumerate(stops) if i not in gone]
        stops += [_stop(v["city"], v.get("nights", v.get("days", _NIGHTS))) for v in coming]
    if days is not None and not any("nights" in v or "days" in v for v in out.all("city")):
        _lengthen(out, stops, days - 1 - sum(stop["nights"] for stop in stops))
    for value in out.all("longer"):
        at = _same(value.get("city", ""), stops)
        _lengthen(out, stops, value["days"], at)
    if stops != before and stops:
        out.request["destinations"] = stops


def _lengthen(out: Outcome, stops: list[dict[str, Any]], by: int, at: int | None = None) -> None:
    """Give the nights more, or fewer, to one city; with several, to the last, and say so."""
    if not stops or not by:
        return
    if at is None and len(stops) > 1:
        out.assumptions.append(f"The change of {abs(by)} days is made in {stops[-1]['city']}.")
    at = len(stops) - 1 if at is None else at
    stops[at]["nights"] = max(int(len(stops) > 1), stops[at]["nights"] + by)


def _same(name: str, stops: list[dict[str, Any]]) -> int | None:
    """Which of the stops is meant; their cities may be ids."""
    key = name.casefold().replace(" ", "-")
    found = (i for i, s in enumerate(stops) if s["city"].casefold().replace(" ", "-") == key)
    return next(found, None)


def ask_where(out: Outcome) -> None:
    """Ask for what no trip can be planned without: where to."""
    if out.standing is None and "destinations" not in out.request:
        known = sorted(set(out.context.gazetteer.cities.values()))
        out.questions.append(
            Question(text="Where do you want to go?", answers=tuple(known[:_CHOICES]))
        )
    stops = out.request.get("destinations", ())
    if (number := out.last("cities")) and 0 < len(stops) < number:
        where = stops[0]["city"]
        out.questions.append(Question(text=f"Which {number} cities in {where}?"))
