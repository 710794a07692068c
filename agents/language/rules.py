"""How rules are written: a pattern of words and slots, and what it means.

In a pattern ``<count>`` is a slot of the table below, ``<n:count>`` a slot that the rule reads
by the name ``n``, and ``<kind=hotel|hostel>`` a slot of its own. Atoms (dates, sums, names) are
slots too.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from agents.language import numbers
from agents.language.text import MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from agents.language.context import Context
    from agents.language.text import Text

    Match = re.Match[str]
    #: What a match means; False where it means nothing after all and stays to be read.
    Meaning = Callable[[Match, Text, Context], bool | None]


def _atom(kinds: str) -> str:
    return rf"{MARK}[{kinds}]\d+\b"


#: A place, a quoted text, a name that is not on file.
_NAME = _atom("pqn")
_SEPARATOR = r"(?: ?, ?and | ?, ?or | ?, | ?,|,| and | or | & | as well as | plus )"
SLOTS = {
    "count": numbers.COUNT,
    "one": numbers.ONE,
    "amount": numbers.AMOUNT,
    "city": _atom("c"),
    "area": _atom("a"),
    "name": _NAME,
    "names": rf"(?:the )?{_NAME}(?:{_SEPARATOR}(?:the |to )?{_NAME})*",
    "money": _atom("m"),
    "time": _atom("t"),
    "date": _atom("d"),
    "range": _atom("r"),
    "window": _atom("w"),
    "weekday": _atom("k"),
    "sep": _SEPARATOR,
}
#: Repeated words before a rule's own are read up to a bound, so that no text takes for ever.
_BOUNDS = {" )*": " ){0,6}", " )+": " ){1,6}"}
_SLOT = re.compile(r"(?<!\(\?P)<(?:(\w+)([:=]))?([^<>]+)>")


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern of words and slots; it matches whole words only."""

    def slot(match: Match) -> str:
        name, sign, body = match[1], match[2], match[3]
        regex = body if sign == "=" else SLOTS[body]
        return f"(?P<{name}>{regex})" if name else f"(?:{regex})"

    regex = _SLOT.sub(slot, text)
    for many, some in _BOUNDS.items():
        regex = regex.replace(many, some)
    return re.compile(rf"(?<!\w)(?:{regex})(?!\w)")


class Rules:
    """The rules of one topic, tried in their order."""

    def __init__(self) -> None:
        """No rules yet."""
        self._written: list[tuple[str, Meaning, bool]] = []

    def __call__(self, *patterns: str, change: bool = False) -> Callable[[Meaning], Meaning]:
        """Let the function below be the meaning of these patterns.

        Args:
            change: they mean something only of a trip that stands already.
        """

        def add(meaning: Meaning) -> Meaning:
            self._written += [(text, meaning, change) for text in patterns]
            return meaning

        return add

    @cached_property
    def _compiled(self) -> list[tuple[re.Pattern[str], Meaning, bool]]:
        """Compiled at the first message: a trip given as data never waits for it."""
        return [(pattern(text), meaning, change) for text, meaning, change in self._written]

    def read(self, text: Text, context: Context) -> None:
        """Tell all that these rules understand, and blot it out."""
        for regex, meaning, change in self._compiled:
            if change and context.standing is None:
                continue
            for match in text.left(regex):
                if meaning(match, text, context) is not False:
                    text.claim(*match.span())
