"""Rests of a day, and hours in which something is not wanted.

Fields: ``rest`` ({from, to, minutes, date or day}), ``shun`` ({place or kind, from, to, date or
day}), ``meal_shun`` ({meal, from, to}).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.days import ON_DAY, day_of_hours, only_day
from agents.language.hours import UNTIL
from agents.language.kinds import KIND, kind_of
from agents.language.numbers import amount
from agents.language.places import each
from agents.language.rules import SLOTS, Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

#: Tag of places that one has to queue before for long.
QUEUES = "long_queues"
_SPAN = rf"(?:between |from )?<t:time>{UNTIL}<b:time>"
#: Parts of the day that one may not want something in.
_PARTS = {
    "morning": ("08:00", "12:00"), "afternoon": ("12:00", "18:00"), "evening": ("18:00", "23:00"),
}  # fmt: skip
_PART = rf"(?:in the |at |during the )?(?P<part>{'|'.join(_PARTS)}|midday|noon)s?"
_RESTING = re.compile(
    r"\b(?:rest(?:ing)?|breaks?|downtime|naps?|gap|breather|siesta|pause|buffer|unwind|relax"
    r"|recharge|head back|free time)\b"
)
#: A stretch of time: ``minutes_said`` reads it.
MINUTES = rf"(?P<n>{SLOTS['amount']}|an?|half an)[- ]?(?:spare |full |extra )?"
MINUTES += r"(?P<unit>minutes?|mins?|hours?|hrs?)"
_NOT = (
    r"(?:no|not|avoid(?:ing)?|never|without|don't (?:want|schedule|plan|put|do|visit|have|book"
    r"|arrange|lock in)|do not (?:want|schedule|plan|put|do|visit|have|book|arrange|lock in))"
)


def minutes_said(number: str, unit: str) -> int:
    """Minutes of a number, which may be "a" or "half an", and a unit in words."""
    value = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(number) or amount(number)
    return round(value * (60 if unit.startswith("h") else 1))


def span_said(match: Match, text: Text) -> dict[str, str]:
    """From when to when, of the times ``t`` and ``b`` of a match."""
    first, last = (as_time(text.atom(match[name]).value) for name in ("t", "b"))
    if last < first and last.hour < 12:
        last = last.replace(hour=last.hour + 12)
    return {"from": first.isoformat("minutes"), "to": last.isoformat("minutes")}


@rules(
    rf"(?:at least |about |around |for )*{MINUTES}(?P<gap>[^.!?;]{{0,60}}?) {_SPAN}"
    rf"(?: {ON_DAY})?(?P<why>[^.!?;]*)",
    rf"(?P<why>(?:rest|break|downtime|nap|gap|breather|siesta|pause)[^.!?;]{{0,40}}?) {_SPAN}"
    rf"(?: {ON_DAY})?(?P<gap>[^.!?;]{{0,30}}?) (?:of |for )?(?:at least )?{MINUTES}",
)
def _rest(match: Match, text: Text, context: Context) -> bool | None:
    """A stretch of some minutes between two times in which to rest."""
    sentence = text.rest[max(0, match.start() - 120) : match.end()]
    outdoors = re.search(r"outdoor|outside", sentence)
    if not _RESTING.search(sentence) or outdoors:
        return False
    minutes = minutes_said(match["n"], match["unit"])
    value: dict[str, Any] = {**span_said(match, text), "minutes": minutes}
    day = day_of_hours(match, text, context) or only_day(text, context)
    text.tell("rest", {**value, **day}, match)
    return None


#: What there is a long line before.
_WAITED = (
    r"(?:(?:long|massive|huge|endless|terrible|crazy|big) (?:queues?|lines?|waits?|waiting times?)"
    r"|high[- ](?:queue|traffic)(?:[- ]risk)?)"
)
_SIGHTS = r"(?:spots?|places?|attractions?|sights?|venues?)"
_LIKE = rf"(?: (?:like|such as|including) (?:the )?{SLOTS['names']})?"


@rules(
    rf"(?:{_NOT}|skip|steer clear of|stay away from|leave out)(?: (?:any|all|the|of|those))* "
    rf"(?:{_SIGHTS}{_LIKE} (?:that have|with|that are known for|where there are) {_WAITED}"
    rf"|{_WAITED} {_SIGHTS}){_LIKE}"
)
def _queues(match: Match, text: Text, context: Context) -> None:
    """``Avoid places with long queues, such as X``: at no hour of any day."""
    for name in each(text, match):
        text.tell("must_not", name, match)
    text.tell("shun", {"kind": QUEUES, "from": "00:00", "to": "23:59"}, match)


@rules(
    rf"{_NOT}(?: (?:any|having|have|eating|planning|to|for|the|our|strictly|a))* "
    rf"(?P<meal>breakfast|lunch|dinner)(?: (?:strictly|right|exactly|at all))* {_SPAN}",
)
def _meal_shun(match: Match, text: Text, context: Context) -> None:
    text.tell("meal_shun", {"meal": match["meal"], **span_said(match, text)}, match)


@rules(
    rf"{_NOT}(?: (?:any|more|going to|visiting|to|for|the|too many|long))* "
    rf"(?:(?P<kind>{KIND})|(?P<outdoor>outdoor (?:\w+|activities)|outdoors|outside))"
    rf"(?: (?:{ON_DAY}|at all|visits?|trips?))* (?:{_SPAN}|{_PART})(?: {ON_DAY})?",
)
def _kind_shun(match: Match, text: Text, context: Context) -> None:
    """``No museums in the afternoon``: a kind of place not wanted at some hours."""
    kind = "outdoor" if match["outdoor"] else kind_of(match["kind"])
    _tell_shun(match, text, context, {"kind": kind})


@rules(
    rf"(?:keep |want |see |visit )*(?:the )?(?P<names>{SLOTS['names']})[^.!?;]{{0,60}}? {_NOT}"
    rf"(?: (?:them|it|those|these|that|visits?))? {_SPAN}",
    rf"{_NOT}(?: (?:going to|visiting|to|the))* (?P<names>{SLOTS['names']}) (?:{_SPAN}|{_PART})"
    rf"(?: {ON_DAY})?",
    rf"(?P<names>{SLOTS['names']})[^.!?;\u01c2]{{0,40}}? {_SPAN}"
    r"[^.!?;\u01c2]{0,30}?\b(?:avoid|not go|skip|stay"
    r" away|keep clear)[^.!?;]{0,20}",
    rf"(?P<names>{SLOTS['names']})[^.!?;]{{0,80}}? (?:outside (?:of )?"
    rf"|other than )(?:the )?{_SPAN}",
)
def _place_shun(match: Match, text: Text, context: Context) -> None:
    for name in each(text, match, "names"):
        _tell_shun(match, text, context, {"place": name})


def _tell_shun(match: Match, text: Text, context: Context, what: dict[str, Any]) -> None:
    groups = match.groupdict()
    if groups.get("t"):
        edges = span_said(match, text)
    else:
        start, end = _PARTS.get(groups["part"], ("11:00", "14:00"))
        edges = {"from": start, "to": end}
    text.tell("shun", {**what, **edges, **day_of_hours(match, text, context)}, match)
