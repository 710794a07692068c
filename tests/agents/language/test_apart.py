"""Likings, meals and paces of one day, and kinds of places of some hours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.agents.language.harness import field, hear, lost


@pytest.mark.parametrize(
    "words",
    [
        "4 days in Rome in early October, jazz on Friday night",
        "Rome from 5 June for 3 days, temples before 8am",
        "Rome from 5 June for 3 days, pizza every night",
    ],
)
def test_a_liking_at_a_time(words: str) -> None:
    """The liking counts, its time is told not to be heeded, and begins no trip."""
    heard = hear(words)
    assert len(heard.change.request["interests"]) == 1
    assert heard.beyond[0].endswith("a liking is not held to a day or an hour.")
    assert heard.change.request["start"] in ("2027-10-01", "2027-06-05")
    assert lost(heard) == []


def test_weekdays_of_wishes_choose_the_start_in_a_window() -> None:
    """A trip of four days in a window begins so that it has the weekdays spoken of."""
    words = "4 days in Rome, early October, the Pantheon on Thursday and gelato on Friday"
    assert field(words, "start") == "2027-10-05"
    assert field(words, "locks") == [{"place": "Pantheon", "date": "2027-10-07"}]


@pytest.mark.parametrize(
    ("words", "windows"),
    [
        ("no museums before noon", [("06:00", "12:00")]),
        ("museums only in the morning", [("12:00", "23:59")]),
        ("museums only in the afternoon", [("06:00", "12:00"), ("18:00", "23:59")]),
        ("keep museums to the mornings", [("12:00", "23:59")]),
        ("no museums after 4pm", [("16:00", "23:59")]),
    ],
)
def test_hours_of_a_kind(words: str, windows: list[tuple[str, str]]) -> None:
    """A kind of place wanted at some hours alone is neither liked nor shut out."""
    shuns = field(f"Rome, {words} please", "shuns")
    assert [(shun["window"]["start"], shun["window"]["end"]) for shun in shuns] == windows
    assert {shun["kind"] for shun in shuns} == {"museum"}
    assert field(f"Rome, {words} please", "interests") is None


@pytest.mark.parametrize(
    ("words", "window", "minutes"),
    [
        ("naps between 1 and 3pm at the hotel", ("13:00", "14:00"), 60),
        ("siesta after lunch", ("13:30", "15:00"), 60),
        ("a rest of 90 minutes around 2pm", ("14:00", "15:00"), 90),
    ],
)
def test_naps(words: str, window: tuple[str, str], minutes: int) -> None:
    """A rest of an hour where its length is not said, and when it begins."""
    rest: dict[str, Any] = field(f"Rome, {words}", "rests")[0]
    assert (rest["window"]["start"], rest["window"]["end"]) == window
    assert rest["minutes"] == minutes


def test_paces_of_single_days() -> None:
    """An easy Sunday and a full Saturday."""
    words = "take it easy on Sunday but pack Saturday full, Copenhagen 11 to 14 June"
    assert field(words, "paces") == {"2027-06-13": "relaxed", "2027-06-12": "packed"}
    assert field(words, "pace") is None


def test_a_meal_of_one_day_is_not_skipped_on_all() -> None:
    """Meals are the same on every day, and that is said."""
    heard = hear("Rome from 3 June for 3 days, skip lunch on Friday")
    assert "meals" not in heard.change.request
    assert heard.beyond == ("'skip lunch on Friday': a meal is planned on every day, or on none.",)


def test_an_exception_is_wanted() -> None:
    """``No churches except one`` asks for that one."""
    heard = hear("Rome, no churches except the Pantheon").change.request
    assert heard["must"] == ["Pantheon"]
    assert heard["interests"] == {"religious_site": -1.0}
