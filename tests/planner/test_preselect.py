"""Preselection among numbers: what is kept, and why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from planner.preselect import Means, Offers, preselect

#: A day of ten hours on foot, with money and feet without end.
DAY = Means(minutes=600.0, money=np.inf, metres=np.inf, pace=60.0)


def offers(count: int, **more: Any) -> Offers:
    """Candidates of an hour in a row, 100 metres apart, all worth 10 and open from 0 to 600."""
    alike: dict[str, Any] = {
        "where": np.stack([100 * np.arange(count), np.zeros(count, np.int64)], axis=1),
        "value": np.full(count, 10.0),
        "length": np.full(count, 60),
        "cost": np.zeros(count),
        "starts": np.tile(np.array([0, 600]), (count, 1, 1, 1)),
        "meal": np.zeros(count, np.bool_),
        "must": np.zeros(count, np.bool_),
    }
    return Offers(**(alike | more))


def flags(count: int, *rows: int) -> np.ndarray:
    """True in these rows."""
    found = np.zeros(count, np.bool_)
    found[list(rows)] = True
    return found


def test_few_are_all_kept() -> None:
    """As many as may be kept, or none at all."""
    assert preselect(offers(5), DAY, 5).tolist() == [0, 1, 2, 3, 4]
    assert preselect(offers(0), DAY, 5).tolist() == []


def test_the_most_worth_for_their_time_are_kept() -> None:
    """Twice the points in a quarter more time are better, in twice the time and more not."""
    value, length = np.full(30, 10.0), np.full(30, 60)
    value[7], length[7] = 20.0, 75
    value[8], length[8] = 20.0, 240
    kept = preselect(offers(30, value=value, length=length), DAY, 5).tolist()
    assert 7 in kept
    assert 8 not in kept


def test_what_lies_far_from_all_else_has_to_be_worth_it() -> None:
    """An hour's walk off is like an hour more; where feet are limited it is worse."""
    where = offers(30).where.copy()
    where[7] = (0, 3_600)
    value = np.full(30, 10.0)
    value[7] = 22.0
    assert 7 in preselect(offers(30, where=where, value=value), DAY, 5)
    limited = DAY._replace(metres=6_000.0)
    assert 7 not in preselect(offers(30, where=where, value=value), limited, 5)


def test_money_counts_where_it_is_limited() -> None:
    """A ticket for half the budget has to be worth it; without a budget its price is nothing."""
    value, cost = np.full(30, 10.0), np.zeros(30)
    value[7], cost[7] = 12.0, 50.0
    assert 7 in preselect(offers(30, value=value, cost=cost), DAY, 5)
    limited = DAY._replace(money=100.0)
    assert 7 not in preselect(offers(30, value=value, cost=cost), limited, 5)


def test_what_must_be_is_kept() -> None:
    """However little it is worth, and even if more must be than may be kept."""
    value = np.full(30, 10.0)
    value[20:] = 0.0
    must = flags(30, 21, 25)
    assert {21, 25} <= set(preselect(offers(30, value=value, must=must), DAY, 5).tolist())
    assert preselect(offers(30, must=flags(30, *range(20, 30))), DAY, 5).tolist() == list(
        range(20, 30)
    )


def test_what_never_opens_is_left_out() -> None:
    """Its worth does not count; that of what opens on one of the days does."""
    starts = np.tile(np.array([0, 600]), (30, 2, 1, 1))
    starts[7] = (0, -1)
    starts[8, 0] = (0, -1)
    value = np.full(30, 10.0)
    value[7] = value[8] = 100.0
    kept = preselect(offers(30, starts=starts, value=value), DAY, 5).tolist()
    assert 7 not in kept
    assert 8 in kept


def test_every_hour_of_the_day_keeps_a_choice() -> None:
    """What opens in the evening alone is kept although all else is worth a little more."""
    starts = np.tile(np.array([0, 479]), (100, 1, 1, 1))
    starts[7] = (480, 599)
    value = np.full(100, 10.0)
    value[7] = 9.0
    assert 7 in preselect(offers(100, starts=starts, value=value), DAY, 20)


def test_meals_are_the_best_and_the_nearest() -> None:
    """A tenth the best anywhere, a tenth the nearest to the best sights."""
    value, meal = np.full(200, 10.0), flags(200, *range(0, 200, 3))
    value[95:106] = np.where(meal[95:106], 10.0, 500.0)
    value[30] = 30.0
    kept = preselect(offers(200, value=value, meal=meal), DAY, 10)
    assert 30 in kept
    assert {96, 99, 102, 105} & set(kept.tolist())
    assert meal[kept].sum() == 2


@pytest.mark.parametrize("keep", [1, 7, 40, 150])
def test_about_as_many_are_kept_as_asked_for(keep: int) -> None:
    """Exactly as many where no more must be."""
    random = np.random.default_rng(3)
    varied = offers(
        400,
        where=random.integers(0, 9_000, (400, 2)),
        value=random.uniform(1.0, 20.0, 400),
        meal=random.random(400) < 0.2,
        must=flags(400, 5),
    )
    kept = preselect(varied, DAY, keep)
    assert len(kept) == keep
    assert sorted(set(kept.tolist())) == kept.tolist()
