"""Who travels."""

from __future__ import annotations

import pytest

from agents.language import Context, read
from planner.request import Party
from tests.agents.language.harness import TODAY, gazetteer, hear, standing


@pytest.mark.parametrize(
    ("words", "adults", "children", "seniors"),
    [
        ("Rome for two", 2, [], 0),
        ("Rome for two in early June", 2, [], 0),
        ("Rome for 5 people", 5, [], 0),
        ("a party of 3 to Rome", 3, [], 0),
        ("a group of seven in Rome", 7, [], 0),
        ("the four of us in Rome", 4, [], 0),
        ("number of travelers: 6, Rome", 6, [], 0),
        ("Rome solo", 1, [], 0),
        ("I travel to Rome alone", 1, [], 0),
        ("just me in Rome", 1, [], 0),
        ("Rome by myself", 1, [], 0),
        ("I want to see Rome", 1, [], 0),
        ("Rome as a couple", 2, [], 0),
        ("Rome for two couples", 4, [], 0),
        ("Rome with my wife", 2, [], 0),
        ("my girlfriend and I want to see Rome", 2, [], 0),
        ("Rome for my wife", 1, [], 0),
        ("Rome for my wife and me", 2, [], 0),
        ("Rome for my wife and me and our daughter of 7", 2, [7], 0),
        ("Rome for my two brothers and me", 3, [], 0),
        ("Rome with two friends", 3, [], 0),
        ("my two buddies and I go to Rome", 3, [], 0),
        ("Rome with my parents", 3, [], 0),
        ("me, my wife and our kids of 6 and 9 in Rome", 2, [6, 9], 0),
        ("Rome for 2 adults and 2 children aged 4 and 7", 2, [4, 7], 0),
        ("Rome, 2 adults, kids (3, 5 and 11)", 2, [3, 5, 11], 0),
        ("a family of three with a 10-year-old in Rome", 2, [10], 0),
        ("family of 4 in Rome, kids are 6 and 9", 2, [6, 9], 0),
        ("Rome with my wife and our 3 year old daughter", 2, [3], 0),
        ("Rome with my 70 year old mother", 1, [], 1),
        ("Rome with my mother, 72", 1, [], 1),
        ("Rome with my grandparents", 1, [], 2),
        ("Rome for 2 adults and 2 seniors", 2, [], 2),
        ("Rome with my husband and a baby", 2, [0], 0),
        ("Rome with my partner and a toddler", 2, [2], 0),
        ("two adults and a teenager in Rome", 2, [15], 0),
        ("Rome with my wife and one child", 2, [8], 0),
        ("Rome with our kids of 16 and 20", 2, [16], 0),
        ("a group of 6 people, including two children aged 5 and 8, in Rome", 4, [5, 8], 0),
        ("Rome with two kids 5 and 9, in June", 2, [5, 9], 0),
        ("Rome with our kids, 4, 7 and 11, in June", 2, [4, 7, 11], 0),
    ],
)
def test_parties(words: str, adults: int, children: list[int], seniors: int) -> None:
    """Everyone is counted once, whoever speaks included."""
    party = hear(words).change.request["party"]
    assert (party["adults"], party["children"], party["seniors"]) == (adults, children, seniors)


def test_nobody_spoken_of() -> None:
    """Where nobody is spoken of, the request keeps its own default."""
    assert "party" not in hear("three days in Rome").change.request


@pytest.mark.parametrize(
    ("words", "wheelchair", "stroller"),
    [
        ("Rome with a friend in a wheelchair", True, False),
        ("Rome, I use a wheelchair", True, False),
        ("Rome, step-free please", True, False),
        ("Rome, we can't climb stairs", True, False),
        ("Rome with a stroller", False, True),
        ("Rome with a pram", False, True),
        ("Rome for two", False, False),
    ],
)
def test_needs(words: str, wheelchair: bool, stroller: bool) -> None:
    """Wheels of either kind are heard."""
    party = hear(words).change.request.get("party", {"wheelchair": False, "stroller": False})
    assert (party["wheelchair"], party["stroller"]) == (wheelchair, stroller)


def test_ages_not_said_are_assumed_aloud() -> None:
    """A child without an age is taken to be 8, and that is said."""
    heard = hear("Rome with my wife and one child")
    assert "The child is taken to be 8 years old, for no age was said." in heard.assumptions


def test_who_speaks() -> None:
    """Who says "we" is told apart from who says "I", which alone makes a party of one."""
    ours, mine = hear("We want 3 days in Rome"), hear("I want 3 days in Rome")
    assert (ours.last("speaker"), mine.last("speaker")) == ("we", "I")
    assert "party" not in ours.change.request
    assert mine.change.request["party"]["adults"] == 1


def test_the_kids_of_the_trip_are_known() -> None:
    """Who speaks of them again makes them neither other nor older."""
    family = standing().model_copy(update={"party": Party(adults=2, children=(6, 9))})
    heard = read("back by 20:30, the kids are tired", Context(TODAY, gazetteer(), family))
    assert "party" not in heard.change.request
    assert not any("taken to be" in text for text in heard.assumptions)
