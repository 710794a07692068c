"""The language rules on dialogues in other words than the benchmark's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from agents.language import Gazetteer
from eval.language.conversation import Conversation
from eval.language.deltas import Sign, deltas
from eval.language.dialogues import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("unseen_dialogues.jsonl")


def _dialogues() -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """First turns, and the turns after them: words, mode, and the deltas that they add.

    In the file a first turn stands before all that it is the first of.
    """
    begun: dict[str, Any] = {}
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        if isinstance(row, dict):
            begun = row
        else:
            yield begun, row


@pytest.mark.parametrize(("begun", "turns"), list(_dialogues()))
def test_what_every_turn_calls_for(begun: dict[str, Any], turns: list[Any]) -> None:
    """The mode of the answer, and the deltas that stand after it: those, and no others."""
    conversation = Conversation(Gazetteer.of_cities(begun["cities"]), TODAY)
    first = conversation.say(begun["first"]).standing
    assert first is not None
    wanted: set[Sign] = set()
    for words, mode, added in turns:
        wanted |= {Sign(kind, tuple(_told(kind, each) for each in told)) for kind, told in added}
        reply = conversation.say(words)
        assert reply.mode == mode
        assert reply.standing is not None
        assert deltas(first, reply.standing) == wanted


def _told(kind: str, value: Any) -> object:
    """What JSON has as a list: ways of getting about in no order, or a stretch of the day."""
    if not isinstance(value, list):
        return value
    return frozenset(value) if kind == "route_preference" else tuple(value)
