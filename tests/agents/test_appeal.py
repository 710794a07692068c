"""Appeals: the likeliest after all choices, by hand where that can be done."""

from __future__ import annotations

import math

import pytest

from agents.appeal import SPREAD, Ballot, appeals


def test_nothing_chosen_tells_nothing() -> None:
    """Nobody has another appeal than the usual one."""
    assert appeals(()) == {}


def test_one_choice_is_the_likeliest_by_its_slope() -> None:
    """Where one plan was told and taken, the appeal is the chance that it would not have been."""
    (appeal,) = appeals([Ballot(told=("calm",), taken="calm")]).values()
    assert appeal == pytest.approx(SPREAD**2 / (1.0 + math.exp(appeal)))
    (let_be,) = appeals([Ballot(told=("calm",))]).values()
    assert let_be == pytest.approx(-appeal)


def test_who_was_taken_appeals_more_than_who_was_let_be() -> None:
    """Of three told two were let be alike; a second refusal tells more, and an old one less."""
    once = Ballot(told=("calm", "food", "thrifty"), taken="calm")
    told = appeals([once])
    assert told["calm"] > 0 > told["food"] == pytest.approx(told["thrifty"])
    again = appeals([once, Ballot(told=("food",))])
    assert again["food"] < told["food"]
    old = appeals([once.model_copy(update={"weight": 0.5})])
    assert 0 < old["calm"] < told["calm"]
