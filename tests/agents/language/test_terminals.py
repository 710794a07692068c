"""When one arrives and leaves, and the days that tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.agents.language.harness import hear, hear_again, lost


@pytest.mark.parametrize(
    ("words", "start", "nights", "times"),
    [
        (
            "I land in Rome at 6am on 12 June and fly out at 22:30 the same day",
            "2027-06-12",
            0,
            ("06:00", "22:30"),
        ),
        (
            "Rome, arriving 3 April at 15:40, leaving on the 8th with the 11:05 train",
            "2027-04-03",
            5,
            ("15:40", "11:05"),
        ),
        (
            "We arrive by train in Rome at 11:45 on Thursday, June 10 and our train back leaves "
            "at 17:20 on Sunday, June 13",
            "2027-06-10",
            3,
            ("11:45", "17:20"),
        ),
        (
            "Rome 12-13 June, arriving Friday evening at 19:15 and flying home on Monday at 9:00",
            "2027-06-11",
            3,
            ("19:15", "09:00"),
        ),
        (
            "Rome, my train gets in at 7:50 on 3 June, my train to Naples goes at 20:00 on the 4th",
            "2027-06-03",
            1,
            ("07:50", "20:00"),
        ),
    ],
)
def test_days_of_arrival_and_departure(
    words: str, start: str, nights: int, times: tuple[str, str]
) -> None:
    """The day of an arrival begins the trip, and that of the departure ends it."""
    request = hear(words).change.request
    assert request["start"] == start
    assert request["destinations"] == [{"city": "Rome", "nights": nights}]
    assert (request["arrival"]["time"], request["departure"]["time"]) == times


def test_times_at_home_are_none_of_the_trip() -> None:
    """When one leaves home and is back there tells no departure, and that is said."""
    heard = hear("From Copenhagen to Rome, 28 May to 1 June, leaving at 6:40 and back at 23:10")
    assert "departure" not in heard.change.request
    assert len(heard.beyond) == 1
    assert lost(heard) == []


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        (
            "we arrive on Thursday already",
            {"start": "2027-06-03", "destinations": [{"city": "rome", "nights": 4}]},
        ),
        ("we come home on Sunday instead", {"destinations": [{"city": "rome", "nights": 2}]}),
        (
            "our flight home leaves on Monday at 17:00",
            {"departure": {"time": "17:00", "mode": "flight"}},
        ),
    ],
)
def test_another_first_or_last_day(words: str, request_: dict[str, Any]) -> None:
    """In a trip that stands the other end of it stays."""
    told = hear_again(words).change.request
    for stop in told.get("destinations", ()):
        stop.pop("lodging")
    assert told == request_


def test_a_day_that_is_none_of_the_trip() -> None:
    """Rain on a Thursday rains on no trip from Friday to Monday, and that is said."""
    heard = hear_again("it will rain on Thursday")
    assert heard.change.days == ()
    assert heard.beyond == ("'rain on Thursday': Thursday 10 June 2027 is not a day of the trip.",)
