"""Which day of the trip is meant: "on Sunday", "on day 2", "on the last day", "on 9 June"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from agents.language.calendar import DAY
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

#: How a rule lets a day be said.
ON_DAY = (
    rf"(?:(?:on|for|to|until|of|during) )?(?:the )?{MARK}[ykd]\d+\b(?: (?:morning"
    r"|afternoon|evening))?"
)
_DAY = re.compile(rf"{MARK}[ykd]\d+\b")
_TOPIC = re.compile(rf"(?:^|[.!?;,] )(?:for|on|as for|regarding) (?:the )?(?P<day>{MARK}[yk]\d+),")


def day_said(match: Match, text: Text, context: Context) -> dict[str, str | int]:
    """``{"date": ...}`` of the day a match names, ``{"day": n}`` if the trip has no dates yet."""
    found = _DAY.search(match[0])
    return {} if found is None else day_of(found[0], text, context)


def day_of_hours(match: Match, text: Text, context: Context) -> dict[str, str | int]:
    """As ``day_said``; hours without a day are of the day that the message is about."""
    said = day_said(match, text, context)
    if said or text.topic is None:
        return said
    at = text.rest.find(text.topic)
    if at >= 0:
        text.claim(at, at + len(text.topic))
    return day_of(text.topic, text, context)


def mark_topic(text: Text, context: Context) -> None:
    """``For day 2, ...``: the one day that a message names, leading or in its only sentence."""
    said = set(_DAY.findall(text.rest))
    if len(said) != 1:
        return
    leads = _TOPIC.search(text.rest) is not None
    one_sentence = re.search(r"[.!?;] ", text.rest) is None
    (day,) = said
    if leads or (context.standing is not None and one_sentence and day[1] != "d"):
        text.topic = day


def day_of(stand_in: str, text: Text, context: Context) -> dict[str, str | int]:
    """As ``day_said``, of the stand-in of an atom; a weekday is the first one in the trip."""
    kind, value = text.atom(stand_in)
    trip = context.standing
    if kind == "d":
        return {"date": value.date.isoformat()}
    if kind == "y":
        if trip is None:
            return {"day": value}
        return {"date": (trip.start + DAY * (value if value >= 0 else trip.days - 1)).isoformat()}
    if trip is None:
        return {"weekday": value[0]}
    return {"date": (trip.start + DAY * ((value[0] - trip.start.weekday()) % 7)).isoformat()}


def resolved(said: dict[str, str | int], start: dt.date, days: int) -> dt.date:
    """The date of a day that was said before the trip had dates."""
    if "date" in said:
        return dt.date.fromisoformat(str(said["date"]))
    if "day" in said:
        number = int(said["day"])
        return start + DAY * (number if number >= 0 else days - 1)
    return start + DAY * ((int(said["weekday"]) - start.weekday()) % 7)
