"""Standing instructions, laid under a request: scope, conflicts, and the request's own word."""

from __future__ import annotations

import datetime as dt

import pytest

from agents.language import Context, read
from agents.memory.trips import past_trip
from planner.request import TripRequest
from tests.agents.memory.harness import ME, NAMES, TODAY, fresh, in_rome, said_on, texts
from tests.worlds import good_itinerary


def test_an_instruction_is_laid_under_a_request_and_told() -> None:
    """What was said in general becomes a field of the request, with a note that quotes it."""
    memory = fresh()
    said_on(memory, "Three days in Kyoto, always vegetarian. Never before ten.")
    found = memory.recall(ME, in_rome(), TODAY)
    request = TripRequest.model_validate(found.under(in_rome()))
    assert request.diets == ("vegetarian",)
    assert request.day_window.start.hour == 10
    assert request.day_window.end == TripRequest.model_validate(in_rome()).day_window.end
    assert any("'always vegetarian' (1 January 2027)" in text for text in texts(found))


@pytest.mark.parametrize("words", ["I'm vegetarian", "we're vegetarian", "I always eat vegetarian"])
def test_what_one_eats_is_kept(words: str) -> None:
    """Said of oneself, alone or among others, it holds on the next trip."""
    memory = fresh()
    said_on(memory, words)
    assert memory.recall(ME, in_rome(), TODAY).standing["diets"] == ["vegetarian"]


def test_what_others_want_once_is_not_kept() -> None:
    """A walk that is too long for all of them is about this trip."""
    memory = fresh()
    said_on(memory, "we can't walk that far")
    assert memory.recall(ME, in_rome(), TODAY).standing == {}


def test_a_trip_tells_no_taste_of_its_own() -> None:
    """What was said and planned in a conversation counts in the next one, not twice in its own."""
    memory, at = fresh(), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    said = read("we love gardens", Context(TODAY, NAMES))
    memory.remember(ME, said.text, Context(TODAY, NAMES), at, items=said.items, trip="lumen")
    memory.add(ME, past_trip(good_itinerary(), "lumen", at))
    own, other = (memory.recall(ME, in_rome(), TODAY, trip=trip).tastes for trip in
                  ("lumen", "rome"))  # fmt: skip
    assert (own.likings, own.been) == ({}, frozenset())
    assert other.likings["garden"] > 0
    assert "lumen:museum" in other.been


def test_nothing_is_recalled_of_another_traveller() -> None:
    """What one traveller said binds nobody else, whatever the names look like."""
    memory = fresh()
    said_on(memory, "Always vegetarian.", user="ada.l@example.org")
    assert memory.recall("ada", in_rome(), TODAY).standing == {}
    assert memory.recall("ada.l@example.org", in_rome(), TODAY).standing
    assert memory.users() == ["ada.l@example.org"]


@pytest.mark.parametrize(
    ("rule", "request_", "holds"),
    [
        ("In Rome never taxis.", in_rome(), True),
        ("In Kyoto never taxis.", in_rome(), False),
        ("With the kids never taxis.", in_rome(party={"adults": 2, "children": [6]}), True),
        ("With the kids never taxis.", in_rome(party={"adults": 2, "children": []}), False),
        ("In summer never taxis.", in_rome(), True),
        ("In winter never taxis.", in_rome(), False),
        ("When I'm alone never taxis.", in_rome(party={"adults": 1}), True),
        ("When I'm alone never taxis.", in_rome(), False),
    ],
)
def test_an_instruction_holds_in_its_scope_alone(
    rule: str, request_: dict[str, object], holds: bool
) -> None:
    """City, company and season are conditions."""
    memory = fresh()
    said_on(memory, rule)
    assert ("taxi" not in memory.recall(ME, request_, TODAY).standing.get("modes", ["taxi"])) is (
        holds
    )


def test_the_newest_of_equals_wins_and_the_plan_says_so() -> None:
    """Of two of one scope the later is followed; the note names both."""
    memory = fresh()
    said_on(memory, "Never before ten.", 2)
    said_on(memory, "Never before eight.", 5)
    found = memory.recall(ME, in_rome(), TODAY)
    assert found.standing["day_window"]["start"] == "08:00"
    assert texts(found) == [
        "Remembered: 'Never before eight' (5 January 2027), which is newer than "
        "'Never before ten' (2 January 2027)."
    ]


