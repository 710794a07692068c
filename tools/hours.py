"""When a place is open on a date: its ``opening_hours`` on the city's clock, holidays included.

The evaluator knows few countries' holidays and skips ``PH`` in silence where it knows none, so
holidays come from the ``holidays`` library, and a rule that names them is decided per date.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from planner.facts import DayHours, Span
from tools.holiday import holiday_name, knows_holidays
from tools.hours_rules import DAY, Rule, Where, merged, rules_of, spans_begun
from tools.hours_text import HoursText, explain_hours, normalise, read_hours

if TYPE_CHECKING:
    from planner.city import City
    from planner.place import Place

__all__ = ["LAST_MINUTE", "OpeningHoursBook", "explain_hours", "normalise", "opening"]

#: A span runs on into the next day up to this local minute at most (six in the morning).
LAST_MINUTE: Final = 30 * 60

#: Answers after which a book starts anew: it may live as long as a server.
_REMEMBERED: Final = 200_000
_ONE_DAY: Final = dt.timedelta(days=1)
_MIDNIGHT: Final = 24 * 60
_CONDITIONAL: Final = "opening hours on this date are conditional or by appointment"


class OpeningHoursBook:
    """Opening hours by place and date, remembering what it answered."""

    def __init__(self) -> None:
        """An empty book."""
        self._answers: dict[tuple[object, ...], DayHours] = {}

    def opening(self, place: Place, city: City, day: dt.date) -> DayHours:
        """When ``place`` is open on the local date ``day``; closures and season are not applied.

        Where the hours are missing or unfit to rely on, ``known`` is False, ``spans`` holds what is
        plausible for the category, and ``note`` says why. Minutes are the wall clock's, on days
        when clocks change too. An evening's last span runs on to six in the morning at most.
        """
        spec = place.opening_hours
        if spec is None:
            return _without_hours(place)
        hours = read_hours(spec)
        if hours.osm is None or hours.problem is not None:
            return _unknown(place, f"opening hours {hours.problem}: {_short(spec)!r}")
        where = (round(place.lat, 2), round(place.lon, 2)) if hours.sun else None
        key = (hours.osm, day, where, city.timezone, city.country, city.subdivision)
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            sun = None if where is None else Where(*where, city.zone)
            answer = self._answers[key] = _evaluate(hours, rules_of(hours.osm), city, day, sun)
        return answer if answer.known else _unknown(place, answer.note)


def opening(place: Place, city: City, day: dt.date) -> DayHours:
    """When ``place`` is open on ``day``, by a book that the whole process shares.

    See ``OpeningHoursBook.opening``.
    """
    return _SHARED.opening(place, city, day)


_SHARED: Final = OpeningHoursBook()


def _evaluate(
    hours: HoursText, rules: tuple[Rule, ...], city: City, day: dt.date, where: Where | None
) -> DayHours:
    """The answer of usable rules; ``known`` is False where that date cannot be told."""
    holiday = holiday_name(city, day)
    if hours.holidays and not knows_holidays(city):
        reason = f"opening hours depend on public holidays, not on file for {city.country}"
        return DayHours(False, (), reason)
    spans = _day_spans(rules, city, day, where)
    if spans is None:
        return DayHours(False, (), _CONDITIONAL)
    if holiday is None:
        return DayHours(True, spans)
    if not hours.holidays:
        always = any(span.open <= 0 and span.close >= _MIDNIGHT for span in spans)
        note = f"{holiday}: hours on public holidays are not stated"
        return DayHours(True, spans, note, unstated=not always)
    if spans_begun(_meant(rules, day), day, True, where) != spans_begun(rules, day, True, where):
        reason = f"opening hours contradict themselves on public holidays ({holiday})"
        return DayHours(False, (), reason)
    return DayHours(True, spans, f"public holiday: {holiday}")


def _day_spans(
    rules: tuple[Rule, ...], city: City, day: dt.date, where: Where | None
) -> tuple[Span, ...] | None:
    """All open spans of a date: yesterday's that run on, its own, and what tomorrow continues."""
    yesterday, today, tomorrow = (
        spans_begun(rules, date, holiday_name(city, date) is not None, where)
        for date in (day - _ONE_DAY, day, day + _ONE_DAY)
    )
    if today is None:
        return None
    around = [Span(s.open - DAY, s.close - DAY) for s in yesterday or () if s.close > DAY]
    around += [*today, *(Span(s.open + DAY, s.close + DAY) for s in tomorrow or ())]
    return tuple(
        Span(max(0, span.open), min(span.close, LAST_MINUTE))
        for span in merged(around)
        if span.open < DAY and span.close > 0
    )


def _meant(rules: tuple[Rule, ...], holiday: dt.date) -> tuple[Rule, ...]:
    """The rules without those on weekdays or seasons that come after one on public holidays.

    By the book such a rule overrides the holiday; its author hardly thought of it. A later rule on
    dates of its own, or one that shuts for a season, is meant as it stands.
    """
    kept: list[Rule] = []
    told = False
    for rule in rules:
        if not told or rule.names_holidays or rule.is_exception:
            kept.append(rule)
        told = told or (rule.names_holidays and rule.holds(holiday, True))
    return tuple(kept)


def _without_hours(place: Place) -> DayHours:
    if place.category.traits.always_open:
        return DayHours(True, (Span(0, DAY),), "open by its nature")
    return _unknown(place, "no opening hours on file")


def _unknown(place: Place, note: str) -> DayHours:
    return DayHours(False, (Span(*place.category.traits.plausible),), note)


def _short(spec: str, length: int = 80) -> str:
    return spec if len(spec) <= length else f"{spec[: length - 3]}..."
