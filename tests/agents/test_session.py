"""A conversation, turn by turn, on a city that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agents import app
from agents.nodes.answer import NOTHING_ASKED, NOTHING_PLANNED
from agents.turn import Began, Searched, Turn
from planner.change import Change
from planner.errors import SettingsError
from tests.agents.talk import names, talk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agents.session import Session

TRIP = "two days in Copenhagen from 8 June, must see Rosenborg Castle"
OTHER = "Grundtvig's Church"


@pytest.fixture
def session() -> Iterator[Session]:
    """A conversation in which the trip was asked for."""
    with hasty() as begun:
        begun.say(TRIP)
        yield begun


def hasty(store: Path | None = None, thread: str = "trip") -> Session:
    """A session whose searches are short."""
    return talk(store, thread, time_limit=0.05)


def test_the_first_turn_plans() -> None:
    """Words become a plan that keeps all rules, and what it is planned from stands."""
    with hasty() as session:
        turn = session.say(TRIP)
        assert turn.mode == "plan"
        assert turn.plan == session.plan
        assert "Rosenborg Castle" in names(turn.plan)
        assert turn.plan is not None and app.check(turn.plan) == []
        assert session.request == turn.plan.request


def test_progress_comes_before_the_turn() -> None:
    """Nodes are told as they begin and the search as it goes on; the turn comes last."""
    with hasty() as session:
        *events, turn = session.stream(TRIP)
        began = [event.node for event in events if isinstance(event, Began)]
        assert began[:4] == ["begin", "interpret", "recall", "gather"]
        assert any(isinstance(event, Searched) and event.rounds > 0 for event in events)
        assert isinstance(turn, Turn)


def test_a_change_keeps_what_was_agreed(session: Session) -> None:
    """Only what is spoken of changes, in request and plan, and the turn says what."""
    before = session.plan
    turn = session.say(f"add {OTHER}")
    assert turn.mode == "change"
    assert OTHER in names(session.plan)
    assert "Rosenborg Castle" in names(session.plan)
    assert f"In: {OTHER}" in " ".join(turn.diff)
    assert before is not None and session.plan is not None
    assert set(before.request.must) < set(session.plan.request.must)


def test_a_change_as_data(session: Session) -> None:
    """What a command hands over does the same as words."""
    turn = session.change(Change(add=(OTHER,)))
    assert turn.mode == "change"
    assert OTHER in names(session.plan)


def test_undo_and_redo_go_along_the_versions(session: Session) -> None:
    """Each takes one step, in words or by name, and says so where there is none."""
    first = session.plan
    session.say(f"add {OTHER}")
    second = session.plan
    assert session.undo().diff
    assert session.plan == first
    assert session.say("undo").plan is None
    assert session.say("undo").lines == ("There is nothing to undo.",)
    session.redo()
    assert session.plan == second
    assert session.redo().lines == ("There is nothing to redo.",)


def test_a_change_forgets_what_was_undone(session: Session) -> None:
    """From another change there is no way forward to what was given up."""
    session.say(f"add {OTHER}")
    session.undo()
    session.say("start at 10 on day 2")
    assert session.redo().lines == ("There is nothing to redo.",)


def test_what_if_is_not_kept_until_accepted(session: Session) -> None:
    """A trial leaves the plan alone; accepted, it is the plan."""
    before = session.plan
    turn = session.what_if(f"add {OTHER}")
    assert turn.trial
    assert OTHER in names(turn.plan)
    assert session.plan == before
    session.accept()
    assert session.plan is not None and turn.plan is not None
    assert session.plan.days == turn.plan.days
    assert session.accept().lines == ("There is nothing on offer.",)


def test_a_refusal_keeps_the_plan_and_offers_the_nearest(session: Session) -> None:
    """What was asked for stands, the plan of before too; the nearest can be had by a word."""
    before = session.plan
    turn = session.say("with a budget of 60 euros in all")
    assert turn.mode == "refuse"
    assert turn.refusal is not None and turn.plan == turn.refusal.nearest
    assert session.plan == before
    assert session.request is not None and session.request.budget is not None
    session.accept()
    assert session.plan is not None and turn.plan is not None
    assert session.plan.days == turn.plan.days
    session.undo()
    assert session.plan == before


def test_a_clash_with_what_was_agreed_is_asked_about(session: Session) -> None:
    """Of two wishes that exclude each other either may give way; the plan stays meanwhile."""
    before = session.plan
    turn = session.change(Change(request={"must_not": ("Rosenborg Castle",)}))
    assert turn.mode == "refuse"
    (question,) = turn.questions
    assert [answer.split()[0] for answer in question.answers] == ["visiting", "keeping"]
    assert session.plan == before
    assert session.questions == ()


def test_why_not_forces_a_place_in(session: Session) -> None:
    """The answer says what it would change, and can be accepted."""
    turn = session.why(OTHER)
    assert turn.mode == "answer"
    assert f"In: {OTHER}" in " ".join(turn.lines)
    assert OTHER not in names(session.plan)
    session.accept()
    assert OTHER in names(session.plan)
    assert session.say(f"why not {OTHER}?").lines[0].startswith("It is in the plan")


def test_why_not_tells_what_forbids_a_place(session: Session) -> None:
    """A place that cannot be had is answered by the rule that it breaks."""
    within = {"areas_in": ["Frederiksstaden"], "must": []}
    assert session.change(Change(request=within)).mode == "change"
    assert session.why(OTHER).lines[0].startswith(f"{OTHER}: it is not in Frederiksstaden.")
    session.change(Change(days=({"date": "2027-06-08", "end": "10:00"},
                                {"date": "2027-06-09", "end": "10:00"})))  # fmt: skip
    (line,) = session.why("Tivoli Gardens").lines
    assert "Tivoli Gardens" in line and "hours" in line


def test_a_question_is_answered_and_changes_nothing(session: Session) -> None:
    """Places near another come from the catalogue."""
    before = session.state
    turn = session.say("closest museum to Rosenborg Castle?")
    assert turn.mode == "answer"
    assert len(turn.lines) == 2
    assert before is not None and session.state is not None
    assert session.state.standing == before.standing


def test_what_is_missing_is_asked_back() -> None:
    """Without a city there is a question, and the next thing said is its answer."""
    with hasty() as session:
        turn = session.say("two days from 8 June, must see Rosenborg Castle")
        assert turn.mode == "clarify"
        assert turn.questions == session.questions != ()
        turn = session.say("Copenhagen")
        assert turn.mode == "plan"
        assert "Rosenborg Castle" in names(turn.plan)
        assert session.questions == ()


def test_what_cannot_be_understood_changes_nothing(session: Session) -> None:
    """A name that is on no file, and words that nobody knows, are told; the next turn goes on."""
    before = session.plan
    for words in ("add the Atlantis Aquarium of Doom", "grue"):
        turn = session.say(words)
        assert turn.mode == "clarify"
        assert turn.lines
    assert session.plan == before
    assert session.say(f"add {OTHER}").mode == "change"


def test_a_thread_is_taken_up_again(tmp_path: Path) -> None:
    """Another session of the same name finds plan and history; another name finds nothing."""
    store = tmp_path / "trips.db"
    with hasty(store) as session:
        session.say(TRIP)
        first = session.plan
        session.say(f"add {OTHER}")
    with hasty(store, "another") as session:
        assert session.plan is None
    with hasty(store) as session:
        assert OTHER in names(session.plan)
        assert session.threads.names() == ["trip"]
        session.undo()
        assert session.plan == first
        session.threads.forget("trip")
        assert session.plan is None


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    """The message names the file."""
    file = tmp_path / "notes.txt"
    file.write_text("no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(SettingsError, match=r"notes\.txt"):
        hasty(file)


def test_a_trip_is_given_a_name(tmp_path: Path) -> None:
    """Renamed, a thread is found under its new name only, with all that can be undone."""
    store = tmp_path / "trips.db"
    with hasty(store, "new") as session:
        session.say(TRIP)
        session.say(f"add {OTHER}")
        session.rename("denmark")
        assert session.threads.names() == ["denmark"]
        assert OTHER in names(session.plan)
        session.undo()
    with hasty(store, "denmark") as again:
        assert OTHER not in names(again.plan)
        assert again.standing_of("new") is None
        assert again.standing_of("denmark") == again.standing


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    """A trip cannot take the name of another, nor any while it waits for an answer."""
    store = tmp_path / "trips.db"
    with hasty(store, "first") as first:
        first.say(TRIP)
        with pytest.raises(SettingsError, match="'first'"):
            first.rename("first")
    with hasty(store, "second") as second:
        assert second.say("a weekend somewhere").questions
        with pytest.raises(SettingsError, match="answer"):
            second.rename("third")


def test_a_turn_that_is_broken_off_changes_nothing(session: Session) -> None:
    """Left in the middle, a turn is given up: the trip stands, and the next turn is like any."""
    before = session.plan
    events = session.begin(said=f"add {OTHER}")
    while not isinstance(event := next(events), Searched) and event != Began(node="repair"):
        pass
    events.close()
    assert session.plan == before
    assert not session.unfinished
    assert session.resume() is None
    session.say(f"add {OTHER}")
    assert OTHER in names(session.plan)


def test_a_search_that_was_halted_is_told_apart() -> None:
    """``halted`` holds until the next turn begins."""
    with talk(time_limit=60) as session:
        for event in session.stream(TRIP):
            if isinstance(event, Searched):
                session.halt()
        assert session.halted
        assert session.plan is not None
        session.undo()
        assert not session.halted


def test_another_good_plan_is_chosen() -> None:
    """One of the plan's alternatives stands from then on, and can be undone."""
    with talk(alternatives=1) as session:
        first = session.say(TRIP).plan
        assert first is not None and first.alternatives
        with pytest.raises(SettingsError, match="expected 1 to 1, got 2"):
            list(session.choose(2))
        *_, turn = session.choose(1)
        assert isinstance(turn, Turn) and turn.diff
        assert names(session.plan) == names(first.alternatives[0].plan)
        session.undo()
        assert names(session.plan) == names(first)


