"""What is said about a trip that stands: 4 to 7 June 2027 in Rome, for two."""

from __future__ import annotations

from typing import Any

import pytest

from agents.language import Context, Mode, read
from planner.change import Change
from planner.request import Pace
from tests.agents.language.harness import TODAY, gazetteer, hear_again, lost, standing


def _party(adults: int, children: list[int], seniors: int = 0, **more: bool) -> dict[str, Any]:
    needs = {"wheelchair": False, "stroller": False} | more
    return {"adults": adults, "children": children, "seniors": seniors} | needs


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("drop the Colosseum", {"drop": ["Colosseum"]}),
        ("remove the Colosseum and the Pantheon", {"drop": ["Colosseum", "Pantheon"]}),
        ("add the Pantheon", {"add": ["Pantheon"]}),
        ("we also want to see the Pantheon", {"add": ["Pantheon"]}),
        (
            "swap the Pantheon for the Colosseum",
            {"swap": [{"out": "Pantheon", "into": "Colosseum"}]},
        ),
        (
            "replace the Pantheon with the Colosseum",
            {"swap": [{"out": "Pantheon", "into": "Colosseum"}]},
        ),
        (
            "move the Pantheon to Saturday",
            {"lock": [{"place": "Pantheon", "date": "2027-06-05"}], "unlock": ["Pantheon"]},
        ),
        (
            "move the Pantheon to day 3 at 10:00",
            {
                "lock": [{"place": "Pantheon", "date": "2027-06-06", "start": "10:00"}],
                "unlock": ["Pantheon"],
            },
        ),
        ("lock the Pantheon", {"lock": [{"place": "Pantheon"}]}),
        (
            "we have tickets for the Colosseum on Sunday at 9:30",
            {"lock": [{"place": "Colosseum", "date": "2027-06-06", "start": "09:30"}]},
        ),
        ("unlock the Pantheon", {"unlock": ["Pantheon"]}),
        (
            "add the Pantheon on the last day",
            {"lock": [{"place": "Pantheon", "date": "2027-06-07"}]},
        ),
        (
            "the Colosseum is closed on Saturday",
            {"close": [{"place": "Colosseum", "date": "2027-06-05"}]},
        ),
        (
            "the Colosseum is sold out on 5 June, swap it for a similar one",
            {"close": [{"place": "Colosseum", "date": "2027-06-05"}], "drop": ["Colosseum"]},
        ),
        ("start later on Sunday", {"days": [{"date": "2027-06-06", "start": "10:00"}]}),
        (
            "start later on Sunday and drop the Colosseum",
            {"days": [{"date": "2027-06-06", "start": "10:00"}], "drop": ["Colosseum"]},
        ),
        ("start at 11 on day 2", {"days": [{"date": "2027-06-05", "start": "11:00"}]}),
        ("back by 8 on Saturday", {"days": [{"date": "2027-06-05", "end": "20:00"}]}),
        (
            "lighter day 2",
            {"days": [{"date": "2027-06-05", "pace": "relaxed"}]},
        ),
        (
            "For day 2, please do not start before 10:00",
            {"days": [{"date": "2027-06-05", "start": "10:00"}]},
        ),
        (
            "On Sunday, we'd prefer to be back by 20:00",
            {"days": [{"date": "2027-06-06", "end": "20:00"}]},
        ),
        (
            "make Sunday lighter",
            {"days": [{"date": "2027-06-06", "pace": "relaxed"}]},
        ),
        ("what if it rains on Sunday?", {"days": [{"date": "2027-06-06", "rain": True}]}),
        ("it will rain on day 1", {"days": [{"date": "2027-06-04", "rain": True}]}),
        ("one more child", {"request": {"party": _party(2, [8])}}),
        ("two more children aged 4 and 6", {"request": {"party": _party(2, [4, 6])}}),
        ("one more adult", {"request": {"party": _party(3, [])}}),
        ("my mother is joining us", {"request": {"party": _party(3, [])}}),
        ("we are four now", {"request": {"party": _party(4, [])}}),
        ("a stroller too", {"request": {"party": _party(2, [], stroller=True)}}),
        (
            "raise the budget to 1500 euros",
            {"request": {"budget": {"currency": "EUR", "total": 1500.0}}},
        ),
        ("300 euros more", {"request": {"budget": {"currency": "EUR", "total": 1500.0}}}),
        (
            "cut the budget by 200 euros",
            {"request": {"budget": {"currency": "EUR", "total": 1000.0}}},
        ),
        ("no more museums", {"request": {"interests": {"art": 0.7, "museum": -1.0}}}),
        ("vegan please", {"request": {"diets": ["vegan"]}}),
        ("no taxis", {"request": {"modes": ["walk", "transit"]}}),
        ("slower pace", {"request": {"pace": "relaxed"}}),
        ("start on 5 June instead", {"request": {"start": "2027-06-05"}}),
        ("start over", {"keep": 0.0}),
        ("don't drop the Colosseum", {"lock": [{"place": "Colosseum"}]}),
        (
            "keep the Colosseum but drop the Pantheon",
            {"lock": [{"place": "Colosseum"}], "drop": ["Pantheon"]},
        ),
        (
            "make day 2 start at 10 and end at 18:00",
            {"days": [{"date": "2027-06-05", "start": "10:00", "end": "18:00"}]},
        ),
    ],
)
def test_changes(words: str, change: dict[str, Any]) -> None:
    """Only what is spoken of changes, and nothing said is lost."""
    heard = hear_again(words)
    assert heard.change == Change.model_validate(change)
    assert heard.mode is Mode.CHANGE
    assert lost(heard) == []


