"""Whether a sentence in other words still tells the same facts, as far as that can be counted."""

from __future__ import annotations

import re
from collections import Counter

from agents.language.courtesy import is_filler
from tools.names import fold

#: Longest that a sentence may become, in its own lengths.
_STRETCH = 2.0
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_CAPITAL = re.compile(r"[^\W\d_]*[A-ZÀ-ÖØ-Þ][\w'’-]*")
_BEGINS = re.compile(r"(?:^|[.!?:] )\W*$")
#: Which way something goes; a sentence in other words has to go the same ways.
_WAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:no|not|never|none|nothing|nobody|neither|nor|without|cannot|\w+n['’]t)\b",
        r"^in:|\b(?:add(?:s|ed)?|joins?|joined|new|(?:comes?|came|is|put) in|includ\w+)\b",
        r"^out:|\b(?:drop(?:s|ped)?|remov\w+|gone|goes out|leaves|left out|is out|skip\w*)\b",
        r"\b(?:later|postponed|delayed)\b",
        r"\b(?:earlier|sooner)\b",
        r"\b(?:more|additional|extra|higher|increase\w*)\b",
        r"\b(?:less|fewer|lower|reduc\w+)\b",
        r"\b(?:cheap\w*|saves?)\b",
        r"\b(?:dear\w*|expensive|costlier)\b",
        r"\b(?:longer|extended)\b",
        r"\b(?:shorter|shortened)\b",
        r"\b(?:moved?|moves)\b",
        r"\b(?:open|opens|opened)\b",
        r"\b(?:closed?|closes|shut)\b",
    )
)


def same_facts(old: str, new: str) -> bool:
    """Whether both have the same numbers and names, and go the same ways."""
    return (
        0 < len(new) <= _STRETCH * len(old) + 40
        and numbers(old) == numbers(new)
        and ways(old) == ways(new)
        and _names_within(new, old)
        and _names_within(old, new)
    )


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, as they are written, and how often."""
    return Counter(_NUMBER.findall(text))


def ways(text: str) -> list[bool]:
    """Which of the ways that something may go a text speaks of."""
    return [way.search(text) is not None for way in _WAYS]


def _names_within(text: str, other: str) -> bool:
    """Whether every name is in the other text too; a plain word may begin a sentence."""
    words = set(fold(other).split())
    for match in _CAPITAL.finditer(text):
        begins = _BEGINS.search(text[: match.start()]) is not None
        plain = begins and is_filler(match[0].lower())
        if not plain and not set(fold(match[0]).split()) <= words:
            return False
    return True
