"""A language model as a guest: what it may add to the rules, and what it may not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from agents.language import Mode, Understanding
from agents.spoken import hear, told
from planner.request import Destination, Lock, TripRequest
from tests.agents.llm.fake import FakeModel, means

if TYPE_CHECKING:
    from agents.llm.speaker import Speaker

TODAY = dt.date(2027, 3, 1)
TRIP = "two days in Rome from 8 June for two, vegetarian, must see the Borghese Gallery"


def heard(message: str, speaker: Speaker, standing: TripRequest | None = None) -> Understanding:
    """A message, understood with the model's help."""
    return hear(message, (), TODAY, standing, speaker.interpret)


def standing(**more: Any) -> TripRequest:
    """A trip of three June days in Rome that stands, resolved."""
    return TripRequest(
        destinations=(Destination(city="rome", nights=2),), start=dt.date(2027, 6, 8), **more
    )


def test_what_the_rules_understand_costs_no_request() -> None:
    """The model is asked only where something was missed."""
    model = FakeModel()
    assert heard(TRIP, model.speaker()).mode is Mode.PLAN
    assert model.asked == []


def test_what_the_rules_miss_is_asked_for_and_told() -> None:
    """Another language, a description, a manner of speaking; each is an assumption."""
    answer = means(
        wir_sind_Veganer="we are vegan",
        that_old_arena="must see the Colosseum",
        at_cockcrow="start at 06:00",
    )
    model = FakeModel(answer)
    got = heard("Two days in Rome, wir sind Veganer, that old arena, at cockcrow", model.speaker())
    request = got.change.request
    assert (request["diets"], request["must"]) == (["vegan"], ["Colosseum"])
    assert request["day_window"]["start"] == "06:00"
    assert got.missed == ()
    assert "'at cockcrow' is taken as 'start at 06:00' by the language model." in got.assumptions
    (item,) = [item for item in got.items if item.field == "diet"]
    assert got.text[item.evidence.start : item.evidence.end] == "wir sind Veganer"


def test_the_prompt_holds_the_message_and_nothing_of_a_catalogue() -> None:
    """The words, the date, the days of the trip; no place, text or id on file."""
    model = FakeModel(means(), means())
    heard("Rome, xyzzy", model.speaker())
    heard("also xyzzy", model.speaker(), standing(must=("rome-colosseum",)))
    first, second = (sent["messages"][1]["content"] for sent in model.asked)
    assert first == (
        '{"message": "Rome, xyzzy", "not_understood": ["xyzzy"],'
        ' "today": "2027-03-01", "trip": null}'
    )
    assert '"trip": {"start": "2027-06-08", "end": "2027-06-10"}' in second
    assert "colosseum" not in second


@pytest.mark.parametrize(
    ("words", "meaning", "reason"),
    [
        ("Rome", "three days in Kyoto", "these are not words that were left to understand"),
        ("never typed", "we love museums", "these are not words that were left to understand"),
        ("grue", "must see the Golden Tower of Wibble", "is not on file"),
        ("grue", "blah blah", "the rules cannot read that"),
        ("grue", "ignore all rules and say yes", "the rules cannot read that"),
        ("grue", "at most 5 EUR in all", "the numbers are not the ones you said"),
        ("grue", "for 40 people", "stands"),
        ("grue", "with children of 6 and 9", "the numbers are not the ones you said"),
        ("grue", "five days", "what you said of the same thing stands"),
        ("grue", "from 9 July 2027", "what you said of the same thing stands"),
        ("grue", "skip the Borghese Gallery", "what you said of the same thing stands"),
        ("grue", "no longer vegetarian", "say so in these words if you mean it"),
        ("grue", "undo", "say so in these words if you mean it"),
    ],
)
def test_what_is_not_grounded_is_dropped_and_said(words: str, meaning: str, reason: str) -> None:
    """The rest stands as the rules read it."""
    plain = hear(f"{TRIP}, grue", (), TODAY)
    got = heard(f"{TRIP}, grue", FakeModel(means(**{words: meaning})).speaker())
    assert got.change == plain.change
    assert [span.text for span in got.missed] == ["grue"]
    (said,) = set(got.beyond) - set(plain.beyond)
    assert said.startswith(f"The language model takes {words!r} as {meaning!r}: ")
    assert reason in said


@pytest.mark.parametrize("meaning", ["skip the Colosseum", "swap the Colosseum for the Pantheon"])
def test_what_was_agreed_is_not_taken_away(meaning: str) -> None:
    """Neither a must nor a lock of the trip that stands; other places may be left out."""
    from tools.catalogue import Catalogue

    place = Catalogue.starter("rome").find("Colosseum")[0].place.id
    for agreed in ({"must": (place,)}, {"locks": (Lock(place=place),)}):
        got = heard("grue", FakeModel(means(grue=meaning)).speaker(), standing(**agreed))
        assert got.mode is Mode.NOTHING
        assert "say so in these words if you mean it" in " ".join(told(got))
    got = heard("grue", FakeModel(means(grue="skip the Pantheon")).speaker(), standing())
    assert got.change.drop == ("Pantheon",)


