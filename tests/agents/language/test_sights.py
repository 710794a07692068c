"""A number of sights a day: said in many ways, changed, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from agents.language import Context, Understanding, read
from planner.request import TripRequest
from tests.agents.language.harness import (
    TODAY,
    field,
    gazetteer,
    hear,
    hear_again,
    lost,
    standing,
)


def _limited(words: str, **limits: Any) -> Understanding:
    """A message about a standing trip whose days have limits already."""
    said = {name: getattr(standing(), name) for name in standing().model_fields_set}
    request = TripRequest.model_validate({**said, **limits})
    return read(words, Context(TODAY, gazetteer(), request))


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("Rome, at most two sights a day", 2),
        ("Rome, no more than three attractions per day please", 3),
        ("Rome, max 2 attractions/day", 2),
        ("2 sights daily, no more, in Rome", 2),
        ("we don't want to see more than two sights a day in Rome", 2),
        ("Rome, fewer than four sights each day", 3),
        ("Rome, limit the number of attractions to 3 per day", 3),
        ("Rome, each day should have at most three sights", 3),
        ("days with no more than two sights in Rome", 2),
        ("Rome for 500 euros, with a daily limit of two sights", 2),
        ("Rome, only one sight a day", 1),
        ("Rome, one or two sights a day at most", 2),
        ("keep it to two sights a day, Rome", 2),
        ("Rome, two sights a day", 2),
    ],
)
def test_a_number_of_sights_a_day_is_a_limit(words: str, most: int) -> None:
    """In digits and words, and whole: the pace is left open, and the trip no day shorter."""
    request = hear(words).change.request
    assert request["max_sights_day"] == most
    assert "pace" not in request
    assert request["destinations"] == [{"city": "Rome"}]
    assert lost(hear(words)) == []


@pytest.mark.parametrize(
    ("words", "pace"),
    [
        ("Rome, at most two museums a day", "relaxed"),
        ("Rome, at most five sights in all", "relaxed"),
        ("Rome, at least four sights a day", "packed"),
        ("Rome, five sights a day", "packed"),
        ("Rome, more than four sights a day", "packed"),
    ],
)
def test_other_numbers_tell_the_pace(words: str, pace: str) -> None:
    """Of one kind, of the whole trip, or the least: no limit of a day's sights."""
    assert (field(words, "pace"), field(words, "max_sights_day")) == (pace, None)


def test_what_is_counted_is_said_where_it_goes_by_another_name() -> None:
    """Places are taken as sights, aloud."""
    assert hear("Rome, up to 3 places a day").assumptions == (
        "The places of a day are taken as its sights.",
    )


@pytest.mark.parametrize(
    ("words", "date", "most"),
    [
        ("only one sight on Sunday", "2027-06-06", 1),
        ("On Sunday at most one sight", "2027-06-06", 1),
        ("Keep the first day light with no more than two attractions", "2027-06-04", 2),
    ],
)
def test_a_day_of_its_own(words: str, date: str, most: int) -> None:
    """In a change it is the day's, which gets lighter as well."""
    (day,) = hear_again(words).change.days
    assert (day.date.isoformat(), day.max_sights, day.pace) == (date, most, "relaxed")


def test_a_day_of_its_own_in_a_first_message() -> None:
    """The request itself has it."""
    words = "Rome from 4 June 2027 for 3 days, at most one sight on Sunday"
    assert field(words, "max_sights_on") == {"2027-06-06": 1}


def test_a_limit_ends_full_days() -> None:
    """What was packed is balanced from then on; a pace said beside it stands."""
    packed = _limited("at most two sights a day", pace="packed").change.request
    assert packed == {"max_sights_day": 2, "pace": "balanced"}
    said = _limited("a relaxed pace, at most two sights a day", pace="packed").change.request
    assert said == {"max_sights_day": 2, "pace": "relaxed"}


@pytest.mark.parametrize(
    "words",
    [
        "forget the limit of two sights a day",
        "never mind the sights limit",
        "no limit on the number of sights any more",
        "as many sights as fit again",
        "more than two sights a day is fine after all",
    ],
)
def test_a_limit_taken_back(words: str) -> None:
    """Of every day and of single ones, and it is said."""
    heard = _limited(words, max_sights_day=2, max_sights_on={"2027-06-06": 1})
    assert heard.change.request == {"max_sights_day": None, "max_sights_on": {}}
    assert heard.assumptions == (
        "Sights are no longer limited to 2 a day and 1 on Sunday 6 June 2027.",
    )
    assert lost(heard) == []


def test_full_days_take_a_limit_back() -> None:
    """Four at the least and two at the most cannot both be had: what is said later goes."""
    heard = _limited("at least four sights a day", max_sights_day=2)
    assert heard.change.request == {"pace": "packed", "max_sights_day": None}


def test_another_limit_takes_the_place_of_the_first() -> None:
    """Three are fine after two."""
    for words in ("make it three sights a day at most", "three attractions a day is fine"):
        assert _limited(words, max_sights_day=2).change.request == {"max_sights_day": 3}
