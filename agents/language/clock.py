"""Atoms of times of day (t): 9:30, 8 pm, half past nine, noon, and bare hours where one is due."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from agents.language.numbers import WORDS
from agents.language.text import Atom

if TYPE_CHECKING:
    from agents.language.text import Text


class Clock(NamedTuple):
    """A time as written; ``sure`` if it says which half of the day it is of."""

    hour: int
    minute: int
    sure: bool


_HOUR = "|".join([word for word, value in WORDS.items() if 1 <= value <= 12][::-1])
_HALF = (
    r"a\.?m\b\.?|p\.?m\b\.?|o'clock(?: in the (?:morning|afternoon|evening))?\b"
    r"|in the (?:morning|afternoon|evening)\b|at night\b"
)
_PAST = "half past|half|(?:a )?quarter past|(?:a )?quarter to"
_TIMES = (
    re.compile(r"(?<!\w)(?P<noon>noon|midday|midnight)(?!\w)"),
    re.compile(rf"(?<!\w)(?P<past>{_PAST}) (?P<hour>1?\d|{_HOUR})(?!\w)(?: (?P<half>{_HALF}))?"),
    re.compile(
        rf"(?:(?<![\w.,:$€£/-])|(?<=[:.]\d\d-))(?P<hour>[01]?\d"
        rf"|2[0-4])[:.h](?P<minute>[0-5]\d)(?![\d%])"
        rf"(?: ?(?P<half>{_HALF}))?"
    ),
    re.compile(rf"(?<![\w.,:$€£/-])(?P<hour>1?\d|{_HOUR}) ?(?P<half>{_HALF})"),
)
#: What comes before a bare hour, so that it is one.
_LEADS = (
    "(?:before|earlier than|after|later than|until|till|by|at|around|from|back by|between)"
    "(?: about| around)?"
)
_BARE = re.compile(rf"(?<!\w)(?:{_LEADS}) (?P<hour>1?\d|2[0-3]|{_HOUR})(?![\w:])")
_SECOND = re.compile(rf"\u01c2t\d+(?: ?- ?| to | and )(?P<hour>1?\d|2[0-3]|{_HOUR})(?![\w:])")
_NOT_AT = r"(?:instead of|rather than|not) (?:at )?"
_OTHER = re.compile(rf"(?<=t\d\d\d\d ){_NOT_AT}(?P<hour>1?\d|2[0-3]|{_HOUR})(?![\w:])")
_INSTEAD = re.compile(rf"(?P<first>\u01c2t\d{{4}}) {_NOT_AT}\u01c2t\d{{4}}")
#: What comes after a number that counts something, or is part of another.
_COUNTED = re.compile(
    r"[- ](?!(?:and|or|on|in|to|at|the|if|each|every|daily|so|please|with|for|we|i|instead|rather"
    r"|sharp|already)\b)[a-z]"
    r"|[,.%]\d"
)


def mark_times(text: Text) -> None:
    """Times of day become atoms."""
    for regex in _TIMES:
        text.replace(regex, _clock)
    for regex in (_BARE, _SECOND, _OTHER):
        text.put(
            [
                (*match.span("hour"), Atom("t", Clock(_number(match["hour"]), 0, False)))
                for match in regex.finditer(text.rest)
                if not _COUNTED.match(text.rest, match.end("hour"))
            ]
        )
    text.replace(_INSTEAD, _instead)


def _instead(match: re.Match[str]) -> str:
    """``At 10 instead of 9``: the other time is none that is asked for."""
    return match["first"]


def _number(word: str) -> int:
    return WORDS[word] if word in WORDS else int(word)


def _clock(match: re.Match[str]) -> Atom | None:
    groups = match.groupdict()
    if groups.get("noon"):
        return Atom("t", Clock(0 if groups["noon"] == "midnight" else 12, 0, True))
    hour, minute = _number(groups["hour"]), int(groups.get("minute") or 0)
    past, half = groups.get("past") or "", (groups["half"] or "").replace(".", "")
    if past.endswith("to"):
        hour, minute = hour - 1, 45
    elif past:
        minute = 30 if "half" in past else 15
    late = half == "pm" or half.endswith(("afternoon", "evening", "night"))
    early = half == "am" or half.endswith("morning")
    if hour > 24 or (hour > 12 and half in ("am", "pm") and early):
        return None
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    written = groups["hour"]
    sure = late or early or hour > 12 or ("minute" in groups and written.startswith("0"))
    return Atom("t", Clock(hour % 24, minute, sure))


def as_time(clock: Clock, *, evening: bool = False) -> dt.time:
    """The time meant; an hour that may be of either half of the day is of the one expected."""
    late = not clock.sure and evening and clock.hour < 12
    return dt.time(clock.hour + 12 * late, clock.minute)


def as_span(first: Clock, last: Clock) -> tuple[dt.time, dt.time]:
    """From when to when: "between 1 and 3 pm" is of one half of the day, "9 to 5" of both."""
    start, end = as_time(first), as_time(last)
    if not first.sure and last.sure and end.hour >= 12 and start.hour + 12 < end.hour:
        return start.replace(hour=start.hour + 12), end
    if end < start and end.hour < 12 and start.hour < end.hour + 12:
        return start, end.replace(hour=end.hour + 12)
    return start, end
