"""What is offered to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents.history import Version
from agents.repl.completion import offers
from planner.request import Destination
from tests.agents.repl.harness import FakeSession, chat_on, planned
from tests.worlds import good_request

if TYPE_CHECKING:
    from agents.repl.chat import Chat


def offered(typed: str, chat: Chat | None = None, *, asked: bool = True) -> list[str]:
    """The lines that come of each offer."""
    found = offers(chat or chat_on(planned()), typed, asked=asked)
    return [typed[: len(typed) - offer.replaced] + offer.text for offer in found]


def in_copenhagen() -> Chat:
    """A trip to a city that ships, without a plan yet."""
    session = FakeSession()
    stop = Destination(city="copenhagen", nights=1)
    session.standing = Version(request=good_request(destinations=(stop,)))
    return chat_on(session)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("/s", ["/swap", "/save"]),
        ("/drop ri", ["/drop River Park"]),
        ("/drop park", ["/drop River Park"]),
        ("/swap River Park for city", ["/swap River Park for City Museum"]),
        ("/move River Park to fr", ["/move River Park to Friday"]),
        ("/day ", ["/day 1", "/day 2", "/day Thursday", "/day Friday"]),
        ("/export g", ["/export gpx", "/export geojson"]),
        ("/help und", ["/help undo"]),
        ("/costs ", []),
        ("/nothing x", []),
        ("", []),
    ],
)
def test_what_a_command_takes_is_offered(typed: str, lines: list[str]) -> None:
    """Commands, then what each takes first and second."""
    assert offered(typed) == lines


def test_places_of_the_city_are_offered() -> None:
    """Any place may follow /why, though it is in no plan; accents need not be typed."""
    assert "/why Rosenborg Castle" in offered("/why rosen", in_copenhagen())
    assert "/add Strøget" in offered("/add strog", in_copenhagen())


def test_within_a_sentence_the_last_words_are_taken() -> None:
    """Asked for, a name is completed where it begins; unasked, nothing is offered."""
    chat = in_copenhagen()
    assert "we must see Rosenborg Castle" in offered("we must see rosenb", chat)
    assert "add the Round Tower" not in offered("add the", chat)
    assert offered("we must see rosenb", chat, asked=False) == []


def test_trips_are_offered() -> None:
    """Every trip that is kept may be opened."""
    session = planned()
    session.others = {"denmark": None}
    assert offered("/open d", chat_on(session)) == ["/open denmark"]


def test_without_its_catalogue_only_stops_are_offered() -> None:
    """A city that is not at hand offers nothing, and nothing fails."""
    assert offered("/why river") == ["/why River Park"]
