"""Plans for people and programs: text, Markdown and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from planner.itinerary import Infeasible, Itinerary

Format = Literal["text", "json", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)

__all__ = ["FORMATS", "Format", "export"]


def export(
    answer: Itinerary | Infeasible, format: Format, *, width: int = 80, colour: bool = False
) -> str:
    """Write an answer out, ending in a line break.

    Args:
        answer: a plan, or why there is none.
        format: ``json`` can be read back, the others are for people.
        width: columns of text.
        colour: text with ANSI styles, for a terminal.
    """
    if format == "json":
        return answer.model_dump_json(indent=2) + "\n"
    if format == "markdown":
        from tools.exporters.markdown import to_markdown

        return to_markdown(answer)
    from tools.exporters.text import to_text

    return to_text(answer, width, colour)
