"""Time that is to stay free of plans, which no plan heeds yet, so that it is said.

Field: ``free_time`` ({words, date or day}).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.days import ON_DAY, PART_OF_DAY, day_said
from agents.language.rules import Rules
from agents.language.text import MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_KEEP = r"(?:(?:please|keep|leave|have|give us|give me|want|need|we|i|'d|like|to|with) )"
_PLANS = r"(?:plans?|programme|schedule)"


@rules(
    rf"{_KEEP}{{1,5}}(?:the )?{ON_DAY} (?:(?:entirely|completely|all) )?free"
    rf"(?: (?:of|from) {_PLANS})?(?! of)",
    rf"{_KEEP}{{0,5}}(?:an? |one )?free {PART_OF_DAY}(?: without {_PLANS})?(?: {ON_DAY})?",
    r"(?:keep|leave|have|give us|give me|want|need) (?:an? |one )(?:whole )?free day"
    rf"(?: {ON_DAY})?",
    rf"(?:no|don't (?:need|want) (?:a|any)|without (?:a|any)) {_PLANS} (?:for|on) (?:the )?{ON_DAY}"
    rf"|nothing(?: planned)? {ON_DAY}",
)
def _free(match: Match, text: Text, context: Context) -> bool | None:
    """What is to stay free; a date that one has free for the trip is the trip's."""
    if context.standing is None and re.search(rf"{MARK}d\d+ .*free", match[0]):
        return False
    words = text.words(*match.span()).strip(" ,.")
    text.cannot(f"{words!r}: free time is not held; a light day, or an early end, can be.")
    text.tell("free_time", {"words": words, **day_said(match, text, context)}, match)
    return None
