"""Whether a sentence of a profile rests on the claims that it names, as far as can be counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.courtesy import is_filler
from agents.llm.wording import numbers, ways
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agents.llm.answers import Sourced
    from planner.profile import Claim

#: Letters from which two words are taken for forms of one.
_STEM = 5
_WORD = re.compile(r"[^\W\d_]+")


def resting(sentences: Iterable[Sourced], claims: Sequence[Claim]) -> Iterator[str]:
    """The sentences that say nothing beyond their claims, then every claim that none of them tells.

    So a model may join, order and word what is held of a traveller, and can add or hide nothing.
    """
    known = {claim.id: claim.text for claim in claims}
    told: set[str] = set()
    for sentence in sentences:
        named = [known[name] for name in sentence.claims if name in known]
        if len(named) == len(sentence.claims) and _says_no_more(sentence.text, named):
            told |= {*sentence.claims}
            yield sentence.text
    yield from (claim.text for claim in claims if claim.id not in told)


def _says_no_more(text: str, claims: Sequence[str]) -> bool:
    """Whether every word and number is one of the claims', and all go the same ways."""
    held = " ".join(claims)
    stems = {_stem(word) for word in _words(held)}
    return (
        numbers(text) == numbers(held)
        and ways(text) == ways(held)
        and all(is_filler(word) or _stem(word) in stems for word in _words(text))
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _stem(word: str) -> str:
    return word[:_STEM]
