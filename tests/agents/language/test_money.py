"""Budgets: sums, currencies, what they are for and for whom."""

from __future__ import annotations

import pytest

from agents.language import Context, read
from planner.itinerary import Costs
from planner.request import Budget
from tests.agents.language.harness import TODAY, field, gazetteer, hear, hear_again, standing


@pytest.mark.parametrize(
    ("words", "total", "currency"),
    [
        ("Rome under 1200 euros", 1200, "EUR"),
        ("Rome under 1.2k euros", 1200, "EUR"),
        ("Rome, budget €1,200", 1200, "EUR"),
        ("Rome with a budget of 1 200 €", None, "EUR"),
        ("Rome, $800", 800, "USD"),
        ("Rome for about 900 quid", 900, "GBP"),
        ("Rome, £750 max", 750, "GBP"),
        ("Rome, our budget tops out at $10,600", 10600, "USD"),
        ("Rome, no more than two thousand euros", 2000, "EUR"),
        ("Rome, two hundred and fifty euros", 250, "EUR"),
        ("Rome, fifteen hundred dollars", 1500, "USD"),
        ("Rome, 5,000 RMB", 5000, "CNY"),
        ("Kyoto, 120,000 yen", 120000, "JPY"),
        ("Copenhagen, DKK 6000", 6000, "DKK"),
        ("Copenhagen, 6000 kr in total", 6000, "DKK"),
        ("Rome, between 800 and 1000 euros", 1000, "EUR"),
        ("Rome, budjet 500 eur", 500, "EUR"),
        ("Rome with a maximum budget of $1,100", 1100, "USD"),
        ("Rome, keep it under 700 euros", 700, "EUR"),
    ],
)
def test_totals(words: str, total: float | None, currency: str) -> None:
    """Sums in figures and words, with sign, word or code."""
    assert field(words, "budget.currency") == currency
    if total is not None:
        assert field(words, "budget.total") == total


@pytest.mark.parametrize(
    ("words", "total", "sentence"),
    [
        (
            "3 days in Rome for 3 people, 400 euros per person",
            1200,
            "400 EUR x 3 people = 1200 EUR.",
        ),
        ("3 days in Rome for two, 100 euros a day", 300, "100 EUR x 3 days = 300 EUR."),
        (
            "3 days in Rome for two, 100 euros per person per day",
            600,
            "100 EUR x 2 people x 3 days = 600 EUR.",
        ),
        ("a week in Rome, 500 euros each, we are 4", 2000, "500 EUR x 4 people = 2000 EUR."),
    ],
)
def test_shares(words: str, total: float, sentence: str) -> None:
    """What is per person or day is multiplied out, and the arithmetic told."""
    heard = hear(words)
    assert heard.change.request["budget"]["total"] == total
    assert sentence in heard.assumptions


@pytest.mark.parametrize(
    ("words", "category", "amount"),
    [
        ("Rome, food budget 200 euros", "food", 200),
        ("3 days in Rome, at most 60 euros dinner each", "food", 720),
        ("3 days in Rome, 20 euros lunch a head", "food", 240),
        ("Rome, at most 300 euros for hotels", "lodging", 300),
        ("Rome, 80 euros on museums", "activities", 80),
        ("Rome, taxis under 50 euros", "transport", 50),
    ],
)
def test_categories(words: str, category: str, amount: float) -> None:
    """A sum for food is no total."""
    budget = hear(words).change.request["budget"]
    assert budget[category] == amount
    assert "total" not in budget


@pytest.mark.parametrize(
    ("words", "nightly"),
    [
        ("Rome, hotel under 120 euros a night", 120),
        ("Rome, max 60 euros per night", 60),
        ("Rome, hotel price between 200 and 240 euros per night", 240),
        ("Rome, accommodation 90€/night", 90),
    ],
)
def test_a_night(words: str, nightly: float) -> None:
    """A sum a night is the most that a room may cost."""
    assert field(words, "lodging.max_nightly") == nightly


@pytest.mark.parametrize(
    "words", ["that's too expensive", "it costs too much", "make it cheaper", "something cheaper?"]
)
def test_a_plan_that_is_too_dear(words: str) -> None:
    """Four fifths of what it costs, and that is said; the food's own share stays."""
    request = standing().model_copy(update={"budget": Budget(currency="EUR", food=300)})
    costs = Costs(currency="EUR", lodging=400, food=100)
    heard = read(words, Context(TODAY, gazetteer(), request, costs))
    assert heard.change.request["budget"] == {"currency": "EUR", "food": 300, "total": 400}
    assert "400 EUR in all" in heard.assumptions[0]


def test_too_dear_by_how_much_nobody_knows() -> None:
    """Without what the plan costs nothing is changed, and one is told what to say."""
    heard = hear_again("that's too expensive")
    assert heard.change.request == {}
    assert heard.beyond == ("What the plan costs is not known: say how much it may cost.",)


def test_a_cheaper_bed_is_no_cheaper_trip() -> None:
    """What is said of one thing is not taken for the whole."""
    assert not hear_again("a cheaper hotel, please").values("cheaper")


def test_a_budget_without_a_currency() -> None:
    """It is kept without one, for whoever lays it over a request to name."""
    assert hear("Rome with a budget of 2000").change.request["budget"] == {"total": 2000.0}


def test_shared_signs_are_told() -> None:
    """A dollar is taken to be American, aloud."""
    assert "'$' is taken to be US dollars." in hear("Rome, $800").assumptions
