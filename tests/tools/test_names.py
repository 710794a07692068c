"""Folding and likeness of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.names import deciding_words, fold, similarity


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nørrebro's  Bodega", "norrebros bodega"),
        ("Straße & Café", "strasse and cafe"),
        ("ŁÓDŹ", "lodz"),
        ("St. Peter-Ording", "st peter ording"),
        ("金閣寺", "金閣寺"),
        ("…!", ""),
    ],
)
def test_fold_leaves_plain_words(text: str, folded: str) -> None:
    """Accents, case, punctuation and double blanks go; words stay."""
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_fold_twice_is_fold_once(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20).map(fold), st.text(max_size=20).map(fold))
def test_similarity_is_a_share(one: str, other: str) -> None:
    """Likeness lies in 0..1 and is 1 for the same name only."""
    score = similarity(one, other)
    assert 0 <= score <= 1
    assert (score == 1) is (one == other)


@pytest.mark.parametrize(
    ("query", "likelier", "other"),
    [
        ("louvre", "louvre museum", "louis museum"),
        ("national museum", "national museum of denmark", "museum of art"),
        ("rijks museum", "rijksmuseum", "rijk van nijmegen"),
        ("gardens tivoli", "tivoli gardens", "kew gardens"),
    ],
)
def test_deciding_words_weigh_more(query: str, likelier: str, other: str) -> None:
    """A shared rare word counts for more than a shared common one."""
    assert similarity(query, likelier) > similarity(query, other)


def test_common_words_decide_nothing() -> None:
    """A query of common words is never sure; words set light count as common."""
    assert similarity("the museum", "museum of the sea") <= 0.6
    light = frozenset({"rome"})
    plain, lit = (similarity("pantheon rome", "pantheon", words) for words in (frozenset(), light))
    assert lit > 0.95 > plain
    assert deciding_words("the old museum") == ("the", "old", "museum")
    assert deciding_words("museum of rome") == ("rome",)
