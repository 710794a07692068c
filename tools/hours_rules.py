"""The rules of an ``opening_hours`` text, and what they make of one date.

opening-hours-py parses the text, prints it in canonical form and tells whether a rule's selector
(years, months, weeks, weekdays) holds on a date. Folding the rules is done here, because the
evaluator folds clock time rather than dates: it closes Friday's bar at midnight when Saturday has
a rule of its own, and keeps open the small hours after an evening that was called off.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from planner.facts import Span

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from opening_hours import OpeningHours

DAY: Final = 24 * 60

_NOON: Final = dt.time(12)
_ONE_DAY: Final = dt.timedelta(days=1)
_ONE_MINUTE: Final = dt.timedelta(minutes=1)
_WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOLIDAY: Final = re.compile(r"\bPH\b")
_WEEKDAY: Final = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_DATE: Final = re.compile(r"\b[A-Z][a-z]{2} \d{1,2}\b|\beaster\b")
_EVENT: Final = r"\(?(?:sunrise|sunset|dawn|dusk)(?:[+-]\d\d:\d\d\))?"
_TIME: Final = rf"(?:\d\d:\d\d|{_EVENT})"
_SPAN: Final = rf"{_TIME}-{_TIME}"
#: One rule in canonical form: selector, times, state, comment; each may be absent.
_RULE: Final = re.compile(
    rf"(?P<selector>.*?)(?:(?:^| )(?P<times>{_SPAN}(?:,{_SPAN})*))?"
    r'(?:(?:^| )(?P<state>closed|unknown))?(?: ?(?P<comment>"[^"]*"))?'
)
#: Rules are parted by "; " (overrides) or ", " (adds), outside quotes.
_PARTED: Final = re.compile(r'(; |, )(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CLOCK_SPAN: Final = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Where:
    """The place whose sun a rule follows: degrees, and the zone of its clock."""

    lat: float
    lon: float
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        selector: the dates it holds on, in OSM syntax; empty is every date.
        times: its times of day in OSM syntax; empty is the whole day.
        state: "open", "closed" or "unknown".
        adds: whether it adds to the rules before it instead of overriding them.
        conditional: whether a comment restricts it.
    """

    selector: str
    times: str
    state: str
    adds: bool
    conditional: bool

    @property
    def names_holidays(self) -> bool:
        """Whether it speaks of public holidays."""
        return _HOLIDAY.search(self.selector) is not None

    @property
    def is_exception(self) -> bool:
        """Whether it is for certain dates of the year, or shuts for a season, and no weekdays."""
        if not self.selector or _WEEKDAY.search(self.selector):
            return False
        return self.state == "closed" or _DATE.search(self.selector) is not None

    def holds(self, day: dt.date, holiday: bool) -> bool:
        """Whether the selector holds on a date, which is a public holiday or is not.

        On a holiday ``PH`` reads as that date's weekday; on other dates it stays, and the
        evaluator, which is never told a country, does not match it.
        """
        selector = self.selector
        if holiday:
            selector = _HOLIDAY.sub(_WEEKDAYS[day.weekday()], selector)
        return not selector or _dates(selector).is_open(dt.datetime.combine(day, _NOON))

    def spans(self, day: dt.date, where: Where | None) -> tuple[Span, ...]:
        """Its times on a date as local minutes; an end past 1440 is on the next date."""
        if not self.times:
            return (Span(0, DAY),)
        fixed = _fixed_spans(self.times)
        return _sun_spans(self.times, day, where) if fixed is None else fixed


@lru_cache(maxsize=16_384)
def rules_of(osm: str) -> tuple[Rule, ...]:
    """The rules of a valid text, in order."""
    from opening_hours import OpeningHours

    first, *rest = _PARTED.split(str(OpeningHours(osm, auto_country=False, auto_timezone=False)))
    parts = [("; ", first), *zip(rest[::2], rest[1::2], strict=True)]
    return tuple(_rule(text, adds=mark == ", ") for mark, text in parts)


