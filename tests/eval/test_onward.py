"""Where travellers go on to, held against who said so: the moments, and the sums."""

from __future__ import annotations

import pytest

from eval.onward import WAYS, Sent, figures, measure


def test_all_ways_rank_the_same_moments() -> None:
    """A handful of travellers of another seed: each moment is asked of everybody once."""
    found = list(measure(4, seed=5))
    assert found and len(found) % len(WAYS) == 0
    moments = sorted({sent.moment for sent in found})
    assert moments == list(range(len(found) // len(WAYS)))
    for moment in moments:
        assert [sent.way for sent in found if sent.moment == moment] == list(WAYS)
    assert any(sent.hit for sent in found) and not all(sent.hit for sent in found)
    again = list(measure(4, seed=5))
    assert again == found


def test_means_are_by_way_and_gains_by_moment() -> None:
    """Two moments: the model hits both, the nearest one of them."""
    hits = {"nearest": (True, False), "renown": (False, False), "model": (True, True)}
    found = [
        Sent(moment, way, hits.get(way, (True, False))[moment], 0.5 * moment)
        for moment in range(2)
        for way in WAYS
    ]
    told = figures(found)
    assert (told["moments"], told["hit: model"], told["hit: nearest"]) == (2, 1.0, 0.5)
    assert told["hit: model over nearest"] == pytest.approx([0.5, 0.0, 1.0])
    assert told["taste: model"] == 0.25
