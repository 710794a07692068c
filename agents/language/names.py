"""Atoms of names: quoted (q), cities (c), places (p), areas (a), and names not on file (n)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.language.calendar import MONTHS
from agents.language.gazetteer import NAMED
from agents.language.kinds import kind_of
from agents.language.numbers import COUNT
from agents.language.text import DONE, MARK, Atom
from agents.language.vocabulary import COMMON, is_vocabulary
from planner.taxonomy import Group
from tools.names import decides, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agents.language.context import Context
    from agents.language.text import Text

_QUOTED = re.compile(r"\"([^\"]{2,120})\"|(?<!\w)'((?:[^']|'(?=\w)){2,120})'(?!\w)")
_WORD = re.compile(rf"(?<!\w)[^\W_{MARK}](?:[\w'.&-]*\w)?")
#: Most words that a name on file is looked up with.
_LONGEST = 7
#: What may not lie between two words of one name.
_APART = re.compile(rf"[,;:!?()\"{DONE}{MARK}]|(?<!\bst)(?<!\bste)(?<!\bmt)(?<!\bft)\. ")
#: What follows a city, and what leads from one city to the next.
_STAYED = re.compile(
    rf"(?:,|:|,? \(| -)? (?:for )?(?:{COUNT})[ -](?:days?|nights?|weeks?)\b"
    rf"|,? (?:in|this|next|from) (?:{'|'.join(MONTHS)}|spring|summer|autumn|winter|week)\b"
)
_LINKED = re.compile(r"(?:,|,? and| or| then| to| &)(?: then)? (?P<next>\w+)")
#: Most words of a name not on file, those it may hold between its capitals, and what may lie
#: between its words.
_LONGEST_NAME, _LETTERS = 12, 200
_LINKS = frozenset(
    ("of", "the", "de", "la", "di", "della", "del", "du", "des", "da", "do", "le", "el")
)
_GAPS = frozenset((" ", " & ", " - ", "/"))


def mark_quotes(text: Text, context: Context) -> None:
    """Quoted texts are names, on file or not; a quoted city is a city."""

    def make(match: re.Match[str]) -> Atom | str | None:
        name = text.words(*match.span(1 if match[1] else 2)).strip(" ,.")
        key = fold(name)
        if key in context.gazetteer.places:
            return Atom("p", context.gazetteer.places[key])
        if key in context.gazetteer.cities:
            return Atom("c", context.gazetteer.cities[key])
        if kind_of(key) is not None:
            return key  # a kind of place, as "natural scenery", is no name
        return Atom("q", name) if key else None

    text.replace(_QUOTED, make)


def mark_known(text: Text, context: Context) -> None:
    """Cities, places and areas on file become atoms, longest names first."""
    gazetteer = context.gazetteer
    for kind, names in (("p", gazetteer.places), ("c", gazetteer.cities), ("a", gazetteer.areas)):
        if names:
            text.put(_found(text, kind, names))


def _found(text: Text, kind: str, names: Mapping[str, str]) -> list[tuple[int, int, Atom]]:
    """Stretches of the text that are names on file."""
    words = [match.span() for match in _WORD.finditer(text.rest)]
    found: list[tuple[int, int, Atom]] = []
    at = 0
    for i, (start, _) in enumerate(words):
        for _, end in reversed(words[i : i + _LONGEST]) if start >= at else ():
            stretch = text.rest[start:end]
            if _APART.search(stretch):
                continue
            key = fold(stretch)
            if key not in names and stretch.endswith("'s"):
                key, end = fold(stretch[:-2]), end - 2
            if (
                key in names
                and _is_name(text, start, end, kind)
                and not (kind in "ap" and " " not in stretch and _begins_longer(text, end))
            ):
                found.append((start, end, Atom(kind, names[key])))
                at = end
                break
    return found


def _is_name(text: Text, start: int, end: int, kind: str) -> bool:
    """Whether words that are also a name on file are meant as one."""
    typed = text.words(start, end)
    words = fold(typed).split()
    capital = any(char.isupper() for char in typed)
    if kind == "c":
        inside = capital and (not _begins_sentence(text, start) or _as_place(text, end))
        return len(words) > 1 or words[0] not in COMMON or inside
    telling = [word for word in words if decides(word) and not is_vocabulary(word)]
    if len(words) == 1:
        return bool(telling) and words[0] not in COMMON and (capital or len(words[0]) >= 5)
    return bool(telling) or (capital and typed[0].isupper() and typed.split()[-1][0].isupper())


def _as_place(text: Text, end: int) -> bool:
    """Whether a word at the beginning of a sentence is followed by what follows a city."""
    if _STAYED.match(text.rest, end):
        return True
    linked = _LINKED.match(text.rest, end)
    return linked is not None and text.words(*linked.span("next"))[0].isupper()


def mark_unknown(text: Text, context: Context) -> None:
    """Words in capitals that no other rule knows are names, on file where surely found there."""
    words = [match.span() for match in _WORD.finditer(text.rest)]
    found: list[tuple[int, int, Atom]] = []
    i = 0
    while i < len(words):
        j = i
        while j < min(len(words), i + _LONGEST_NAME) and _goes_on(text, words, i, j):
            j += 1
        count, known = _named(text, words[i:j], context)
        j = i + count
        if count > 1 or (count == 1 and not _begins_sentence(text, words[i][0])):
            start, end = words[i][0], words[j - 1][1]
            name = text.words(start, end)[:_LETTERS]
            found.append((start, end, Atom("n", name) if known is None else Atom("p", known)))
        i = max(j, i + 1)
    text.put(found)


def _named(text: Text, words: list[tuple[int, int]], context: Context) -> tuple[int, str | None]:
    """How many of these words are a name, and what it is called on file where surely found there.

    A word that the rules read, as Museums is, ends a name only where a sight is called so.
    """
    plain = len(words)
    while plain > 0 and not (_capital(text, words[plain - 1]) or _house(text, words[:plain])):
        plain -= 1
    if plain == 0:
        return 0, None
    for count in range(len(words), plain - 1, -1):
        name = text.words(words[0][0], words[count - 1][1])[:_LETTERS]
        groups = NAMED if count == plain else (Group.SIGHT,)
        known = context.gazetteer.find(name, groups)
        if known is not None:
            return count, known
    return plain, None


def _house(text: Text, words: list[tuple[int, int]]) -> bool:
    """Whether words end in "Museum" or "Gallery", written as the end of one name is."""
    *rest, last = words
    typed = text.words(*last)
    return typed in ("Museum", "Gallery") and bool(rest) and _capital(text, rest[-1])


def _capital(text: Text, word: tuple[int, int]) -> bool:
    """Whether a word is written as names are, and is none that the rules read."""
    typed = text.words(*word)
    return typed[0].isupper() and not is_vocabulary(text.rest[slice(*word)].partition("'")[0])


def _goes_on(text: Text, words: list[tuple[int, int]], i: int, j: int) -> bool:
    """Whether word j belongs to the name that begins with word i."""
    if j == i:
        return _capital(text, words[j])
    start, end = words[j]
    if text.rest[words[j - 1][1] : start] not in _GAPS:
        return False
    typed = text.words(start, end)
    return (typed[0].isupper() and typed != "I") or text.rest[start:end] in _LINKS


def _begins_longer(text: Text, end: int) -> bool:
    """Whether a word in capitals follows, so that a name is part of a longer one."""
    after = _WORD.match(text.rest, end + 1)
    return after is not None and text.words(*after.span())[0].isupper()


def _begins_sentence(text: Text, at: int) -> bool:
    before = text.rest[:at].rstrip(" (")
    return not before or before[-1] in ".!?:"
