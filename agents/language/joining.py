"""Who comes along over and above those before, and who does not any longer.

Fields: ``more`` ({adults, children, seniors}), ``fewer`` (adults or children: one of them less).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.numbers import count
from agents.language.rules import SLOTS, Rules
from agents.language.who import AGES, ELDER, GROWN, SENIOR_FROM, USUAL, YOUNG, ages_of

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_OLD = r"(?:elderly|older|senior|aged|old|retired)"
_SENIOR = rf"(?:seniors?|pensioners?|retirees?|elders?|{ELDER}s?)"
_ANYBODY = (
    r"(?:persons?|people|travell?ers?|adults?|(?:family |group )?members?|relatives?|guests?"
    rf"|companions?|{_SENIOR}|{GROWN}s?)"
)
_N = r"(?:one|two|three|four|five|\d|an?|another|an extra|an additional|some|my|our|the)"
_NAMED = rf"(?:,? (?:called |named )?{SLOTS['name']},?)?"
_IN = r"(?: (?:in|of|from) (?:ours|mine|our|my|the|us)(?: (?:group|party|family|team))?)?"
_WILL = (
    r"(?: (?:is|are|was|has|have|had|will|may|might|could|can|would|wants?|decided|going|be|to|now"
    r"|just|also|probably|possibly|suddenly|unexpectedly|temporarily|definitely|actually|recently"
    r"|unfortunately|sadly|might be|may be)|'s|'ll|'ve)*"
)
_JOIN = (
    r"(?:join(?:s|ed|ing)?|(?:com(?:e|es|ing)|came) (?:along|too|with (?:us|me)|as well)|coming"
    r"|tag(?:s|ged|ging)? along"
    r"|(?:travel(?:l?ing)?|go(?:ing)?|fly(?:ing)?) (?:with (?:us|me)|along))"
)
_DROP_OUT = (
    r"(?:(?:(?:had|has|have|will have|needs?|is having|are having) to|can't|cannot|can not|won't"
    r"|isn't|is not|aren't|are not|won't be|couldn't|is no longer|are no longer|doesn't|will not)"
    rf"(?: (?:be|able|to|now|unfortunately))* (?:drop(?:ping)? out|cancel(?:ling)?|back(?:ing)? out"
    r"|pull(?:ing)? out|make it|leave|bow out|bail(?: out)?|stay (?:home|behind)|go|travel"
    rf"|com(?:e|ing)|{_JOIN})|(?:dropped|backed|pulled|bailed) out"
    r"|cancell?ed|quit)"
)
_AFTER = (
    r"(?: (?:us|me|our|my|the|group|party|trip|family|after all|too|as well|now|anymore|any more"
    r"|at the last (?:minute|moment)|last minute|on this trip|for (?:the|this) trip|along))*"
)
_NUMBERS = {"another": 1, "an extra": 1, "an additional": 1, "my": 1, "our": 1, "the": 1, "some": 2}


@rules(
    rf"(?:and |but )?(?P<n>{_N})(?: more| extra| additional)?(?: (?P<old>{_OLD}))? "
    rf"(?P<noun>{_ANYBODY}|{YOUNG})(?:,? (?:who(?: is|'s)|aged?|is)?(?: now)? {AGES},?)?"
    rf"{_NAMED}{_WILL} {_JOIN}{_AFTER}"
    rf"(?:,? aged? (?P<ages2>\d+))?",
    rf"(?P<who>{SLOTS['name']}){_WILL} {_JOIN}{_AFTER}",
    rf"(?P<n>(?:one|two|three|\d) (?:more|extra|additional)|another|an extra|an additional) "
    rf"(?P<old>{_OLD} )?(?P<noun>{YOUNG})(?: more)?(?:(?:,? (?:aged?|of))? {AGES})?",
    rf"(?P<n>one|two|three|\d) (?:more|extra|additional) (?P<old>{_OLD} )?"
    rf"(?P<noun>{_ANYBODY})(?:,? (?:aged?|of) {AGES})?",
    rf"(?P<n>another|an extra|an additional) (?P<old>{_OLD} )?(?P<noun>{_ANYBODY})"
    rf"(?:,? (?:aged?|of) {AGES})?",
    rf"(?:bring|bringing|add|adding) (?P<n>my|our|an?|one more) (?P<old>{_OLD} )?"
    rf"(?P<noun>{_ANYBODY}|{YOUNG})(?: along| too| to (?:our|the) (?:group|party|trip))?",
)
def _joining(match: Match, text: Text, context: Context) -> bool | None:
    groups = match.groupdict()
    if groups.get("who"):
        if context.standing is None:
            return False
        text.tell("more", {"adults": 1}, match)
        return None
    noun, number = groups["noun"], _number(groups.get("n"))
    said = groups.get("ages") or groups.get("ages2")
    ages = ages_of(said) if said else []
    if re.fullmatch(YOUNG, noun):
        more: dict[str, object] = {"children": ages or [USUAL.get(noun[:3])] * number}
    elif groups.get("old") or re.fullmatch(_SENIOR, noun) or min(ages, default=0) >= SENIOR_FROM:
        more = {"seniors": number}
    else:
        more = {"adults": number}
    text.tell("more", more, match)
    return None


def _number(word: str | None) -> int:
    word = re.sub(r" (?:more|extra|additional)$", "", word or "one")
    return _NUMBERS[word] if word in _NUMBERS else count(word)


@rules(
    rf"(?:without|minus) (?P<n>my|our|the) (?P<noun>{YOUNG}|{GROWN})",
    rf"(?P<n>{_N})(?: more)?(?: {_OLD})? (?P<noun>{_ANYBODY}|{YOUNG}){_IN}{_NAMED}"
    rf"(?: (?:just|suddenly|unexpectedly|unfortunately|now|sadly|probably))* {_DROP_OUT}{_AFTER}",
    rf"(?P<n>{_N}) of us (?:just |unfortunately )?{_DROP_OUT}{_AFTER}(?P<noun>)",
    rf"(?P<n>)(?P<noun>){SLOTS['name']} (?:just |unfortunately )?{_DROP_OUT}{_AFTER}",
    r"(?P<n>one|two|three|\d) (?P<noun>person|people|adults?|child(?:ren)?|kids?|travell?ers?)"
    r" (?:less|fewer)",
    r"(?P<n>one|two|three|\d) (?:less|fewer) (?P<noun>person|people|adults?|child(?:ren)?|kids?)",
)
def _leaving(match: Match, text: Text, context: Context) -> None:
    kind = "children" if re.fullmatch(YOUNG, match["noun"]) else "adults"
    for _ in range(_number(match["n"] or None)):
        text.tell("fewer", kind, match)
