"""The progress bar."""

from __future__ import annotations

import io

from rich.console import Console

from tools.importers.progress import progress_bar


def test_bar_shows_each_stage_and_its_count() -> None:
    """Every stage told of gets a line with how far it came."""
    drawn = io.StringIO()
    with progress_bar(Console(file=drawn, width=80)) as tell:
        tell("reading", 0, None)
        tell("reading", 7, 7)
        tell("writing", 2, 5)
    assert "reading" in drawn.getvalue()
    assert "7/7" in drawn.getvalue()
    assert "2/5" in drawn.getvalue()
