"""A plan as Markdown, with a table for each day and one for the costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.itinerary import Infeasible
from tools.exporters import alternatives, closing, outline, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.itinerary import Itinerary
    from tools.exporters.outline import Row

#: Characters that mean something in Markdown or in the HTML it may hold.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~&]")
_HEADS = ("Time", "What", "Cost", "Why, and what to know")


def to_markdown(answer: Itinerary | Infeasible) -> str:
    """Write an answer as Markdown (CommonMark with tables), ending in a line break."""
    lines = _refusal(answer) if isinstance(answer, Infeasible) else _plan(answer, "#")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _plan(plan: Itinerary, level: str) -> Iterator[str]:
    yield f"{level} {_plain(outline.title(plan))}"
    yield from ("", _plain(outline.subtitle(plan)))
    for index, day in enumerate(plan.days):
        yield from ("", f"{level}# {_plain(outline.heading(plan, index))}", "")
        about = [_plain(line) for line in outline.about(day)]
        if about:
            yield from (outline.JOINT.join(about), "")
        yield from _table(_HEADS, map(_cells, outline.rows(plan, index)))
    yield from ("", f"{level}# {closing.costs_heading(plan)}", "")
    yield from _costs(plan)
    yield from _section(f"{level}# {closing.KNOW}", closing.good_to_know(plan))
    yield from _section(f"{level}# {closing.BOOK}", closing.bookings(plan))
    for heading, lines in alternatives.told(plan):
        yield from _section(f"{level}# {heading}", lines)


def _cells(row: Row) -> tuple[str, ...]:
    facts = _plain(row.facts)
    what = f"**{_plain(row.title)}**{outline.JOINT}{facts}" if row.title else f"*{facts}*"
    know = [_plain(row.why)] if row.why else []
    know += [f"**{_plain(note)}**" for note in row.notes]
    return row.time, what, row.cost, "<br>".join(know)


def _costs(plan: Itinerary) -> Iterator[str]:
    heads, *lines = closing.cost_cells(plan)
    return _table(heads, lines, numbers=True)


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: bool = False
) -> Iterator[str]:
    """Lines of a table; ``numbers`` sets all columns but the first flush right."""
    rule = [" --- ", *[" ---: " if numbers else " --- "] * (len(heads) - 1)]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(rule)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _section(heading: str, entries: Iterable[str]) -> Iterator[str]:
    """A heading and a list, or nothing where the list is empty."""
    lines = [f"- {_plain(entry)}" for entry in entries]
    if lines:
        yield from ("", heading, "", *lines)


def _refusal(answer: Infeasible) -> Iterator[str]:
    yield f"# {refusal.headline(answer)}"
    for clash in refusal.clashes(answer):
        yield from _section(f"## {clash.heading}", clash.wishes)
        yield from ("", _plain(" ".join(clash.told)))
    if answer.nearest is None:
        yield from ("", refusal.NOTHING)
        return
    yield from _section(f"## {refusal.GIVES_UP}", refusal.gives_up(answer))
    yield ""
    yield from _plan(answer.nearest, "##")
