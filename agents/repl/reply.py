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
    from planner.itinerary import Itinerary
    from tools.exporters.text import Page

#: What one may do next, said with the first plan of a trip.
_OTHERS = "Other good plans, for /take"
_NEXT = "Say what to change, or look closer: /day 1, /map, /costs, /others. /help has the rest."
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
        warns = note.kind == "warning"
        page.line((w.clean(note.text), ALERT) if warns else (note_line(note), FAINT))
    if turn.notes and turn.mode != "clarify":
        page.gap()
    {
        "plan": _plan,
        "change": _change,
        "clarify": _clarify,
        "refuse": _refuse,
        "answer": _answer,
    }[turn.mode](page, turn)
    if offered and (turn.trial or turn.mode == "refuse"):
        page.line((_OFFERED, FAINT))


def _plan(page: Page, turn: Turn) -> None:
    assert turn.plan is not None
    write_glance(page, turn.plan)
    page.gap()
    if turn.plan.alternatives:
        _others(page, turn.plan)
        page.gap()
    page.line((_NEXT, FAINT))


def _change(page: Page, turn: Turn) -> None:
    if turn.trial:
        page.line(("If that were so:", STRONG))
    if not turn.diff:
        page.line(("Nothing changes in the plan.", ""))
    for sentence in _in_short(turn.diff, "; /diff lists them"):
        page.line((sentence, ""), label="  -", indent=4)
    if turn.plan is not None and turn.plan.alternatives:
        page.gap()
        _others(page, turn.plan)


def _in_short(diff: Sequence[str], where: str = "") -> list[str]:
    """What changes; many stops that only shift are told together, and where to find them."""
    shifts = [sentence for sentence in diff if sentence.startswith(_SHIFTS)]
    if len(shifts) <= _FEW:
        return list(diff)
    others = [sentence for sentence in diff if sentence not in shifts]
    also = "other " if others else ""
    return [*others, f"{len(shifts)} {also}stops begin or end at another time{where}."]


def _clarify(page: Page, turn: Turn) -> None:
    for line in turn.lines:
        page.line((w.clean(_FIELD.sub("", line)), ALERT))
    _questions(page, turn)


def _questions(page: Page, turn: Turn) -> None:
    for question in turn.questions:
        page.line((w.clean(question.text), STRONG))
        for number, answer in enumerate(question.answers, start=1):
            page.line((w.clean(answer), ""), label=f"  {number}", indent=4)


def _refuse(page: Page, turn: Turn) -> None:
    for line in turn.lines:
        page.line((w.clean(line), ALERT))
    if turn.refusal is not None:
        write_reasons(page, turn.refusal)
    if turn.plan is not None:
        page.gap()
        page.line(("The nearest plan", STRONG))
        page.gap()
        write_glance(page, turn.plan)
        page.gap()
    _questions(page, turn)


def _answer(page: Page, turn: Turn) -> None:
    """A line that ends in a colon has those after it listed below it."""
    below = False
    for line in _in_short(turn.lines):
        text = w.clean(line)
        head = text.endswith(":")
        listed = below and not head
        page.line((text, ""), label="  -" if listed else "", indent=4 if listed else 0)
        below = below or head
    if turn.plan is not None and turn.plan.alternatives:
        _others(page, turn.plan)


def _others(page: Page, plan: Itinerary) -> None:
    """Other good plans, and what each trades."""
    page.line((_OTHERS, STRONG))
    for number, other in enumerate(plan.alternatives, start=1):
        page.line((w.clean(other.differs), ""), label=f"  {number}", indent=4)
