"""Food, tastes, pace, walking, ways, beds and areas."""

from __future__ import annotations

from typing import Any

import pytest

from agents.language import Context, read
from tests.agents.language.harness import (
    TODAY,
    field,
    gazetteer,
    hear,
    hear_again,
    lost,
    standing,
)


@pytest.mark.parametrize(
    ("words", "diets"),
    [
        ("Rome, vegetarian", ["vegetarian"]),
        ("Rome, we are vegans", ["vegan"]),
        ("Rome, vegitarian food please", ["vegetarian"]),
        ("Rome, I don't eat meat", ["vegetarian"]),
        ("Rome, gluten-free", ["gluten_free"]),
        ("Rome, my wife is coeliac", ["gluten_free"]),
        ("Rome, halal restaurants only", ["halal"]),
        ("Rome, kosher and vegetarian", ["kosher", "vegetarian"]),
    ],
)
def test_diets(words: str, diets: list[str]) -> None:
    """What every meal must offer."""
    assert field(words, "diets") == diets


@pytest.mark.parametrize(
    ("words", "interests"),
    [
        ("Rome, we love art", {"art": 1.0}),
        ("Rome, I like history and architecture", {"history": 0.7, "architecture": 0.7}),
        ("Rome, interested in churches", {"religious_site": 0.7}),
        ("Rome, not into museums", {"museum": -0.6}),
        ("Rome, we don't like museums", {"museum": -0.6}),
        ("Rome, no museums", {"museum": -1.0}),
        ("Rome, I hate shopping", {"shopping": -1.0}),
        ("Rome, lots of food", {"food": 1.0}),
        ("Rome, hidden gems and street food", {"hidden_gem": 0.7, "street_food": 0.7}),
        ("Rome, wine lovers", {"wine": 1.0}),
        ("Rome, mostly parks and gardens", {"park": 1.0, "garden": 1.0}),
        ("Rome, love art, not into churches", {"art": 1.0, "religious_site": -0.6}),
        ("Rome with some nightlife", {"nightlife": 0.7}),
        ("Rome, off the beaten track", {"hidden_gem": 0.7}),
        ("Rome, Italian and French food", {"italian": 0.8, "french": 0.8}),
        ("Rome, we would like to try sushi", {"sushi": 0.8}),
        ("Rome, no seafood", {"seafood": -0.6}),
        ("Rome, kid-friendly activities", {"kids": 0.7}),
        ("Rome, avoid crowds", {"quiet": 0.7}),
        ("Rome, famous landmarks", {"must_see": 0.7}),
        ("Rome, too many religious sites", {"religious_site": -0.6}),
        ("Rome, we'd love to see viewpoints", {"viewpoint": 1.0}),
    ],
)
def test_interests(words: str, interests: dict[str, float]) -> None:
    """Likes and dislikes, with their strength."""
    assert field(words, "interests") == interests


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("a relaxed trip to Rome", "pace", "relaxed"),
        ("Rome at a leisurely pace", "pace", "relaxed"),
        ("Rome, not too rushed", "pace", "relaxed"),
        ("Rome, packed days", "pace", "packed"),
        ("Rome, see as much as possible", "pace", "packed"),
        ("Rome, balanced pace", "pace", "balanced"),
        ("Rome, no more than 2 km a day on foot", "max_walk_day", 2000),
        ("Rome, at most 3 miles of walking per day", "max_walk_day", 4827),
        ("Rome, max 800 m walking at a time", "max_walk_leg", 800),
        ("Rome, no walks longer than 15 minutes at a time", "max_walk_leg", 1200),
        ("Rome, 10000 steps a day", "max_walk_day", 7500),
        ("Rome, easy on the legs", "max_walk_day", 4000),
        ("Rome, we can't walk far", "max_walk_leg", 800),
        ("Rome, last time it was too much walking", "max_walk_day", 4000),
        ("Rome, we walk too much", "max_walk_day", 4000),
        ("Rome, we can't walk that far", "max_walk_day", 4000),
        ("Rome, happy to walk a lot", "max_walk_day", 20000),
        ("Rome, no taxis", "modes", ["walk", "transit"]),
        ("Rome without taxis", "modes", ["walk", "transit"]),
        ("Rome by bike", "modes", ["walk", "transit", "taxi", "bike"]),
        ("Rome by bike only", "modes", ["walk", "bike"]),
        ("Rome, only public transport", "modes", ["walk", "transit"]),
        ("Rome, no buses and no taxis", "modes", ["walk"]),
        ("Rome, only places with known opening hours", "unknown_hours", "exclude"),
        ("Rome, only Trastevere", "areas_in", ["Trastevere"]),
        ("Rome, stay away from Trastevere", "areas_out", ["Trastevere"]),
    ],
)
def test_ways(words: str, name: str, value: Any) -> None:
    """Pace, distance, means and area."""
    assert field(words, name) == value


