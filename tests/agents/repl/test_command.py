"""``wayplan chat`` in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.console import Exit
from agents.settings import Loaded, Settings
from tests.agents.harness import ended_well, wayplan_set_to

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


def chat(data: Path, *lines: str, trip: str | None = None) -> Result:
    """Run ``wayplan chat`` on lines from a pipe, its trips kept in ``data``."""
    loaded = Loaded(Settings(data=data), data / "config.toml", {})
    names = (trip,) if trip is not None else ()
    text = "".join(f"{line}\n" for line in lines)
    return wayplan_set_to(loaded, "chat", *names, "--time-limit", "0.05", stdin=text)


def test_lines_of_a_pipe_are_told_back_and_answered(tmp_path: Path) -> None:
    """The end of the pipe leaves the conversation, which says under what name it is kept."""
    done = chat(tmp_path / "kept", "two days in Copenhagen from 8 June", "/costs")
    assert done.exit_code == Exit.DONE
    page = done.stdout
    assert "\n> two days in Copenhagen from 8 June\nCopenhagen: 8 to 9 June 2027\n" in page
    assert "\n> /costs\nCosts for the whole party, in DKK\n" in page
    assert page.endswith("\n> \nThe trip is kept: wayplan chat copenhagen-june-2027\n")
    assert "\x1b" not in page


def test_a_trip_goes_on_in_another_process(tmp_path: Path) -> None:
    """What one conversation planned, the next one shows; what was said is remembered."""
    chat(tmp_path, "a day in Copenhagen on 8 June, always vegetarian", "/save denmark")
    page = chat(tmp_path, "/trips", "/memory", trip="denmark").stdout
    assert page.startswith("Copenhagen: Tuesday 8 June 2027\n")
    assert "denmark  Copenhagen: Tuesday 8 June 2027 (this one)" in page
    assert "always vegetarian" in page


def test_who_says_nothing_keeps_nothing(tmp_path: Path) -> None:
    """No trip is listed that was never spoken of."""
    done = chat(tmp_path)
    assert "is kept" not in done.stdout
    assert "No trip is kept yet." in chat(tmp_path, "/trips").stdout


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    """One line says what was expected."""
    done = chat(tmp_path, trip="../x")
    assert done.exit_code == Exit.USAGE
    assert ended_well(done)
    assert "got '../x'" in done.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in the way of the folder is no traceback."""
    (tmp_path / "file").write_text("")
    done = chat(tmp_path / "file" / "kept")
    assert done.exit_code == Exit.USAGE
    assert "Cannot keep anything in" in done.stderr
