"""Is a place open at this minute: OSM ``opening_hours`` read rule by rule.

The text is taken apart into rules (days, then times); opening-hours-py is only asked whether one
date fits one rule's days
and whether one minute lies in one rule's times. Which rule wins, and what a public holiday is
(package ``holidays``), is
decided here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from opening_hours import OpeningHours

    from planner.city import City
    from planner.place import Place

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = "Mo|Tu|We|Th|Fr|Sa|Su|PH"
#: Texts no plan may rest on: school holidays, open ends, fallbacks, comments, "unknown".
_UNSURE = re.compile(r'\bSH\b|(?:\d|[a-z])\+(?!\s*\d)|\|\||"|\bunknown\b', re.I)
#: Holidays shifted by days, or joined to weekdays without a comma, read differently in different
#: tools.
_ODD_HOLIDAY = re.compile(rf"\bPH\s*(?:[+-]|(?:{_DAYS})\b)", re.I)
_MONTH_DAY = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}})\b(?!:)", re.I)
#: Where a rule's days end and its times begin.
_TIMES = re.compile(r"\d{1,2}:\d{2}|\(|\b(?:sunrise|sunset|dawn|dusk|off|closed|open|24/7)\b", re.I)
#: A comma after times and before days begins a rule that adds to the one before.
_ADDED = re.compile(
    r"(?:(?<=:\d\d)|(?<=off)|(?<=closed)|(?<=sunset)|(?<=dusk)|(?<=\)))"
    rf"\s*,\s*(?=(?:{_DAYS}|{'|'.join(_MONTHS)}|week|easter)\b)",
    re.I,
)
_HOLIDAY_IN_LIST = re.compile(r"\bPH\b\s*,\s*|\s*,\s*\bPH\b|\bPH\b", re.I)
_WEEKDAYS = re.compile(rf"\b(?:{_DAYS})\b(?:\[[^\]]*\])?(?:\s*[-,]\s*)?", re.I)
_SHUT = re.compile(r"\s*\b(?:off|closed)\s*$", re.I)


class Ground(NamedTuple):
    """What a city adds to a text: whose holidays, which clock, whose sun."""

    country: str
    subdivision: str | None
    timezone: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a text.

    Attributes:
        days: the days it names, without ``PH``; empty is every day (or none, if it names only
            ``PH``).
        season: the part of ``days`` that is not weekdays, which a holiday must fit too.
        times: its times; empty is the whole day.
        shuts: whether it closes rather than opens.
        adds: whether it adds to the rules before instead of replacing them.
        holiday: whether it names ``PH``.
    """

    days: str
    season: str
    times: str
    shuts: bool
    adds: bool
    holiday: bool


def is_known(place: Place, city: City) -> bool:
    """Whether the place's hours are on file in words a plan may rest on."""
    if place.opening_hours is None:
        return place.category.traits.always_open
    rules = read_rules(place.opening_hours)
    return rules is not None and (
        not any(rule.holiday for rule in rules) or _knows_holidays(_ground(city))
    )


def is_open(place: Place, city: City, instant: dt.datetime) -> bool:
    """Whether a place of known hours is open in the minute that begins at ``instant``.

    Closed spells are not asked.
    """
    if place.opening_hours is None:
        return True
    ground, wall = _ground(city), instant.astimezone(city.zone)
    today, yesterday = wall.date(), wall.date() - dt.timedelta(days=1)
    return any(
        _state(_programme(place.opening_hours, ground, date), wall) for date in (today, yesterday)
    )


@lru_cache(maxsize=20_000)
def read_rules(text: str) -> tuple[Rule, ...] | None:
    """The rules of a text, or None where no plan may rest on it.

    That is: unreadable, open-ended, conditional, or naming a date that does not exist.
    """
    if not _parses(text):
        from tools.hours import normalise

        tidy = normalise(text)
        if tidy is None or not _parses(tidy):
            return None
        text = tidy
    if _UNSURE.search(text) or _ODD_HOLIDAY.search(text) or not _dates_exist(text):
        return None
    rules = tuple(
        _rule(part, adds=index > 0)
        for clause in text.split(";")
        if clause.strip()
        for index, part in enumerate(_ADDED.split(clause.strip()))
    )
    # "Mo-Sa 12:00-14:00; 19:00-22:00" cancels its first rule by the book; its author meant
    # something else.
    vague = any(
        not rule.days and not rule.holiday and rule.times and not rule.shuts for rule in rules[1:]
    )
    return None if vague or not rules else rules


