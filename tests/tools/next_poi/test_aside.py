"""A job in a process of its own."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from planner.errors import SettingsError
from tools.next_poi.training.aside import aside

if TYPE_CHECKING:
    from collections.abc import Callable


def count(end: int, say: Callable[[str], None]) -> int:
    """Says each number up to ``end``, and returns in which process; a negative end is refused."""
    if end < 0:
        raise SettingsError(f"Expected an end of 0 or more, got {end}.")
    for number in range(end):
        say(str(number))
    return os.getpid()


def sleep(say: Callable[[str], None]) -> None:
    """Does nothing for longer than anybody waits."""
    say("asleep")
    time.sleep(600)


def vanish(say: Callable[[str], None]) -> None:
    """Ends its process without a word."""
    os._exit(3)


def test_what_it_says_and_returns_comes_here() -> None:
    """Line by line, from another process."""
    said: list[str] = []
    with aside(count, (3,), said.append) as result:
        assert result() != os.getpid()
    assert said == ["0", "1", "2"]


def test_its_errors_are_raised_here() -> None:
    """Of their own type, with where they came from."""
    with (
        pytest.raises(SettingsError, match="got -1") as caught,
        aside(count, (-1,), print) as result,
    ):
        result()
    assert "in count" in caught.value.__notes__[0]


def test_a_process_that_vanishes_is_missed() -> None:
    """Whoever waits for its result is told that there will be none."""
    with pytest.raises(RuntimeError, match="ended before"), aside(vanish, (), print) as result:
        result()


def test_it_ends_with_the_block() -> None:
    """An error here does not wait for the job there."""
    said: list[str] = []
    with pytest.raises(ZeroDivisionError), aside(sleep, (), said.append):
        while not said:
            time.sleep(0.01)
        raise ZeroDivisionError
    assert said == ["asleep"]
