"""Dates and durations in words, on Monday 1 March 2027."""

from __future__ import annotations

import pytest

from tests.agents.language.harness import field, hear


@pytest.mark.parametrize(
    ("words", "start", "nights"),
    [
        ("Rome 5-8 June", "2027-06-05", 3),
        ("Rome, 5 to 8 June", "2027-06-05", 3),
        ("Rome 5 June - 8 June", "2027-06-05", 3),
        ("Rome from 3rd to 9th of May", "2027-05-03", 6),
        ("Rome from the 3rd to the 9th of May 2028", "2028-05-03", 6),
        ("Rome between March 12 and March 15", "2027-03-12", 3),
        ("Rome, March 12th to 14th, 2027", "2027-03-12", 2),
        ("Rome from March 30 to April 2", "2027-03-30", 3),
        ("Rome from 30 December to 2 January", "2027-12-30", 3),
        ("Rome from 28 February to 3 March", "2028-02-28", 4),
        ("Rome 2027-06-08 to 2027-06-10", "2027-06-08", 2),
        ("Rome from 2027-06-08 for 3 days", "2027-06-08", 2),
        ("Rome 13/06/2027 for two nights", "2027-06-13", 2),
        ("Rome 06/13/2027 for two nights", "2027-06-13", 2),
        ("Rome 8/6/2027 for two nights", "2027-06-08", 2),
        ("Rome, leaving on May 5 and coming back on May 9", "2027-05-05", 4),
        ("Rome, departing June 1st and returning June 4th", "2027-06-01", 3),
        ("Rome, leaving on January 13, 2028 (Thursday) and returning January 16", "2028-01-13", 3),
        ("Rome starting 12 September, 4 days", "2027-09-12", 3),
        ("Rome on Friday, 4 June 2027 for 2 days", "2027-06-04", 1),
        ("Rome next weekend", "2027-03-13", 1),
        ("Rome this weekend", "2027-03-06", 1),
        ("Rome over Easter", "2027-03-26", 3),
        ("Rome at Christmas", "2027-12-24", 2),
        ("Rome over New Year", "2027-12-30", 3),
        ("Rome tomorrow for two days", "2027-03-02", 1),
        ("Rome the day after tomorrow, one night", "2027-03-03", 1),
        ("Rome in two weeks for 3 days", "2027-03-15", 2),
        ("Rome ten days from now for 3 days", "2027-03-11", 2),
        ("Rome in a fortnight, 2 nights", "2027-03-15", 2),
        ("Rome in a month for 3 days", "2027-04-01", 2),
        ("three days in Rome in early October", "2027-10-01", 2),
        ("three days in Rome in mid-October", "2027-10-11", 2),
        ("three days in Rome in late October", "2027-10-21", 2),
        ("three days in Rome at the end of October", "2027-10-21", 2),
        ("three days in Rome in October", "2027-10-01", 2),
        ("three days in Rome in October 2028", "2028-10-01", 2),
        ("three days in Rome the first week of October", "2027-10-01", 2),
        ("three days in Rome in the second week of May", "2027-05-08", 2),
        ("Rome the last weekend of May", "2027-05-29", 1),
        ("three days in Rome this month", None, 2),
        ("three days in Rome next month", "2027-04-01", 2),
        ("three days in Rome next week", "2027-03-08", 2),
        ("three days in Rome in summer", "2027-06-01", 2),
        ("three days in Rome this March", "2027-03-02", 2),
        ("Rome from Friday to Monday", "2027-03-05", 3),
        ("Rome from Thursday until Sunday", "2027-03-04", 3),
        ("Rome on Saturday for the day", "2027-03-06", 0),
        ("Rome in May for a week", "2027-05-01", 6),
        ("Rome on the 5th of June, back on the 8th", "2027-06-05", 3),
        ("Rome for 3 days but not in summer", None, 2),
        ("a long weekend in Rome in May", "2027-05-07", 2),
        ("a weekend in Rome in May", "2027-05-01", 1),
        ("a long weekend in Rome", "2027-03-05", 2),
    ],
)
def test_dates(words: str, start: str | None, nights: int) -> None:
    """Dates in words are the dates meant, and the nights those between them."""
    request = hear(words).change.request
    assert (request.get("start"), request["destinations"]) == (
        start,
        [{"city": "Rome", "nights": nights}],
    )


@pytest.mark.parametrize(
    ("words", "nights"),
    [
        ("three days in Rome", 2),
        ("3-day trip to Rome", 2),
        ("Rome for 4 nights", 4),
        ("Rome for a week", 6),
        ("a week-long trip to Rome", 6),
        ("two weeks in Rome", 13),
        ("a fortnight in Rome", 13),
        ("a day trip to Rome", 0),
        ("Rome for the day", 0),
        ("a weekend in Rome", 1),
        ("Rome for a couple of days", 1),
        ("Rome, a few days", 2),
        ("Rome 3 dyas", 2),
        ("Rome, duration: 5 days", 4),
        ("we have five full days in Rome", 4),
        ("Rome, overnight", 1),
        ("twenty-one days in Rome", 20),
        ("Rome in three days", 2),
        ("3 or 4 days in Rome", 2),
        ("5-7 days in Rome", 4),
        ("two or three nights in Rome", 2),
        ("Rome", None),
    ],
)
def test_durations(words: str, nights: int | None) -> None:
    """Days count the first and the last; nights are nights; what is not said is left open."""
    assert field(words, "destinations.0.nights") == nights


def test_a_contradiction_of_days_and_dates_is_told() -> None:
    """The dates win, and that is said."""
    heard = hear("5 days in Rome from 5 June to 7 June")
    assert heard.change.request["destinations"] == [{"city": "Rome", "nights": 2}]
    assert "The dates span 3 days, so 5 days are taken as 3." in heard.assumptions


def test_what_is_vague_is_assumed_aloud() -> None:
    """Early October, the day begun on, an ambiguous date: each is a sentence."""
    assert hear("three days in Rome in early October").assumptions == (
        "'early October' is taken as Friday 1 October 2027 to Sunday 10 October 2027, and the trip "
        "begins on Friday 1 October 2027.",
    )
    assert hear("Rome 8/6/2027 for two nights").assumptions == (
        "'8/6/2027' is taken to be 8 June 2027.",
    )
    assert hear("Rome next weekend").assumptions == (
        "'next weekend' is taken as Saturday 13 March 2027 to Sunday 14 March 2027.",
    )


def test_no_such_date() -> None:
    """A date that no calendar has is told back, not moved."""
    heard = hear("Rome from 31 June for two days")
    assert "start" not in heard.change.request
    assert any("31" in span.text for span in heard.missed)
