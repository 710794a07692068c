"""What a conversation remembers of its traveller, and what it takes from what is remembered."""

from __future__ import annotations

from agents.memory import Memory
from agents.session import Session
from tests.agents.memory.harness import fresh
from tests.agents.talk import talk

TRIP = "one day in Copenhagen on 8 June"


def of(user: str | None, memory: Memory, thread: str) -> Session:
    """A conversation of one traveller."""
    return talk(None, thread, memory=memory, user=user, time_limit=0.05)


def test_a_standing_instruction_holds_for_the_next_trip() -> None:
    """Said in one conversation, it is laid under the request of another, which says so."""
    memory = fresh()
    of("ada", memory, "first").say(f"{TRIP}. I'm always vegetarian")
    turn = of("ada", memory, "second").say(TRIP)
    assert turn.plan is not None
    assert turn.plan.request.diets == ("vegetarian",)
    assert any("vegetarian" in note.text for note in turn.notes)


def test_what_is_said_goes_before_what_is_remembered() -> None:
    """A day that begins at eight this time begins at eight."""
    memory = fresh()
    of("ada", memory, "first").say(f"{TRIP}. Never start before 10")
    usual = of("ada", memory, "second").say(TRIP)
    early = of("ada", memory, "third").say(f"{TRIP}, start at 8")
    assert usual.plan is not None and early.plan is not None
    assert usual.plan.request.day_window.start.hour == 10
    assert early.plan.request.day_window.start.hour == 8


def test_a_later_change_is_not_overridden() -> None:
    """Standing instructions are laid under a trip once, when it begins."""
    memory = fresh()
    of("ada", memory, "first").say(f"{TRIP}. I'm always vegetarian")
    session = of("ada", memory, "second")
    session.say(TRIP)
    session.say("no vegetarian food needed this time")
    before = session.request
    session.say("add Nyhavn")
    assert before is not None and session.request is not None
    assert session.request.diets == before.diets


def test_nobody_named_nothing_read_or_written() -> None:
    """Without a user, and for another user, the trip is as if nothing were remembered."""
    memory = fresh()
    of("ada", memory, "first").say(f"{TRIP}. I'm always vegetarian")
    for user in (None, "bob"):
        turn = of(user, memory, f"of {user}").say(TRIP)
        assert turn.plan is not None
        assert turn.plan.request.diets == ()
    assert memory.users() == ["ada", "bob"]
    of(None, memory, "nobody's").say(f"{TRIP}. I never eat meat")
    assert memory.users() == ["ada", "bob"]
