"""An OSM ``opening_hours`` text taken apart into rules: on which days, at what times."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = "Mo|Tu|We|Th|Fr|Sa|Su|PH"
#: Texts no plan may rest on: school holidays, open ends, fallbacks, "unknown".
_UNSURE = re.compile(r"\bSH\b|(?:\d|[a-z])\+(?!\s*\d)|\|\||\bunknown\b", re.I)
_COMMENT = re.compile(r'"[^"]*"')
#: Stands for a comment once its words are gone.
_MARK = "\u00a7"
#: Holidays shifted by days, or joined to weekdays without a comma, read differently in different
#: tools.
_ODD_HOLIDAY = re.compile(rf"\bPH\s*(?:[+-]|(?:{_DAYS})\b)", re.I)
_MONTH_DAY = re.compile(rf"\b({'|'.join(MONTHS)})\s+(\d{{1,2}})\b(?!:)", re.I)
#: Where a rule's days end and its times begin.
_TIMES = re.compile(r"\d{1,2}:\d{2}|\(|\b(?:sunrise|sunset|dawn|dusk|off|closed|open|24/7)\b", re.I)
#: A comma after times and before days begins a rule that adds to the one before.
_ADDED = re.compile(
    r"(?:(?<=:\d\d)|(?<=off)|(?<=closed)|(?<=sunset)|(?<=dusk)|(?<=\)))"
    rf"\s*,\s*(?=(?:{_DAYS}|{'|'.join(MONTHS)}|week|easter)\b)",
    re.I,
)
_HOLIDAY_IN_LIST = re.compile(r"\bPH\b\s*,\s*|\s*,\s*\bPH\b|\bPH\b", re.I)
_WEEKDAYS = re.compile(rf"\b(?:{_DAYS})\b(?:\[[^\]]*\])?(?:\s*[-,]\s*)?", re.I)
_SHUT = re.compile(r"\s*\b(?:off|closed)\s*$", re.I)


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
        remark: whether a comment goes with it.
    """

    days: str
    season: str
    times: str
    shuts: bool
    adds: bool
    holiday: bool
    remark: bool = False

    @property
    def is_exception(self) -> bool:
        """Whether it is for dates of its own, or shuts for a season, whatever the weekday."""
        if not self.days or self.holiday or _WEEKDAYS.search(self.days):
            return False
        return self.shuts or "easter" in self.days or _MONTH_DAY.search(self.days) is not None


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
    text = _COMMENT.sub(_MARK, text)
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
    remark, text = _MARK in text, text.replace(_MARK, " ")
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
    return Rule(days, season, times, shuts, adds, holiday, remark)


def _parses(text: str) -> bool:
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined,unused-ignore]  # absent from its stub

    try:
        OpeningHours(text, auto_country=False, auto_timezone=False)
    except ParserError:
        return False
    return True


def _dates_exist(text: str) -> bool:
    # 2024 is a leap year: 29 February exists in some years, 30 February in none.
    days = ((MONTHS.index(month.title()) + 1, int(day)) for month, day in _MONTH_DAY.findall(text))
    return all(1 <= day <= calendar.monthrange(2024, month)[1] for month, day in days)
