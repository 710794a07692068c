"""When: the dates of a trip.

Fields: ``start``, ``end``, ``range`` and ``window`` ([first, last], the latter with its words).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from agents.language.calendar import DAY, next_weekday
from agents.language.courtesy import is_filler
from agents.language.days import PART_OF_DAY
from agents.language.rules import Rules
from agents.language.text import DONE, MARK
from agents.language.wording import say_date

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.dates import Date, Stretch
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_START = (
    r"(?:depart(?:ing|ure)?|leav(?:e|ing)(?: home)?|start(?:ing|s)?"
    r"|set(?:ting)? (?:out|off)|begin(?:ning|s)?"
    r"|head(?:ing)? (?:out|off)|tak(?:e|ing) off|com(?:e|ing)|go(?:ing)?|fly(?:ing)?(?: in| out)?"
    r"|arriv(?:e|ing|al)|travel(?:l?ing)?|check(?:ing)?[- ]in|kick(?:ing)? off|get"
    r"(?:ting)? there|as of)"
)
_END = (
    r"(?:(?:and |then )*(?:return(?:ing|s)?|com(?:e|ing) (?:back|home)|head(?:ing)? "
    r"(?:back|home)|go(?:ing)? (?:back|home)"
    r"|fly(?:ing)? (?:back|home)|be(?:ing)? back|back|end(?:ing|s)?|finish(?:ing|es)?"
    r"|conclud(?:e|ing|es)"
    r"|wrapp?(?:ing)? up|check(?:ing)?[- ]out|leav(?:e|ing) again"
    r"|(?<!leave )(?<!leaving )(?<!from )home))"
)
_ON = (
    r"(?: on| by| around| about| from| in| at| again on)?"
    r"(?: the (?:morning|afternoon|evening|night) of)?(?: the)?"
)
_LEAD = (
    r"(?:(?:from|between|on|for|during|over|at|around|about|in|of|the dates?(?: are"
    r"| will be| being)?:?|dates?:?|between the dates of|set (?:for|between)"
    r"|scheduled (?:for|from)|spanning(?: from)?|taking place (?:from|on|between)"
    r"|ranging from|running from|any time) )*(?:the )?"
)
_TO = r",? ?(?:-|to|until|till|through|thru|and|up to|ending(?: on)?)(?: the)? ?"


@rules(
    r"(?:not|never|avoid(?:ing)?|except|anything but|just not)(?: (?:in|on|during|over|at|the))*"
    r" (?:<window>|<range>|<date>|<weekday>)"
)
def _not_then(match: Match, text: Text, context: Context) -> None:
    words = text.words(*match.span())
    text.cannot(f"{words!r}: dates are kept out by naming those that suit.")
    text.tell("not_then", words, match)


def _begun(text: Text) -> bool:
    """Whether the message tells already when the trip begins."""
    return any(
        item.field in ("start", "range") or (item.field == "arrives_on" and "date" in item.value)
        for item in text.items
    )


@rules(
    rf"{_LEAD}<a:date>{_TO}<b:date>",
    rf"{_START}{_ON} <a:date>,? ?(?:for <count> days? )?(?:and |but )?{_END}{_ON} <b:date>",
)
def _range(match: Match, text: Text, context: Context) -> bool | None:
    first, last = text.atom(match["a"]).value, text.atom(match["b"]).value
    start, end = _in_order(first, last)
    if end < start:
        return False
    text.tell("start", start.isoformat(), match, "a")
    text.tell("end", end.isoformat(), match, "b")
    return None


def _in_order(first: Date, last: Date) -> tuple[dt.date, dt.date]:
    """A year said of one date holds for the other too."""
    start, end = first.date, last.date
    if last.year_said and not first.year_said:
        start = _with_year(start, end.year)
        start = start if start <= end else _with_year(start, end.year - 1)
    elif not last.year_said:
        end = _with_year(end, start.year)
        end = end if end >= start else _with_year(end, start.year + 1)
    return start, end


def _with_year(date: dt.date, year: int) -> dt.date:
    try:
        return date.replace(year=year)
    except ValueError:  # 29 February of a year that has none
        return date.replace(year=year, day=28)


@rules(rf"{_LEAD}<r:range>")
def _stretch(match: Match, text: Text, context: Context) -> None:
    value: Stretch = text.atom(match["r"]).value
    if not any(char.isdigit() for char in value.words):
        text.assume(
            f"{value.words!r} is taken as {say_date(value.first)} to {say_date(value.last)}."
        )
    text.tell("range", [value.first.isoformat(), value.last.isoformat()], match)


@rules(rf"(?:{_END}|until|till|through|up to){_ON} <d:date>")
def _end(match: Match, text: Text, context: Context) -> None:
    text.tell("end", text.atom(match["d"]).value.date.isoformat(), match)


@rules(
    rf"(?:{_START}{_ON} )?{_LEAD}(?:weekend (?:of|around) (?:the )?(?P<weekend>))?<d:date>"
    r"(?: onwards?|(?P<weekend2>(?:'s)? weekend))?"
)
def _start(match: Match, text: Text, context: Context) -> bool | None:
    if context.standing is not None and not match[0].startswith(
        ("start", "leav", "depart", "from", "begin")
    ):
        return False
    if _begun(text):
        return False
    date = text.atom(match["d"]).value.date
    if match["weekend"] is not None or match["weekend2"] is not None:
        saturday = date + DAY * ((5 - date.weekday() + 3) % 7 - 3)  # the nearest
        text.tell("range", [saturday.isoformat(), (saturday + DAY).isoformat()], match)
    else:
        text.tell("start", date.isoformat(), match)
    return None


@rules(rf"{_LEAD}<w:window>")
def _window(match: Match, text: Text, context: Context) -> None:
    value: Stretch = text.atom(match["w"]).value
    text.tell("window", [value.first.isoformat(), value.last.isoformat(), value.words], match)


@rules(rf"(?:(?:{_START}|from|on){_ON} )?<a:weekday>{_TO}<b:weekday>")
def _weekdays(match: Match, text: Text, context: Context) -> bool | None:
    if context.standing is not None or _begun(text):
        return False
    first, last = text.atom(match["a"]).value, text.atom(match["b"]).value
    if any(item.field == "window" for item in text.items):
        text.tell("begins_on", first[0], match, "a")
        text.tell("days", (last[0] - first[0] - 1) % 7 + 2, match)
        return None
    start = _upcoming(first, context)
    text.assume(f"{text.words(*match.span('a'))!r} is taken to be {say_date(start)}.")
    text.tell("start", start.isoformat(), match, "a")
    text.tell("end", next_weekday(last[0], start).isoformat(), match, "b")
    return None


@rules(rf"{_END}{_ON} <k:weekday>")
def _end_weekday(match: Match, text: Text, context: Context) -> bool | None:
    starts = [item.value for item in text.items if item.field == "start"]
    if context.standing is not None or not starts:
        return False
    end = next_weekday(text.atom(match["k"]).value[0], dt.date.fromisoformat(starts[-1]))
    text.tell("end", end.isoformat(), match)
    return None


@rules(rf"(?P<lead>(?:{_START}|from|on|this){_ON} )?<k:weekday>(?P<part> {PART_OF_DAY})?")
def _start_weekday(match: Match, text: Text, context: Context) -> bool | None:
    """A weekday begins a trip that nothing else dates; one beside a wish is a day of the trip."""
    told = {item.field for item in text.items}
    if context.standing is not None or _begun(text) or "arrives_on" in told:
        return False
    begins = re.match(rf"(?:{_START}|from|this)\b", match["lead"] or "")
    if not begins and (match["part"] or "window" in told or not _by_itself(match, text)):
        return False
    if "window" in told:
        text.tell("begins_on", text.atom(match["k"]).value[0], match)
        return None
    start = _upcoming(text.atom(match["k"]).value, context)
    text.assume(f"{text.words(*match.span('k'))!r} is taken to be {say_date(start)}.")
    text.tell("start", start.isoformat(), match)
    return None


def _by_itself(match: Match, text: Text) -> bool:
    """Whether the clause of a match says nothing else that is not understood yet."""
    liked = text.told_until(match.start())
    if liked is not None and liked.field == "cuisine":
        return False
    before = re.split(r"[.,;:!?()]", text.rest[: match.start()])[-1]
    after = re.split(r"[.,;:!?()]", text.rest[match.end() :])[0]
    words = re.findall(rf"[^\s{DONE}]+", f"{before} {after}")
    return all(word[0] == MARK or is_filler(word) for word in words)


def _upcoming(weekday: tuple[int, bool], context: Context) -> dt.date:
    """The next such weekday; with "next" that of the week after this one."""
    number, later = weekday
    found = next_weekday(number, context.today)
    sunday = context.today + DAY * (6 - context.today.weekday())
    return found + 7 * DAY if later and found <= sunday else found
