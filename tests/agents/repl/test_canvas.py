"""Drawing with braille dots."""

from __future__ import annotations

from agents.repl.canvas import Canvas


def drawn(canvas: Canvas) -> list[str]:
    """The lines of a drawing."""
    return [line.plain for line in canvas.lines()]


def test_a_line_is_dots_from_end_to_end() -> None:
    """Every other dot of a way across is set, and nothing else."""
    canvas = Canvas(4, 2)
    canvas.line((0, 0), (7, 0), "")
    assert drawn(canvas) == ["\u2801\u2801\u2801\u2801", "    "]


def test_dots_of_two_lines_share_a_cell() -> None:
    """A cell shows the dots of both, in the style of the later."""
    canvas = Canvas(1, 1)
    canvas.line((0, 0), (0, 0), "red")
    canvas.line((1, 3), (1, 3), "blue")
    (line,) = canvas.lines()
    assert line.plain == chr(0x2800 + 0x01 + 0x80)
    assert [span.style for span in line.spans] == ["blue"]


def test_what_lies_outside_is_left_out() -> None:
    """A line that leaves the canvas is cut off, not wrapped."""
    canvas = Canvas(2, 1)
    canvas.line((-4, 0), (10, 0), "")
    assert drawn(canvas) == ["\u2801\u2801"]


def test_signs_never_cover_one_another() -> None:
    """A sign whose cell is taken goes beside it, above or below; beyond that there is no room."""
    canvas = Canvas(3, 3)
    put = [canvas.sign((3, 5), str(number), "") for number in range(1, 11)]
    assert put == [True] * 9 + [False]
    assert sorted("".join(drawn(canvas))) == list("123456789")
    assert drawn(canvas)[1] == "312"


def test_a_long_sign_keeps_together() -> None:
    """Two figures stand side by side, and move as one."""
    canvas = Canvas(6, 1)
    assert canvas.sign((4, 0), "10", "")
    assert canvas.sign((4, 0), "11", "")
    assert drawn(canvas) == ["  1011"]