def _rule(text: str, *, adds: bool) -> Rule:
    found = _TIMES.search(text)
    days, times = (text[: found.start()], text[found.start() :]) if found else (text, "")
    days = days.strip().rstrip(":").strip()
    shuts = bool(_SHUT.search(times))
    times = _SHUT.sub("", times).strip()
    if times.lower() in ("24/7", "open"):
        times = ""
    holiday = re.search(r"\bPH\b", days, re.I) is not None
    season = _WEEKDAYS.sub("", days).strip() if holiday else ""
    days = _HOLIDAY_IN_LIST.sub("", days).strip() if holiday else days
    if holiday and days == season:
        days = ""
    return Rule(days, season, times, shuts, adds, holiday)


def _ground(city: City) -> Ground:
    return Ground(city.country, city.subdivision, city.timezone, city.lat, city.lon)


@lru_cache(maxsize=20_000)
def _programme(text: str, ground: Ground, date: dt.date) -> tuple[tuple[bool, OpeningHours], ...]:
    """What ``date``'s rules do, in order: (opens or shuts, in which of its minutes)."""
    steps: list[tuple[bool, OpeningHours]] = []
    for rule in read_rules(text) or ():
        if not _applies(rule, ground, date):
            continue
        if not rule.adds and not (rule.shuts and rule.times):
            steps.clear()
        day = f"{date.year} {_MONTHS[date.month - 1]} {date.day:02d}"
        steps.append((not rule.shuts, _evaluator(f"{day} {rule.times or '00:00-24:00'}", ground)))
    return tuple(steps)


def _state(steps: tuple[tuple[bool, OpeningHours], ...], wall: dt.datetime) -> bool:
    """The last step that speaks of the minute decides."""
    return next((opens for opens, when in reversed(steps) if when.is_open(wall)), False)


def _applies(rule: Rule, ground: Ground, date: dt.date) -> bool:
    if (
        rule.holiday
        and _is_holiday(ground, date)
        and (not rule.season or _fits(rule.season, ground, date))
    ):
        return True
    if not rule.days:
        return not rule.holiday
    return _fits(rule.days, ground, date)


def _fits(days: str, ground: Ground, date: dt.date) -> bool:
    noon = dt.datetime.combine(date, dt.time(12), ZoneInfo(ground.timezone))
    return _evaluator(f"{days} 00:00-24:00", ground).is_open(noon)


@lru_cache(maxsize=20_000)
def _evaluator(text: str, ground: Ground) -> OpeningHours:
    from opening_hours import OpeningHours

    return OpeningHours(
        text,
        timezone=ZoneInfo(ground.timezone),
        coords=(ground.lat, ground.lon),
        auto_country=False,
    )


@lru_cache(maxsize=1_000)
def _is_holiday(ground: Ground, date: dt.date) -> bool:
    import holidays

    return date in holidays.country_holidays(
        ground.country, subdiv=ground.subdivision, years=date.year
    )


@lru_cache(maxsize=1_000)
def _knows_holidays(ground: Ground) -> bool:
    import holidays

    try:
        holidays.country_holidays(ground.country, subdiv=ground.subdivision)
    except NotImplementedError:
        return False
    return True


def _parses(text: str) -> bool:
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined,unused-ignore]  # absent from its stub

    try:
        OpeningHours(text, auto_country=False, auto_timezone=False)
    except ParserError:
        return False
    return True


def _dates_exist(text: str) -> bool:
    # 2024 is a leap year: 29 February exists in some years, 30 February in none.
    days = ((_MONTHS.index(month.title()) + 1, int(day)) for month, day in _MONTH_DAY.findall(text))
    return all(1 <= day <= calendar.monthrange(2024, month)[1] for month, day in days)
