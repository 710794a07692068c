"""Time that is to stay free of plans, which no plan heeds yet, so that it is said.

Field: ``free_time`` ({words, date or day}).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, PART_OF_DAY, day_said
from agents.language.rules import Rules

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_KEEP = r"(?:(?:please|keep|leave|have|give us|give me|want|need|we|i|'d|like|to|with) )*"


@rules(
    rf"{_KEEP}(?:the )?{ON_DAY} (?:(?:entirely|completely|all) )?free(?: (?:of|from) plans)?",
    rf"{_KEEP}(?:an? |one )?free {PART_OF_DAY}(?: without plans)?(?: {ON_DAY})?",
    r"(?:keep|leave|have|give us|give me|want|need) (?:an? |one )(?:whole )?free day"
    rf"(?: {ON_DAY})?",
    rf"(?:{_KEEP}no|don't (?:need|want) an?y?|without an?y?|nothing(?: planned)?) ?(?:plans?"
    rf"|programme|planned)? (?P<on>(?:for|on) (?:the )?{ON_DAY})",
)
def _free(match: Match, text: Text, context: Context) -> None:
    words = text.words(*match.span()).strip(" ,.")
    text.cannot(f"{words!r}: free time is not held; a light day, or an early end, can be.")
    text.tell("free_time", {"words": words, **day_said(match, text, context)}, match)
