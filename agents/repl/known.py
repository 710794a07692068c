"""Commands on what is known of the traveller: it is shown, and deleted, on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.personal import Owner, memory_lines, profile_lines
from planner.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agents.repl.chat import Chat
    from tools.exporters.text import Page

#: What stands for everything.
_ALL = "everything"


def profile(chat: Chat, page: Page, argument: str) -> None:
    """Every claim that is held of the traveller, and what it rests on."""
    speaker = chat.session.deps.speaker
    if speaker is not None:
        speaker.begin()
    _write(page, profile_lines(_owner(chat).written(speaker)))


def memory(chat: Chat, page: Page, argument: str) -> None:
    """What was said and done that is remembered."""
    _write(page, memory_lines(_owner(chat).entries))


def forget(chat: Chat, page: Page, argument: str) -> None:
    """Delete entries by their keys, or all of them."""
    keys = argument.split()
    if not keys:
        raise RequestError(f"Expected keys, as /memory shows them, or /forget {_ALL}.")
    page.line((_owner(chat).forget(*([""] if keys == [_ALL] else keys)), ""))


def _owner(chat: Chat) -> Owner:
    """The traveller's part of memory.

    Raises:
        RequestError: nothing is remembered in this conversation.
    """
    deps = chat.session.deps
    if deps.memory is None or deps.user is None:
        raise RequestError("Nothing is remembered in this conversation.")
    return Owner(deps.memory, deps.user)


def _write(page: Page, lines: Iterable[str]) -> None:
    for line in lines:
        text = line.lstrip()
        page.line((text, ""), indent=len(line) - len(text))
