"""Which flight or train: its class, what it is chosen by, when it lands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from agents.language import Context, Gazetteer, read

CONTEXT = Context(dt.date(2027, 3, 1), Gazetteer.of_cities(("Rome", "Kyoto")))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("second-class seats on the train, please", {"way": "both", "seat": "second"}),
        ("business class for the outbound flight", {"way": "out", "seat": "business"}),
        ("economy class on the flight back", {"way": "back", "seat": "economy"}),
        ("first-class for both the outbound and return trains", {"way": "both", "seat": "first"}),
        ("with our return flight on the last day", {"way": "back", "means": "flight"}),
        ("round-trip trains", {"way": "both", "means": "train"}),
        ("find the cheapest direct flight", {"way": "both", "order": "cheapest"}),
        ("for the return train we'd take the latest one", {"way": "back", "order": "latest"}),
        (
            "for the outbound flight, choose the direct option with the shortest duration",
            {"way": "out", "order": "shortest"},
        ),
        (
            "our return flight has to land between 8 and 10 pm",
            {"way": "back", "lands": ["20:00", "22:00"]},
        ),
        (
            "on the way back we want to arrive between 23:00 and 1:00",
            {"way": "back", "lands": ["23:00", "01:00"]},
        ),
    ],
)
def test_what_is_wished_of_the_way(words: str, expected: dict[str, Any]) -> None:
    """The way that is spoken of, else both; and that no plan covers it is said."""
    heard = read(f"3 days in Rome. {words.capitalize()}.", CONTEXT)
    assert heard.values("journey") == [expected]
    assert any(told.startswith("No plan covers the way there and back (") for told in heard.beyond)


@pytest.mark.parametrize("words", ["a first-class hotel", "the cheapest museum", "a last day off"])
def test_other_superlatives_are_no_journeys(words: str) -> None:
    """Words alone do not make a ticket."""
    assert read(f"3 days in Rome, {words}.", CONTEXT).values("journey") == []
