"""Cities: where to, where from, in what order, for how long each."""

from __future__ import annotations

import pytest

from agents.language import Mode
from tests.agents.language.harness import hear, hear_again


@pytest.mark.parametrize(
    ("words", "stops"),
    [
        ("3 days in Kyoto then 2 in New York", [("Kyoto", 3), ("New York", 1)]),
        ("4 nights in Rome and 3 nights in Nice", [("Rome", 4), ("Nice", 3)]),
        ("Rome (3 nights), Nice (2 nights)", [("Rome", 3), ("Nice", 2)]),
        ("Rome for 3 nights then Nice for 2 nights", [("Rome", 3), ("Nice", 2)]),
        ("7 days in Rome and Nice", [("Rome", 3), ("Nice", 3)]),
        ("a week in rome, then two nights in copenhagen", [("Rome", 7), ("Copenhagen", 2)]),
        ("Rome and Kyoto", [("Rome", 2), ("Kyoto", 2)]),
        ("two days in san francisco", [("San Francisco", 1)]),
        ("two days in St. Petersburg", [("St. Petersburg", 1)]),
        ("two days in new york", [("New York", 1)]),
        ("two days in Nice", [("Nice", 1)]),
    ],
)
def test_cities(words: str, stops: list[tuple[str, int]]) -> None:
    """Cities come in the order said; days of a city are nights, but for the last day."""
    told = hear(words).change.request["destinations"]
    assert [(stop["city"], stop["nights"]) for stop in told] == stops


@pytest.mark.parametrize(
    ("words", "origin", "city"),
    [
        ("From Nice in New York to Rome for 3 days", "Nice", "Rome"),
        ("from New York to Rome for 3 days", "New York", "Rome"),
        ("departing from New York and heading to Rome", "New York", "Rome"),
        ("3 days in Rome from New York", "New York", "Rome"),
        ("starting in Kyoto and ending in Rome", "Kyoto", "Rome"),
        ("we live in Copenhagen and want to visit Rome", "Copenhagen", "Rome"),
        ("Current location: Kyoto. Two days in Rome", "Kyoto", "Rome"),
        ("flying from London to Rome", "London", "Rome"),
        ("leaving New York, destination Rome", "New York", "Rome"),
    ],
)
def test_origins(words: str, origin: str, city: str) -> None:
    """Where one comes from is no destination, and need not be on file."""
    request = hear(words).change.request
    assert request["origin"] == origin
    assert [stop["city"] for stop in request["destinations"]] == [city]


def test_a_common_word_is_no_city() -> None:
    """Nice is a city where it is written as one."""
    heard = hear("a nice hotel in Rome for 3 days")
    assert [stop["city"] for stop in heard.change.request["destinations"]] == ["Rome"]


def test_an_unknown_city_is_kept() -> None:
    """It is refused later, with the nearest names, rather than lost here."""
    assert hear("3 days in Paris").change.request["destinations"] == [
        {"city": "Paris", "nights": 2}
    ]


def test_no_city_is_asked_for() -> None:
    """A trip to nowhere is a question, with the cities there are."""
    heard = hear("three days for two under 500 euros")
    assert heard.mode is Mode.CLARIFY
    (question,) = heard.questions
    assert question.text == "Where do you want to go?"
    assert {"Rome", "Kyoto"} <= set(question.answers)


def test_the_shares_are_told() -> None:
    """How days became nights is a sentence."""
    assert hear("3 days in Kyoto then 2 in New York").assumptions == (
        "Days are taken as nights: 3 in Kyoto and 1 in New York.",
    )


def test_how_many_cities_is_a_question() -> None:
    """Cities that were counted and not named are asked for; of a standing trip nothing is."""
    (question,) = hear("5 days, visiting 2 cities in Rome").questions
    assert question.text == "Which 2 cities in Rome?"
    assert hear_again("we want to visit 3 cities").questions == ()


def test_one_city_or_the_other_is_a_question() -> None:
    """Which of two is for the traveller to say."""
    heard = hear("either Rome or Kyoto for 3 days")
    assert heard.mode is Mode.CLARIFY
    assert heard.questions[0].answers == ("Rome", "Kyoto")
