"""Comparing names as people type them: without accents, articles, word order or typing slips."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

#: Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({
    "æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h",
    "\u0131": "i",  # dotless i
    "\u2019": None, "'": None, "\u02bc": None, "`": None,  # apostrophes
    "&": " and ",
})  # fmt: skip
#: Words that tell nobody which place is meant.
_FILLERS = frozenset(
    """
    a an the of and at in on by to for de la le les l du des d da do dos das di del della dei degli
    delle il lo gli i el los las y e et und der die das den dem det en och og van het
    """.split()  # noqa: SIM905
)
#: Words that many places share: they help, but do not decide.
_GENERIC = frozenset(
    """
    museum museo musee museet art gallery galleria park parc parco garden gardens church chiesa
    eglise kirke cathedral basilica chapel castle palace palazzo palais slot tower bridge square
    piazza place plaza market mercato marche hotel hostel apartments restaurant ristorante cafe
    caffe coffee bar pub bakery house centre center station airport street road temple shrine beach
    grill bistro brasserie trattoria osteria pizzeria diner inn kitchen
    zoo theatre theater opera library national royal old new city
    """.split()  # noqa: SIM905
)
_FILLER_WEIGHT, _GENERIC_WEIGHT = 0.02, 0.25
#: ``similarity`` of a name with blanks more or fewer; what is only alike stays below it.
SAME_LETTERS = 0.98
#: Two words closer than this are the same word with a slip in it.
_SLIP = 0.72


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents and punctuation, one blank between words.

    ``Nørrebro's  Bodega`` becomes ``norrebros bodega``.
    """
    # Folding case can bring forth accents, and taking letters apart capitals: each comes twice.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = apart.casefold().translate(_LETTERS)
    kept = (c if _is_word(c) else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def similarity(query: str, name: str, light: frozenset[str] = frozenset()) -> float:
    """How surely ``query`` means ``name``, 0..1; 1 is the same name.

    Args:
        query: what was typed, folded.
        name: a name on file, folded.
        light: folded words that decide nothing here, such as the city's own name.
    """
    if query == name:
        return 1.0
    if not query or not name:
        return 0.0
    if query.replace(" ", "") == name.replace(" ", ""):
        return SAME_LETTERS
    ours, theirs = _weighted(query, light), _weighted(name, light)
    pairs = {word: {other: _word_similarity(word, other) for other in theirs} for word in ours}
    asked = _covered(ours, {word: max(row.values()) for word, row in pairs.items()})
    named = _covered(theirs, {other: max(row[other] for row in pairs.values()) for other in theirs})
    score = min(0.97, 0.75 * asked + 0.25 * named)
    if all(weight < 1 for weight in ours.values()):
        score = min(score, 0.6)
    return max(score, _whole(query, name))


def deciding_words(query: str) -> tuple[str, ...]:
    """The words of a folded text that tell places apart; all of them where none does."""
    words = tuple(dict.fromkeys(query.split()))
    deciding = tuple(filter(decides, words))
    return deciding or words


def decides(word: str) -> bool:
    """Whether a folded word tells places apart, rather than being shared by many."""
    return word not in _GENERIC and word not in _FILLERS


def is_slip(word: str, other: str) -> bool:
    """Whether two folded words may be the same with a slip of the finger."""
    return _word_similarity(word, other) >= _SLIP


def trigrams(text: str) -> tuple[str, ...]:
    """The distinct three-letter windows of a folded text, in order."""
    return tuple(dict.fromkeys(text[i : i + 3] for i in range(len(text) - 2)))


def _is_word(char: str) -> bool:
    # Marks that are not accents, such as vowel signs of Indic scripts, belong to their word.
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _weighted(text: str, light: frozenset[str]) -> dict[str, float]:
    """Each word with its weight: 1 decides, less only helps."""

    def weight(word: str) -> float:
        if word in _FILLERS or word in light:
            return _FILLER_WEIGHT
        return _GENERIC_WEIGHT if word in _GENERIC else 1.0

    return {word: weight(word) for word in text.split()}


def _covered(words: dict[str, float], matched: dict[str, float]) -> float:
    """Share of the words' letters that found a counterpart, deciding words first."""
    total = sum(weight * len(word) for word, weight in words.items())
    return sum(weight * len(word) * matched[word] for word, weight in words.items()) / total


@lru_cache(maxsize=65536)
def _word_similarity(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return 0.0
    if len(short) >= 4 and long.startswith(short):
        return 0.85 + 0.15 * len(short) / len(long)
    if len(short) >= 6 and short in long:
        return 0.8
    if 2 * len(short) / (len(short) + len(long)) < _SLIP:
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= _SLIP else 0.0


def _whole(query: str, name: str) -> float:
    """Similarity of the two as strings without blanks, for words that one side writes together."""
    one, other = query.replace(" ", ""), name.replace(" ", "")
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 0.95 * matcher.ratio() if matcher.real_quick_ratio() > 0.6 else 0.0
