"""How many sights a day there may be.

Fields: ``max_sights`` ({count, word, date or day}: visits a day, of that day alone where one is
said), ``any_sights`` (as many as fit), ``at_most`` and ``at_least`` ({count, said}: numbers that
tell how full days may be, and are no limit that plans keep).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, day_of_hours
from agents.language.kinds import KIND
from agents.language.numbers import count
from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

#: Sights a day from which on days are full.
FULL = 4

_WHICH = (
    r"(?:(?:popular|relaxed|famous|main|big|easy|light|different|tourist|must-see|top|major"
    r"|planned) )*"
)
#: Sights of whatever kind, and sights of one kind too.
SIGHTS = (
    rf"{_WHICH}(?P<word>sights?|attractions?|spots?|places|stops?|activities|things|visits?)"
    r"(?: to (?:see|visit|do))?"
)
ANY_SIGHTS = rf"{_WHICH}(?:{KIND}|sights?|attractions?|spots?|places|stops?|activities|things)"
A_DAY = (
    r"(?:(?: (?:into|in|on|for))? (?:a|an|one|any|per|each|every)(?: (?:single|given|one))? day"
    r"| daily|/day)"
)
_OR = r"(?:<count>(?: or | to |-))?"
_MOST = (
    r"(?:no more than|not more than|never more than|at most|max(?:imum)?(?: of)?|up to"
    r"|limit of|(?:limit|keep|cap|hold|restrict) (?:it|them|things|us|the days?|days?|each day)"
    r" (?:to|at)(?: (?:at most|no more than|a maximum of))?)"
)
_FEW = rf"(?:{_MOST}|only|just)"
_AT_MOST = r"(?:at (?:the )?(?:very )?most|max(?:imum)?|tops|(?:and )?no more|or (?:fewer|less))"
_ENOUGH = (
    r"(?:is|are) (?:quite |more than )?(?:enough|plenty|(?:our|my|the) (?:limit|maximum|most))"
)
_FINE = (
    r"(?:is|are|would be|will be) (?:fine|ok|okay|alright|all right|no problem|possible|welcome"
    r"|good|perfect|ideal)(?: (?:too|again|now|after all|with us|by us|with me|by me))*"
)
_DENIED = (
    r"(?:(?:\w+n't|not|never|without)(?: (?:want|like|wish|think|to|we|i|should|see|seeing|do"
    r"|doing|visit|visiting|go|have|having|plan|planning|us|be|any))* )?"
)
_HOLDS = (
    r"(?:(?:should|may|can|must|to|is to|has to|will|shall|which|that|,) )*"
    r"(?:have|has|hold|holds|include|contain|with|of|see|having)"
)


@rules(
    rf"(?:a |the )?{_FEW} {_OR}<n:count> {SIGHTS}{A_DAY}(?:,? {_AT_MOST})?",
    rf"{_OR}<n:count> {SIGHTS}{A_DAY},? (?:{_AT_MOST}|{_ENOUGH})",
    rf"{_OR}<n:count> {SIGHTS} {_AT_MOST}{A_DAY}",
    rf"(?:limit|cap|keep|restrict|hold)(?:ing)? (?:the |our )?(?:number of )?{SIGHTS} (?:to|at)"
    rf"(?: (?:at most|no more than|a maximum of))? {_OR}<n:count>{A_DAY}",
    rf"(?:limit|cap|keep|restrict|hold)(?:ing)? (?:the |our )?(?:number of )?daily {SIGHTS}"
    rf" (?:to|at)(?: (?:at most|no more than|a maximum of))? {_OR}<n:count>",
    rf"(?:on |in |per )?(?:each|every|any|a|one|per) day,? (?:{_HOLDS} )?(?:a )?{_FEW}"
    rf" {_OR}<n:count> {SIGHTS}",
    rf"days {_HOLDS} (?:a )?{_FEW} {_OR}<n:count> {SIGHTS}(?: each)?",
    rf"no (?:single |one )?day {_HOLDS} more than <n:count> {SIGHTS}",
    rf"(?:a |the )?(?:daily|per-day) (?:limit|maximum|max|cap|quota)(?: (?:of|is))? <n:count> "
    rf"{SIGHTS}",
)
def _each_day(match: Match, text: Text, context: Context) -> None:
    text.tell("max_sights", {"count": count(match["n"]), "word": match["word"]}, match)


@rules(rf"(?:fewer|less) than <n:count> {SIGHTS}{A_DAY}")
def _fewer(match: Match, text: Text, context: Context) -> bool | None:
    number = count(match["n"]) - 1
    if number < 1:
        return False
    text.tell("max_sights", {"count": number, "word": match["word"]}, match)
    return None


@rules(
    rf"(?P<day>{ON_DAY}),? (?:{_HOLDS} )?(?:a )?{_FEW} {_OR}<n:count> {SIGHTS}",
    rf"(?:a )?{_FEW} {_OR}<n:count> {SIGHTS}(?P<day> {ON_DAY})",
    rf"(?:a )?{_MOST} {_OR}<n:count> {SIGHTS}",
)
def _one_day(match: Match, text: Text, context: Context) -> bool | None:
    """On a day that the limit, its sentence or the message names; else it is for another rule."""
    day = day_of_hours(match, text, context)
    if not day:
        return False
    text.tell("lighter", day, match)
    text.tell("max_sights", {"count": count(match["n"]), "word": match["word"], **day}, match)
    return None


@rules(
    rf"(?:no more than|not more than|at most|max(?:imum)?(?: of)?|up to|(?:limit|keep|cap) (?:it"
    rf"|them|things) (?:to|at))"
    rf" <n:count> {ANY_SIGHTS}(?:{A_DAY}| in total)?(?P<day> {ON_DAY})?"
)
def _at_most(match: Match, text: Text, context: Context) -> None:
    """A number of museums, or of sights in all, is no limit that plans keep."""
    if day := day_of_hours(match, text, context):
        text.tell("lighter", day, match)
    else:
        text.tell("at_most", {"count": count(match["n"]), "said": match[0]}, match)


@rules(rf"{_DENIED}more than <n:count> {SIGHTS}{A_DAY}(?P<fine> {_FINE})?")
def _more_than(match: Match, text: Text, context: Context) -> None:
    """A limit where it is denied, a wish for full days where it is asked for, else no limit."""
    number, clause = count(match["n"]), re.split(r"[.!?;,] ", text.rest[: match.end()])[-1]
    if re.search(r"n't\b|\b(?:not|never|no|without)\b", clause):
        text.tell("max_sights", {"count": number, "word": match["word"]}, match)
    elif match["fine"]:
        text.tell("any_sights", True, match)
    else:
        text.tell("at_least", {"count": number + 1, "said": match[0]}, match)


@rules(
    rf"(?:at least|no fewer than|not less than|a minimum of"
    rf"|minimum) <n:count>(?: or more)? {ANY_SIGHTS}{A_DAY}"
)
def _at_least(match: Match, text: Text, context: Context) -> None:
    text.tell("at_least", {"count": count(match["n"]), "said": match[0]}, match)


@rules(
    rf"as many {SIGHTS} as (?:fit|possible|we (?:can|like)|i (?:can|like)|you (?:can|like)|there is"
    rf" time for)(?: (?:in|again|after all))*(?:{A_DAY})?",
)
def _any_number(match: Match, text: Text, context: Context) -> None:
    text.tell("any_sights", True, match)


@rules(rf"{_OR}<n:count> {SIGHTS}{A_DAY}(?P<fine> {_FINE})?")
def _about(match: Match, text: Text, context: Context) -> None:
    """A number with nothing beside it: few are a limit, many a wish for full days."""
    number = count(match["n"])
    if match["fine"] or number < FULL:
        text.assume(f"{match[0]!r} is taken as at most {number}.")
        text.tell("max_sights", {"count": number, "word": match["word"]}, match)
    else:
        text.tell("at_least", {"count": number, "said": match[0]}, match)