def test_thanks_change_nothing(session: Session) -> None:
    """Who says thanks, or hello, has asked for nothing, which is no mistake."""
    before = session.plan
    turn = session.say("thanks, that's great!")
    assert (turn.mode, turn.lines) == ("answer", (NOTHING_ASKED,))
    assert session.plan == before
    with hasty() as nothing:
        assert nothing.say("hello!").lines == (NOTHING_PLANNED,)


def test_other_plans_are_looked_for_when_asked_for(session: Session) -> None:
    """They stand beside the plan, which stays as it is and can still be undone to what was."""
    before, turn = session.plan, session.others()
    assert before is not None and turn.plan is not None and turn.plan == session.plan
    found = turn.plan.alternatives
    assert found or turn.lines
    assert turn.plan.days == before.days
    assert all(app.check(one.plan) == [] for one in found)
    assert session.undo().lines == ("There is nothing to undo.",)
    with hasty() as nothing:
        assert nothing.others().lines == ("There is no plan yet.",)


def test_other_plans_stand_beside_a_changed_plan_and_a_taken_one() -> None:
    """Where several paths are walked; where one is, they are told once they are asked for."""
    with talk(paths=3) as session:
        session.say(TRIP)
        changed = session.say(f"add {OTHER}").plan
        assert changed is not None and changed.alternatives
        assert all(OTHER in names(one.plan) for one in changed.alternatives)
        *_, turn = session.choose(1)
        assert isinstance(turn, Turn) and turn.plan == session.plan
        assert turn.plan is not None and turn.plan.alternatives
        assert all(app.check(one.plan) == [] for one in turn.plan.alternatives)
        session.undo()
        assert names(session.plan) == names(changed)
    with talk(paths=1) as alone:
        alone.say(TRIP)
        changed = alone.say(f"add {OTHER}").plan
        assert changed is not None and not changed.alternatives


def test_what_is_only_thought_of_is_a_trial(session: Session) -> None:
    """``What if`` puts the plan on offer, as ``what_if`` does."""
    before = session.plan
    turn = session.say("what if it rains on Wednesday?")
    assert turn.trial
    assert session.plan == before
    assert session.offer == turn.plan


def test_another_city_instead_leaves_its_places_behind(session: Session) -> None:
    """The wish to see a castle ends where the trip no longer goes to its city, and that is told."""
    turn = session.say("now plan 2 days in Rome instead")
    assert turn.mode == "plan"
    assert turn.plan is not None
    assert [stop.city for stop in turn.plan.request.destinations] == ["rome"]
    assert turn.plan.request.must == ()
    assert any("Rosenborg Castle is in Copenhagen" in note.text for note in turn.notes)


def test_nobody_is_asked_for_ever() -> None:
    """After two answers that help nothing the turn ends, and says what it wants."""
    with hasty() as session:
        assert session.say("two days for two").questions
        assert session.say("by the sea").questions
        turn = session.say("whatever")
        assert not turn.questions
        assert turn.lines[0].startswith("Where do you want to go?")
