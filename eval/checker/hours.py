"""Is a place open at this minute, by the rules of its OSM ``opening_hours``.

opening-hours-py is only asked whether one date fits one rule's days and whether one minute lies in
one rule's times. Which rule wins, and what a public holiday is (package ``holidays``), is decided
here.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from eval.checker.spec import MONTHS, Rule, read_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opening_hours import OpeningHours

    from planner.city import City
    from planner.place import Place


class Ground(NamedTuple):
    """What a city adds to a text: whose holidays, which clock, whose sun."""

    country: str
    subdivision: str | None
    timezone: str
    lat: float
    lon: float


def is_known(place: Place, city: City, date: dt.date) -> bool:
    """Whether the place's hours of that date are on file in words a plan may rest on."""
    if place.opening_hours is None:
        return place.category.traits.always_open
    rules, ground = read_rules(place.opening_hours), _ground(city)
    if rules is None or (any(rule.holiday for rule in rules) and not _knows_holidays(ground)):
        return False
    due = [rule for rule in rules if _applies(rule, ground, date)]
    if _is_remarked(due):
        return False
    on_holiday = any(rule.holiday for rule in due) and _is_holiday(ground, date)
    return not (on_holiday and _is_contradicted(due))


def _is_remarked(due: list[Rule]) -> bool:
    """Whether a comment restricts what the rules of a date leave open."""
    remarked = False
    for rule in due:
        if not rule.shuts:
            remarked = rule.remark or (rule.adds and remarked)
        elif not rule.times:
            remarked = False
    return remarked


def _is_contradicted(due: list[Rule]) -> bool:
    """Whether, on a holiday, a rule on weekdays or seasons overrides an earlier one on holidays."""
    told = next((i for i, rule in enumerate(due) if rule.holiday), len(due))
    meant = [rule for i, rule in enumerate(due) if i <= told or rule.holiday or rule.is_exception]
    return _folded(meant) != _folded(due)


def _folded(due: Iterable[Rule]) -> list[tuple[bool, str]]:
    """What rules do, in order, those overridden left out: (opens or shuts, times)."""
    steps: list[tuple[bool, str]] = []
    for rule in due:
        if not rule.adds and not (rule.shuts and rule.times):
            steps.clear()
        steps.append((not rule.shuts, rule.times or "00:00-24:00"))
    return steps


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


def _ground(city: City) -> Ground:
    return Ground(city.country, city.subdivision, city.timezone, city.lat, city.lon)


@lru_cache(maxsize=20_000)
def _programme(text: str, ground: Ground, date: dt.date) -> tuple[tuple[bool, OpeningHours], ...]:
    """What ``date``'s rules do, in order: (opens or shuts, in which of its minutes)."""
    due = (rule for rule in read_rules(text) or () if _applies(rule, ground, date))
    day = f"{date.year} {MONTHS[date.month - 1]} {date.day:02d}"
    return tuple((opens, _evaluator(f"{day} {times}", ground)) for opens, times in _folded(due))


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