@pytest.mark.parametrize(
    ("words", "nights"),
    [
        ("one more day", 4),
        ("no, make it five days", 4),
        ("Actually, three days instead", 2),
        ("make it a day shorter", 2),
        ("extend the trip by two days", 5),
        ("two nights", 2),
        ("until 9 June", 5),
    ],
)
def test_lengths(words: str, nights: int) -> None:
    """A longer or shorter trip keeps its city."""
    (stop,) = hear_again(words).change.request["destinations"]
    assert (stop["city"], stop["nights"]) == ("rome", nights)


def test_another_city() -> None:
    """A city is added after the others, or comes in the stead of one."""
    added = hear_again("add two nights in Copenhagen").change.request["destinations"]
    assert [(s["city"], s["nights"]) for s in added] == [("rome", 3), ("Copenhagen", 2)]
    swapped = hear_again("Kyoto instead of Rome").change.request["destinations"]
    assert [(s["city"], s["nights"]) for s in swapped] == [("Kyoto", 3)]


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("undo", Mode.UNDO),
        ("undo the last change", Mode.UNDO),
        ("go back to the previous plan", Mode.UNDO),
        ("redo", Mode.REDO),
        ("why is the Pantheon not in the plan?", Mode.QUESTION),
        ("why not the Vatican Museums?", Mode.QUESTION),
        ("why is the Borghese Gallery missing?", Mode.QUESTION),
        ("what is the closest park to the Colosseum?", Mode.QUESTION),
        ("make it four days", Mode.NOTHING),
        ("thanks!", Mode.NOTHING),
        ("move the Pantheon to 15:00", Mode.CLARIFY),
    ],
)
def test_modes(words: str, mode: Mode) -> None:
    """What the message asks for is told apart; four days are what there is already."""
    assert hear_again(words).mode is mode


def test_the_day_is_asked_for() -> None:
    """A time without a day is a question with the days of the trip."""
    (question,) = hear_again("move the Pantheon to 15:00").questions
    assert question.answers == (
        "Friday 4 June 2027", "Saturday 5 June 2027", "Sunday 6 June 2027", "Monday 7 June 2027",
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["I changed my mind about the Colosseum", "we spent more time at the Pantheon than I thought"],
)
def test_a_mention_changes_nothing(words: str) -> None:
    """A place spoken of without a wish is told back, not added."""
    heard = hear_again(words)
    assert heard.change == Change()
    assert lost(heard) != []


def test_what_is_relaxed_already_becomes_light() -> None:
    """Days that are too full at a relaxed pace are too full; a relaxed pace said again is not."""
    for pace in (Pace.RELAXED, Pace.LIGHT):
        trip = standing().model_copy(update={"pace": pace})
        context = Context(TODAY, gazetteer(), trip)
        assert read("that's too much for one day", context).change.request["pace"] == "light"
        assert read("a relaxed pace, please", context).change.request["pace"] == "relaxed"


def test_a_diet_ends() -> None:
    """Who is no longer vegetarian eats all again."""
    trip = standing().model_copy(update={"diets": ("vegetarian",)})
    heard = read("we are no longer vegetarian", Context(TODAY, gazetteer(), trip))
    assert heard.change.request == {"diets": []}
