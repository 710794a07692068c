"""A profile in a model's words: joined and ordered, with nothing added and nothing left out."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.profile import Claim
from tests.agents.llm.fake import FakeModel

CLAIMS = tuple(
    Claim(id=name, text=text, source="words", evidence="said so", date=dt.date(2027, 3, 1))
    for name, text in (
        ("likes:museum", "Likes museums."),
        ("likes:beach", "Does not care for beaches."),
        ("company:children", "Has travelled with children of 6 and 9."),
    )
)
PLAIN = "Likes museums. Does not care for beaches. Has travelled with children of 6 and 9."


def _portrait(*sentences: tuple[str, list[str]]) -> str | None:
    answer = {"sentences": [{"text": text, "claims": names} for text, names in sentences]}
    return FakeModel(answer).speaker().paragraph(CLAIMS)


def test_claims_are_joined_and_the_rest_is_told_as_it_is() -> None:
    """What the model leaves out comes after what it says."""
    found = _portrait(
        ("They travelled with their children of 6 and 9, and like a museum.",
         ["company:children", "likes:museum"]),
    )  # fmt: skip
    assert found == (
        "They travelled with their children of 6 and 9, and like a museum."
        " Does not care for beaches."
    )


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Likes museums and opera.", ["likes:museum"]),
        ("Does not like museums.", ["likes:museum"]),
        ("Cares for beaches.", ["likes:beach"]),
        ("Has travelled with children of 6.", ["company:children"]),
        ("Has travelled with 3 children of 6 and 9.", ["company:children"]),
        ("Likes museums.", ["likes:museum", "likes:opera"]),
        ("Has travelled with children of 6 and 9.", ["likes:museum"]),
    ],
)
def test_what_no_claim_says_is_not_said(text: str, claims: list[str]) -> None:
    """An invention, a turn into the opposite, a number lost or made up, a claim that is none."""
    assert _portrait((text, claims)) == PLAIN


def test_without_an_answer_there_is_no_portrait() -> None:
    """The rules string the claims together then."""
    assert FakeModel(500).speaker().paragraph(CLAIMS) is None
