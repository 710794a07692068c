"""Named places, and questions about places."""

from __future__ import annotations

from typing import Any

import pytest

from agents.language import Mode
from tests.agents.language.harness import field, hear, lost
from tools.catalogue.query import PlaceQuery


@pytest.mark.parametrize(
    ("words", "must", "must_not"),
    [
        ("Rome, must see the Borghese Gallery", ["Borghese Gallery"], []),
        ("Rome, must see the borghese galery", ["Borghese Gallery"], []),
        ("rome, must see the colosseum", ["Colosseum"], []),
        ("Rome, we want to visit the Colosseum and the Pantheon", ["Colosseum", "Pantheon"], []),
        ("Rome, don't miss the Pantheon", ["Pantheon"], []),
        ("Rome including the Trevi Fountain", ["Trevi Fountain"], []),
        ("Rome, the Pantheon is a must", ["Pantheon"], []),
        ("Rome, skip the Pantheon", [], ["Pantheon"]),
        ("Rome, avoid the Trevi Fountain", [], ["Trevi Fountain"]),
        ("Rome, we have already seen the Colosseum", [], ["Colosseum"]),
        ("Rome without the Colosseum", [], ["Colosseum"]),
        ("Rome, the Pantheon instead of the Colosseum", ["Pantheon"], ["Colosseum"]),
        ("Rome, must see 'The Hidden House'", ["The Hidden House"], []),
        ("Rome, please include the Zzyzx Tower", ["Zzyzx Tower"], []),
        ("Rome, Colosseum", ["Colosseum"], []),
        ("Rome, must see the Vatican Museums", ["Vatican Museums and Sistine Chapel"], []),
    ],
)
def test_named_places(words: str, must: list[str], must_not: list[str]) -> None:
    """Places on file under any spelling, and those that are not as they were named."""
    request = hear(words).change.request
    assert (request.get("must", []), request.get("must_not", [])) == (must, must_not)


def test_a_place_on_a_day() -> None:
    """A place wanted on a day is a lock on its date."""
    request = hear("Rome from 5 June for 3 days, visit the Colosseum on day 2").change.request
    assert request["locks"] == [{"place": "Colosseum", "date": "2027-06-06"}]


def test_a_mere_mention_is_told() -> None:
    """A place only mentioned is taken as wanted, aloud."""
    assert "Colosseum is taken as a place to visit." in hear("Rome, Colosseum").assumptions


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (
            "What is the closest museum to the Pantheon?",
            {"kind": "museum", "near": "Pantheon", "order": "closest", "limit": 1},
        ),
        (
            "cheapest pizza near the Pantheon",
            {"kind": "restaurant", "cuisine": "pizza", "near": "Pantheon", "order": "cheapest",
             "limit": 1},
        ),
        (
            "Where are the best rated restaurants near the Colosseum?",
            {"kind": "restaurant", "near": "Colosseum", "order": "best", "limit": 5},
        ),
        (
            "show me all vegan restaurants near the Pantheon",
            {"kind": "restaurant", "diet": "vegan", "near": "Pantheon", "limit": None},
        ),
        (
            "which parks are near the Colosseum?",
            {"kind": "park", "near": "Colosseum", "limit": 5},
        ),
        (
            "find the 3 cheapest hotels in Trastevere",
            {"kind": "hotel", "near": "Trastevere", "order": "cheapest", "limit": 3},
        ),
        (
            "top 3 museums near the Pantheon",
            {"kind": "museum", "near": "Pantheon", "order": "best", "limit": 3},
        ),
    ],
)  # fmt: skip
def test_questions(words: str, query: dict[str, Any]) -> None:
    """What is asked of places is a query, and the message a question."""
    heard = hear(words)
    assert heard.mode is Mode.QUESTION
    assert heard.queries == (PlaceQuery.model_validate(query),)
    assert lost(heard) == []


def test_a_pick() -> None:
    """A meal to be arranged near a place is part of the trip, not a question."""
    heard = hear("3 days in Rome, please book a restaurant near the Pantheon")
    assert heard.mode is Mode.PLAN
    assert [(q.kind, q.near) for q in heard.picks] == [("restaurant", "Pantheon")]


def test_an_unclear_name_is_asked_about() -> None:
    """A name that several places may bear is a question with those places."""
    heard = hear("3 days in Rome, must see the colloseum")
    assert heard.mode is Mode.CLARIFY
    assert heard.questions[0].text == "Which place is 'the colloseum'?"
    assert "Colosseum" in heard.questions[0].answers


@pytest.mark.parametrize(
    ("words", "must"),
    [
        ("Rome, we want to see Trevi and the Pantheon", ["Trevi Fountain", "Pantheon"]),
        ("Rome, we want to see Trastevere", None),
        ("Rome, wander around Trevi", None),
    ],
)
def test_quarters_called_by_a_sight(words: str, must: list[str] | None) -> None:
    """Who wants to see what a quarter is called by means the sight, not the quarter."""
    said = field(words, "must")
    assert (said and sorted(said)) == (must and sorted(must))
