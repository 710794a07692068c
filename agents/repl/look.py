"""How the conversation looks: for a terminal, or plain for a pipe and for who listens to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.exporters.text import Page

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Look:
    """How replies are laid out.

    Attributes:
        width: columns there are now.
        colour: with ANSI styles.
        drawn: maps are drawn; otherwise they are told in words.
    """

    width: Callable[[], int]
    colour: bool
    drawn: bool

    def page(self) -> Page:
        """An empty page."""
        return Page(self.width(), self.colour)


#: For pipes and screen readers.
PLAIN = Look(width=lambda: 80, colour=False, drawn=False)
