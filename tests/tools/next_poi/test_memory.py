"""What a user remembers, on visits small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tools.next_poi.memory import MEMORY_FEATURES, recall
from tools.next_poi.visits import DAY, HOUR, Places, Query

MONDAY = 4 * DAY  # 1970-01-05
#: Eight places on a meridian, 1.1 km apart, of two categories in turn.
TOWN = Places(
    tuple("abcdefgh"), np.arange(8) % 2, 0.01 * np.arange(8), np.zeros(8), ("even", "odd")
)


def ask(visits: list[tuple[int, float]], now: float, prefix: int = 0) -> Query:
    """A query after ``visits`` (place, hours after Monday 00:00) at ``now`` hours.

    Local time is UTC.
    """
    time = np.array([MONDAY + int(hour * HOUR) for _, hour in visits], dtype=np.int64)
    place = np.array([place for place, _ in visits], dtype=np.int64)
    moment = MONDAY + int(now * HOUR)
    return Query(place, time, time, prefix, moment, moment)


def feature(query: Query, name: str) -> dict[int, float]:
    """One feature of every place that ``query`` remembers."""
    memory = recall(query, TOWN)
    column = memory.values[:, MEMORY_FEATURES.index(name)]
    return dict(zip(memory.places.tolist(), column.tolist(), strict=True))


def test_activation_is_summed_powers_of_age() -> None:
    """Two visits, one and four days old, have activation log(1^-0.5 + 4^-0.5)."""
    found = feature(ask([(7, 0), (7, 72)], now=96), "activation_05")
    assert found == {7: pytest.approx(np.log(1 + 0.5), abs=1e-5)}


def test_lately_visited_place_is_more_active() -> None:
    """Of two places visited once, the later one has the higher activation and the lower age."""
    query = ask([(1, 0), (2, 40)], now=48)
    assert feature(query, "activation_05")[2] > feature(query, "activation_05")[1]
    assert feature(query, "age_last")[2] < feature(query, "age_last")[1]


def test_time_of_day_wraps_at_midnight() -> None:
    """A visit at 23:45 is near to a question at 00:15, one at noon is not."""
    share = feature(ask([(1, 12), (2, 23.75)], now=48.25), "hour_share")
    assert share[2] > 0.99


def test_weekend_and_weekday_are_told_apart() -> None:
    """On a Saturday only what was done on a weekend matches the kind of day."""
    friday, saturday = 4 * 24 + 10, 5 * 24 + 10
    query = ask([(1, friday), (2, saturday)], now=saturday + 7 * 24)
    assert feature(query, "hour_day_share") == {1: 0.0, 2: pytest.approx(1.0)}


def test_what_followed_the_last_place_comes_to_mind() -> None:
    """After 1 came 2, once; a step that took more than a day does not count."""
    query = ask([(1, 0), (2, 1), (1, 30), (3, 70), (1, 71)], now=72)
    share = feature(query, "step_share")
    assert share == {1: 0.0, 2: pytest.approx(1.0), 3: 0.0}
    assert feature(query, "is_last") == {1: 1.0, 2: 0.0, 3: 0.0}


def test_second_order_needs_both_places() -> None:
    """3 followed (1, 2) before; 4 followed (5, 2)."""
    query = ask([(1, 0), (2, 1), (3, 2), (5, 5), (2, 6), (4, 7), (1, 10), (2, 11)], now=12)
    second = feature(query, "step_second")
    assert second[3] > 0
    assert second[4] == 0


def test_outing_counts_only_its_own_visits() -> None:
    """Of two visits to a place only the one in the prefix counts for the outing."""
    query = ask([(1, 0), (1, 100), (2, 101)], now=102, prefix=2)
    assert feature(query, "outing_count") == {1: 1.0, 2: 1.0}


@pytest.mark.parametrize("visits", [[], [(3, 0)], [(3, 0), (4, 0)]])
def test_short_memories_are_finite(visits: list[tuple[int, float]]) -> None:
    """A newcomer, a single visit and two at the same second all give numbers."""
    memory = recall(ask(visits, now=0, prefix=len(visits)), TOWN)
    assert memory.values.shape == (len({place for place, _ in visits}), len(MEMORY_FEATURES))
    assert np.isfinite(memory.values).all()


def test_joint_match_wants_everything_at_once() -> None:
    """At nine, after 1: of two places with the same hours, only 2 followed 1."""
    query = ask([(1, 8), (2, 9), (5, 32), (3, 33), (1, 56)], now=57)
    joint, hour = feature(query, "joint"), feature(query, "hour_15")
    assert joint[2] / hour[2] > 1.3 * joint[3] / hour[3]


def test_neighbouring_departure_counts_in_part() -> None:
    """What followed a place 1.1 km from here counts a little, one 5.6 km away not at all."""
    query = ask([(2, 8), (3, 9), (7, 32), (4, 33), (1, 80)], now=81)
    near = feature(query, "near_step")
    assert near[3] > 0.01
    assert near[4] < 0.001


def test_weekly_habit_fits_a_weeks_interval() -> None:
    """A place visited each week fits after seven days, one visited daily does not."""
    week = 7 * 24
    query = ask([(1, 0), (2, week - 24), (1, week), (2, week)], now=2 * week)
    interval = feature(query, "interval")
    assert interval[1] > 0.4
    assert interval[2] < 0.01


def test_ends_are_visits_before_a_long_silence() -> None:
    """Only the visit that a day without visits followed ends an outing."""
    query = ask([(1, 9), (2, 10), (1, 9 + 48), (2, 10 + 48)], now=10 + 96)
    ends = feature(query, "ends")
    assert ends[1] == 0
    assert ends[2] > 0
