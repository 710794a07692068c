"""Opening hours as text: read into OpenStreetMap's ``opening_hours`` syntax, or refused.

``normalise`` repairs what is plain (``9am-5pm``, ``Mon-Fri 09.00-18.00``, ``daily``, ``closed on
Mondays``) and gives up on the rest. ``explain_hours`` says why a text cannot carry a hard rule:
what the evaluator is known to misjudge counts as unusable, never as open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from tools.hours_lenient import read_lenient

MAX_LENGTH: Final = 1000

_DAY: Final = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAY_OR_HOLIDAY: Final = rf"\b(?:{_DAY}|PH)\b"
_MONTH_LENGTHS: Final = {
    "jan": 31, "feb": 29, "mar": 31, "apr": 30, "may": 31, "jun": 30,
    "jul": 31, "aug": 31, "sep": 30, "oct": 31, "nov": 30, "dec": 31,
}  # fmt: skip

#: What makes a readable text unusable: (pattern outside quotes, reason).
_UNSAFE: Final = (
    (re.compile(r"\bSH\b", re.I), "depend on school holidays, which are not on file"),
    (re.compile(r"(?:\d:\d{2}|sunrise|sunset|dawn|dusk|\))\+", re.I), "have an open end ('+')"),
    (re.compile(r"\|\|"), "have a fallback rule ('||')"),
    (re.compile(r"\bunknown\b", re.I), "say 'unknown'"),
    (re.compile(r"\d:\d{2}/\d"), "repeat at intervals: departures rather than opening hours"),
    (
        re.compile(rf"\bPH\s+{_DAY}|(?:{_DAY}|\])\s+PH\b", re.I),
        "join public holidays and weekdays ambiguously",
    ),
    (re.compile(r"\bPH\s*[+-]\s*\d", re.I), "count days from public holidays"),
    (re.compile(r"(?<!\d)(\d{1,2}:\d{2})-\1(?!\d)"), "open and close at the same minute"),
)

_QUOTED: Final = re.compile(r'("[^"]*")')
_HOLIDAY: Final = re.compile(r"\bPH\b", re.I)
_SUN: Final = re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b", re.I)
#: ``a-b+`` means open until b at least: without the plus it is a safe understatement.
_OPEN_END: Final = re.compile(r"(-\d{1,2}:\d{2})\+")
#: Spaces before a separator change how the evaluator reads it.
_LOOSE_SEPARATOR: Final = re.compile(r"\s+([,;])")
#: ``Tu, Fr 10:00-18:00`` is a list of days; read by the book, Tuesday would be open all day.
_LOOSE_LIST: Final = re.compile(rf"({_DAY_OR_HOLIDAY}(?:\[[^]]*\])?),\s+(?={_DAY_OR_HOLIDAY})")
_TRAILING_SEPARATORS: Final = re.compile(r"[;,\s]+$")
_MONTH_DAY: Final = re.compile(rf"\b({'|'.join(_MONTH_LENGTHS)})\s+(\d{{1,2}})(?![\d:])", re.I)
_CLOCK_OF_TWELVE: Final = re.compile(r"(?<![\d:])([1-9]|1[0-2]):(\d{2})-([1-9]):(\d{2})")
_TIMES_ONLY: Final = re.compile(r"\(?(?:\d{1,2}:\d{2}|sunrise|sunset|dawn|dusk)", re.I)


class HoursText(NamedTuple):
    """What was made of a text.

    Attributes:
        osm: the text in OSM syntax; None where it cannot be read.
        problem: why it is no ground for a hard rule; None where it is one.
        holidays: whether it names public holidays.
        sun: whether it names sunrise or sunset.
    """

    osm: str | None
    problem: str | None
    holidays: bool = False
    sun: bool = False


def normalise(spec: str) -> str | None:
    """The text in OSM syntax, or None where it cannot be read without guessing.

    A text that already is OSM syntax comes back tidied, whether or not it is fit for a hard rule;
    see ``explain_hours``.
    """
    return read_hours(spec).osm


def explain_hours(spec: str) -> str | None:
    """Why this text cannot be relied on to say when a place is open; None where it can.

    The reason completes "opening hours that ...": ``cannot be read``, ``have an open end ('+')``.
    """
    return read_hours(spec).problem


@lru_cache(maxsize=65_536)
def read_hours(spec: str) -> HoursText:
    """Everything the evaluator needs to know about a text."""
    text = " ".join(spec.split())
    if not text:
        return HoursText(None, "are empty")
    if len(text) > MAX_LENGTH:
        return HoursText(None, f"are longer than {MAX_LENGTH} characters")
    osm = _tidy(text)
    if not _parses(osm):
        lenient = read_lenient(spec)
        if lenient is None or not _parses(lenient):
            return HoursText(None, "cannot be read")
        osm = lenient
    bare = _QUOTED.sub("", osm)
    return HoursText(
        osm,
        _unsafe(bare),
        holidays=_HOLIDAY.search(bare) is not None,
        sun=_SUN.search(bare) is not None,
    )


def _tidy(text: str) -> str:
    """The same text without slips that change how the evaluator reads it; comments are kept."""
    parts = [part if part.startswith('"') else _tidy_rules(part) for part in _QUOTED.split(text)]
    return _TRAILING_SEPARATORS.sub("", "".join(parts))


def _tidy_rules(text: str) -> str:
    joined = _LOOSE_LIST.sub(r"\1,", _LOOSE_SEPARATOR.sub(r"\1", text))
    return _OPEN_END.sub(r"\1", joined)


def _unsafe(bare: str) -> str | None:
    """Why a readable text, its comments taken out, is no ground for a hard rule."""
    for pattern, reason in _UNSAFE:
        if pattern.search(bare):
            return reason
    return _impossible_date(bare) or _clock_of_twelve(bare) or _overriding_rule(bare)


def _impossible_date(bare: str) -> str | None:
    for month, number in _MONTH_DAY.findall(bare):
        if not 1 <= int(number) <= _MONTH_LENGTHS[month.lower()]:
            return f"name a date that does not exist ({month} {number})"
    return None


def _clock_of_twelve(bare: str) -> str | None:
    """``9:00-5:00`` would be read as open all night, and is nearly always nine to five."""
    for hour, minute, end_hour, end_minute in _CLOCK_OF_TWELVE.findall(bare):
        if (int(end_hour), end_minute) <= (int(hour), minute):
            return f"seem to use a 12-hour clock ({hour}:{minute}-{end_hour}:{end_minute})"
    return None


def _overriding_rule(bare: str) -> str | None:
    """``Mo-Sa 12:00-14:00; 19:00-22:00`` closes lunch and opens Sunday; nobody means that."""
    for rule in bare.split(";")[1:]:
        if _TIMES_ONLY.match(rule.strip()):
            return f"have a rule without days ({rule.strip()!r}) that cancels those before it"
    return None


def _parses(text: str) -> bool:
    from opening_hours import validate

    return validate(text)
