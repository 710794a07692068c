"""What the traveller is told of a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.repl.glance import write_glance
from tools.exporters import wording as w
from tools.exporters.closing import note_line
from tools.exporters.text import ALERT, FAINT, STRONG, write_reasons

if TYPE_CHECKING:
    from agents.turn import Turn
    from planner.itinerary import Note
    from tools.exporters.text import Page

#: What one may do next, said with the first plan of a trip.
_NEXT = "Say what to change, or look closer: /day 1, /map, /costs, /why PLACE. /help has the rest."
_OFFERED = "/accept makes that your plan; until then it stays as it was."


def write_turn(page: Page, turn: Turn) -> None:
    """Write how a turn was taken and what came of it."""
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
    for sentence in turn.diff or ("Nothing changes in the plan.",):
        page.line((sentence, ""), label="  -" if turn.diff else "", indent=4 if turn.diff else 0)
    if turn.trial and turn.diff:
        page.line((_OFFERED, FAINT))


def _clarify(page: Page, turn: Turn) -> None:
    for line in turn.lines:
        page.line((w.clean(line), ""))
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
        page.line((_OFFERED, FAINT))


def _answer(page: Page, turn: Turn) -> None:
    for line in turn.lines:
        indent = len(line) - len(line.lstrip())
        page.line((w.clean(line), ""), indent=indent)
