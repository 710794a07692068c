"""A process that dies in the middle of a turn: whoever takes the thread up finishes the turn."""

from __future__ import annotations

import signal
from functools import lru_cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from agents.turn import Began, Turn
from tests.agents.talk import TURNS, die, talk

if TYPE_CHECKING:
    from agents.threads import Home

#: Nodes that the turns go through, in the order in which they first begin.
NODES = (
    ("begin", "interpret", "recall", "gather", "path", "arbitrate", "gate", "refine", "explain",
     "remember"),
    ("begin", "interpret", "recall", "gather", "repair", "gate", "refine", "explain", "remember"),
)  # fmt: skip


@lru_cache
def uncut() -> tuple[Turn, ...]:
    """The turns of a conversation that nothing disturbs."""
    with talk() as session:
        return tuple(session.say(text) for text in TURNS)


def died(home: Home, number: int, node: str) -> None:
    """Have another process hold the conversation and be killed in it."""
    # Forked, for all that it needs is loaded here already.
    process = get_context("fork").Process(target=die, args=(home, number, node))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def assert_resumes(home: Home, number: int, node: str) -> None:
    """Hold that a turn cut off at a node ends as it would have."""
    died(home, number, node)
    with talk(home) as session:
        assert session.unfinished
        assert session.resume() == uncut()[number]
        assert not session.unfinished
        assert session.resume() is None
        assert session.plan == uncut()[number].plan
        session.undo()
        assert session.plan == uncut()[0].plan


@pytest.mark.parametrize(("number", "node"), [(0, "path"), (1, "remember")])
def test_a_turn_cut_off_is_finished(home: Home, number: int, node: str) -> None:
    """The search is made again, what was found before is kept; the plan is the same."""
    assert_resumes(home, number, node)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "node"), [(number, node) for number in (0, 1) for node in NODES[number]]
)
def test_every_boundary(home: Home, number: int, node: str) -> None:
    """Wherever the process dies, the turn ends as it would have."""
    assert_resumes(home, number, node)


def test_the_boundaries_are_all_there_are() -> None:
    """No node of the turns is left out."""
    with talk() as session:
        for text, nodes in zip(TURNS, NODES, strict=True):
            began = [event.node for event in session.stream(text) if isinstance(event, Began)]
            assert tuple(dict.fromkeys(began)) == nodes


def test_the_next_thing_said_waits_for_the_turn_cut_off(home: Home) -> None:
    """What was cut off is finished first, so that a change finds the plan it speaks of."""
    died(home, 0, "interpret")
    with talk(home) as session:
        turns = [event for event in session.stream(TURNS[1]) if isinstance(event, Turn)]
    assert tuple(turns) == uncut()
