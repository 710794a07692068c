"""Impossible requests: valid, repeatable, varied, and impossible by their own terms."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from eval.clash_wishes import CLASHES, Unsuitable
from eval.clashes import clashing
from eval.scenario_draft import Draft, Level
from planner.request import TripRequest
from tests.worlds import TinyWorld

WORLD = TinyWorld()
SAMPLE = [clashing(Random(seed), WORLD.stores, WORLD) for seed in range(200)]


def test_a_seed_repeats_its_request() -> None:
    """The same seed gives the same request, two hundred seeds more than a hundred of them."""
    again = [clashing(Random(seed), WORLD.stores, WORLD) for seed in range(5)]
    assert again == SAMPLE[:5]
    assert len({drawn.request.model_dump_json() for drawn in SAMPLE}) > 100


def test_clashes_vary_and_some_come_in_pairs() -> None:
    """Nearly every clash is drawn on the tiny world, a tenth or more of requests having two."""
    drawn = Counter(name for one in SAMPLE for name in one.clashes)
    assert len(drawn) >= 0.75 * len(CLASHES)
    pairs = [one for one in SAMPLE if len(one.clashes) == 2]
    assert len(pairs) >= 0.1 * len(SAMPLE)


def _fields(name: str) -> set[str]:
    """Fields that a clash sets on a draft."""
    for seed in range(50):
        draft = Draft(Random(seed), [WORLD.stores[seed % 2]], Level.EASY)
        draft.route()
        draft.people()
        before = dict(draft.fields)
        try:
            CLASHES[name](draft, WORLD)
        except Unsuitable:
            continue
        TripRequest(**draft.fields)
        return {field for field, value in draft.fields.items() if before.get(field) != value}
    return set()


@pytest.mark.parametrize("name", sorted(CLASHES))
def test_a_clash_is_a_wish_or_more_of_a_valid_request(name: str) -> None:
    """What can be asked for in the tiny world makes a request; the others say so."""
    fields = _fields(name)
    assert fields <= set(TripRequest.model_fields)
    assert fields or name not in {clash for one in SAMPLE for clash in one.clashes}
