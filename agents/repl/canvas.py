"""A drawing in a terminal: lines of braille dots, with letters over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

#: Dots of one character, across and down.
ACROSS, DOWN = 2, 4
#: The bit of each dot in a braille character, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
#: Where a sign may go that finds its cell taken: beside it, then above and below.
_AROUND = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


class Canvas:
    """``columns`` by ``rows`` characters, each of ``ACROSS`` by ``DOWN`` dots, all about square."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._dots: dict[tuple[int, int], tuple[int, str]] = {}
        self._signs: dict[tuple[int, int], tuple[str, str]] = {}

    def line(self, start: tuple[float, float], end: tuple[float, float], style: str) -> None:
        """Draw a line of dots from one point to another, in dots from the upper left corner."""
        (x0, y0), (x1, y1) = start, end
        steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0))))
        for step in range(0, steps + 1, 2):  # every other dot, so that a line stays light
            part = step / steps
            self._dot(round(x0 + (x1 - x0) * part), round(y0 + (y1 - y0) * part), style)

    def sign(self, at: tuple[float, float], text: str, style: str) -> bool:
        """Put a short text over the dots near a point; whether there was room for it."""
        column, row = int(at[0] // ACROSS), int(at[1] // DOWN)
        for right, down in _AROUND:
            first = column + right * len(text), row + down
            cells = [(first[0] + i, first[1]) for i in range(len(text))]
            if all(self._free(cell) for cell in cells):
                for cell, letter in zip(cells, text, strict=True):
                    self._signs[cell] = (letter, style)
                return True
        return False

    def lines(self) -> Iterator[Text]:
        """The drawing, a line of text for each row."""
        from rich.text import Text

        for row in range(self.rows):
            line = Text()
            for column in range(self.columns):
                cell = (column, row)
                bits, style = self._dots.get(cell, (0, ""))
                letter = chr(_BLANK + bits) if bits else " "
                line.append(*self._signs.get(cell, (letter, style)))
            yield line

    def _dot(self, x: int, y: int, style: str) -> None:
        cell = (x // ACROSS, y // DOWN)
        if 0 <= cell[0] < self.columns and 0 <= cell[1] < self.rows:
            bits, _ = self._dots.get(cell, (0, ""))
            self._dots[cell] = (bits | _BITS[y % DOWN][x % ACROSS], style)

    def _free(self, cell: tuple[int, int]) -> bool:
        column, row = cell
        inside = 0 <= column < self.columns and 0 <= row < self.rows
        return inside and cell not in self._signs