def test_the_more_specific_wins_though_it_is_older() -> None:
    """What was said of Rome goes before what was said in general, in Rome only."""
    memory = fresh()
    said_on(memory, "In Rome never before ten.", 2)
    said_on(memory, "Never before eight.", 5)
    here = memory.recall(ME, in_rome(), TODAY)
    there = memory.recall(
        ME, {**in_rome(), "destinations": [{"city": "kyoto", "nights": 2}]}, TODAY
    )
    assert here.standing["day_window"]["start"] == "10:00"
    assert "more specific" in texts(here)[0]
    assert there.standing["day_window"]["start"] == "08:00"


def test_the_request_goes_before_every_instruction() -> None:
    """Words of this request win, part by part, and the plan says what was set aside."""
    memory = fresh()
    said_on(memory, "Never before ten. From now on be back by nine pm. Never taxis.")
    heard = read("2 days in Rome, start at 8 am, with taxis", Context(TODAY, NAMES))
    found = memory.recall(ME, heard.change.request, TODAY, spoken=heard.items)
    request = found.under(heard.change.request)
    assert request["day_window"] == {"start": "08:00", "end": "21:00"}
    assert "taxi" in TripRequest.model_validate(request | {"start": "2027-06-08"}).modes
    assert "This request goes before 'Never taxis' (1 January 2027)." in texts(found)


def test_what_the_request_says_anyway_is_no_news() -> None:
    """An instruction that the request repeats is neither set aside nor told."""
    memory = fresh()
    said_on(memory, "Always vegetarian.")
    heard = read("2 days in Rome, vegetarian", Context(TODAY, NAMES))
    found = memory.recall(ME, heard.change.request, TODAY, spoken=heard.items)
    assert found.under(heard.change.request)["diets"] == ["vegetarian"]
    assert texts(found) == []


def test_diets_add_up_and_can_be_lifted() -> None:
    """A diet named this time joins the standing one; "not vegetarian" lifts it."""
    memory = fresh()
    said_on(memory, "Always vegetarian.")
    for message, diets in (("Rome, gluten-free", {"vegetarian", "gluten_free"}),
                           ("Rome, not vegetarian", set())):  # fmt: skip
        heard = read(message, Context(TODAY, NAMES))
        found = memory.recall(ME, heard.change.request, TODAY, spoken=heard.items)
        assert set(found.under(heard.change.request).get("diets", ())) == diets


def test_fields_of_a_request_in_json_count_as_said() -> None:
    """A whole field settles its topic; an empty list lifts all of it; tastes are laid together."""
    memory = fresh()
    said_on(memory, "Never taxis. Always vegetarian. I always love museums.")
    asked = in_rome(modes=["taxi"], diets=[], interests={"park": 0.5})
    found = memory.recall(ME, TripRequest.model_validate(asked), TODAY).under(asked)
    assert found["modes"] == ["taxi"]
    assert found["diets"] == []
    assert found["interests"] == {"park": 0.5, "museum": 1.0}


def test_a_weekday_is_that_of_the_trip() -> None:
    """What holds on Wednesdays becomes a window of the trip's Wednesday."""
    memory = fresh()
    said_on(memory, "Never before eleven on Wednesday.")
    found = memory.recall(ME, in_rome(), TODAY)
    assert found.standing["windows"]["2027-06-09"]["start"] == "11:00"
    assert "day_window" not in found.standing


def test_what_was_said_is_found_by_the_aspects_of_a_request() -> None:
    """A remark comes back under the side of the trip that it bears on."""
    memory = fresh()
    said_on(memory, "The museums and sights we like to see are small.")
    said_on(memory, "Zxqv.", 2)
    (found,) = memory.recall(ME, in_rome(), TODAY).recalled
    assert found.aspect == "sights"
    assert found.text.startswith("The museums")


def test_saying_it_again_keeps_it_once_with_the_later_date() -> None:
    """The same message twice, as when a step is done again, changes nothing but the date."""
    memory = fresh()
    said_on(memory, "Always vegetarian.", 1)
    said_on(memory, "Always vegetarian.", 9)
    entries = [entry for _, entry in memory.entries(ME)]
    assert sorted(entry.kind for entry in entries) == ["instruction", "remark"]
    assert {entry.date.day for entry in entries} == {9}
