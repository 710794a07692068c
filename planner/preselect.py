"""Preselection among numbers: of ten thousand candidates, those that a search should look at.

What a visit brings is weighed against the share it takes of what the trip has: time (the visit and
the way to it from its nearest good neighbours), money, metres on foot. Kept are the visits that
must be made, the best by that measure, the best open at each hour of each day, so that no hour is
left without a choice, and meals: the best, and those nearest to the best sights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.kernel import Floats, Ints

    Bools = NDArray[np.bool_]

#: Candidates whose distances are looked at, as a multiple of how many are kept.
WORTHY = 4
#: Nearest neighbours that a candidate is reached from.
NEAR = 3
#: Share kept for meals, and half-shares for the hours of the days.
MEALS, HOURS = 0.2, 0.3
#: Length of the parts of a day that each keep a choice, in minutes.
PART = 120


class Offers(NamedTuple):
    """N candidates.

    Attributes:
        where: int (N, 2), metres.
        value: float (N,), points.
        length: int (N,), minutes of a visit.
        cost: float (N,).
        starts: int (N, D, K, 2), a visit may begin from the first minute to the second; not at all
            if that is less.
        meal, must: bool (N,), whether it is a meal, and whether it has to be in the plan.
    """

    where: Ints
    value: Floats
    length: Ints
    cost: Floats
    starts: Ints
    meal: Bools
    must: Bools


class Means(NamedTuple):
    """What the whole trip may use; infinity where nothing limits it.

    Attributes:
        pace: metres walked in a minute.
    """

    minutes: float
    money: float
    metres: float
    pace: float


def preselect(offers: Offers, means: Means, keep: int) -> Ints:
    """Indices of about ``keep`` candidates, in ascending order; all of them if there are no more.

    More are kept where more than that must be.
    """
    count = len(offers.value)
    if count <= keep:
        return np.arange(count)
    possible: Bools = np.any(offers.starts[..., 0] <= offers.starts[..., 1], axis=(1, 2))
    anywhere = _worth(offers, means, np.zeros(count))
    pool = np.flatnonzero(_chosen(offers, anywhere, possible, WORTHY * keep))
    worth = np.zeros(count)
    worth[pool] = _worth(_rows(offers, pool), means, _approach(offers.where[pool]))
    among = np.zeros(count, np.bool_)
    among[pool] = True
    return np.flatnonzero(_chosen(offers, worth, possible & among, keep))


def _chosen(offers: Offers, worth: Floats, among: Bools, keep: int) -> Bools:
    """What must be, meals, the best of each hour, and the best of the rest: a flag for each."""
    sights, meals = among & ~offers.meal, among & offers.meal
    chosen = offers.must.copy()
    chosen[_meals(offers, worth, sights, meals, round(MEALS * keep))] = True
    chosen[_by_hour(offers, worth, sights, round(HOURS * keep))] = True
    chosen[_best(worth, sights & ~chosen, keep - int(chosen.sum()))] = True
    return chosen


def _rows(offers: Offers, rows: Ints) -> Offers:
    return Offers._make(column[rows] for column in offers)


def _worth(offers: Offers, means: Means, approach: Floats) -> Floats:
    """Points for the share of the trip's means that a candidate takes, ``approach`` metres off."""
    share = (
        (np.maximum(offers.length, 1) + approach / means.pace) / means.minutes
        + offers.cost / means.money
        + approach / means.metres
    )
    return offers.value / share


def _approach(where: Ints) -> Floats:
    """Mean metres to the nearest others, float (N,)."""
    x, y = where[:, 0].astype(float), where[:, 1].astype(float)
    away = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(away, np.inf)
    near = min(NEAR, len(where) - 1)
    return np.partition(away, near - 1, axis=1)[:, :near].mean(axis=1) if near else np.zeros(1)


def _best(worth: Floats, among: Bools, count: int) -> Ints:
    """The ``count`` best of some, by index where they are equal."""
    rows = np.flatnonzero(among)
    return rows[np.argsort(-worth[rows], kind="stable")][: max(0, count)]


def _meals(offers: Offers, worth: Floats, sights: Bools, meals: Bools, count: int) -> Ints:
    """Half of the meals are the best anywhere, half the nearest to each of the best sights."""
    best = _best(worth, meals, count - count // 2)
    rest = np.setdiff1d(np.flatnonzero(meals), best)
    if len(rest) == 0:
        return best
    tops = offers.where[_best(worth, sights | offers.must, count)]
    away = np.hypot(*(offers.where[rest, axis, None] - tops[:, axis] for axis in (0, 1)))
    nearest = rest[np.argsort(away.min(axis=1, initial=np.inf), kind="stable")]
    return np.union1d(best, nearest[: count // 2])


def _by_hour(offers: Offers, worth: Floats, sights: Bools, count: int) -> Ints:
    """The best of each part of each day, ``count`` in all at most."""
    days = offers.starts.shape[1]
    first, last = offers.starts[..., 0], offers.starts[..., 1]
    open_at_all = first <= last
    if not open_at_all.any():
        return np.zeros(0, np.int64)
    parts = np.arange(first[open_at_all].min(), last[open_at_all].max() + 1, PART)
    each = count // (days * len(parts))
    found = [np.zeros(0, np.int64)]
    for part in parts:
        begins = (np.maximum(first, part) <= np.minimum(last, part + PART - 1)).any(axis=2)
        found += [_best(worth, sights & begins[:, day], each) for day in range(days)]
    return np.unique(np.concatenate(found))
