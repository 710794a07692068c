"""Ranking metrics against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tools.next_poi.metrics import Placing, Tally


def test_untied_target_has_its_rank() -> None:
    """A target with two items above comes third."""
    placing = Placing.of(np.array([5.0, 4.0, 3.0, 1.0]), target=2)
    assert (placing.above, placing.tied) == (2, 1)
    assert [placing.accuracy(k) for k in (1, 2, 3, 10)] == [0, 0, 1, 1]
    assert placing.reciprocal_rank() == pytest.approx(1 / 3)
    assert placing.ndcg(10) == pytest.approx(1 / np.log2(4))


def test_ties_are_at_expected_rank() -> None:
    """A flat score over four items is right at once one time in four, and no better."""
    placing = Placing.of(np.zeros(4), target=0)
    assert placing.accuracy(1) == 0.25
    assert placing.accuracy(3) == 0.75
    assert placing.accuracy(10) == 1
    assert placing.reciprocal_rank() == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4)


def test_tie_across_the_cut_counts_in_part() -> None:
    """With one item above and three tied, two of the three lie within the first three."""
    placing = Placing.of(np.array([9.0, 1.0, 1.0, 1.0, 0.0]), target=3)
    assert placing.accuracy(3) == pytest.approx(2 / 3)
    assert placing.ndcg(2) == pytest.approx(1 / np.log2(3) / 3)


def test_nan_is_never_in_the_targets_favour() -> None:
    """A score that is no number puts its own item last and counts as above any other."""
    scores = np.array([np.nan, 1.0, 0.0])
    assert Placing.of(scores, target=0) == Placing(2, 1)
    assert Placing.of(scores, target=1) == Placing(1, 1)


def test_tally_splits_returns_from_discoveries() -> None:
    """Each kind has its own mean, and coverage counts every place shown to somebody."""
    tally = Tally(visitors=np.arange(30.0))
    scores = np.linspace(1, 0, 30)
    tally.add(scores, target=0, is_return=True)
    tally.add(scores, target=29, is_return=False)
    figures = tally.figures()
    assert (figures.acc1, figures.return_acc1, figures.discovery_acc10) == (0.5, 1.0, 0.0)
    assert figures.coverage == pytest.approx(10 / 30)
    assert figures.report()["acc@1"] == 0.5


def test_figures_of_nothing_are_not_a_number() -> None:
    """No discoveries among the samples gives NaN, not a zero that looks like a result."""
    tally = Tally(visitors=np.ones(3))
    tally.add(np.array([1.0, 0.0, 0.0]), target=0, is_return=True)
    assert np.isnan(tally.figures().discovery_acc10)
