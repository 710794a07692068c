"""Times of day: when to start and be back.

Fields: ``day_start``, ``day_end`` ({time, date or day}); ``later``, ``sooner``, ``earlier`` ({date
or day}).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.clock import as_span, as_time
from agents.language.days import ON_DAY, day_of_hours
from agents.language.rules import Rules

if TYPE_CHECKING:
    import datetime as dt

    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

#: What hours without more are hours of.
_FREE = re.compile(r"\b(?:free|available|sightsee\w*|short days|our days|time off)\b")
UNTIL = r"(?: ?- ?| to | and | until | till )"
#: A meal that is not to be before a time says nothing of when the day begins.
_NO_MEAL = r"(?<!breakfast )(?<!lunch )(?<!dinner )"
_NOT_BEFORE = (
    r"(?:not (?:start(?:ing)? )?(?:before|earlier than|until)|no earlier than|nothing before"
    r"|never (?:(?:start|begin|leave|get up|be up)(?:ing)? )?(?:the day )?before"
    r"|don't (?:start|begin|get up|wake (?:us|me) up|want to start|want to "
    r"(?:get up|leave|be out)|leave|schedule anything|plan anything)(?: \w+){0,3}? (?:before"
    r"|earlier than|until)|(?:do not|don't) start (?:\w+ ){0,6}?before)"
)
#: What days are made of, in words, and what may lie between several of them.
_OUTINGS = (
    r"(?:activit(?:y|ies)|stuff|things|attractions?|sights?|sightseeing|visits?|transfers?|tours?"
    r"|outings?|stops?|plans|events?|anything|everything|it all|programme|program|schedule)"
)
_LINKED = (
    rf"(?:and|or|{_OUTINGS}|local|intra-?city|inter-?city|city|in|within|the|around|any|official"
    r"|formal|all|other|between|places)"
)
_NO_SOONER = (
    r"(?:[,;]? (?:and )?(?:not|nothing|no) (?:earlier|sooner|before)(?: than)?"
    r"(?: (?:that|then|\u01c2t\d+))?)?"
)


@rules(
    rf"{_NO_MEAL}(?:{ON_DAY} )?{_NOT_BEFORE} (?:about |around )?<t:time>(?: {ON_DAY}"
    r"| (?:each|every|any) (?:day|morning)| in the morning| in the mornings)?",
    r"(?:start|begin|leave the hotel|set out|get going|head out)(?:ing|s)?(?: the)?(?: days?"
    rf"| tour| late| later| early| earlier)?(?: {ON_DAY})?(?: (?:at|from|after|around|about"
    rf"|by))+ <t:time>(?: {ON_DAY}| (?:each|every) (?:day|morning))?",
    r"(?:get(?:s|ting)? up|be up|wak(?:e|ing) up|rise)(?: (?:at|by|around))+ <t:time>"
    r"(?: anyway| (?:every|each) (?:day|morning)| daily)*",
    r"(?:leave|set off|go out|be out)(?: (?:at|by|around))+ <t:time>,?"
    r"(?: (?:every|each) (?:day|morning)| daily)",
    r"(?:nobody|no one|none of us)(?: (?:gets?|is|leaves|starts|wants to|be|get|up|out))* before "
    r"<t:time>",
    rf"(?:after|from) <t:time>(?: onwards?)(?: {ON_DAY})?|days? (?:should )?(?:start|begin)s?"
    r"(?: at)? (?P<t2>\u01c2t\d+)\b",
    rf"(?:schedule|plan|put|arrange|keep|book|have|do) (?:[^.!?;\u01c2]{{0,30}} )?{_OUTINGS}"
    rf"(?: {_LINKED})*(?: {ON_DAY})? (?:for |only |to )*(?:after|from|no earlier than|not before)"
    rf" <t:time>(?: onwards?)?(?: {ON_DAY})?{_NO_SOONER}",
    rf"(?:first|earliest) (?:[\w-]+ ){{0,2}}?{_OUTINGS}(?: {ON_DAY})? (?:(?:should|can|must"
    rf"|could|to|only|be|not"
    rf"|begin|start|is|starts|begins) )*(?:after|from|no earlier than|not before|before|until"
    rf"|at|for) <t:time>(?: or later)?(?: {ON_DAY})?",
    rf"(?:push|move|shift|delay|postpone)(?: back)? (?:the )?(?:start|beginning)(?: of)?"
    rf"(?: {ON_DAY})?(?: back)?"
    rf" (?:to|until|till) <t:time>(?: {ON_DAY})?",
    rf"(?:not|\w+n't|never) (?:schedule|plan|put|book|start|begin|do|arrange)(?: [\w-]+){{0,3}}?"
    rf" (?:before|earlier than|until) <t:time>(?: {ON_DAY})?",
    rf"(?:later|late|slow|slower|lazy) (?:start|morning)(?: {ON_DAY})?,? (?:say |around |about "
    rf"|at |not before )*<t:time>(?: at the earliest| or later)?",
    rf"nothing (?:starts?|begins?|happens?|is (?:planned|scheduled))(?: {ON_DAY})? (?:before|until"
    rf"|earlier than) <t:time>(?: {ON_DAY})?",
    rf"(?:start|begin)(?:ning|ing|s)? {_OUTINGS}(?: {ON_DAY})? (?:at|after|from|around) <t:time>"
    r"(?: at the earliest| or later)?",
    rf"{_OUTINGS}(?: {ON_DAY})? (?:start|begin|kick off|commence)(?:s|ing)?"
    rf" (?:no (?:sooner|earlier) than|not before|after|at) <t:time>(?: {ON_DAY})?",
    rf"(?:hold off|wait|sleep|rest|stay in bed)(?: [\w-]+){{0,3}}? until <t:time>(?: {ON_DAY})?",
    rf"(?:no|nothing) (?:{_OUTINGS}|formal|planned"
    rf"|scheduled)?(?: {_LINKED})*(?: {ON_DAY})? ?(?:before"
    rf"|earlier than|until) <t:time>(?: {ON_DAY})?{_NO_SOONER}",
)
def _start(match: Match, text: Text, context: Context) -> bool | None:
    if re.search(r"(?:n't|\bnot|\bnever) $", text.rest[: match.start()]):
        return False
    groups = match.groupdict()
    time = as_time(text.atom(groups.get("t") or groups["t2"]).value)
    return _tell_day("day_start", time, match, text, context)


@rules(
    r"(?:back(?: (?:at|in|to) (?:the |our )?(?:hotel|room|hostel|lodging))?|home|in bed"
    r"|finish(?:es|ed|ing)?(?: up)?|done|end(?:s|ed|ing)?(?: the day)?|conclud(?:e|es|ed|ing)"
    r"|return(?:ing)?(?: to (?:the |our )?hotel)?|wrap(?:s|ped|ping)?(?: (?:it|things|everything))?"
    rf" up(?: (?:any |the |all |our |my )?(?:\w+ )?{_OUTINGS})?|stop(?:s|ping)?|over)(?: {ON_DAY})?"
    r"(?: (?:by|before|at|no later than|around|at the latest))+ <t:time>(?: at the latest)?"
    rf"(?: {ON_DAY}| (?:each|every) (?:day|night|evening))?(?: so (?:that )?"
    r"(?:we|i|everyone|everybody) can [\w ]{0,50}(?:rest|relax|sleep|unwind))?",
    rf"(?:be done|finish(?:es|ing)?|end(?:s|ing)?|wrap(?:s|ping)?|conclude|complete"
    rf"|stop)(?: with)? (?:the |"
    rf"all |our |any )?(?:[\w-]+ ){{0,2}}?{_OUTINGS}(?: up)?(?: {ON_DAY})? (?:by|before"
    rf"|no later than) "
    rf"<t:time>(?: at the latest)?(?: {ON_DAY})?",
    rf"(?:nothing|no (?:[\w-]+ )?{_OUTINGS}) (?:(?:is|are|be|gets|to be) )*(?:scheduled|planned"
    rf"|booked"
    rf"|arranged) (?:after|past|later than|beyond) <t:time>(?: {ON_DAY})?",
    rf"(?:not|\w+n't|never) (?:schedule|plan|put|book|do|arrange)(?: [\w-]+){{0,3}}? (?:after|past"
    rf"|beyond|later than) <t:time>(?: {ON_DAY})?",
    r"(?:nothing|not|no later than|no (?:activities|plans|sightseeing)) (?:later than |after "
    rf"|past )?<t:time>(?: {ON_DAY})?|(?:finish|end|stop)(?:ing)? after (?P<t3>\u01c2t\d+)\b"
    r"|(?:be )?out (?:no later than|until) (?P<t2>\u01c2t\d+)\b",
)
def _end(match: Match, text: Text, context: Context) -> bool | None:
    groups = match.groupdict()
    said = groups.get("t") or groups.get("t3") or groups["t2"]
    time = as_time(text.atom(said).value, evening=True)
    return _tell_day("day_end", time, match, text, context)


@rules(
    r"(?:free|available|out and about|each day|every day|daily|active|sightseeing)"
    rf"(?: (?:from|between|only))* <t:time>{UNTIL}<b:time>(?: {ON_DAY})?",
    rf"(?:from |between )?<t:time>{UNTIL}<b:time> (?:each day|every day|daily|a day)",
    rf"(?:from |between )?<t:time>{UNTIL}<b:time>(?P<bare>)",
)
def _window(match: Match, text: Text, context: Context) -> bool | None:
    """Hours of the days; where nothing says of what, those that one is free in."""
    sentence = re.split(r"[.!?;] ", text.rest[: match.start()])[-1]
    if match.groupdict().get("bare") is not None and not _FREE.search(sentence):
        return False
    first, last = as_span(text.atom(match["t"]).value, text.atom(match["b"]).value)
    _tell_day("day_start", first, match, text, context)
    return _tell_day("day_end", last, match, text, context)


def _tell_day(field: str, time: dt.time, match: Match, text: Text, context: Context) -> bool | None:
    day = day_of_hours(match, text, context)
    text.tell(field, {"time": time.isoformat("minutes"), **day}, match)
    return None


@rules(
    r"(?:start|begin|get up|leave|set out|wake up)(?:ing|s)?(?: (?:the )?day)? "
    rf"(?:a (?:bit|little) |much |somewhat |an hour )?(?:later|late)(?: {ON_DAY})?",
    rf"(?:later|slower|late|slow|lazy) (?:start|morning)s?(?: {ON_DAY})?"
    rf"|(?:sleep|lie) in(?: {ON_DAY})?|(?:not|don't want to|do not want to|no|without|never) "
    rf"(?:to )?(?:start|begin|get up|leave|rise|be up)(?:ing)? (?:too |so )?early(?: {ON_DAY})?"
    rf"|(?:no|not too many|without) early (?:starts?|mornings?)(?: {ON_DAY})?"
    r"|(?:we're )?not (?:a )?"
    r"(?:morning (?:people|person)|early (?:risers?|birds?))",
)
def _later(match: Match, text: Text, context: Context) -> None:
    text.tell("later", day_of_hours(match, text, context), match)


@rules(
    r"(?:start|begin|get up|leave)(?:ing|s)? (?:a (?:bit|little) |much )?(?:earlier|early)"
    rf"(?: {ON_DAY})?|(?:(?:an?|with) )*early starts?(?: {ON_DAY})?|we're early (?:risers|birds)",
)
def _sooner(match: Match, text: Text, context: Context) -> None:
    text.tell("sooner", day_of_hours(match, text, context), match)


@rules(
    r"(?:finish|end|back|return|stop|home|wrap up)(?:ing|es)?(?: (?:the )?day)? "
    rf"(?:a (?:bit|little) |much )?(?:earlier|early)(?: {ON_DAY})?|(?:(?:an?|with) )*early "
    rf"(?:nights?|evenings?|finish)(?: {ON_DAY})?",
    rf"(?:make|keep) {ON_DAY} (?:(?:a (?:bit|little)|much|somewhat) )*short(?:er)?"
    rf"|(?:shorten|cut short) {ON_DAY}",
)
def _earlier(match: Match, text: Text, context: Context) -> None:
    text.tell("earlier", day_of_hours(match, text, context), match)
