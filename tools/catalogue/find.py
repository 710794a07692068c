"""Which places a name typed by a person may mean, and how surely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tools.names import SAME_LETTERS, deciding_words, fold, is_slip, similarity, trigrams

if TYPE_CHECKING:
    from planner.place import Place

#: ``Hit.score`` from which a name is taken as meant, where no other place reaches it too.
SURE_SCORE = 0.84
#: ``Hit.score`` from which the better known of several is taken, if it leads by ``CLEAR_LEAD``.
CLOSE_SCORE = 0.945
CLEAR_LEAD = 0.05
#: What a place that everybody visits gains over one that nobody does, among names alike.
_POPULARITY_SHARE = 0.1
_LEAST_SCORE = 0.45
_PER_SOURCE = 60
_SPELLINGS = 30
#: The code point above every letter closes the range of names that begin with a text.
_TOP = "\U0010ffff"
#: The first of the scripts that write no blanks between words.
_UNSPACED = 0x2E80

Search = tuple[str, tuple[object, ...]]
Rows = Callable[[str, Sequence[object]], list[Any]]


class Hit(NamedTuple):
    """A place that a typed name may mean.

    Attributes:
        score: likeness of the name, 0..1; 1 is the same name, accents and case aside.
        sure: whether it is the one meant: like enough, and clearly ahead of every other.
    """

    place: Place
    score: float
    sure: bool


def candidates(rows: Rows, query: str) -> list[int]:
    """Rows of places whose names may be meant by a folded query, without repeats.

    Args:
        rows: runs SQL on a catalogue with values.
        query: folded; empty finds nothing.
    """
    if not query:
        return []
    searches = (*_by_key(query), *_by_words(rows, query))
    return list(dict.fromkeys(row for sql, values in searches for (row,) in rows(sql, values)))


def ranked(query: str, places: Iterable[Place], light: Iterable[str]) -> list[Hit]:
    """Places with names like a folded query, likeliest first; of names alike the more popular.

    A name typed exactly comes before all others, however popular they are.

    Args:
        query: folded.
        places: candidates.
        light: folded words that decide nothing, such as the city's own name.
    """
    ignored = frozenset(light)
    scored = [(max(similarity(query, name, ignored) for name in _names(p)), p) for p in places]
    scored = [pair for pair in scored if pair[0] >= _LEAST_SCORE]
    scored.sort(key=lambda pair: (pair[0] < SAME_LETTERS, -_rank(*pair), pair[1].id))
    clear = _is_clear(scored)
    return [Hit(place, score, clear and i == 0) for i, (score, place) in enumerate(scored)]


def _by_key(query: str) -> Iterator[Search]:
    """Names that are the query, in one word or several, or begin with it."""
    by_name = "SELECT place FROM place_name WHERE"
    yield f"{by_name} key IN (?, ?) LIMIT ?", (query, query.replace(" ", ""), _PER_SOURCE)
    yield f"{by_name} key > ? AND key < ? LIMIT ?", (query, query + _TOP, _PER_SOURCE)
    if any(ord(char) >= _UNSPACED for char in query):
        yield f"{by_name} instr(key, ?) LIMIT ?", (query, _PER_SOURCE)


def _by_words(rows: Rows, query: str) -> Iterator[Search]:
    """Names that hold all words of the query, or else its deciding ones, forgiving slips."""
    spelt = {word: _spellings(rows, word) for word in query.split()}
    text = "SELECT rowid FROM place_text WHERE place_text MATCH ? ORDER BY rank LIMIT ?"
    every = " AND ".join(f"({' OR '.join(forms)})" for forms in spelt.values())
    some = " OR ".join(form for word in deciding_words(query) for form in spelt[word])
    joined = " OR ".join(_spellings(rows, query.replace(" ", "")))
    for expression in dict.fromkeys((every, joined, some)):
        yield text, (f"names : ({expression})", _PER_SOURCE)


def _spellings(rows: Rows, word: str) -> list[str]:
    """Search terms for a word: what begins with it, and words on file that it may be a slip of."""
    sql = "SELECT word FROM name_word WHERE name_word MATCH ? ORDER BY rank LIMIT ?"
    windows = " OR ".join(f'"{window}"' for window in trigrams(word))
    like = rows(sql, (windows, _SPELLINGS)) if windows else []
    slips = [other for (other,) in like if other != word and is_slip(word, other)]
    return [f'"{word}"*', *(f'"{other}"' for other in slips)]


def _names(place: Place) -> list[str]:
    return [fold(name) for name in (place.name, place.name_local or place.name, *place.aliases)]


def _rank(score: float, place: Place) -> float:
    return score + _POPULARITY_SHARE * place.popularity


def _is_clear(scored: Sequence[tuple[float, Place]]) -> bool:
    """Whether the first of a ranking is the one meant."""
    if not scored or scored[0][0] < SURE_SCORE:
        return False
    if len(scored) == 1:
        return True
    (first, _), (second, _) = scored[:2]
    if second < SAME_LETTERS <= first:
        return True
    if first < CLOSE_SCORE:
        return second < SURE_SCORE
    return _rank(*scored[0]) - _rank(*scored[1]) >= CLEAR_LEAD
