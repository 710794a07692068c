"""What the conversation tells of what is typed, on a session that answers what it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from langgraph.store.memory import InMemoryStore

from agents.context import Deps
from agents.language import Question
from agents.memory import Memory
from agents.repl.commands import COMMANDS
from agents.repl.look import Look
from agents.turn import Turn
from planner.change import Change, Swap
from planner.errors import RequestError, ServiceError
from planner.itinerary import Alternative, Note
from planner.request import Lock
from tests.agents.harness import infeasible
from tests.agents.repl.harness import FakeSession, chat_on, planned
from tests.worlds import good_itinerary, two_city_itinerary

if TYPE_CHECKING:
    from pathlib import Path

    from agents.repl.commands import Command


def told(typed: str, session: FakeSession | None = None) -> str:
    """What is told of a line, on the good plan."""
    return chat_on(session or planned()).take(typed)


def changed(typed: str) -> Change:
    """The change that a command makes of the good plan."""
    session = planned()
    chat_on(session).take(typed)
    (given,) = session.given
    change: Change = given["change"]
    return change


def test_words_begin_a_turn() -> None:
    """What is said is handed on as it was typed, and the answer is told."""
    session = planned()
    assert told("lighter on Friday, please", session) == "Said.\n"
    assert session.given == [{"said": "lighter on Friday, please"}]


def test_an_empty_line_is_nothing() -> None:
    """Neither a turn nor a word."""
    session = planned()
    assert told("   \n", session) == ""
    assert session.given == []


def test_what_if_is_only_tried() -> None:
    """Such a turn leaves the plan as it is; so does what comes after /try."""
    session = planned()
    chat = chat_on(session)
    chat.take("What if it rains on Friday?")
    chat.take("/try it rains on Friday")
    assert session.given == [
        {"said": "What if it rains on Friday?", "trial": True},
        {"said": "it rains on Friday", "trial": True},
    ]


def test_a_first_plan_is_told_at_a_glance() -> None:
    """Title, who and how much, then each day in a paragraph, then what one may do next."""
    session = FakeSession()
    session.turn = Turn(mode="plan", plan=good_itinerary())
    page = told("two days in Lumen", session)
    assert page.startswith(
        "Lumen: 4 to 5 June 2026\n2 days · 2 adults · balanced pace · 270 EUR in all\n\n"
        "Day 1: Thursday 4 June\n  10:00 City Museum  12:00 Lunch: Bistro Uno"
    )
    assert "/day 1" in page.splitlines()[-2]


def test_a_change_is_told_by_what_changed() -> None:
    """First how the words were taken, then each difference."""
    session = planned()
    note = Note(kind="assumption", text="Friday is the fifth.")
    session.turn = Turn(mode="change", notes=(note,), diff=("Out: River Park.", "In: Pier."))
    assert told("x", session) == (
        "Assumed: Friday is the fifth.\n\n  - Out: River Park.\n  - In: Pier.\n"
    )
    session.turn = Turn(mode="change")
    assert told("x", session) == "Nothing changes in the plan.\n"


def test_many_shifts_are_told_together() -> None:
    """Five stops that only shift are one line; /diff lists each."""
    session = planned()
    shifts = tuple(f"Later: Stop {number} at 10:0{number}." for number in range(5))
    session.turn = Turn(mode="change", diff=("Out: River Park.", *shifts))
    chat = chat_on(session)
    assert chat.take("start later") == (
        "  - Out: River Park.\n  - 5 other stops begin or end at another time; /diff lists them.\n"
    )
    assert chat.take("/diff").splitlines() == ["Out: River Park.", *shifts]


def test_questions_are_answered_by_number() -> None:
    """The answers are numbered; a number stands for the words, anything else for itself."""
    session = FakeSession()
    question = Question(text="Which city?", answers=("Lumen", "Porta"))
    session.turn = Turn(mode="clarify", questions=(question,))
    chat = chat_on(session)
    assert chat.take("a weekend") == "Which city?\n  1 Lumen\n  2 Porta\n"
    session.questions = (question,)
    for typed in ("2", "3", "Rome"):
        chat.take(typed)
    assert [given["said"] for given in session.given[1:]] == ["Porta", "3", "Rome"]


def test_a_refusal_says_why_and_offers_the_nearest() -> None:
    """The wishes that clash, what the nearest plan gives up, that plan, and how to take it."""
    session = FakeSession()
    refusal = infeasible()
    session.turn = Turn(mode="refuse", refusal=refusal, plan=refusal.nearest)
    session.offer = refusal.nearest
    page = told("for five euros", session)
    parts = [
        "No plan can grant every wish.",
        "at most 5 EUR",
        "The nearest plan",
        "Day 1",
        "/accept",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("error", [RequestError("Say more."), ServiceError("No router.")])
def test_what_can_be_mended_ends_the_turn_only(error: Exception) -> None:
    """The message is told, and the conversation goes on."""
    session = planned()
    session.turn = error
    chat = chat_on(session)
    assert chat.take("x") == f"{error}\n"
    assert not chat.over


def test_the_name_of_a_field_is_not_told() -> None:
    """Who spoke of a place does not care which field of a request it is."""
    session = planned()
    session.turn = Turn(mode="clarify", lines=("add.0: Unknown place 'Atlantis'.",))
    assert told("add Atlantis", session) == "Unknown place 'Atlantis'.\n"


def test_a_turn_broken_off_leaves_the_trip() -> None:
    """Ctrl-C ends the turn, says so, and the plan is there still."""
    session = planned()
    session.turn = KeyboardInterrupt()
    chat = chat_on(session)
    assert chat.take("x") == "Broken off: the trip stands as it was.\n"
    assert chat.take("/costs").startswith("Costs for the whole party, in EUR")


def test_a_search_that_was_stopped_says_so() -> None:
    """The best plan so far is told as what it is."""
    session = planned()
    session.halted = True
    assert told("x", session).startswith("Stopped: this is the best plan that was found by then.\n")


def test_places_go_in_and_out() -> None:
    """/add, /drop and /swap are changes by data; stops of the plan are named by their ids."""
    assert changed("/add Old Pier") == Change(add=("Old Pier",))
    assert changed("/drop river park") == Change(drop=("lumen:park",))
    swap = Swap(out="lumen:park", into="Old Pier")
    assert changed("/swap River Park for Old Pier") == Change(swap=(swap,))
    assert changed("/swap River Park -> Old Pier") == Change(swap=(swap,))


def test_a_stop_is_moved() -> None:
    """To a day, and to a time if one is named; an older lock goes."""
    date = good_itinerary().days[1].date
    held = Lock(place="lumen:park", date=date)
    assert changed("/move River Park to 2") == Change(unlock=("lumen:park",), lock=(held,))
    timed = changed("/move River Park to friday at 15:30").lock[0]
    assert (timed.date, f"{timed.start:%H:%M}") == (date, "15:30")


def test_a_stop_is_locked_where_it_is() -> None:
    """Day and time are those of the plan; nothing is said of a plan that stays as it is."""
    session = planned()
    session.turn = Turn(mode="change")
    assert told("/lock city museum", session) == "City Museum stays on Thursday at 10:00.\n"
    (held,) = session.given[0]["change"].lock
    assert (held.place, f"{held.date} {held.start}") == ("lumen:museum", "2026-06-04 10:00:00")
    assert told("/unlock City Museum", session) == "City Museum may move again.\n"
    assert session.given[1]["change"] == Change(unlock=("lumen:museum",))


@pytest.mark.parametrize("command", ["undo", "redo", "accept"])
def test_versions_are_switched(command: str) -> None:
    """Each is a turn of its own."""
    session = planned()
    told(f"/{command}", session)
    assert session.given == [{"command": command}]


def test_another_plan_is_taken() -> None:
    """By its number, among those that stand beside the plan."""
    other = Alternative(differs="20 EUR cheaper.", plan=good_itinerary())
    session = FakeSession(plan=good_itinerary().model_copy(update={"alternatives": (other,)}))
    chat = chat_on(session)
    chat.take("/take 1")
    assert session.chosen == [1]
    assert "1 to 1, got '2'" in chat.take("/take 2")
    assert "no other plan" in told("/take 1")


def test_other_plans_are_asked_for() -> None:
    """They are told once they are found, and not before."""
    session = planned()
    assert session.standing is not None and session.standing.plan is not None
    other = Alternative(differs="20 EUR cheaper.", plan=session.standing.plan)
    found = session.standing.plan.model_copy(update={"alternatives": (other,)})
    session.turn = Turn(mode="answer", plan=found)
    assert told("/others", session) == "Other good plans, for /take\n  1 20 EUR cheaper.\n"
    assert session.given == [{"command": "others"}]


def test_what_is_undone_is_told() -> None:
    """By the words that had been said, where it was words."""
    session = planned()
    assert session.standing is not None
    session.turn = Turn(mode="change", diff=("In: River Park.",))
    assert told("/undo", session) == "  - In: River Park.\n"
    session.standing = session.standing.model_copy(update={"said": "drop the park"})
    assert told("/undo", session) == "Taken back: drop the park\n  - In: River Park.\n"


def test_why_of_a_stop_is_in_the_plan() -> None:
    """Its reasons are told from the plan; only of another place the session is asked."""
    session = planned()
    page = told("/why City Museum", session)
    assert page.startswith("City Museum · Day 1: Thursday 4 June\n10:00-11:40 · museum")
    assert session.given == []
    told("/why Old Pier", session)
    assert session.given == [{"why": "Old Pier"}]


def test_a_day_and_the_whole() -> None:
    """/day shows one in full, /plan all of them; a lone day needs no number."""
    assert told("/day 2").startswith("Day 2: Friday 5 June\n  09:20")
    assert "Costs for the whole party" in told("/plan")
    assert "expected 1 to 2" in told("/day")
    assert "expected 1 to 2" in told("/day 9")


def test_maps_are_drawn_or_told() -> None:
    """In plain mode in words, else in dots, each city by itself."""
    look = Look(lambda: 80, colour=False, drawn=True)
    drawn = chat_on(FakeSession(plan=two_city_itinerary()), look).take("/map")
    assert drawn.startswith("Day 1: Thursday 4 June, Lumen\n")
    assert "\nPorta\n" in drawn
    assert drawn.count("north is up") == 2
    assert "north is up" in chat_on(planned(), look).take("/day 1")
    assert "north is up" not in told("/map")
    assert told("/map 1").splitlines()[1].startswith("  1 City Museum: ")


def test_trips_by_name() -> None:
    """Each with what it is; the one that is spoken of is marked."""
    session = planned()
    session.others = {"denmark": None}
    assert told("/trips", session) == (
        "  lumen  Lumen: 4 to 5 June 2026 (this one)\n  denmark  nothing planned yet\n"
    )


def test_another_trip_is_opened() -> None:
    """The one before is let go; of an empty one it is said how to begin."""
    session = planned()
    chat = chat_on(session)
    assert chat.take("/open denmark").startswith("Where do you want to go, and when?")
    assert session.closed
    assert chat.session.thread_id == "denmark"
    assert "There is no plan yet" in chat.take("/plan")


def test_a_trip_is_saved_under_a_name() -> None:
    """A name is taken, a taken one and none at all are refused."""
    session = planned()
    session.others = {"denmark": None}
    chat = chat_on(session)
    assert chat.take("/save summer") == "Kept as summer; go on with it by: wayplan chat summer\n"
    assert "one named 'denmark'" in chat.take("/save denmark")
    assert "got '../x'" in chat.take("/save ../x")
    assert session.thread_id == "summer"


def test_a_trip_is_taken_up_where_it_was() -> None:
    """The plan is told; a turn cut off is finished first; what was asked is asked again."""
    assert chat_on(planned()).greet().startswith("Lumen: 4 to 5 June 2026\n")
    session = planned()
    session.unfinished = True
    assert chat_on(session).greet().endswith("it is finished first.\nSaid.\n")
    session.questions = (Question(text="Which city?"),)
    assert chat_on(session).greet().endswith("\nWhich city?\n")


def test_a_plan_is_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By format, by file, or by both; without a file it is named after the trip."""
    monkeypatch.chdir(tmp_path)
    assert told("/export gpx") == "Written: lumen-2026-06-04.gpx\n"
    assert (tmp_path / "lumen-2026-06-04.gpx").read_text().startswith("<?xml")
    assert told("/export trip.json") == "Written: trip.json\n"
    assert told("/export markdown notes.txt") == "Written: notes.txt\n"
    assert (tmp_path / "notes.txt").read_text().startswith("# Lumen")
    assert "Expected a format" in told("/export")
    assert "there is no folder" in told("/export html nowhere/x.html")


