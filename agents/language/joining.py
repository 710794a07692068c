"""Who comes along over and above those before, and who does not any longer.

Fields: ``more`` ({adults, children, seniors}), ``fewer`` (adults or children: one of them less).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.numbers import count
from agents.language.rules import Rules
from agents.language.who import AGES, ELDER, GROWN, USUAL, YOUNG, ages_of

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()


@rules(
    r"(?:and |but )?(?P<n>one|two|three|\d|another|an extra) (?:more |extra "
    rf"|additional )?(?P<noun>{YOUNG}|adults?|persons?|people|travell?ers?|seniors?"
    rf"|{GROWN}s?)(?: more)?(?: (?:is|are)? ?(?:joining|coming|coming along|joins?"
    r"|will join|may join|can join)(?: us| me)?(?: too| as well)?)(?:, aged?| aged?)?"
    rf"(?: {AGES})?",
    rf"(?P<n>one|two|three|\d) (?:more|extra|additional) (?P<noun>{YOUNG}|adults?"
    rf"|persons?|people|travell?ers?|seniors?|{GROWN}s?)(?:,? (?:aged?|of) {AGES})?",
    rf"(?P<n>another|an extra) (?P<noun>{YOUNG}|adults?|person|travell?er|senior"
    rf"|{GROWN})(?:,? (?:aged?|of) {AGES})?",
    rf"(?:my|our) (?P<noun>{GROWN}|{ELDER}|{YOUNG}) (?:is|are|will be|might be"
    r"|may be)? ?(?:joining|coming along|coming too|coming with us|coming|joins"
    r"|will join)(?: us| me)?(?: too| as well)?",
    rf"(?:bring|bringing|add|adding) (?:my|our|a|one more) (?P<noun>{GROWN}|{ELDER}"
    rf"|{YOUNG})(?: along| too)?",
)
def _joining(match: Match, text: Text, context: Context) -> bool | None:
    groups = match.groupdict()
    number = 1 if groups.get("n") in (None, "another", "an extra") else count(groups["n"])
    noun = groups["noun"]
    ages = ages_of(groups["ages"]) if groups.get("ages") else []
    if re.fullmatch(YOUNG, noun):
        more: dict[str, object] = {"children": ages or [USUAL.get(noun[:3])] * number}
    elif noun.startswith("senior") or re.fullmatch(ELDER, noun):
        more = {"seniors": number}
    else:
        more = {"adults": number}
    text.tell("more", more, match)
    return None


@rules(
    rf"(?:without|minus) (?:my|our|the) (?P<noun>{YOUNG}|{GROWN})|(?:my|our|the) "
    rf"(?P<noun2>{YOUNG}|{GROWN}) (?:is not|isn't|are not|aren't|can't|cannot"
    r"|won't be|is no longer|are no longer) (?:coming|joining|make it|come|join)(?: us"
    r"| along| after all)*",
    r"(?:one|1) (?P<noun>person|adult|child|kid|traveler|traveller) (?:less|fewer)"
    r"|one (?:less|fewer) (?P<noun2>person|adult|child|kid)",
)
def _leaving(match: Match, text: Text, context: Context) -> None:
    noun = match["noun"] or match["noun2"]
    text.tell("fewer", "children" if re.fullmatch(YOUNG, noun) else "adults", match)