@pytest.mark.parametrize(
    ("words", "pace"),
    [
        ("that's too much for one day", "relaxed"),
        ("this is far too hectic for us", "relaxed"),
        ("too tiring", "relaxed"),
        ("fuller days, please", "packed"),
        ("we want to see more", "packed"),
        ("I'd like to do more each day", "packed"),
    ],
)
def test_complaints_about_the_pace(words: str, pace: str) -> None:
    """Said of a plan that stands, and nothing else is heard in them."""
    assert hear_again(words).change.request == {"pace": pace}


def test_more_of_a_kind_is_no_pace() -> None:
    """Who wants to see more museums asks for museums."""
    assert hear_again("we want to see more museums").change.request["interests"]["museum"] == 0.7


def test_who_walks_little_and_too_much_still_walks_less() -> None:
    """Where the limit is low already it falls by a quarter."""
    request = standing().model_copy(update={"max_walk_day": 4000, "max_walk_leg": 800})
    heard = read("too much walking", Context(TODAY, gazetteer(), request))
    assert heard.change.request == {"max_walk_day": 3000, "max_walk_leg": 600}


@pytest.mark.parametrize(
    ("words", "lodging"),
    [
        ("Rome, 4-star hotel", {"min_stars": 4}),
        ("Rome, a three star hotel in Trastevere", {"areas": ["Trastevere"], "min_stars": 3}),
        ("Rome in a hostel", {"kinds": ["hostel"]}),
        ("Rome, an Airbnb", {"kinds": ["apartment"]}),
        ("Rome, two rooms", {"rooms": 2}),
        ("Rome, we need 3 double rooms", {"rooms": 3}),
        ("Rome, hostel under 40 euros a night", {"kinds": ["hostel"], "max_nightly": 40.0}),
        ("Rome, staying at Hotel Artemide", {"place": "Hotel Artemide"}),
    ],
)
def test_beds(words: str, lodging: dict[str, Any]) -> None:
    """Where to sleep."""
    assert field(words, "lodging") == lodging


def test_friends_have_a_bed() -> None:
    """With friends one sleeps in the centre unless told where, and that is said."""
    heard = hear("Rome, staying with friends")
    assert set(heard.change.request["lodging"]) == {"at", "name"}
    assert heard.assumptions == (
        "'staying with friends': the centre is taken, for no place was said.",
    )


def test_what_no_plan_can_heed_is_said() -> None:
    """House rules, kinds of rooms and flights are understood, and told to be beyond the plan."""
    heard = hear("Rome, pet-friendly hotel, private rooms, no flights")
    assert lost(heard) == []
    assert (heard.last("house_rule"), heard.last("room_type")) == ("pets", "private room")
    assert heard.values("intercity") == [{"mode": "flight", "wanted": False}]
    assert len(heard.beyond) == 3


@pytest.mark.parametrize(
    ("words", "rule", "room"),
    [
        ("Rome, somewhere smoking is permissible", "smoking", None),
        ("Rome, rooms without any visitor restrictions", "visitors", None),
        ("Rome, not subject to pet restrictions", "pets", None),
        ("Rome, private rooms that allow pets", "pets", "private room"),
        ("Rome, entire homes where parties are allowed", "parties", "entire room"),
    ],
)
def test_rules_of_a_house(words: str, rule: str, room: str | None) -> None:
    """What a house must allow, and the kind of room said in one breath with it."""
    heard = hear(words)
    assert (heard.last("house_rule"), heard.last("room_type")) == (rule, room)


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("We will not be engaging in any self-driving.", "car"),
        ("We will not be driving ourselves.", "car"),
        ("We won't be taking flights.", "flight"),
        ("Transportation shouldn't involve self-driving.", "car"),
        ("Flights should not be included.", "flight"),
        ("We prefer not to fly.", "flight"),
        ("We are not keen on driving.", "car"),
        ("We'd like any transportation other than flights.", "flight"),
        ("Self-driving is not an option.", "car"),
        ("None of us can drive.", "car"),
    ],
)
def test_ways_there_that_are_not_wanted(words: str, mode: str) -> None:
    """However it is put, a no is a no."""
    heard = hear(f"3 days in Rome. {words}")
    assert heard.values("intercity") == [{"mode": mode, "wanted": False}]
    assert lost(heard) == []
