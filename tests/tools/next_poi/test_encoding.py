"""The language of visits: every token of a short prompt, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from planner.errors import SettingsError
from tools.next_poi.encoding import BOS, FIRST_GAP, FIRST_TIME, GAP_HOURS, GAPS, VERSION, Encoding
from tools.next_poi.visits import DAY, HOUR, Query

SATURDAY = 2 * DAY  # 1970-01-03
ENCODING = Encoding(categories=("Bar", "Cafe"), places=("a", "b", "c"), visits=2)


def query(hours: list[float], places: list[int], now: float) -> Query:
    """Visits at hours after Saturday 00:00; local time is UTC."""
    time = np.array([SATURDAY + int(hour * HOUR) for hour in hours], dtype=np.int64)
    return Query(
        np.array(places, dtype=np.int64),
        time,
        time,
        0,
        SATURDAY + int(now * HOUR),
        SATURDAY + int(now * HOUR),
    )


def test_prompt_is_as_described() -> None:
    """One visit on Saturday at 10:30, asked about Sunday 09:00: BOS, three tokens, two tokens."""
    first = ENCODING.first_place
    start = FIRST_GAP + GAPS - 1
    gap = FIRST_GAP + GAP_HOURS.index(24)
    prompt = ENCODING.prompt(query([10.5], [1], now=33))
    assert prompt == [BOS, FIRST_TIME + 48 + 21, start, first + 1, FIRST_TIME + 48 + 18, gap]


def test_long_history_is_cut_but_keeps_its_gap() -> None:
    """Only the last visits fit.

    The first of them still tells how long after the visit before it was.
    """
    prompt = ENCODING.prompt(query([1, 2, 3, 4], [0, 1, 2, 0], now=5))
    assert len(prompt) == ENCODING.longest_prompt
    assert prompt[2] == FIRST_GAP + GAP_HOURS.index(1)
    assert [token - ENCODING.first_place for token in prompt[3::3]] == [2, 0]


def test_newcomers_prompt_is_when_alone() -> None:
    """Without a visit only BOS and the moment remain."""
    assert ENCODING.prompt(query([], [], now=0)) == [BOS, FIRST_TIME + 48, FIRST_GAP + GAPS - 1]


def test_prompt_agrees_with_the_training_stream() -> None:
    """What serving writes is what training read, token by token."""
    asked = query([1, 5, 30], [0, 1, 2], now=40)
    encoding = Encoding(("Bar",), ("a", "b", "c"), visits=10)
    where = asked.place + encoding.first_place
    stream = encoding.stream(
        np.append(where, 0),
        np.append(asked.time, asked.now),
        np.append(asked.local, asked.local_now),
    )
    assert encoding.prompt(asked) == [BOS, *stream[:-1]]


def test_every_gap_has_a_bucket() -> None:
    """Gaps from nothing to a century fall into distinct tokens below the categories."""
    hours = np.array([0.0, *GAP_HOURS, 24 * 36500])
    time = np.cumsum((hours * HOUR).astype(np.int64))
    tokens = ENCODING.stream(np.zeros(len(time), dtype=np.int64), time, time).reshape(-1, 3)[:, 1]
    assert tokens.max() == FIRST_GAP + GAPS - 1
    assert len(np.unique(tokens)) == GAPS


def test_manifest_round_trip_and_version() -> None:
    """A manifest rebuilds its encoding; one of another version is refused by name."""
    manifest = ENCODING.manifest()
    assert Encoding.of_manifest(manifest) == ENCODING
    with pytest.raises(SettingsError, match=f"version {VERSION}, got 99"):
        Encoding.of_manifest({**manifest, "version": 99})
