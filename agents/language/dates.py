"""Atoms of dates: a date (d), a range (r), a window (w), a weekday (k), a day of the trip (y).

A day that no month has becomes an atom as well (x), which no rule takes, so that it is told back.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from agents.language import calendar
from agents.language.calendar import DAY, MONTHS, SEASONS, WEEKDAYS, next_date
from agents.language.numbers import COUNT, ONE, ORDINAL, ORDINALS, count, ordinal
from agents.language.text import MARK, Atom
from planner.request import MAX_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from agents.language.text import Text

    Match = re.Match[str]


class Date(NamedTuple):
    """A date, and whether its year was said."""

    date: dt.date
    year_said: bool = True


class Stretch(NamedTuple):
    """First and last day of a range or window, and the words for it."""

    first: dt.date
    last: dt.date
    words: str


_LONG = "|".join(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
_SHORT = "|".join(sorted((n for n in MONTHS if len(n) < 5), key=len, reverse=True))
#: A full stop ends a month cut short, but a sentence after one written out.
_M = rf"(?:{_LONG}|(?:{_SHORT})\b\.?)"
_W = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?"
_D = rf"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:]|[.,]\d)|{ORDINAL}"
_Y = r"(?:19|20)\d\d(?!\d)"
#: A weekday told beside a date adds nothing.
_BESIDE = rf"(?:,? ?\((?:{_W})\)|,? (?:a )?{_W}(?! (?:morning|evening|afternoon)))?"
_AHEAD = rf"(?:{_W},? (?:the )?)?"
_TO = r"(?: ?- ?| to | until | till | through | thru | and )(?:the )?"
_YEAR = rf"(?:,? ?(?:of )?(?P<year>{_Y}))?"
_PART = {
    "early": "early|the beginning of|beginning of|the start of|start of|(?:the )?first half of",
    "mid": "mid|mid-|middle of|the middle of",
    "late": "late|the end of|end of|(?:the )?second half of",
}
_NTH = "|".join((*list(ORDINALS)[:5], "last", "1st", "2nd", "3rd", "4th"))
_FEAST = (
    "easter(?: weekend| holidays?)?|christmas|xmas|the christmas holidays"
    "|new year(?:'?s)?(?: eve| day)?"
)


def mark_dates(text: Text, today: dt.date) -> None:
    """Every date, and what stands for one, becomes an atom."""
    for regex, make in _TABLE:
        text.replace(regex, lambda match, make=make: make(match, today, text))  # type: ignore[misc]
    dated = next((atom for atom in text.atoms if atom.kind in "drw"), None)
    if dated is not None:
        first = dated.value.date if dated.kind == "d" else dated.value.first
        made = ((m.span("day"), _of_the_month(m, first)) for m in text.left(_OF_THE_MONTH))
        text.put([(*span, atom) for span, atom in made if atom is not None])


def _of_the_month(match: Match, first: dt.date) -> Atom | None:
    """``Back on the 8th``: the first such day from the date that was said on, or nearest to it."""
    days = range(-15, 16) if match["lead"] == "from" else range(62)
    near = (first + n * DAY for n in sorted(days, key=abs))
    date = next((date for date in near if date.day == ordinal(match["day"])), None)
    return None if date is None else Atom("d", Date(date))


def _iso(match: Match, today: dt.date, text: Text) -> Atom | None:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def _figures(match: Match, today: dt.date, text: Text) -> Atom | None:
    """Numbers alone: the day comes first, unless only the other way round is a date."""
    one, two = int(match["one"]), int(match["two"])
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    found = _day(year, two, one) or _day(year, one, two)
    if found is not None and one <= 12 and two <= 12 and one != two:
        date = found.value.date
        text.assume(f"{match[0]!r} is taken to be {date.day} {_NAMES[date.month]} {date.year}.")
    return found


def _figures_pair(match: Match, today: dt.date, text: Text) -> Atom | None:
    """``15/05 to 18/05``: of two readings the one that is no longer than a trip."""
    one, two, three, four = (int(match[name]) for name in ("a", "b", "c", "d"))
    for (day, month), (last_day, last_month) in (
        ((one, two), (three, four)), ((two, one), (four, three)),
    ):  # fmt: skip
        if not (1 <= month <= 12 and 1 <= last_month <= 12):
            continue
        first = next_date(month, day, today)
        last = next_date(last_month, last_day, first) if first is not None else None
        if first is not None and last is not None and last <= first + MAX_DAYS * DAY:
            return Atom("r", Stretch(first, last, match[0]))
    return None


def _week(match: Match, today: dt.date, text: Text) -> Atom | None:
    """``Week 42``: of the calendar, from Monday to Sunday."""
    number = int(match["n"])
    for year in [int(match["year"])] if match["year"] else [today.year, today.year + 1]:
        if not 1 <= number <= dt.date(year, 12, 28).isocalendar().week:
            continue
        monday = dt.date.fromisocalendar(year, number, 1)
        if monday > today or match["year"]:
            return Atom("w", Stretch(monday, monday + 6 * DAY, text.words(*match.span())))
    return None


def _shared_month(match: Match, today: dt.date, text: Text) -> Atom | None:
    """Two days of one month: 5-8 June."""
    month = MONTHS[match["month"].rstrip(".")]
    days = ordinal(match["one"]), ordinal(match["two"])
    first = _dated(month, days[0], match["year"], today)
    last = _dated(month, days[1], match["year"], today)
    if first is None or last is None or last.date < first.date:
        return None
    return Atom("r", Stretch(first.date, last.date, match[0]))


def _single(match: Match, today: dt.date, text: Text) -> Atom | None:
    date = _dated(MONTHS[match["month"].rstrip(".")], ordinal(match["day"]), match["year"], today)
    return Atom("d" if date is not None else "x", date)


def _bare_month(match: Match, today: dt.date, text: Text) -> Atom | None:
    """A month, or the early, mid or late part of it."""
    word = match["month"].rstrip(".")
    if word == "may" and not (match["lead"] or match["part"] or match["year"]):
        return None
    month = MONTHS[word]
    year = int(match["year"]) if match["year"] else calendar.month_year(month, today)
    part = next((k for k, v in _PART.items() if re.fullmatch(v, (match["part"] or "").strip())), "")
    first, last = calendar.part_of_month(part, year, month)
    return Atom(
        "w",
        Stretch(
            first,
            last,
            text.words(match.end("lead") if match["lead"] else match.start(), match.end()),
        ),
    )


def _nth(match: Match, today: dt.date, text: Text) -> Atom:
    """The first week of October, the last weekend in May."""
    month = MONTHS[match["month"].rstrip(".")]
    year = int(match["year"]) if match["year"] else calendar.month_year(month, today)
    number = -1 if match["nth"] == "last" else ordinal(match["nth"])
    words = text.words(*match.span())
    if match["unit"] == "weekend":
        return Atom("r", Stretch(*calendar.weekend_of_month(number, year, month), words))
    return Atom("w", Stretch(*calendar.week_of_month(number, year, month), words))


def _weekend(match: Match, today: dt.date, text: Text) -> Atom:
    """This weekend is the one to come, next weekend the one after that of this week."""
    saturday = today + DAY * (5 - today.weekday())
    if match["which"] == "next" or saturday < today:
        saturday += 7 * DAY
    words = text.words(*match.span())
    first = saturday - DAY if match["long"] else saturday
    return Atom("r", Stretch(first, saturday + DAY, words))


def _next_stretch(match: Match, today: dt.date, text: Text) -> Atom:
    """Next week, next month."""
    words = text.words(*match.span())
    if match["unit"] == "week":
        monday = today + DAY * (7 - today.weekday())
        return Atom("w", Stretch(monday, monday + 6 * DAY, words))
    year, month = divmod(today.year * 12 + today.month, 12)
    return Atom("w", Stretch(*calendar.part_of_month("", year, month + 1), words))


def _season(match: Match, today: dt.date, text: Text) -> Atom:
    month = SEASONS[match["season"]]
    year = int(match["year"]) if match["year"] else today.year
    first, last = calendar.quarter(year, month)
    if last < today and not match["year"]:
        first, last = calendar.quarter(year + 1, month)
    return Atom("w", Stretch(first, last, text.words(*match.span())))


def _feast(match: Match, today: dt.date, text: Text) -> Atom:
    name = match["feast"].removeprefix("the ")
    year = int(match["year"]) if match["year"] else today.year
    first, last = calendar.feast(name, year)
    if first < today and not match["year"]:
        first, last = calendar.feast(name, year + 1)
    return Atom("r", Stretch(first, last, text.words(*match.span())))


def _ahead(match: Match, today: dt.date, text: Text) -> Atom | None:
    """Tomorrow, in two weeks, ten days from now."""
    groups = match.groupdict()
    if groups.get("word"):
        days = {"today": 0, "tonight": 0, "tomorrow": 1}.get(groups["word"], 2)
        return Atom("d", Date(today + DAY * days))
    after_city = re.search(rf"{MARK}c\d+ $", text.rest[: match.start()])
    if after_city and match[0].startswith("in ") and groups["unit"] == "days":
        return None  # "Rome in three days" says how long
    number = count(groups["n"])
    unit = {"d": 1, "w": 7, "f": 14}[groups["unit"][0]] if groups["unit"][0] != "m" else 0
    if unit:
        return Atom("d", Date(today + DAY * number * unit))
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    day = min(today.day, calendar.month_days(year, month + 1))
    return Atom("d", Date(dt.date(year, month + 1, day)))


def _weekday(match: Match, today: dt.date, text: Text) -> Atom | None:
    name = match["weekday"].rstrip(".")
    if len(name) == 3 and not text.rest[: match.start()].endswith(_LEADS):
        return None
    return Atom("k", (WEEKDAYS[name], match["which"] == "next"))


def _trip_day(match: Match, today: dt.date, text: Text) -> Atom | None:
    """Day 2, the second day, the last day: numbers from 0, -1 the last."""
    groups = match.groupdict()
    if groups.get("n"):
        return Atom("y", count(groups["n"]) - 1) if count(groups["n"]) > 0 else None
    word = groups["nth"]
    return Atom("y", -1 if word in ("last", "final") else ordinal(word) - 1)


def _day(year: int, month: int, day: int) -> Atom | None:
    try:
        return Atom("d", Date(dt.date(year, month, day)))
    except ValueError:
        return None


def _dated(month: int, day: int, year: str | None, today: dt.date) -> Date | None:
    if year is None:
        found = next_date(month, day, today)
        return Date(found, year_said=False) if found is not None else None
    atom = _day(int(year), month, day)
    return atom.value if atom is not None else None


#: What comes before a weekday cut short, so that it is one: the sun is up on a Sun.
_LEADS = ("on ", "until ", "till ", "from ", "to ", "by ", "-", "for ", "and ")
_NAMES = (
    "",
    *(name.capitalize() for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")),
)
_PARTS = "|".join(_PART.values())
#: What is counted otherwise than days are.
_NUMBERED = "day|night|time|floor|avenue|street|st|century|birthday|anniversary|trip|visit"


def _re(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£.])(?:{text})(?![\w])")


#: The day of a month that is said elsewhere.
_OF_THE_MONTH = re.compile(
    r"(?<!\w)(?P<lead>from|on|until|till|through|to|by|for|around|about|back|home|-)(?: the)? "
    rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)(?!\w| (?:{_NUMBERED}))|{ORDINAL}(?= ?(?:$|[.,;!?])))"
)
_TABLE: tuple[tuple[re.Pattern[str], Callable[[Match, dt.date, Text], Atom | None]], ...] = (
    (_re(rf"(?P<y>{_Y})-(?P<m>\d\d?)-(?P<d>\d\d?){_BESIDE}"), _iso),
    (
        _re(
            r"(?P<a>\d\d?)/(?P<b>\d\d?)(?: ?- ?| to | until | till )(?P<c>\d\d?)/(?P<d>\d\d?)"
            r"(?![/.]\d)"
        ),
        _figures_pair,
    ),
    (_re(rf"(?P<one>\d\d?)[/.](?P<two>\d\d?)[/.](?P<y>{_Y}|\d\d){_BESIDE}"), _figures),
    (
        _re(
            rf"{_AHEAD}(?P<one>{_D}){_TO}{_AHEAD}(?P<two>{_D}) (?:of )?"
            rf"(?P<month>{_M}){_YEAR}{_BESIDE}"
        ),
        _shared_month,
    ),
    (
        _re(
            rf"{_AHEAD}(?P<month>{_M}) (?:the )?(?P<one>{_D}){_TO}{_AHEAD}"
            rf"(?P<two>{_D}){_YEAR}{_BESIDE}"
        ),
        _shared_month,
    ),
    (_re(rf"{_AHEAD}(?P<day>{_D}) (?:of )?(?P<month>{_M}){_YEAR}{_BESIDE}"), _single),
    (_re(rf"{_AHEAD}(?P<month>{_M}) (?:the )?(?P<day>{_D}){_YEAR}{_BESIDE}"), _single),
    (
        _re(rf"(?:the )?(?P<nth>{_NTH}) (?P<unit>week|weekend) (?:of|in) (?P<month>{_M}){_YEAR}"),
        _nth,
    ),
    (
        _re(
            r"(?P<lead>(?:in|during|this|next|for|around|sometime in|through|over|of) )?"
            rf"(?P<part>(?:{_PARTS})[ -]?)?(?P<month>{_M})(?: ?,? ?(?P<year>{_Y}))?"
        ),
        _bare_month,
    ),
    (
        _re(
            r"(?:the )?(?P<which>this|next|coming|this coming) (?P<long>long )?weekend"
            r"|the weekend(?! of| around)"
        ),
        _weekend,
    ),
    (
        _re(
            r"(?:in |during )?(?:calendar )?week (?:no\.? ?|number )?(?P<n>\d\d?)(?! [a-z]+ of)"
            rf"(?: (?:of )?(?P<year>{_Y}))?"
        ),
        _week,
    ),
    (_re(r"next (?P<unit>week|month)(?! (?:day|end))"), _next_stretch),
    (
        _re(
            rf"(?:in|during|this|next|over|early|late)(?: the)? (?P<season>{'|'.join(SEASONS)})"
            rf"(?: of)?(?: (?P<year>{_Y}))?"
        ),
        _season,
    ),
    (
        _re(
            rf"(?P<feast>{_FEAST})(?: (?P<year>{_Y}))?(?! (?:shopping|markets?|lights|trees?"
            r"|dinner|lunch|mass|decorations?|concerts?|carols?|songs?)\b)"
        ),
        _feast,
    ),
    (_re(r"(?P<word>the day after tomorrow|today|tonight|tomorrow)"), _ahead),
    (_re(rf"(?:in )(?P<n>{ONE}) (?P<unit>days|weeks?|months?|fortnight)(?:' time)?"), _ahead),
    (_re(rf"(?P<n>{ONE}) (?P<unit>days?|weeks?|months?|fortnight) from (?:now|today)"), _ahead),
    (_re(rf"day (?:number )?(?P<n>{COUNT})"), _trip_day),
    (_re(rf"(?:the |our |my )(?:very )?(?P<nth>{ORDINAL}|last|final) day"), _trip_day),
    (_re(rf"(?:(?<=^)|(?<=[.!?;:] ))(?P<nth>{ORDINAL}) day(?=[,:])"), _trip_day),
    (_re(rf"(?:(?P<which>next|this|this coming|coming) )?(?P<weekday>{_W})"), _weekday),
)
