"""Meals at a place by name, and meals over and above the usual ones.

Fields: ``table`` ({place, meal, date or day}), ``extra_meal`` ({meal, date or day}).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, day_said, only_day
from agents.language.rules import SLOTS, Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_MEAL = r"(?P<meal>breakfast|brunch|lunch|dinner|supper)"
_MEALS = {"brunch": "lunch", "supper": "dinner"}
_DAY = rf"(?:the )?(?P<day>{MARK}[ykd]\d+)"
_NEAR = r"(?:near(?:by)?|next to|close to|by|beside|around|opposite|across from|right by|in|at)"
_AT = (
    rf"(?P<gap>[^.!?;{MARK}]{{0,140}}?)(?P<place>{SLOTS['name']})(?:,? (?:(?:which|that|since"
    rf"|as|it|"
    rf"is|it's|located|situated|just|right|very|conveniently) ){{0,6}}{_NEAR} (?:the )?"
    rf"{SLOTS['name']})?"
)
#: What comes before a name that the meal is only near to.
_ONLY_NEAR = re.compile(r"\b(?:near|nearby|next to|close to|beside|around)(?: the)?\s*$")


@rules(
    rf"(?:for |the |our )*{_MEAL}(?:,? (?:on|for|of))? {_DAY}{_AT}",
    rf"(?:have |eat |book |a |our )*{_MEAL} (?:at|in) (?:the )?(?P<place>{SLOTS['name']})(?P<gap>)"
    rf"[^.!?;{MARK}]{{0,30}}? (?:on|for) {_DAY}",
    rf"(?P<place>{SLOTS['name']})(?P<gap>) (?:for|as) (?:the |our |my )?{_DAY}(?:'s)? {_MEAL}",
    rf"(?:for |on |the |our )*{_DAY}(?:'s)?,? (?:[^.!?;{MARK}]{{0,40}} )?{_MEAL}{_AT}",
    rf"(?P<place>{SLOTS['name']})(?P<gap>)[^.!?;{MARK}]{{0,60}}? {_MEAL} there(?: (?:on"
    rf"|for))? {_DAY}",
    rf"(?P<place>{SLOTS['name']})(?P<gap>)[^.!?;{MARK}]{{0,60}}? (?:for|as|to)(?: (?:the|our|my))?"
    rf" {_MEAL}(?:,? (?:on|for|of))? {_DAY}(?:,? (?:(?:which|that|since|as|it|is|it's) )*{_NEAR}"
    rf" (?:the )?{SLOTS['name']})?",
)
def _table(match: Match, text: Text, context: Context) -> bool | None:
    if _ONLY_NEAR.search(match["gap"] or text.rest[: match.start("place")]):
        return False
    meal = match["meal"]
    value = {"place": text.atom(match["place"]).value, "meal": _MEALS.get(meal, meal)}
    text.tell("table", {**value, **day_said(match, text, context)}, match)
    return None


@rules(
    r"(?:(?:it|it's|it is|at|for|with|around|about|roughly|some|costs?|costing) )*<m:money>"
    r"(?: (?:per|a|for each) (?:person|head|adult)| each)",
    r"(?:it's |it is |it |a |an |the |its |their |they |and )*(?:[\w-]+ ){0,4}?(?:average|usual"
    r"|typical|usually|normally|on average|costs?|price)(?: (?:costs?|price|spend|bill|is|are|of"
    r"|should|would|be|will|comes?|to|runs?|about|around|roughly|some|approximately))* "
    r"<m:money>(?: (?:per|a|each|for each) (?:person|head|adult))?(?: each)?",
)
def _described(match: Match, text: Text, context: Context) -> bool | None:
    """What a meal costs at the place just named is no budget, unless it is called one."""
    sentence = re.split(r"[.!?;] ", text.rest[: match.start()])[-1]
    named = any(item.field == "table" for item in text.items)
    return None if named and not re.search(r"\b(?:budget|total|limit)\b", sentence) else False


@rules(
    r"(?:one (?:more|additional|extra)|another|an extra|an additional|(?:add|adding|squeeze in"
    r"|fit in|include|book)"
    rf"(?: in)? (?:an?|one more|another)) (?P<meal>breakfast|brunch|lunch|dinner|supper|meal)(?: "
    rf"(?:spot|place|reservation|stop|restaurant|booking))?(?: {ON_DAY})?",
    rf"(?:(?:that|the|this) )?(?:extra|additional) meal,? (?:(?:a|be|to|should|for) )*{_MEAL}"
    rf"(?: {ON_DAY})?",
    change=True,
)
def _extra(match: Match, text: Text, context: Context) -> None:
    meal = match["meal"]
    day = day_said(match, text, context) or only_day(text, context)
    text.tell("extra_meal", {"meal": _MEALS.get(meal, meal), **day}, match)
