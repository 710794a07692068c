"""A plan as text for a terminal, a pipe or a sheet of paper."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from planner.itinerary import Infeasible
from tools.exporters import alternatives, closing, outline, refusal, wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.text import Text

    from planner.itinerary import Itinerary
    from tools.exporters.outline import Row

#: Columns of text unless the terminal says otherwise, and the fewest that times and names fit in.
WIDTH, MIN_WIDTH = 80, 40
_GUTTER = 13
#: Stands for a blank at which no line may end, one column wide: rich breaks no-break spaces too.
_KEPT = "\ue000"
#: Letters up to which a fact is never broken; the narrowest page has room for more of them.
_SHORT = 20
#: Styles that read on light and dark ground alike: weight, and two colours of middle brightness.
STRONG, FAINT, ALERT = "bold", "dim", "magenta"


def to_text(answer: Itinerary | Infeasible, width: int = WIDTH, colour: bool = False) -> str:
    """Write an answer as text, ending in a line break.

    Args:
        answer: a plan, or why there is none.
        width: columns of the terminal; below ``MIN_WIDTH`` counts as that.
        colour: with ANSI styles, for a terminal.
    """
    page = Page(width, colour)
    if isinstance(answer, Infeasible):
        _refusal(page, answer)
    else:
        _plan(page, answer)
    return page.text()


class Page:
    """Lines as they are written: a gutter for the time, then text wrapped beside it.

    Attributes:
        width: columns.
        colour: with ANSI styles.
    """

    def __init__(self, width: int, colour: bool) -> None:
        """An empty page, ``MIN_WIDTH`` columns wide at least."""
        from rich.console import Console

        self._buffer = StringIO()
        self.width, self.colour = max(width, MIN_WIDTH), colour
        self._console: Console = Console(
            file=self._buffer,
            width=self.width,
            force_terminal=colour,
            color_system="256" if colour else None,
            legacy_windows=False,
            _environ={},
        )

    def line(self, *parts: tuple[str, str], label: str = "", indent: int = 0) -> None:
        """Write (text, style) parts as one paragraph, wrapped and hung at ``indent`` columns.

        Text objects are used, never markup: a name may hold ``[x]``, or steer the terminal.
        """
        from rich.text import Text

        body = Text.assemble(*((wording.safe(text), style) for text, style in parts))
        head = Text(f"{wording.safe(label):<{indent}}", style=STRONG)
        for wrapped in body.wrap(self._console, self.width - indent) or [Text()]:
            wrapped.rstrip()
            wrapped.plain = wrapped.plain.replace(_KEPT, " ")
            self.print(Text.assemble(head, wrapped))
            head = Text(" " * indent)

    def print(self, *lines: Text) -> None:
        """Write lines as they are."""
        for line in lines:
            self._console.print(line, soft_wrap=True, highlight=False)

    def put(self, text: str) -> None:
        """Write what was laid out for a page like this one."""
        self._buffer.write(text)

    def gap(self) -> None:
        """Write an empty line."""
        self._console.print()

    def section(self, heading: str, lines: Iterable[str]) -> None:
        """Write a heading and a list, or nothing where the list is empty."""
        entries = list(lines)
        if not entries:
            return
        self.gap()
        self.line((heading, STRONG))
        for entry in entries:
            self.line((entry, ""), label="  -", indent=4)

    def text(self) -> str:
        """All that was written."""
        return "".join(f"{line.rstrip()}\n" for line in self._buffer.getvalue().splitlines())


def _plan(page: Page, plan: Itinerary) -> None:
    page.line((outline.title(plan), STRONG))
    page.line((outline.subtitle(plan), ""))
    for index in range(len(plan.days)):
        page.gap()
        write_day(page, plan, index)
    page.gap()
    write_costs(page, plan)
    page.section(closing.KNOW, closing.good_to_know(plan))
    page.section(closing.BOOK, closing.bookings(plan))
    for heading, lines in alternatives.told(plan):
        page.section(heading, lines)


def write_day(page: Page, plan: Itinerary, index: int) -> None:
    """Write a day: what it is about, then everything in it in order."""
    page.line((outline.heading(plan, index), STRONG))
    for line in outline.about(plan.days[index]):
        page.line((line, FAINT))
    for row in outline.rows(plan, index):
        _row(page, row)


def _row(page: Page, row: Row) -> None:
    label = f"  {row.time}" if row.time else ""
    told = _facts(outline.joined(row.facts, row.cost))
    if row.title:
        page.line((row.title, STRONG), (outline.JOINT + told, ""), label=label, indent=_GUTTER + 2)
    else:
        mark = "\N{DOWNWARDS ARROW} " if row.kind == "leg" else ""
        page.line((mark + told, FAINT), label=label, indent=_GUTTER + 2)
    if row.why:
        page.line((row.why, "italic"), indent=_GUTTER + 2)
    for note in row.notes:
        page.line((f"! {note}", ALERT), indent=_GUTTER + 2)


def whole(text: str) -> str:
    """``text`` so that no line of a page ends within it."""
    return text.replace(" ", _KEPT)


def _facts(told: str) -> str:
    """Facts of which the short ones, such as ``1 h 5 min`` or ``20 EUR``, stay on one line."""
    facts = told.split(outline.JOINT)
    return outline.JOINT.join(whole(fact) if len(fact) <= _SHORT else fact for fact in facts)


def write_costs(page: Page, plan: Itinerary) -> None:
    """Write the table of costs, against the budget where there is one."""
    table = closing.costs(plan)
    limited = closing.limited(table)
    page.line((closing.costs_heading(plan), STRONG))
    if limited:
        page.line((f"  {'':<12}{'cost':>12}{'budget':>12}{'left':>12}", FAINT))
    for entry in table:
        style = STRONG if entry is table[-1] else ""
        rest = f"{entry.budget:>12}{entry.left:>12}" if limited else ""
        page.line((f"  {entry.name:<12}{entry.cost:>12}{rest}", style))


def write_reasons(page: Page, answer: Infeasible) -> None:
    """Write why there is no plan, and what the nearest one gives up."""
    page.line((refusal.headline(answer), STRONG))
    for clash in refusal.clashes(answer):
        page.section(clash.heading, clash.wishes)
        for sentence in clash.told:
            page.line((sentence, ""))
    if answer.nearest is None:
        page.gap()
        page.line((refusal.NOTHING, ""))
    else:
        page.section(refusal.GIVES_UP, refusal.gives_up(answer))


def _refusal(page: Page, answer: Infeasible) -> None:
    write_reasons(page, answer)
    if answer.nearest is None:
        return
    page.gap()
    page.line(("The nearest plan", STRONG))
    page.gap()
    _plan(page, answer.nearest)
