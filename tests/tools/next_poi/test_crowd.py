"""What everybody does, counted in the small town."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tools.next_poi.crowd import Crowd, slot

if TYPE_CHECKING:
    from tools.next_poi.visits import CheckIns


def test_counts_are_visits_and_visitors(town: CheckIns) -> None:
    """The cafe has two visitors, each on twenty days."""
    crowd, cafe = Crowd.of(town), town.places.index["cafe"]
    assert (crowd.visits[cafe], crowd.visitors[cafe]) == (40, 2)


def test_steps_stay_within_a_user_and_a_day(town: CheckIns) -> None:
    """After the museum everybody (cid) goes to the cafe and nowhere else."""
    crowd = Crowd.of(town)
    to, counts = crowd.steps_from(town.places.index["museum"])
    assert [town.places.ids[i] for i in to] == ["cafe"]
    assert counts.tolist() == [20]


def test_hours_favour_when_a_place_is_visited(town: CheckIns) -> None:
    """The bar is likelier at seven in the evening than at nine in the morning."""
    crowd, bar = Crowd.of(town), town.places.index["bar"]
    evening, morning = slot(np.array([19 * 3600, 9 * 3600]))
    assert crowd.place_slots[bar, evening] > crowd.place_slots[bar, morning]


def test_shared_taste_comes_from_those_alike(town: CheckIns) -> None:
    """Who likes the gym is like ann, so ann's cafe ranks above bob's diner."""
    crowd, index = Crowd.of(town), town.places.index
    taste = crowd.shared_taste(np.array([index["gym"]]))
    assert taste[index["cafe"]] > taste[index["diner"]] == 0


def test_empty_crowd_is_flat_and_finite(town: CheckIns) -> None:
    """Without a single check-in every place is alike, and nothing divides by zero."""
    crowd = Crowd.of(town.before(0))
    assert all(np.isfinite(array).all() for array in crowd.arrays().values())
    assert len(np.unique(crowd.log_popularity)) == 1


def test_without_a_user_the_others_are_counted(town: CheckIns) -> None:
    """Counts and steps are those of the town without ann; nothing falls below none."""
    crowd, ann = Crowd.of(town), town.users.index("ann")
    rows = town.rows_of_user[ann]
    left, others = crowd.without(town.place[rows], town.time[rows]), town.take(town.user != ann)
    for name in ("visits", "visitors", "repeats"):
        assert getattr(left, name) == pytest.approx(getattr(Crowd.of(others), name)), name
    for place in range(len(town.places)):
        to, counts = Crowd.of(others).steps_from(place)
        found = dict(zip(*left.steps_from(place), strict=True))
        assert {p: n for p, n in found.items() if n} == dict(zip(to, counts, strict=True))
    twice = left.without(town.place[rows], town.time[rows])
    assert (twice.visits >= 0).all() and (twice.step_count >= 0).all()
    nothing = np.zeros(0, dtype=np.int64)
    empty = Crowd.of(town.before(0)).without(nothing, nothing)
    assert not empty.visits.any()


def test_outings_end_where_they_end(town: CheckIns) -> None:
    """At home in the evening they do, over lunch they do not; where they begin tells nothing."""
    crowd, index = Crowd.of(town), town.places.index
    evening, noon, morning = 20, 13, 8
    assert crowd.closing[index["home-a"], evening] > 0 > crowd.closing[index["gym"], evening]
    assert crowd.closing[index["cafe"], noon] < crowd.closing[index["home-a"], noon]
    assert crowd.closing[index["museum"], morning] == 0
    cid = town.take(town.user == town.users.index("cid"))
    (last,) = Crowd.of(cid.take(cid.outing == cid.outing[0])).closing[index["bar"], [17]]
    assert last == 0
