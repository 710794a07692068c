"""Times of day: when to arrive, leave, start and be back.

Fields: ``arrival``, ``departure`` ({time, mode, at}); ``day_start``, ``day_end`` ({time, date
or day}); ``later``, ``sooner``, ``earlier`` ({date or day}).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agents.language.clock import as_time
from agents.language.days import ON_DAY, day_of_hours
from agents.language.rules import Rules

if TYPE_CHECKING:
    import datetime as dt

    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_MODE = {
    "flight": r"flights?|planes?|fly(?:ing)?|air(?:plane)?|land(?:s|ing)?|takes? off",
    "train": r"trains?|eurostar|rail",
    "bus": r"bus(?:es)?|coach",
    "ferry": r"ferry|boat|ship|cruise",
    "car": r"cars?|driv(?:e|ing)",
}
_MODES = "|".join(_MODE.values())
_MY = (
    r"(?:(?:my|our|the|a|and|but|with|return|outbound|inbound|we|i|'ll|will|on|by|have"
    r"|has|'s|is|are|be|need to|to|must|have to|there|then|if possible|get|got) )*"
)
_AT = (
    r"(?: (?:at|around|about|by|before|after|no later than|no earlier than|from"
    r"|not before|is at|scheduled (?:for|at)|in|into|on|there|here))*"
)
_UNTIL = r"(?: ?- ?| to | and | until | till )"
_WHERE = (
    r"(?:(?: (?:at|in|into|to|from|on))?(?: the)? (?P<where>\u01c2[pqnc]\d+)(?: airport"
    r"| station)?)?"
)
#: A meal that is not to be before a time says nothing of when the day begins.
_NO_MEAL = r"(?<!breakfast )(?<!lunch )(?<!dinner )"
_NOT_BEFORE = (
    r"(?:not (?:start(?:ing)? )?(?:before|earlier than|until)|no earlier than"
    r"|nothing before|never before|don't (?:start|begin|get up|wake (?:us|me) up"
    r"|want to start|want to (?:get up|leave|be out)|leave|schedule anything"
    r"|plan anything)(?: \w+){0,3}? (?:before|earlier than|until)|(?:do not"
    r"|don't) start (?:\w+ ){0,6}?before)"
)


def _mode(text: str) -> str | None:
    return next((key for key, regex in _MODE.items() if re.search(rf"\b(?:{regex})\b", text)), None)


def _terminal(field: str, match: Match, text: Text, *, evening: bool) -> None:
    groups = match.groupdict()
    value: dict[str, Any] = {
        "time": as_time(text.atom(groups["t"]).value, evening=evening).isoformat("minutes")
    }
    mode = _mode(match[0])
    stand_in = groups.get("where") or groups.get("where2")
    where = text.atom(stand_in) if stand_in else None
    if where is not None and where.kind != "c":
        value["at"] = where.value
    airport = "airport" in match[0] or (where is not None and "airport" in where.value.lower())
    value["mode"] = mode or ("flight" if airport else "train")
    text.tell(field, value, match)


@rules(
    rf"{_MY}(?:arriv(?:e|es|ing|al)|land(?:s|ing)?|get(?:ting)? (?:in|there)|touch"
    rf"(?:ing)? down|reach(?:ing)?)(?: {_MODES})?(?: on (?:the )?(?:first day"
    rf"|\u01c2[yd]\d+))?{_WHERE}{_AT} <t:time>(?: by (?:plane|train|bus|ferry|car"
    r"|air))?(?: on (?:the )?(?:first day|\u01c2[yd]\d+))?(?: (?:at|in|into) (?:the )?"
    r"(?P<where2>\u01c2[pqn]\d+)(?: airport| station)?)?",
    rf"{_MY}(?P<mode>{_MODES}) (?:arrives?|lands?|gets? in|gets? there|is due|comes in)"
    rf"(?: in)?{_WHERE}{_AT} <t:time>",
)
def _arrival(match: Match, text: Text, context: Context) -> None:
    _terminal("arrival", match, text, evening=False)


@rules(
    rf"{_MY}(?:leav(?:e|es|ing)|depart(?:s|ing|ure)?|fly(?:ing)? (?:out|home|back)|head"
    rf"(?:ing)? home|go(?:ing)? home|check(?:ing)? out)(?: {_MODES})?(?: on (?:the )?"
    rf"(?:last day|\u01c2[ydk]\d+))?{_WHERE}{_AT} <t:time>(?: on (?:the )?(?:last day"
    r"|\u01c2[ydk]\d+))?(?: by (?:plane|train|bus|ferry|car|air))?(?: from (?:the )?"
    r"(?P<where2>\u01c2p\d+))?",
    rf"{_MY}(?P<mode>{_MODES})(?: home| back)? (?:leaves?|departs?|is|goes|takes off)"
    rf"(?: home| back)?{_WHERE}{_AT} <t:time>(?: from (?:the )?(?P<where2>\u01c2p\d+))?",
    rf"{_MY}(?:<t:time> )(?P<mode>flight|train|bus|ferry)(?: home| back)",
)
def _departure(match: Match, text: Text, context: Context) -> None:
    _terminal("departure", match, text, evening=False)


@rules(
    rf"{_NO_MEAL}(?:{ON_DAY} )?{_NOT_BEFORE} (?:about |around )?<t:time>(?: {ON_DAY}| (?:each"
    rf"|every|any) (?:day|morning)| in the morning| in the mornings)?",
    rf"(?:start|begin|leave the hotel|set out|get going|head out)(?:ing|s)?(?: the)?"
    rf"(?: days?| tour| late| later| early| earlier)?(?: {ON_DAY})?(?: (?:at|from|after"
    rf"|around|about|by))+ <t:time>(?: {ON_DAY}| (?:each|every) (?:day|morning))?",
    rf"(?:after|from) <t:time>(?: onwards?)(?: {ON_DAY})?|days? (?:should )?(?:start"
    rf"|begin)s?(?: at)? (?P<t2>\u01c2t\d+)\b",
)
def _start(match: Match, text: Text, context: Context) -> bool | None:
    groups = match.groupdict()
    time = as_time(text.atom(groups.get("t") or groups["t2"]).value)
    return _tell_day("day_start", time, match, text, context)


@rules(
    rf"(?:back(?: (?:at|in) (?:the |our )?(?:hotel|room|hostel|lodging))?|home|in bed"
    rf"|finish(?:ed|ing)?|done|end(?:ing)?(?: the day)?|return(?:ing)?(?: to (?:the "
    rf"|our )?hotel)?|wrapp?(?:ed)? up(?: (?:any |the |all )?(?:\w+ )?(?:activities"
    rf"|stuff))?|stop|over)(?: {ON_DAY})?(?: (?:by|before|at|no later than|around"
    rf"|at the latest))+ <t:time>(?: at the latest)?(?: {ON_DAY}| (?:each|every) (?:day"
    rf"|night|evening))?(?: so (?:that )?(?:we|i) can [\w ]{{0,40}}(?:rest|relax|sleep"
    rf"|unwind))?",
    r"(?:nothing|not|no later than|no (?:activities|plans|sightseeing)) (?:later than "
    rf"|after |past )?<t:time>(?: {ON_DAY})?|(?:be )?out (?:no later than|until) "
    r"(?P<t2>\u01c2t\d+)\b",
)
def _end(match: Match, text: Text, context: Context) -> bool | None:
    groups = match.groupdict()
    time = as_time(text.atom(groups.get("t") or groups["t2"]).value, evening=True)
    return _tell_day("day_end", time, match, text, context)


@rules(
    r"(?:free|available|out and about|each day|every day|daily|active|sightseeing)"
    rf"(?: (?:from|between|only))* <t:time>{_UNTIL}<b:time>(?: {ON_DAY})?",
    rf"(?:from |between )?<t:time>{_UNTIL}<b:time> (?:each day|every day|daily|a day)",
)
def _window(match: Match, text: Text, context: Context) -> bool | None:
    _tell_day("day_start", as_time(text.atom(match["t"]).value), match, text, context)
    return _tell_day(
        "day_end", as_time(text.atom(match["b"]).value, evening=True), match, text, context
    )


def _tell_day(field: str, time: dt.time, match: Match, text: Text, context: Context) -> bool | None:
    day = day_of_hours(match, text, context)
    text.tell(field, {"time": time.isoformat("minutes"), **day}, match)
    return None


@rules(
    rf"(?:start|begin|get up|leave|set out|wake up)(?:ing|s)?(?: (?:the )?day)? (?:a "
    rf"(?:bit|little) |much |somewhat |an hour )?(?:later|late)(?: {ON_DAY})?",
    rf"(?:later|slower|late|slow|lazy) (?:start|morning)s?(?: {ON_DAY})?|(?:sleep"
    rf"|lie) in(?: {ON_DAY})?|(?:not|don't want to|do not want to|no|without|never)"
    rf" (?:to )?(?:start|begin|get up|leave|rise|be up)(?:ing)? (?:too |so )?early(?: {ON_DAY})?"
    r"|(?:no|not too many|without) early (?:starts?|mornings?)|(?:we're )?not (?:a )?"
    rf"(?:morning (?:people|person)|early "
    rf"(?:risers?|birds?))",
)
def _later(match: Match, text: Text, context: Context) -> None:
    text.tell("later", day_of_hours(match, text, context), match)


@rules(
    rf"(?:start|begin|get up|leave)(?:ing|s)? (?:a (?:bit|little) |much )?(?:earlier"
    rf"|early)(?: {ON_DAY})?|(?:(?:an?|with) )*early starts?(?: {ON_DAY})?|we're early "
    rf"(?:risers|birds)",
)
def _sooner(match: Match, text: Text, context: Context) -> None:
    text.tell("sooner", day_of_hours(match, text, context), match)


@rules(
    rf"(?:finish|end|back|return|stop|home|wrap up)(?:ing|es)?(?: (?:the )?day)? (?:a "
    rf"(?:bit|little) |much )?(?:earlier|early)(?: {ON_DAY})?|(?:(?:an?|with) )*early "
    rf"(?:nights?|evenings?|finish)(?: {ON_DAY})?",
)
def _earlier(match: Match, text: Text, context: Context) -> None:
    text.tell("earlier", day_of_hours(match, text, context), match)
