"""Which wishes conflict, asked of an oracle that knows what was planted."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.conflict import Oracle, Smallest, fastdiag, minimal, quickxplain, smallest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

#: Wishes that the oracle is asked about.
COUNT = 12
WISHES = range(COUNT)
_CORES = st.sets(st.sampled_from(WISHES), min_size=1, max_size=3)


def planted(cores: Sequence[Collection[int]]) -> Oracle:
    """Possible unless one of these is kept whole."""
    return Oracle(lambda kept: not any(kept.issuperset(core) for core in cores))


@given(_CORES)
def test_a_planted_conflict_is_found(core: set[int]) -> None:
    """Of twelve wishes exactly the one, two or three that clash come back, each of them needed."""
    oracle = planted([core])
    assert minimal(oracle, WISHES) == core
    for member in core:
        assert oracle.certain(frozenset(WISHES) - {member})


@given(st.lists(_CORES, min_size=1, max_size=5))
def test_a_conflict_is_minimal_among_several(cores: list[set[int]]) -> None:
    """What is found cannot be granted; without any one member of it, it can."""
    oracle = planted(cores)
    found = minimal(oracle, WISHES)
    assert not oracle.certain(found)
    assert all(oracle.certain(found - {member}) for member in found)


def test_what_is_possible_has_no_conflict() -> None:
    """No conflict planted, none found."""
    assert minimal(planted([]), WISHES) == frozenset()


@given(_CORES, st.sets(st.sampled_from(WISHES)))
def test_what_is_taken_for_granted_is_not_blamed(core: set[int], granted: set[int]) -> None:
    """With part of a conflict in the background, the rest of it is the answer."""
    rest = [i for i in WISHES if i not in granted]
    assume(not core <= granted)
    found = quickxplain(planted([core]), frozenset(granted), rest)
    assert sorted(found) == sorted(core - granted)


def test_a_lone_culprit_takes_few_questions() -> None:
    """QuickXplain halves: one bad wish of twelve is found in at most 2 * (1 + log2 12) answers."""
    for culprit in WISHES:
        oracle = planted([{culprit}])
        assert quickxplain(oracle, frozenset(), WISHES) == [culprit]
        assert oracle.asked <= 9


@given(st.lists(_CORES, min_size=1, max_size=5))
def test_what_is_dropped_makes_the_rest_possible_and_is_needed(cores: list[set[int]]) -> None:
    """Without it no planted conflict is whole; with any one of it back, one is."""
    dropped = frozenset(fastdiag(planted(cores), frozenset(), WISHES))
    assert all(dropped & core for core in cores)
    for member in dropped:
        assert any(not (dropped - {member}) & core for core in cores)


@given(st.lists(_CORES, min_size=1, max_size=4))
def test_the_smallest_conflict_is_the_smallest(cores: list[set[int]]) -> None:
    """Where it is shown, no set of fewer wishes is in conflict, as trying them all tells."""
    oracle = planted(cores)
    found = smallest(oracle, minimal(oracle, WISHES), WISHES)
    assert not oracle.certain(found.core)
    fewest = min(
        size
        for size in range(1, 4)
        for chosen in combinations(WISHES, size)
        if any(core <= set(chosen) for core in cores)
    )
    assert not found.shown or len(found.core) == fewest


@pytest.mark.parametrize(
    ("cores", "start", "found"),
    [
        ([{0, 1, 2}, {5}], {0, 1, 2}, {5}),
        ([{0, 1, 2}, {2, 3}], {0, 1, 2}, {2, 3}),
        ([{0, 1, 2}], {0, 1, 2}, {0, 1, 2}),
    ],
)
def test_a_smaller_conflict_takes_the_place_of_a_larger(
    cores: list[set[int]], start: set[int], found: set[int]
) -> None:
    """A pair or a single wish is found beside three, and three that are alone stay."""
    told = smallest(planted(cores), frozenset(start), WISHES)
    assert told == Smallest(frozenset(found), True)


def test_what_takes_too_many_questions_is_not_claimed() -> None:
    """Among all sets of six of twelve it is left open whether five would do."""
    cores = [set(chosen) for chosen in combinations(WISHES, 6)]
    oracle = planted(cores)
    found = smallest(oracle, minimal(oracle, WISHES), WISHES)
    assert len(found.core) == 6
    assert not found.shown


def test_a_conflict_is_minimal_where_dropping_a_wish_makes_it_harder() -> None:
    """Wishes 0 and 1 clash, and 2 alone does where 3 is dropped: no more is told than is asked."""
    oracle = Oracle(lambda kept: not ({0, 1} <= kept or (2 in kept and 3 not in kept)))
    found = minimal(oracle, WISHES)
    assert not oracle.certain(found)
    assert all(oracle.certain(found - {member}) for member in found)


def test_a_smallest_conflict_is_shown_though_more_wishes_can_be_granted() -> None:
    """0 and 1 clash unless 2 is wished for as well: no less than both of them does."""
    oracle = Oracle(lambda kept: not kept.issuperset({0, 1}) or 2 in kept)
    assert oracle.certain(frozenset({0, 1, 2}))
    assert not oracle.certain(frozenset({0, 1}))
    asked = oracle.asked
    assert smallest(oracle, frozenset({0, 1}), [0, 1]) == (frozenset({0, 1}), True)
    assert oracle.asked == asked + 3


def test_each_question_is_asked_once_and_what_follows_is_not() -> None:
    """Fewer wishes than a possible set, and more than an impossible one, need no question."""
    asked: list[frozenset[int]] = []

    def ask(kept: frozenset[int]) -> bool:
        asked.append(kept)
        return len(kept) < 3

    oracle = Oracle(ask)
    assert oracle.possible(frozenset({1, 2}))
    assert oracle.possible(frozenset({1}))
    assert not oracle.possible(frozenset({1, 2, 3}))
    assert not oracle.possible(frozenset({1, 2, 3, 4}))
    assert oracle.certain(frozenset({1, 2}))
    assert len(asked) == oracle.asked == 2
    assert oracle.certain(frozenset({1}))
    assert len(asked) == 3