def test_what_is_known_is_shown_and_forgotten() -> None:
    """Of who said nothing, nothing is known; what is not there cannot be forgotten."""
    session = planned()
    assert told("/memory", session) == "Nothing is remembered in this conversation.\n"
    session.deps = Deps(memory=Memory(InMemoryStore()), user="me")
    chat = chat_on(session)
    assert chat.take("/profile") == "Nothing is known yet.\n"
    assert chat.take("/memory") == "Nothing is remembered.\n"
    assert chat.take("/forget everything") == "Forgotten: 0 entries.\n"
    assert "Nothing is remembered under abc" in chat.take("/forget abc")
    assert "Expected keys" in chat.take("/forget")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/fly", "There is no command /fly."),
        ("/swop", "Did you mean /swap?"),
        ("/un", "/unlock or /undo"),
        ("/", "/help lists them all"),
        ("/drop", "such as /drop Tivoli Gardens"),
        ("/drop Atlantis", "'Atlantis' is not in the plan"),
        ("/swap River Park", "Expected two places"),
        ("/move River Park", "Expected a place and a day"),
        ("/why", "Expected a place"),
    ],
)
def test_what_is_typed_wrong_is_told(typed: str, words: str) -> None:
    """One line says what was expected, and no turn begins."""
    session = planned()
    page = told(typed, session)
    assert words in page.replace("\n", " ")
    assert session.given == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_does_without_a_plan(command: Command) -> None:
    """Each says what is lacking, or does its work; none ends the conversation but /quit."""
    chat = chat_on(FakeSession())
    page = chat.take(f"/{command.name}")
    assert page or command.name == "quit"
    assert chat.over == (command.name == "quit")


