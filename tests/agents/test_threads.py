"""Where conversations are kept: several at once, and one that several want to go on with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from agents import app
from agents.threads import open_threads, threads
from planner.errors import SettingsError
from tests.agents.talk import TURNS, names, talk

if TYPE_CHECKING:
    from agents.threads import Home

WISHES = ("Grundtvig's Church", "The Little Mermaid", "Marble Church", "Nyhavn")


def assert_all_granted(home: Home) -> None:
    """Hold that every change of the trip is in the plan, each as a version of its own."""
    with talk(home) as session:
        assert {*WISHES, "Rosenborg Castle"} <= {*names(session.plan)}
        assert session.plan is not None
        assert app.check(session.plan) == []
        assert session.state is not None
        assert len(session.state.history.past) == len(WISHES)


def wish(home: Home, *places: str) -> None:
    """Take the trip up in a session of its own, and change it by and by."""
    with talk(home, time_limit=0.05) as session:
        for place in places:
            session.say(f"add {place}")


def test_two_who_go_on_with_one_thread_take_turns(home: Home) -> None:
    """No change is lost, whoever makes it when."""
    with talk(home, time_limit=0.05) as session:
        session.say(TURNS[0])
    with ThreadPoolExecutor(len(WISHES)) as pool:
        list(pool.map(lambda place: wish(home, place), WISHES))
    assert_all_granted(home)


@pytest.mark.slow
def test_two_processes_on_one_thread(home: Home) -> None:
    """The same with processes, two changes each."""
    with talk(home, time_limit=0.05) as session:
        session.say(TURNS[0])
    fork = get_context("fork")
    running = [fork.Process(target=wish, args=(home, *WISHES[i : i + 2])) for i in (0, 2)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0]
    assert_all_granted(home)


def test_a_thread_held_too_long_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits in vain is told which trip is open elsewhere; another trip is free."""
    monkeypatch.setattr(threads, "TURN_PATIENCE", 0.01)
    one, other = (open_threads(home) for _ in range(2))
    with one.hold("Rome / Lazio"):
        with (
            pytest.raises(SettingsError, match="'Rome / Lazio' is open"),
            other.hold("Rome / Lazio"),
        ):
            pass
        with other.hold("Kyoto"):
            pass
    with other.hold("Rome / Lazio"):
        pass
    one.close()
    other.close()


@pytest.mark.slow
def test_fifty_threads_at_once(home: Home) -> None:
    """Fifty conversations in one store, all at once: each has its own trip, sound and whole."""

    def converse(number: int) -> list[str]:
        with talk(home, f"trip {number}", time_limit=0.05) as session:
            session.say(TURNS[0])
            session.say(f"add {WISHES[number % len(WISHES)]}")
            assert session.plan is not None
            assert app.check(session.plan) == []
            return names(session.plan)

    with ThreadPoolExecutor(50) as pool:
        plans = list(pool.map(converse, range(50)))
    for number, plan in enumerate(plans):
        assert WISHES[number % len(WISHES)] in plan
    with talk(home) as session:
        assert len(session.threads.names()) == 50