def spans_begun(
    rules: tuple[Rule, ...], day: dt.date, holiday: bool, where: Where | None
) -> tuple[Span, ...] | None:
    """What opens on a date under these rules, in order and disjoint; None where it is conditional.

    ``where`` is needed for rules that follow the sun.
    """
    spans: list[Span] = []
    conditional = False
    for rule in rules:
        if not rule.holds(day, holiday):
            continue
        times = rule.spans(day, where)
        if rule.state == "closed":
            spans = _without(spans, times) if rule.times else []
            conditional = conditional and bool(spans)
            continue
        restricted = rule.conditional or rule.state == "unknown"
        spans = merged([*spans, *times] if rule.adds else times)
        conditional = restricted or (conditional and rule.adds)
    return None if conditional else tuple(spans)


def may_pass_midnight(rules: tuple[Rule, ...]) -> bool:
    """Whether what opens on a date under these rules may run on into the next."""
    spans = [_fixed_spans(rule.times) for rule in rules if rule.times]
    return any(fixed is None or any(span.close > DAY for span in fixed) for fixed in spans)


def merged(spans: tuple[Span, ...] | list[Span]) -> list[Span]:
    """The same minutes in order, with spans that touch or overlap made one."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.open <= whole[-1].close:
            whole[-1] = Span(whole[-1].open, max(whole[-1].close, span.close))
        else:
            whole.append(span)
    return whole


def _rule(text: str, adds: bool) -> Rule:
    match = _RULE.fullmatch(text)
    if match is None:
        raise ValueError(f"Expected one opening_hours rule in canonical form, got {text!r}.")
    selector = match["selector"].strip()
    return Rule(
        selector="" if selector == "24/7" else selector,
        times=match["times"] or "",
        state=match["state"] or "open",
        adds=adds,
        conditional=match["comment"] is not None,
    )


@lru_cache(maxsize=16_384)
def _dates(selector: str) -> OpeningHours:
    """A rule that is open all day on the dates of ``selector``."""
    from opening_hours import OpeningHours

    return OpeningHours(selector, auto_country=False, auto_timezone=False)


@lru_cache(maxsize=16_384)
def _fixed_spans(times: str) -> tuple[Span, ...] | None:
    """Times of the clock; None where any follows the sun."""
    spans = []
    for text in times.split(","):
        match = _CLOCK_SPAN.fullmatch(text)
        if match is None:
            return None
        hour, minute, end_hour, end_minute = map(int, match.groups())
        opens, closes = hour * 60 + minute, end_hour * 60 + end_minute
        spans.append(Span(opens, closes if closes > opens else closes + DAY))
    return tuple(spans)


def _sun_spans(times: str, day: dt.date, where: Where | None) -> tuple[Span, ...]:
    """Times that follow the sun, by the evaluator at that place."""
    from opening_hours import OpeningHours

    if where is None:
        raise ValueError(f"Expected a place for times that follow the sun: {times!r}.")
    # With auto_timezone=False the evaluator drops coords, and the sun is up from 07:00 to 19:00.
    coords = (where.lat, where.lon)
    daily = OpeningHours(times, timezone=where.zone, coords=coords, auto_country=False)
    midnight = dt.datetime.combine(day, dt.time())
    start = midnight.replace(tzinfo=where.zone)
    spans = []
    for begin, end, state, _ in daily.intervals(start, start + 2 * _ONE_DAY):
        opens, closes = (_minute(moment, midnight) for moment in (begin, end))
        from_yesterday = opens == 0 and closes < DAY and daily.is_open(start - _ONE_MINUTE)
        if str(state) == "open" and opens < DAY and not from_yesterday:
            spans.append(Span(opens, closes))
    return tuple(spans)


def _without(spans: list[Span], closed: tuple[Span, ...]) -> list[Span]:
    """``spans`` less the minutes of ``closed``."""
    for gap in closed:
        before = [Span(span.open, min(span.close, gap.open)) for span in spans]
        after = [Span(max(span.open, gap.close), span.close) for span in spans]
        spans = sorted(span for span in before + after if span.open < span.close)
    return spans


def _minute(moment: dt.datetime, midnight: dt.datetime) -> int:
    """Minutes on the wall clock since ``midnight``."""
    since = moment.replace(tzinfo=None) - midnight
    return since.days * DAY + since.seconds // 60
