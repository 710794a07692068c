"""Generated tours: the same from the same seed, and with everything a trip has."""

from __future__ import annotations

import hashlib
from dataclasses import fields

import numpy as np
import pytest

from eval.tour.generate import LUNCH_WINDOW, MANDATORY, SEEDS, SIZES, generate
from eval.tour.instance import TourInstance
from tests.eval.tour.six_nodes import same


@pytest.mark.parametrize(("size", "days"), [(50, 3), (10_000, 7)])
def test_a_seed_gives_the_same_instance(size: int, days: int) -> None:
    """Field by field, and another seed another one."""
    assert same(generate(size, days, 1), generate(size, days, 1))
    assert not same(generate(size, days, 1), generate(size, days, 2))


def test_figures_of_other_days_can_be_compared() -> None:
    """An instance is known by a digest: where this fails, published figures are of others."""
    instance = generate(100, 3, 1)
    digest = hashlib.sha256()
    for field in fields(TourInstance):
        value = getattr(instance, field.name)
        digest.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    assert digest.hexdigest()[:16] == "e181ad1b0ceded4b"


@pytest.mark.parametrize("size", sorted({size for size, _ in SIZES if size <= 500}))
@pytest.mark.parametrize("seed", SEEDS)
def test_every_rule_is_in_it(size: int, seed: int) -> None:
    """Breaks at midday, closed weekdays, lunches every day, two mandatory visits within reach."""
    instance = generate(size, 3, seed)
    possible = instance.starts[1:, ..., 0] <= instance.starts[1:, ..., 1]
    spans = possible.sum(axis=2)
    assert (spans == 2).any()
    assert (spans == 0).any()
    assert (instance.lunch[1:, None] & possible.any(axis=2)).any(axis=0).all()
    assert instance.mandatory.sum() == MANDATORY
    assert not (instance.mandatory & instance.lunch).any()
    assert (2 * instance.distances[0, instance.mandatory] < instance.walk_cap).all()
    lunches = instance.starts[instance.lunch]
    lunches = lunches[lunches[..., 0] <= lunches[..., 1]]
    assert lunches.min() >= LUNCH_WINDOW[0]
    assert lunches.max() <= LUNCH_WINDOW[1]


def test_money_and_feet_run_out() -> None:
    """All that time allows costs more, and is farther, than a trip may have."""
    instance = generate(200, 3, 1)
    assert instance.budget is not None
    best = np.argsort(-instance.value)[:24]
    assert instance.cost[best].sum() > instance.budget
