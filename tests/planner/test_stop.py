"""When to stop searching."""

from __future__ import annotations

import pytest

from planner.stop import FirstOf, MaxRounds, MaxSeconds


def test_rounds_are_counted_up_to_the_limit() -> None:
    """A quarter of four rounds is 0.25; none at all is done at once."""
    assert [MaxRounds(4)(n) for n in (0, 1, 4, 9)] == [0.0, 0.25, 1.0, 1.0]
    assert MaxRounds(0)(0) == 1.0


def test_seconds_are_read_off_the_clock_handed_in() -> None:
    """Time counts from the first time of asking, whatever the rounds."""
    ticks = iter((100.0, 101.0, 102.5))
    stop = MaxSeconds(2.0, lambda: next(ticks))
    assert [stop(rounds) for rounds in (0, 7, 7)] == [0.0, 0.5, 1.25]


def test_the_first_of_several_stops_decides() -> None:
    """The first tells how far one is, and any of them ends it."""
    stop = FirstOf(MaxRounds(10), MaxRounds(4))
    assert [stop(rounds) for rounds in (0, 2, 3)] == [0.0, 0.2, 0.3]
    assert stop(4) == 1.0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: MaxRounds(-1), "limit >= 0, got -1"),
        (lambda: MaxSeconds(0, lambda: 0.0), "limit > 0 seconds, got 0"),
        (lambda: MaxSeconds(float("nan"), lambda: 0.0), "limit > 0 seconds, got nan"),
        (lambda: FirstOf(), "at least one stop"),
    ],
)
def test_a_stop_that_makes_no_sense_is_refused(make: object, message: str) -> None:
    """The error says what was expected."""
    with pytest.raises(ValueError, match=message):
        make()  # type: ignore[operator]