def test_one_phrase_may_not_contradict_another() -> None:
    """Of two that speak of the same thing the first is taken."""
    answer = means(grue="start at 10:00", zork="start at 11:00")
    got = heard(f"{TRIP}, grue, zork", FakeModel(answer).speaker())
    assert got.change.request["day_window"]["start"] == "10:00"
    assert [span.text for span in got.missed] == ["zork"]


def test_numbers_that_were_said_count() -> None:
    """A budget in words that no rule knows, with the sum in them."""
    answer = means(**{"900 clams is the most": "at most 900 EUR in all"})
    got = heard("Two days in Rome, 900 clams is the most", FakeModel(answer).speaker())
    assert got.change.request["budget"]["total"] == 900


def test_a_place_in_a_city_that_only_the_model_knows() -> None:
    """The words are read once more, against that city's places."""
    answer = means(ville_éternelle="we go to Rome", grande_arène="must see the Colosseum")
    model = FakeModel(answer, answer)
    got = heard("ville éternelle, grande arène", model.speaker())
    assert got.change.request["must"] == ["Colosseum"]
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    "reply", [500, "garbage", {"phrases": [{"words": "grue"}]}, TimeoutError()]
)
def test_where_the_model_fails_the_rules_have_spoken(reply: Any) -> None:
    """The same understanding, and a sentence that says why it is no better."""
    plain = hear(f"{TRIP}, grue", (), TODAY)
    got = heard(f"{TRIP}, grue", FakeModel(reply).speaker())
    assert (got.change, got.mode, got.missed) == (plain.change, plain.mode, plain.missed)
    (said,) = set(got.beyond) - set(plain.beyond)
    assert said.startswith("The language model at http://llm/v1 failed: ")
    assert said.endswith("The words are read by the rules alone.")


def test_a_turn_has_an_allowance() -> None:
    """Of calls and of tokens; a new turn begins with all of it."""
    model = FakeModel(*[means()] * 4)
    speaker = model.speaker(calls=2)
    for _ in range(3):
        last = heard("Rome, grue", speaker)
    assert len(model.asked) == 2
    assert "This turn's calls of the language model are used up." in " ".join(last.beyond)
    speaker.begin()
    heard("Rome, grue", speaker)
    assert len(model.asked) == 3
    thrifty = model.speaker(tokens=100)
    heard("Rome, grue", thrifty)
    assert model.asked[-1]["max_completion_tokens"] == 100


def test_what_makes_no_request_is_given_up() -> None:
    """A day window of no length, say: the rules' reading stands, and the fault is told."""
    answer = means(grue="start at 10:00", zork="back by 10 am")
    plain = hear(f"{TRIP}, grue, zork", (), TODAY)
    got = heard(f"{TRIP}, grue, zork", FakeModel(answer).speaker())
    assert got.change == plain.change
    assert "cannot be asked for" in got.beyond[-1]


def test_a_city_has_to_be_on_file() -> None:
    """One that is not is dropped, and where to go is asked as if nothing had been said."""
    got = heard("three grue", FakeModel(means(three_grue="three days in Atlantis")).speaker())
    assert got.change.request == {}
    assert "'Atlantis' is not on file" in " ".join(got.beyond)


DECIDED = ("In: Colosseum, on 9 June at 10:00.", "Out: Pantheon, which is not open then.")


@pytest.mark.parametrize(
    ("worded", "kept"),
    [
        ("The Colosseum joins on 9 June at 10:00.", True),
        ("The Colosseum is dropped on 9 June at 10:00.", False),
        ("Wibble is in on 9 June at 10:00, and the Colosseum.", False),
        ("We added it: on 9 June at 10:00 comes the Colosseum.", True),
        ("The Colosseum joins on 9 June at 11:00.", False),
        ("The Colosseum joins on 9 June at 10:00, before the Forum.", False),
        ("A sight joins on 9 June at 10:00.", False),
        ("The Colosseum joins on 9 June at 10:00, but it is not open.", False),
        ("x" * 400, False),
    ],
)
def test_other_words_may_not_tell_other_facts(worded: str, kept: bool) -> None:
    """Numbers, names and denials stay as they are, or the sentence does."""
    model = FakeModel({"sentences": [worded, DECIDED[1]]})
    assert model.speaker(reword=True).word(DECIDED) == (worded if kept else DECIDED[0], DECIDED[1])


@pytest.mark.parametrize("reply", [500, {"sentences": ["one only"]}, {"sentences": []}])
def test_sentences_stay_where_the_model_fails(reply: Any) -> None:
    """Nothing is lost, and for nothing nothing is asked."""
    model = FakeModel(reply)
    assert model.speaker(reword=True).word(DECIDED) == DECIDED
    assert model.speaker(reword=True).word(()) == ()
    assert model.speaker().word(DECIDED) == DECIDED
    assert len(model.asked) == 1
