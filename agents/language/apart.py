"""What is said beside a liking that no plan heeds: the day, or the hour, it is to be had at.

Field: ``liking_at`` ({words, date or day}), read when all else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.language.days import PART_OF_DAY, day_said
from agents.language.rules import Rules
from agents.language.text import DONE, MARK

if TYPE_CHECKING:
    from agents.language.context import Context
    from agents.language.rules import Match
    from agents.language.text import Text

rules = Rules()

_LIKINGS = ("interest", "cuisine", "must")
_NOT_HELD = ("a liking is not held to a day or an hour.", "no sight is held to a part of a day.")
_DAY = rf"(?:on |for )?(?:the )?{MARK}[ykd]\d+\b(?: {PART_OF_DAY})?"
_HOUR = (
    rf"(?:(?:in the|at|during the|every|each|one|on the first|on the last) {PART_OF_DAY}"
    r"|(?:at )?(?:sunrise|sunset|dawn|dusk)|early(?: in the morning| before the crowds)?"
    rf"|(?:at|before|after|around|from) {MARK}t\d+\b|(?:once|twice|at least once|every day)"
    r"|(?:when|if) it rains|on rainy days)"
)


@rules(rf"(?<={DONE} )(?:one )?(?:{_DAY}|{_HOUR})(?: {_DAY})?")
def _liking_at(match: Match, text: Text, context: Context) -> bool | None:
    """``Jazz on Friday night``: jazz is a liking, and Friday night is told not to be heeded."""
    before = text.told_until(match.start())
    if before is None or before.field not in _LIKINGS:
        return False
    words = text.typed[before.evidence.start : text.span(*match.span()).end]
    text.cannot(f"{words.strip(' ,.')!r}: {_NOT_HELD[before.field == 'must']}")
    text.tell("liking_at", {"words": words, **day_said(match, text, context)}, match)
    return None
