"""What the traveller is told of a turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agents.repl.glance import write_glance
from tools.exporters import wording as w
from tools.exporters.closing import note_line
from tools.exporters.text import ALERT, FAINT, STRONG, write_reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.turn import Turn
    from planner.itinerary import Note
    from tools.exporters.text import Page

#: What one may do next, said with the first plan of a trip.
_NEXT = "Say what to change, or look closer: /day 1, /map, /costs, /why PLACE. /help has the rest."
_OFFERED = "/accept makes that your plan; until then yours stays as it is."
#: The field of a request that a fault stands in: it means nothing to who spoke.
_FIELD = re.compile(r"^[a-z_]+(?:\.\w+)+: ")
#: Words that begin sentences on stops which stay but begin or end at another time, and how many
#: such sentences are told one by one.
_SHIFTS, _FEW = ("Later:", "Earlier:", "Longer:", "Shorter:"), 4


def write_turn(page: Page, turn: Turn, offered: bool) -> None:
    """Write how a turn was taken and what came of it.

    Args:
        offered: whether another plan is on offer after it.
    """
    for note in turn.notes:
        page.line((note_line(note), _style(note)))
    if turn.notes and turn.mode != "clarify":
        page.gap()
    {
        "plan": _plan,
        "change": _change,
        "clarify": _clarify,
        "refuse": _refuse,
        "answer": _answer,
    }[turn.mode](page, turn)
    if offered and turn.mode in ("change", "refuse", "answer"):
        page.line((_OFFERED, FAINT))


def _style(note: Note) -> str:
    return ALERT if note.kind == "warning" else FAINT


def _plan(page: Page, turn: Turn) -> None:
    assert turn.plan is not None
    write_glance(page, turn.plan)
    page.gap()
    page.line((_NEXT, FAINT))


def _change(page: Page, turn: Turn) -> None:
    if turn.trial:
        page.line(("If that were so:", STRONG))
    if not turn.diff:
        page.line(("Nothing changes in the plan.", ""))
    for sentence in _in_short(turn.diff):
        page.line((sentence, ""), label="  -", indent=4)


def _in_short(diff: Sequence[str]) -> list[str]:
    """What changed; many stops that only shift are told together."""
    shifts = [sentence for sentence in diff if sentence.startswith(_SHIFTS)]
    if len(shifts) <= _FEW:
        return list(diff)
    others = [sentence for sentence in diff if sentence not in shifts]
    also = "other " if others else ""
    return [*others, f"{len(shifts)} {also}stops begin or end at another time; /diff lists them."]


def _clarify(page: Page, turn: Turn) -> None:
    for line in turn.lines:
        page.line((w.clean(_FIELD.sub("", line)), ALERT))
    for question in turn.questions:
        page.line((w.clean(question.text), STRONG))
        for number, answer in enumerate(question.answers, start=1):
            page.line((w.clean(answer), ""), label=f"  {number}", indent=4)


def _refuse(page: Page, turn: Turn) -> None:
    assert turn.refusal is not None
    write_reasons(page, turn.refusal)
    if turn.plan is not None:
        page.gap()
        page.line(("The nearest plan", STRONG))
        page.gap()
        write_glance(page, turn.plan)
        page.gap()


def _answer(page: Page, turn: Turn) -> None:
    for line in turn.lines:
        indent = len(line) - len(line.lstrip())
        page.line((w.clean(line), ""), indent=indent)
