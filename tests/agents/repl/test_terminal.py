"""The conversation on a terminal: keys, history, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import FileHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from agents.repl.terminal import converse
from tests.agents.repl.harness import chat_on, planned

if TYPE_CHECKING:
    from pathlib import Path

ENTER, CTRL_C, CTRL_D, UP = "\r", "\x03", "\x04", "\x1b[A"


def typed(keys: str, history: Path | None = None) -> tuple[list[str], list[str]]:
    """What was said and what was written when these keys are pressed, and then Ctrl-D."""
    session, written = planned(), list[str]()
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys + CTRL_D)
        converse(chat_on(session), written.append, history)
    return [given["said"] for given in session.given], written


def test_lines_are_answered_until_one_leaves() -> None:
    """Each line is a turn; Ctrl-D leaves as /quit does, and says what the trip is called."""
    said, written = typed(f"one{ENTER}two{ENTER}")
    assert said == ["one", "two"]
    assert written == ["Said.\n\n", "Said.\n\n", "The trip is kept: wayplan chat lumen\n\n"]


def test_ctrl_c_puts_a_line_aside() -> None:
    """It is not said, and the next line begins empty."""
    assert typed(f"half a wish{CTRL_C}")[0] == []
    assert typed(f"half a wish{CTRL_C}other{ENTER}")[0] == ["other"]


def test_what_was_typed_is_there_the_next_time(tmp_path: Path) -> None:
    """History outlasts the program, whether a line was said or put aside."""
    history = tmp_path / "typed"
    typed(f"said{ENTER}aside{CTRL_C}", history)
    assert list(FileHistory(str(history)).load_history_strings()) == ["aside", "said"]
    assert typed(f"{UP}{ENTER}", history)[0] == ["aside"]


def test_quit_is_a_line_like_any_other() -> None:
    """Nothing that is typed after it is said."""
    said, written = typed(f"/quit{ENTER}more{ENTER}")
    assert said == []
    assert len(written) == 1


@pytest.mark.parametrize("keys", ["", CTRL_C])
def test_nothing_is_asked_of_who_leaves_at_once(keys: str) -> None:
    """No turn, no crash."""
    assert typed(keys)[0] == []
