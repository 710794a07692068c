"""docs/chat.md says what the program says."""

from __future__ import annotations

from tests.agents.repl.transcript import held, written


def test_the_conversation_in_the_docs_is_real() -> None:
    """All that is typed there is answered as it stands there, word for word.

    Where the program has changed, ``python -m tests.agents.repl.transcript`` writes it anew; read
    it as a traveller would before it is kept.
    """
    page = written()
    assert page.count("\n> ") > 8
    assert held(page) == page
