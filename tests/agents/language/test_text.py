"""The working text of a message."""

from __future__ import annotations

from agents.language.text import Atom, Text


def test_a_digit_right_after_an_atom_is_no_part_of_its_number() -> None:
    """Rules take all digits that follow a stand-in; the atom is found all the same."""
    text = Text("x7")
    text.put([(0, 1, Atom("m", "a sum"))])
    assert text.rest.endswith("7")
    assert text.atom(text.rest).value == "a sum"
