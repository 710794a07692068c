"""How sure a mean is: the interval that holds 95 % of the means of cases drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def interval(
    sums: NDArray[Any],
    counts: NDArray[Any] | None = None,
    draws: int = 2_000,
    seed: int = 0,
) -> tuple[float, float]:
    """The bounds of a mean's interval.

    Args:
        sums: one a case; cases are drawn as often as there are, with replacement.
        counts: how many values the sum of each case is of; one, if not given.
    """
    drawn = np.random.default_rng(seed).integers(len(sums), size=(draws, len(sums)))
    if counts is None:
        means = sums[drawn].mean(axis=1)
    else:
        means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