def test_help_lists_every_command() -> None:
    """Each with what it takes and what it does; of one alone it says the same."""
    page = told("/help")
    for command in COMMANDS:
        assert f"/{command.name}" in page
        assert command.help.split(",")[0] in page.replace("\n" + " " * 34, " ")
    assert told("/help swap") == "/swap PLACE for PLACE\nOne place in the stead of another.\n"
    assert told("/h") == page


def test_an_unnamed_trip_is_named_after_its_first_plan() -> None:
    """Its city, month and year; a number where another is called so."""
    for others, name in (({}, "lumen-june-2026"), ({"lumen-june-2026": None}, "lumen-june-2026-2")):
        session = FakeSession("20270301-120000-000000")
        session.others = others
        session.turn = Turn(mode="plan", plan=good_itinerary())
        chat = chat_on(session)
        chat._unnamed = True
        chat.take("two days in Lumen")
        assert session.thread_id == name


def test_names_are_data() -> None:
    """What would steer a terminal is taken out wherever a name is told."""
    plan = good_itinerary()
    evil = plan.days[0].stops[0].model_copy(update={"name": "A\x1b[2J[bold]B"})
    day = plan.days[0].model_copy(update={"stops": (evil, *plan.days[0].stops[1:])})
    session = FakeSession(plan=plan.model_copy(update={"days": (day, plan.days[1])}))
    look = Look(lambda: 80, colour=True, drawn=True)
    chat = chat_on(session, look)
    for typed in ("/plan", "/day 1", "/map", "/why A", "/lock A [2J[bold]B"):
        assert "\x1b[2J" not in chat.take(typed)
    assert "A [2J[bold]B" in chat.take("/day 1")
