"""The reader as a whole: nothing is lost, nothing invented, no text breaks it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agents.language import Context, Mode, Understanding, read
from agents.language.courtesy import is_filler
from agents.language.text import Text
from tests.agents.language.harness import TODAY, gazetteer, hear, lost, standing

FIRST = Context(TODAY, gazetteer())
AGAIN = Context(TODAY, gazetteer(), standing())
#: Words of the rules' own, so that random texts come near them.
WORDS = """
    Rome Kyoto 5 June 2027 to three days nights 1200 euros $ per person for two kids of 6 and 9 not
    before nine back by ten no museums love art must see the Colosseum Pantheon drop swap move lock
    Saturday day 2 undo hotel 4-star vegetarian taxi rain on want to in a week early October next
    weekend cheapest pizza near closest all more one , . ? ! ' " - ( )
""".split()  # noqa: SIM905


def _accounted(heard: Understanding) -> bool:
    """Whether every word is in an item, told to be missed, or a word without a wish of its own."""
    covered = [False] * len(heard.text)
    for span in (*(item.evidence for item in heard.items), *heard.missed):
        assert heard.text[span.start : span.end] == span.text
        covered[span.start : span.end] = [True] * (span.end - span.start)
    return all(
        any(covered[match.start() : match.end()])
        or all(is_filler(part) for part in re.split(r"[^\w']+", match[0].lower()) if part)
        or is_filler(match[0].lower().strip("'"))
        for match in re.finditer(r"[^\W_](?:[\w'-]*\w)?", heard.text)
    )


@settings(max_examples=150, deadline=None)
@example("Rome to Rome", FIRST)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sampled_from((FIRST, AGAIN)))
def test_every_word_is_accounted_for(message: str, context: Context) -> None:
    """Of texts near the rules, every word is understood, told back, or without a wish."""
    assert _accounted(read(message, context))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from((FIRST, AGAIN)))
def test_no_text_breaks_it(message: str, context: Context) -> None:
    """Any text at all is read, and every span told is a part of it."""
    heard = read(message, context)
    for span in (*(item.evidence for item in heard.items), *heard.missed):
        assert heard.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("message", "missed"),
    [
        ("three days in Rome, purple elephants juggling", ["purple elephants juggling"]),
        ("Rome for two. The moon is full of cheese.", ["moon is full of cheese"]),
        ("Please plan me a lovely trip to Rome, thank you!", []),
        ("Could you help us with a 3-day itinerary for Rome?", []),
        ("asdf qwer", ["asdf qwer"]),
    ],
)
def test_what_is_missed(message: str, missed: list[str]) -> None:
    """What means something and was not understood is told; courtesy is not."""
    assert lost(hear(message)) == missed


def test_evidence() -> None:
    """Every item points to the words it comes from."""
    heard = hear("Three days in Rome for two, under 1200 euros")
    assert [(item.field, item.evidence.text) for item in heard.items] == [
        ("city", "Three days in Rome"),
        ("people", "for two"),
        ("budget", "under 1200 euros"),
    ]


def test_corrections() -> None:
    """What is said later holds."""
    heard = hear("Rome for two, 500 euros. Actually, make it 700 euros and for three people.")
    assert heard.change.request["budget"]["total"] == 700
    assert heard.change.request["party"]["adults"] == 3


def test_british_and_american() -> None:
    """Both spellings of a word are the same word."""
    for one, other in (
        ("Rome, number of travellers: 3", "Rome, number of travelers: 3"),
        ("Rome, at most 2 kilometres a day on foot", "Rome, at most 2 kilometers a day on foot"),
        ("Rome, theatre", "Rome, theater"),
    ):
        assert hear(one).change == hear(other).change


def test_greetings_ask_for_nothing() -> None:
    """Neither a greeting nor silence is a trip."""
    assert hear("Hello!").mode is Mode.NOTHING
    assert hear("").mode is Mode.NOTHING
    assert hear("   ").items == ()


def test_a_very_long_message() -> None:
    """What lies beyond the longest message is told to be missed."""
    heard = hear("three days in Rome. " + "x" * 6000)
    assert heard.missed[-1].end == len(heard.text)


def test_repeats_take_no_time() -> None:
    """Words that many rules begin with, said over and over, are read like any others."""
    heard = hear("we want to like to see to want the and we would " * 60)
    assert heard.mode is Mode.NOTHING


@pytest.mark.parametrize(
    "message",
    [
        "Rome, must see the " + "Very " * 80 + "Tower",
        "top 0 museums near the Pantheon in Rome",
        "Rome with our kids of 20 and 31",
        "Rome in 999 months for 999 days, 999 rooms, 0 people, 0 euros",
        "Rome, max -1 euros, day 0, quarter to 0",
    ],
)
def test_odd_figures(message: str) -> None:
    """Figures that make no sense, and endless names, are read all the same."""
    assert hear(message).text == message


def test_letters_that_become_two() -> None:
    """A letter whose small form is two letters leaves the spans where they are."""
    text = Text("\u0130n Rome")
    assert text.span(0, len(text.rest)).text == "\u0130n Rome"
