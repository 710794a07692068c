"""Rests of a day, and hours in which something is not wanted.

Fields: ``rest`` ({from, to, minutes, date or day}), ``shun`` ({place or kind, from, to, date or
day}), ``meal_shun`` ({meal, from, to}).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_span, as_time
from agents.language.days import ON_DAY, day_of_hours, only_day
from agents.language.hours import UNTIL
from agents.language.kinds import KIND, kind_of
from agents.language.numbers import amount
from agents.language.places import each
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK

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
_PART = rf"(?:in the |at |during the |on )?(?P<part>{'|'.join(_PARTS)}|midday|noon)s?"
#: First and last hour that anything is planned in.
_FIRST, _LAST = "06:00", "23:59"
#: Hours as a wish for places names them: ``_hours_said`` reads them.
_HOURS = rf"(?:{_SPAN}|{_PART}|before (?P<until><time>)|after (?P<since><time>))"
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
    first, last = as_span(text.atom(match["t"]).value, text.atom(match["b"]).value)
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


_REST = (
    r"(?:a |an |the |our |his |her |their |for |with |need |needs |time for )*(?:\w+ )?"
    r"(?:naps?|naptime|nap time|rests?|siestas?|breaks?|downtime|quiet time|lie-down)"
)
_DAILY = r"(?:,? (?:every|each) (?:day|afternoon)| daily| at (?:the|our) hotel| back at the hotel)*"
#: Minutes of a rest whose length is not said, and the span in which it begins after lunch.
_REST_MINUTES, _AFTER_LUNCH = 60, ("13:30", "16:00")


@rules(
    rf"{_REST}(?: (?:is|are|time))*(?: at (?:the|our) hotel)? {_SPAN}{_DAILY}(?: {ON_DAY})?",
    rf"{_REST}(?: of {MINUTES})? (?:at|around|about) (?P<about><time>){_DAILY}(?: {ON_DAY})?",
    rf"(?:an? |with |our )*(?:daily )?siestas?{_DAILY}(?! (?:at|around|about|from|between"
    r"|after)\b)",
    rf"{_REST}(?: of {MINUTES})? (?:after lunch|in the (?:early )?afternoons?){_DAILY}"
    rf"(?: {ON_DAY})?",
)
def _nap(match: Match, text: Text, context: Context) -> None:
    """A rest at or between times, or after lunch; of an hour where its length is not said."""
    groups = match.groupdict()
    told = minutes_said(groups["n"], groups["unit"]) if groups.get("n") else _REST_MINUTES
    if groups.get("t"):
        edges = span_said(match, text)
    elif groups.get("about"):
        edges = {
            "from": as_time(text.atom(groups["about"]).value, evening=True).isoformat("minutes")
        }
        edges["to"] = _later(edges["from"], told + _REST_MINUTES)
    else:
        edges = {"from": _AFTER_LUNCH[0], "to": _later(_AFTER_LUNCH[1], told - _REST_MINUTES)}
    text.assume(f"{text.words(*match.span()).strip(' ,.')!r} is taken as {told} minutes of rest.")
    text.tell("rest", {**edges, "minutes": told} | day_of_hours(match, text, context), match)


def _later(time: str, minutes: int) -> str:
    """A time of day some minutes later, and no later than the day."""
    hour, minute = (int(part) for part in time.split(":"))
    hour, minute = divmod(min(60 * hour + minute + minutes, 24 * 60 - 1), 60)
    return f"{hour:02}:{minute:02}"


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
    rf"(?: (?:{ON_DAY}|at all|visits?|trips?))* {_HOURS}(?: {ON_DAY})?",
    rf"{_NOT}(?: (?:any|more|going to|visiting|to))* (?P<kind>{KIND}) (?:on |for )(?:the )?"
    rf"(?P<day>{MARK}[ykd]\d+)\b(?P<outdoor>)(?P<part>)(?P<until>)(?P<since>)",
)
def _kind_shun(match: Match, text: Text, context: Context) -> bool | None:
    """``No museums in the afternoon``: a kind of place not wanted at some hours.

    No sightseeing before a time says when the day begins.
    """
    kind = "outdoor" if match["outdoor"] else kind_of(match["kind"])
    if kind == "must_see" and (match["until"] or match["since"]):
        return False
    _tell_shun(match, text, context, {"kind": kind})
    return None


@rules(
    rf"(?:(?:all|the|do|visit|visiting|put|keep|want) )*(?P<kind>{KIND}) (?:are |should be |go )?"
    rf"only {_HOURS}(?: {ON_DAY})?",
    rf"only (?:do |visit |put )?(?P<kind>{KIND}) {_HOURS}(?: {ON_DAY})?",
    rf"(?P<kind>{KIND}) {_HOURS} only(?: {ON_DAY})?",
    rf"(?:keep|limit|restrict) (?:all |the )*(?P<kind>{KIND}) to (?:the )?{_HOURS}",
)
def _kind_only(match: Match, text: Text, context: Context) -> None:
    """``Museums only in the morning``: a kind of place not wanted at any other hours."""
    edges, day = _hours_said(match, text), day_of_hours(match, text, context)
    for first, last in ((_FIRST, edges["from"]), (edges["to"], _LAST)):
        if first < last and not (match["part"] == "morning" and first == _FIRST):
            value = {"kind": kind_of(match["kind"]), "from": first, "to": last}
            text.tell("shun", value | day, match)


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
    edges = _hours_said(match, text)
    text.tell("shun", {**what, **edges, **day_of_hours(match, text, context)}, match)


def _hours_said(match: Match, text: Text) -> dict[str, str]:
    """From when to when, of a span, a part of the day, or a time that is its one edge."""
    groups = match.groupdict()
    if groups.get("t"):
        return span_said(match, text)
    for name, edge in (("until", "to"), ("since", "from")):
        if groups.get(name):
            time = as_time(text.atom(groups[name]).value, evening=name == "since")
            return {"from": _FIRST, "to": _LAST} | {edge: time.isoformat("minutes")}
    if groups.get("day"):
        return {"from": _FIRST, "to": _LAST}
    start, end = _PARTS.get(groups["part"], ("11:00", "14:00"))
    return {"from": start, "to": end}
