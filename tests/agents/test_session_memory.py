"""What a conversation remembers of its traveller, and what it takes from what is remembered."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from agents.entries import Choice, Instruction, PastTrip, Remark
from tests.agents.memory.harness import fresh
from tests.agents.talk import names, talk
from tests.worlds import good_request

if TYPE_CHECKING:
    from agents.memory import Memory
    from agents.session import Session

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


def test_what_one_trip_was_like_the_next_one_is() -> None:
    """A pace asked for in one conversation is the next one's, which says so."""
    memory = fresh()
    session = of("ada", memory, "first")
    session.say(TRIP)
    session.say("a more relaxed pace, please")
    turn = of("ada", memory, "second").say(TRIP)
    assert turn.plan is not None
    assert turn.plan.request.pace == "relaxed"
    assert any("a relaxed pace" in note.text for note in turn.notes)


def test_what_was_wished_before_gives_way() -> None:
    """Days that began late on one trip begin early where the next cannot be had otherwise."""
    memory = fresh()
    of("ada", memory, "first").say(f"{TRIP}, not before 11:00")
    turn = of("ada", memory, "second").say(f"{TRIP}, see Nyhavn on 8 June at 10:00")
    assert turn.mode == "plan" and turn.plan is not None
    assert turn.plan.request.day_window.start.hour == 9
    assert "cannot be had here" in " ".join(note.text for note in turn.notes)


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


def test_the_last_plan_of_a_conversation_is_kept() -> None:
    """With what was taken out of it on the way, also in a turn before the last."""
    memory = fresh()
    session = of("ada", memory, "denmark")
    session.say(f"{TRIP}, must see Rosenborg Castle and Nyhavn")
    session.say("drop Nyhavn")
    session.say("drop Rosenborg Castle")
    (trip,) = (one for _, one in memory.entries("ada") if isinstance(one, PastTrip))
    assert [stop.name for stop in trip.stops if not stop.dropped] == names(session.plan)
    assert {"Nyhavn", "Rosenborg Castle"} <= {stop.name for stop in trip.stops if stop.dropped}


def test_what_is_accepted_is_preferred() -> None:
    """A trial that is accepted is a choice against the plan that stood; one left alone is none."""
    memory = fresh()
    session = of("ada", memory, "denmark")
    session.say(TRIP)
    session.what_if("add Grundtvig's Church")
    assert not [one for _, one in memory.entries("ada") if isinstance(one, Choice)]
    session.accept()
    assert len([one for _, one in memory.entries("ada") if isinstance(one, Choice)]) == 1


def test_a_plan_that_is_taken_is_preferred_to_all_it_stood_beside() -> None:
    """To the one that stood and to the others on offer; the pace that it came with is kept.

    Whose plan it was is not told besides.
    """
    memory = fresh()
    session = talk(None, "denmark", memory=memory, user="ada", time_limit=math.inf, paths=3)
    session.say(TRIP)
    assert session.plan is not None
    told = [one.differs.partition(":")[0] for one in session.plan.alternatives]
    list(session.choose(1 + told.index("Calm")))
    (choice,) = (one for _, one in memory.entries("ada") if isinstance(one, Choice))
    assert len(choice.rejected) == len(told)
    assert choice.wishes == ("pace",)
    assert (choice.taken, len(choice.told)) == ("calm", len(told))
    known = memory.recall("ada", good_request(), dt.date(2027, 3, 1), trip="later")
    assert known.ballots == ()
    later = of("ada", memory, "later").say(TRIP).plan
    assert later is not None and later.request.pace == "relaxed"


def test_a_choice_that_is_undone_was_none() -> None:
    """Neither a preference nor a vote is left of it, until it is redone."""
    memory = fresh()
    session = talk(None, "denmark", memory=memory, user="ada", time_limit=math.inf, paths=3)

    def kept() -> tuple[list[str], list[str]]:
        entries = [one.taken for _, one in memory.entries("ada") if isinstance(one, Choice)]
        assert session.state is not None
        return entries, [ballot.taken for ballot in session.state.ballots if ballot.taken]

    session.say(TRIP)
    assert session.plan is not None
    taken = session.plan.alternatives[0].outlook
    list(session.choose(1))
    assert kept() == ([taken], [taken])
    session.others()
    session.undo()
    assert kept() == ([], [])
    session.redo()
    assert kept() == ([taken], [taken])


def test_what_was_kept_goes_with_the_name() -> None:
    """A trip that is renamed is remembered once, and what was said for it alone still holds."""
    memory = fresh()
    session = of("ada", memory, "new")
    session.say(f"{TRIP}. For this trip no taxis")
    session.rename("denmark")
    session.say("add Nyhavn")
    trips = [entry.trip for _, entry in memory.entries("ada") if isinstance(entry, PastTrip)]
    assert trips == ["denmark"]
    scopes = [e.scope.trip for _, e in memory.entries("ada") if isinstance(e, Instruction)]
    assert set(scopes) <= {"denmark"}
    remarks = {entry.trip for _, entry in memory.entries("ada") if isinstance(entry, Remark)}
    assert remarks == {"denmark"}
