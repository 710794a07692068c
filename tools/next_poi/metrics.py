"""Ranking metrics with ties at their expected rank, so that a flat score cannot look good by luck.

A target tied with others takes every position among them with equal chance: a metric is the mean
over these positions.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.visits import FloatArray

_CUTS = (1, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the target came.

    Attributes:
        above: items scored strictly higher.
        tied: items scored the same, the target included.
    """

    above: int
    tied: int

    @classmethod
    def of(cls, scores: FloatArray, target: int) -> Placing:
        """Placing of ``target`` among ``scores`` [p]; a NaN counts as scored above, never below."""
        below, same = scores < scores[target], scores == scores[target]
        if np.isnan(scores[target]):
            return cls(len(scores) - 1, 1)
        return cls(int(len(scores) - below.sum() - same.sum()), int(same.sum()))

    def accuracy(self, k: int) -> float:
        """Chance of being among the first ``k``."""
        return float(np.clip((k - self.above) / self.tied, 0.0, 1.0))

    def reciprocal_rank(self) -> float:
        """Mean of 1 / rank over the tied positions."""
        return float((1.0 / np.arange(self.above + 1, self.above + self.tied + 1)).mean())

    def ndcg(self, k: int) -> float:
        """Mean of 1 / log2(rank + 1) over the tied positions; beyond rank ``k`` it is 0."""
        ranks = np.arange(self.above + 1, min(k, self.above + self.tied) + 1)
        return float((1.0 / np.log2(ranks + 1)).sum() / self.tied)


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over samples; a figure of an empty set of samples is NaN.

    Attributes:
        coverage: share of all places that come up among somebody's first ten.
        popularity_bias: mean over the first ten of a place's visitor percentile, 0..1, less the
            targets' mean.
    """

    samples: int
    acc1: float
    acc5: float
    acc10: float
    acc20: float
    mrr: float
    ndcg10: float
    return_acc1: float
    return_acc10: float
    discovery_acc1: float
    discovery_acc10: float
    coverage: float
    popularity_bias: float

    def report(self) -> dict[str, float]:
        """The figures under the names that reports use."""
        names = {
            "acc1": "acc@1",
            "acc5": "acc@5",
            "acc10": "acc@10",
            "acc20": "acc@20",
            "ndcg10": "ndcg@10",
        }
        names |= {
            f"{kind}_acc{k}": f"{kind}_acc@{k}" for kind in ("return", "discovery") for k in (1, 10)
        }
        return {names.get(name, name): value for name, value in asdict(self).items()}


class Tally:
    """Collects placings and sums them up."""

    def __init__(self, visitors: FloatArray) -> None:
        """``visitors`` of each place [p], for coverage and popularity bias."""
        self._percentile = np.searchsorted(np.sort(visitors), visitors, side="left") / max(
            len(visitors) - 1, 1
        )
        self._placings: list[Placing] = []
        self._returns: list[bool] = []
        self._shown: set[int] = set()
        self._bias: list[float] = []

    def add(self, scores: FloatArray, target: int, is_return: bool) -> None:
        """Count one sample: scores [p], the place visited, and whether the user knew it."""
        top = np.argpartition(-scores, min(10, len(scores) - 1))[:10]
        self._placings.append(Placing.of(scores, target))
        self._returns.append(is_return)
        self._shown.update(top.tolist())
        self._bias.append(float(self._percentile[top].mean() - self._percentile[target]))

    def figures(self) -> Figures:
        """The means so far."""
        returns = np.array(self._returns, dtype=bool)
        acc = {k: np.array([placing.accuracy(k) for placing in self._placings]) for k in _CUTS}
        return Figures(
            samples=len(self._placings),
            acc1=_mean(acc[1]),
            acc5=_mean(acc[5]),
            acc10=_mean(acc[10]),
            acc20=_mean(acc[20]),
            mrr=_mean([placing.reciprocal_rank() for placing in self._placings]),
            ndcg10=_mean([placing.ndcg(10) for placing in self._placings]),
            return_acc1=_mean(acc[1][returns]),
            return_acc10=_mean(acc[10][returns]),
            discovery_acc1=_mean(acc[1][~returns]),
            discovery_acc10=_mean(acc[10][~returns]),
            coverage=len(self._shown) / len(self._percentile),
            popularity_bias=_mean(self._bias),
        )


def _mean(values: Sequence[float] | FloatArray) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
