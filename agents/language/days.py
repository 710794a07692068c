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

PART_OF_DAY = r"(?:mornings?|afternoons?|evenings?|nights?|lunchtime|midday)"
#: How a rule lets a day be said.
ON_DAY = (
    rf"(?:(?:on|for|to|until|of|during) )?(?:the )?{MARK}[ykd]\d+\b(?: (?:morning"
    r"|afternoon|evening))?"
)
_DAY = re.compile(rf"{MARK}[ykd]\d+\b")
_TOPIC = re.compile(
    rf"(?:^|[.!?;,] )(?:for|on|in|as for|regarding) (?:the )?"
    rf"(?:(?:morning|afternoon|evening) of (?:the )?)?(?P<day>{MARK}[yk]\d+),"
)


#: Words of how a day goes.
_COURSE = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|nights?|noon|midday|starts?|finish|late|later|early"
    r"|earlier|easy|easier|light|lighter|relax\w*|rest|slow\w*|packed?|downtime|busy"
    r"|sleep(?:ing)?|nap|break|breath\w*|quiet|calm)\b"
)


def day_said(match: Match, text: Text, context: Context) -> dict[str, str | int]:
    """``{"date": ...}`` of the day a match names, ``{"day": n}`` if the trip has no dates yet."""
    found = _DAY.search(match[0])
    return {} if found is None else day_of(found[0], text, context)


def day_of_hours(match: Match, text: Text, context: Context) -> dict[str, str | int]:
    """As ``day_said``; hours without a day are of the day that the sentence or message is about."""
    said = day_said(match, text, context)
    if said:
        return said
    text.topic = text.topic or _day_beside(match, text, context)
    if text.topic is None:
        return {}
    day, said_at = day_of(text.topic, text, context), re.search(text.topic, text.rest)
    if said_at is not None:
        text.tell("topic", day, said_at)
        text.claim(*said_at.span())
    return day


def only_day(text: Text, context: Context) -> dict[str, str | int]:
    """As ``day_said``, of the one day that a whole message names; it is understood with that."""
    said = {text.atom(found[0]): found for found in _DAY.finditer(text.rest)}
    if len(said) != 1:
        return {}
    (found,) = said.values()
    day = day_of(found[0], text, context)
    text.tell("topic", day, found)
    text.claim(*found.span())
    return day


def _day_beside(match: Match, text: Text, context: Context) -> str | None:
    """Stand-in of the one day that the sentence of a match names, in a change of a trip."""
    before = re.split(r"[.!?;] ", text.rest[: match.start()])[-1]
    after = re.split(r"[.!?;](?: |$)", text.rest[match.end() :])[0]
    days = _DAY.findall(f"{before} {after}")
    return days[0] if context.standing is not None and len(days) == 1 else None


def mark_topic(text: Text, context: Context) -> None:
    """``For day 2, ...``: the one day that a message names, and that its hours are hours of.

    It leads, is in the only sentence, or in one about how the day goes.
    """
    said = {text.atom(day): day for day in _DAY.findall(text.rest)}
    if len(said) != 1:
        return
    leads = _TOPIC.search(text.rest) is not None
    one_sentence = re.search(r"[.!?;] ", text.rest) is None
    (day,) = said.values()
    sentence = next(part for part in re.split(r"[.!?;] ", text.rest) if day in part)
    about = one_sentence or _COURSE.search(sentence) is not None
    if leads or (context.standing is not None and about and day[1] != "d"):
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
